"""Frames of three libraries: what identifies in them, what a purpose needs, what is remembered."""

import json

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from promptward.guard import GuardError, PromptBlocked, check, register, scan_frame, view
from promptward.guard.guard import Guard
from promptward.guard.outgoing import Outgoing

from .hospital import numbers, patients

ROWS = 1000
DATA = {
    "id": list(range(ROWS)),
    "col_7": [patients()[n % 100] for n in range(ROWS)],
    "mrn": [int(numbers()[n % 50]) for n in range(ROWS)],
    "note": [
        f"bed {n}, SSN 900-1{n % 10}-1234, stable" if n % 10 == 0 else f"bed {n} stable"
        for n in range(ROWS)
    ],
    "dose": [0.5 * n for n in range(ROWS)],
    "ward": [None if n % 3 == 0 else "north" for n in range(ROWS)],
}
FRAMES = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table, "lists": dict}


def as_dict(frame) -> dict[str, list]:
    if isinstance(frame, pd.DataFrame):
        return {name: frame[name].tolist() for name in frame.columns}
    if isinstance(frame, dict):
        return frame
    return frame.to_dict(as_series=False) if isinstance(frame, pl.DataFrame) else frame.to_pydict()


@pytest.mark.parametrize("library", FRAMES)
@pytest.mark.parametrize("full", [False, True])
def test_columns_are_judged_by_their_names_and_values(guard: Guard, library, full) -> None:
    report = scan_frame(FRAMES[library](DATA), full=full)
    found = {column.name: (set(column.categories), column.text) for column in report.columns}
    assert found == {
        "id": (set(), False),
        "col_7": ({"guard.tests.names"}, False),
        "mrn": ({"guard.tests.mrn"}, False),
        "note": ({"guard.tests.ssn"}, True),
        "dose": (set(), False),
        "ward": (set(), False),
    }
    if full:
        assert report.columns[3].categories == {"guard.tests.ssn": 100}
        assert report.missed(0.01) == 0.0
    else:
        assert report.sampled == 400
        assert report.missed(0.01) == pytest.approx(0.99**400)
    for shown in (repr(report), *report._repr_mimebundle_().values()):
        assert not any(str(value) in shown for value in (*patients(), *numbers()))


@pytest.mark.parametrize("library", FRAMES)
def test_a_view_holds_what_the_purpose_needs(guard: Guard, library) -> None:
    shown = as_dict(view(FRAMES[library](DATA), "summary", rows=30))
    assert list(shown) == list(DATA)
    assert shown["id"] == DATA["id"][:30]
    assert all(value.startswith("[NAME_") for value in shown["col_7"])
    assert len(set(shown["col_7"])) == 30
    assert all(value.startswith("[MRN_") for value in shown["mrn"])
    assert shown["note"][0].startswith("bed 0, SSN [SSN_")
    assert shown["note"][1] == "bed 1 stable"
    billing = as_dict(view(FRAMES[library](DATA), "billing", rows=30))
    assert "col_7" not in billing
    assert billing["mrn"] == DATA["mrn"][:30]
    assert billing["note"][0] == "bed 0, SSN [ssn], stable"
    with pytest.raises(GuardError, match="billing, research, summary"):
        view(FRAMES[library](DATA), "marketing")
    with pytest.raises(GuardError, match="does not let these values leave"):
        view(FRAMES[library](DATA), "summary", to="other")


@pytest.fixture
def sent(guard: Guard, ours):
    def sending(text: str) -> str:
        content = json.dumps(
            {"model": "m", "messages": [{"role": "user", "content": text}]}
        ).encode()
        passed = guard.judge(Outgoing("POST", f"{ours.url}/v1/chat/completions", (), content))
        return json.loads(passed.body or content)["messages"][0]["content"]

    return sending


def test_registered_values_are_found_in_every_form(guard: Guard, sent) -> None:
    people = {
        "who": [
            "Zéphyrine Quux-Mbeki",
            "Nolan Tarkwell Ostrander",
            "Grace",
            "Will",
            "Xu",
            None,
            "Ødegaard",
        ],
        "key": [771234.0, 12.0, None, 99100.0, 1.0, 2.0, 55555.0],
    }
    done = register(pd.DataFrame(people), {"who": "names", "key": "mrn"})
    assert done["who"].registered == 3
    assert (done["who"].empty, done["who"].short, done["who"].common) == (1, 1, 2)
    assert (done["key"].registered, done["key"].short) == (3, 3)
    for text in (
        "zephyrine quux mbeki", "Zéphyrine Quux-Mbeki", "Mbeki, Zéphyrine Quux", "OSTRANDER, NOLAN TARKWELL",
        "Nolan Ostrander", "Ostrander Nolan", "ødegaard", "Ze\u0301phyrine   Quux-Mbeki", "nolan_tarkwell_ostrander",
    ):  # fmt: skip
        assert sent(f"ask {text}, please").startswith("ask [NAME_"), text
        assert sent(f"ask {text}, please").endswith(", please")
    assert sent("chart 771234").startswith("chart [MRN_")
    assert sent("Grace will go, Xu stays 12 days") == "Grace will go, Xu stays 12 days"
    assert "Nolan" not in repr(guard.engine) + repr(guard)
    with pytest.raises(GuardError):
        register(pd.DataFrame(people), {"nobody": "names"})
    with pytest.raises(GuardError, match="what each column holds"):
        register(pd.DataFrame(people), ["who"])
    with pytest.raises(GuardError, match="dates, mrn, names, ssn"):
        register(pd.DataFrame(people), {"who": "persons"})


def test_what_was_registered_from_one_frame_stays_when_another_is(guard: Guard, sent) -> None:
    register(
        {"pat": ["Zéphyrine Quux-Mbeki"], "nurse": ["Nolan Ostrander"]},
        {"pat": "names", "nurse": "names"},
    )
    register({"pat": ["Ødegaard"]}, {"pat": "names"})
    register({"pat": ["Ødegaard"]}, {"pat": "names"})
    for name in ("zephyrine quux mbeki", "ostrander nolan", "ødegaard"):
        assert sent(f"ask {name}, please").startswith("ask [NAME_"), name


@pytest.mark.parametrize("library", FRAMES)
def test_a_frame_is_checked_as_a_prompt(guard: Guard, library) -> None:
    if library == "pyarrow":
        return
    frame = FRAMES[library]({name: values[:60] for name, values in DATA.items()})
    report = check(frame, to="ours", purpose="summary")
    assert report.verdict == "allow"
    # A table of commas doubles the quotation marks inside of a name, and the list does not know it so.
    plain = [name for name in DATA["col_7"][:60] if '"' not in name]
    assert len([f for f in report.findings if f.category.endswith("names")]) == len(plain)
    assert check(frame, to="other", purpose="summary").verdict == "block"
    assert patients()[0] not in repr(report)


class Speaks:
    """Somebody else's frame that speaks Arrow."""

    def __init__(self, table) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self._table.__arrow_c_stream__(requested_schema)


def test_whoever_speaks_arrow_is_read(guard: Guard) -> None:
    assert scan_frame(Speaks(pa.table(DATA))).identifying == ("col_7", "mrn", "note")
    with pytest.raises(GuardError):
        scan_frame([1, 2])


def test_a_frame_that_is_sent_is_stopped(guard: Guard, other) -> None:
    import httpx

    frame = pd.DataFrame(DATA)
    with pytest.raises(PromptBlocked):
        httpx.post(
            f"{other.url}/v1/messages",
            json={"messages": [{"role": "user", "content": frame.head().to_string()}]},
        )
    assert other.connections == 0

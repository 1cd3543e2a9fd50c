"""What is named after people, cited or tried in court is no patient."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.learned_runs import runs

from .places import found


def _open(text: str) -> list[str]:
    mask = bytearray(len(text))
    return [text[one.start : one.end] for one in runs(text, text.encode("latin-1"), mask)]


@pytest.mark.parametrize(
    "text",
    [
        "Think of a tremor: Parkinson's, thyroid or drugs.",
        "Infants: Apgar 7/9 at five minutes.",
        "Sensor: Hoffmann's was not tried.",
        "Tarbell v. Quenby set the rule, and Moravec v. Delgado kept it.",
        "Moravec and Delia (2014) counted deaths.",
    ],
)
def test_what_is_named_after_somebody_or_cited_is_no_name(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nurse: Parkinson called about the drip.", "Parkinson"),
        ("Patient: Parkinson's wife came.", "Parkinson"),
        ("Estate of Cornelia Moravec v. the hospital", "Cornelia Moravec"),
        ("Moravec and Delia came in at 2014.", "Delia"),
    ],
)
def test_who_is_said_to_be_a_person_is_one(shipped: Engine, text: str, name: str):
    assert name in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    "text",
    [
        "We saw Wexcombe neg and Dunmorra unlikely.",
        "Gave Wexcombe BID, then Dunmorra weekly.",
        "Drives a Wexcombe to an Dunmorra.",
        "Has Power of Attorney and a Bill of Rights.",
        "As Wexcombe (2011) and Dunmorra et al. say.",
        "Wexcombe v. Dunmorra",
        "Was Marcus Gunn there, or a Living Will?",
    ],
)
def test_a_result_a_dose_an_article_and_a_citation_leave_no_run(text: str):
    assert not {"Wexcombe", "Dunmorra", "Power", "Bill", "Marcus Gunn", "Living Will"} & set(
        _open(text)
    )


@pytest.mark.parametrize("text", ["I copied Wexcombe at two.", "Wexcombe of Dunmorra"])
def test_a_word_without_such_is_left_open(text: str):
    assert "Wexcombe" in _open(text)

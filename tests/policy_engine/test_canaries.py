"""Canaries: marked values go through every path, errors included, and are looked for in every sink."""

import datetime as dt
import io
import json
import logging
import pickle
import sys
import traceback

import pytest

from promptward.artifacts import Artifacts
from promptward.engine import Engine
from promptward.examination import verified
from promptward.model import PromptwardError, Request, ScanError
from promptward.policy import load_compiled, locate

from .clinic import CLINIC, TODAY, ask, built, clinic, detection

# Values of every category, none of which occurs anywhere in the sources of this project.
CANARIES = ("Mary Jones", "987654", "1951-07-04", "612-84-7719", "90417", "\ud83d\ud83d")
TEXT = "Mary Jones, MRN 987654, born 1951-07-04, SSN 612-84-7719, ZIP 90417, diabetes \ud83d\ud83d"


def assert_silent(*sinks: object) -> None:
    for sink in sinks:
        shown = sink if isinstance(sink, str) else repr(sink)
        for canary in (*CANARIES, "Jones"):
            assert canary.lower() not in shown.lower()


class Broken:
    """A detection, transform or validator of bad manners: it quotes what it was given."""

    def __init__(self, *, after: int = 0) -> None:
        self.after = after

    def find(self, text: str, fields=(), **_how):
        if self.after > 0:
            self.after -= 1
            return detection().find(text)
        raise ValueError(f"what is {text!r}?")


def engines() -> list[Engine]:
    compiled = built().compiled
    return [
        clinic(),
        Engine(compiled.ir, compiled.notes, Broken()),
        Engine(compiled.ir, compiled.notes, Broken(after=1)),
    ]


REQUESTS = [
    ask(TEXT),
    ask(TEXT, person="Mary Jones", scope="Mary Jones"),
    ask(TEXT, destination=None, purpose=None, actor=None),
    ask(TEXT, destination="Mary Jones", purpose="612-84-7719"),
    ask(TEXT, date=dt.date(2027, 7, 1)),
]


@pytest.mark.parametrize("number", range(len(REQUESTS)))
def test_no_canary_in_anything_a_decision_shows(number, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    for engine in engines():
        for decision in (engine.decide(REQUESTS[number]), engine.redact(TEXT, scope="s")):
            assert_silent(
                decision,
                str(decision),
                f"{decision}",
                decision.findings,
                decision.because,
                decision.reasons,
                decision.obligations,
                decision.traces,
                json.dumps(decision.explain()),
                decision.explain_text(),
                json.dumps(decision.to_json()),
                decision.scope,
                engine,
            )
    written = capfd.readouterr()
    assert_silent(written.out, written.err, caplog.text)


def test_the_request_itself_shows_neither_text_nor_person():
    assert_silent(ask(TEXT, person="Mary Jones"))


def test_an_exception_that_reaches_the_caller_carries_nothing_of_the_text():
    engine = clinic()
    decision = engine.decide(ask(TEXT, purpose=None))
    raised: list[BaseException] = []
    for call in (
        lambda: decision.restore(TEXT),
        lambda: engine.restore(TEXT, "Mary Jones"),
        lambda: engine.find(TEXT * 300_000),
    ):
        with pytest.raises((PromptwardError, ScanError)) as caught:
            call()
        raised.append(caught.value)
    for error in raised:
        assert_silent(str(error), repr(error), error.__cause__, error.__context__)


def test_a_library_that_quotes_the_text_leaves_no_trace_in_what_is_reported():
    compiled = built().compiled
    decision = Engine(compiled.ir, compiled.notes, Broken()).decide(ask(TEXT))
    assert [r.id for r in decision.reasons] == ["engine_find"]
    # Nothing stays behind for a later traceback to print either.
    assert sys.exc_info() == (None, None, None)
    out = io.StringIO()
    traceback.print_exc(file=out)
    assert_silent(out.getvalue())


def test_the_cache_holds_policies_and_nothing_of_what_was_decided(tmp_path):
    file = tmp_path / "clinic.ward"
    file.write_text(CLINIC)
    cache = Artifacts(str(tmp_path / "cache"))
    place = locate(str(file), {}, ".", floor_folder="/nowhere")
    loaded = load_compiled(place, today=TODAY, cache=cache, verify=verified)
    compiled = built().compiled
    engine = Engine(loaded.ir, loaded.notes, detection())
    assert loaded.ir == compiled.ir
    engine.decide(ask("612-84-7719 MRN 987654 90417", scope="s"))
    for stored in (tmp_path / "cache").iterdir():
        content = stored.read_bytes()
        for canary in ("987654", "612-84-7719", "90417"):
            assert canary.encode() not in content


def test_a_pickled_decision_without_its_text_and_scope_is_silent():
    decision = clinic().decide(ask(TEXT))
    bare = decision._replace(text=None, scope=None)
    assert_silent(pickle.dumps(bare).decode("latin-1"))


def test_the_released_text_itself_holds_no_canary_that_was_not_kept():
    for decision in (clinic().decide(ask(TEXT)), clinic().redact(TEXT)):
        assert decision.text is not None
        for canary in ("Mary Jones", "987654", "1951-07-04", "612-84-7719", "90417"):
            assert canary not in decision.text


def test_an_undeclared_name_in_a_request_is_not_echoed():
    request = Request(TEXT, destination="612-84-7719", purpose="Mary Jones", date=TODAY)
    assert_silent(clinic().decide(request).reasons)

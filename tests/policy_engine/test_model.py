"""Nouns: what is no fact of the right type is refused when it is stated, by name."""

import datetime as dt

import pytest

from promptward import Actor, Engine, Request

WRONG = [
    ("actor", "bob", "actor must be a promptward.Actor"),
    ("date", "2026-11-27", "date must be a datetime.date"),
    ("date", dt.datetime(2026, 11, 27, tzinfo=dt.UTC), "date must be a datetime.date"),
    ("justified", 1, "justified must be True, False or None"),
    ("destination", ["a"], "destination must be a str or None"),
    ("purpose", b"x", "purpose must be a str or None"),
    ("channel", 1, "channel must be a str or None"),
    ("scope", 7, "scope must be a str or None"),
    ("person", 7, "person must be a str or None"),
    ("endpoint", b"https://x", "endpoint must be a str or None"),
    ("model", 7, "model must be a str or None"),
    ("features", "files", "features must be a set or list of names"),
    ("features", [7], "features must be a set or list of names"),
    ("features", None, "features must be a set or list of names"),
    ("justification", 7, "justification must be a str or None"),
    ("break_glass", True, "break_glass must be a str or None"),
]
OF_AN_ACTOR = [
    ("id", 7, "id must be a str"),
    ("roles", "clinician", "roles must be a set or list of names"),
    ("roles", [None], "roles must be a set or list of names"),
    ("roles", [["a"]], "roles must be a set or list of names"),
    ("mfa", "yes", "mfa must be True, False or None"),
    ("department", 7, "department must be a str or None"),
    ("assurance", 7, "assurance must be a str or None"),
]


class _Feigned(str):
    """Says of itself, to whoever asks, that it is another text."""

    __slots__ = ()

    def __str__(self) -> str:
        return "nothing"

    def __len__(self) -> int:
        return 7

    def isascii(self) -> bool:
        return True

    def encode(self, *_: object, **__: object) -> bytes:
        return b"nothing"

    def __getitem__(self, _: object) -> str:
        return ""


def test_a_text_is_its_characters_whatever_a_subclass_says_of_it(shipped):
    text = _Feigned("SSN 536-22-4399, call 617-555-0143")
    assert type(Request(text).text) is str
    assert shipped.redact(text).text == "SSN [ssn], call [phone]"
    assert {one.start for one in shipped.find(text)} == {4, 22}
    assert type(shipped.redact(_Feigned("well")).text) is str


@pytest.mark.parametrize(("field", "value", "said"), WRONG)
def test_a_fact_of_a_request_that_is_none_is_named(field, value, said) -> None:
    with pytest.raises(TypeError, match=said):
        Request("a text", **{field: value})


@pytest.mark.parametrize(("field", "value", "said"), OF_AN_ACTOR)
def test_a_fact_of_an_actor_that_is_none_is_named(field, value, said) -> None:
    with pytest.raises(TypeError, match=said):
        Actor(**{"id": "ada", field: value})


def test_what_is_no_text_is_not_searched_and_still_not_let_out(shipped: Engine) -> None:
    with pytest.raises(TypeError, match="text must be a str"):
        shipped.find(b"x")
    with pytest.raises(TypeError, match="text must be a str"):
        Request(b"x")
    with pytest.raises(TypeError, match="date must be"):
        shipped.redact("x", date="2026-11-27")
    for smuggled in ({"text": b"x"}, {"date": "2026-11-27"}, {"actor": "bob"}):
        decision = shipped.decide(Request("MRN 00123456")._replace(**smuggled))
        assert (decision.verdict, decision.text) == ("block", None)

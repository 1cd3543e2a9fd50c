"""Evidence beside a match: how far is near, in characters, words and lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.evidence import Sight, check_of
from promptward.terms import Terms
from promptward.text import SourceText
from promptward_dsl.ir import EvidenceIR

from . import reference_matcher as reference
from .scanning import (
    HIGH,
    NUMBER,
    Lexicon,
    detection,
    detector,
    found,
    levels,
    near,
    raised,
    regex,
)


@pytest.mark.parametrize(
    ("text", "within", "holds"),
    [
        ("pin 1", 1, True),
        ("pin 1", 0, False),
        ("pin:1", 1, True),
        ("pin  1", 2, True),
        ("pin  1", 1, False),
        ("1 pin", 1, True),
        ("1  pin", 1, False),
        ("1.pin", 1, True),
        ("pin_1", 1, True),
        ("spin 1", 9, False),
        ("pins 1", 9, False),
        ("PIN 1", 1, True),
        ("p\u00edn 1", 1, True),
        ("p\u200bin \u200b1", 1, True),
        ("pin \U0001f600 1", 3, True),
        ("pin \U0001f600 1", 2, False),
    ],
)
def test_near_counts_the_characters_between(text: str, within: int, holds: bool) -> None:
    assert raised(text, near("pin", within=within)) == [holds]


@pytest.mark.parametrize(
    ("text", "within", "holds"),
    [
        ("pin 1", 0, True),
        ("pin is 1", 1, True),
        ("pin is 1", 0, False),
        ("pin is - the: 1", 2, True),
        ("pin is - the: 1", 1, False),
        ("1 is pin", 1, True),
        ("1 is pin", 0, False),
        ("1 a b c pin", 3, True),
        ("1 a b c pin", 2, False),
        ("1 a b c pin", 400, True),
        ("pin, x_y 1", 1, True),
        ("pin\n\n\n\n1", 0, True),
    ],
)
def test_near_counts_the_words_between(text: str, within: int, holds: bool) -> None:
    assert raised(text, near("pin", within=within, unit="words")) == [holds]


@pytest.mark.parametrize(
    ("text", "within", "holds"),
    [
        ("pin and many other words 1", 0, True),
        ("pin\n1", 0, False),
        ("pin\n1", 1, True),
        ("pin\r\n1", 1, True),
        ("pin\r\n1", 0, False),
        ("pin\u20281", 1, True),
        ("pin\u20281", 0, False),
        ("pin\x851", 0, False),
        ("1\n\npin", 2, True),
        ("1\n\npin", 1, False),
        ("x\n1 pin\n", 0, True),
    ],
)
def test_near_counts_the_line_breaks_between(text: str, within: int, holds: bool) -> None:
    assert raised(text, near("pin", within=within, unit="lines")) == [holds]


@pytest.mark.parametrize("unit", ["chars", "words", "lines"])
def test_before_and_after_look_one_way_only(unit: str) -> None:
    before = near("pin", within=9, unit=unit, kind="before")
    after = near("pin", within=9, unit=unit, kind="after")
    assert raised("pin 1", before) == [True]
    assert raised("1 pin", before) == [False]
    assert raised("1 pin", after) == [True]
    assert raised("pin 1", after) == [False]


def test_a_term_within_the_match_is_not_beside_it() -> None:
    evidence = near("pin", within=9)
    match = regex(r"pin: \d+|\d+ pin \d+|\d+")
    assert levels("pin: 1", match, raises=((HIGH, evidence),)) == ["medium"]
    assert levels("pin pin: 1", match, raises=((HIGH, evidence),)) == ["high"]
    assert levels("1 pin 2", match, raises=((HIGH, evidence),)) == ["medium"]


def test_a_term_that_reaches_into_the_match_is_not_beside_it() -> None:
    evidence = near("pin no", within=9)
    assert levels("pin no 1", regex(r"no \d"), raises=((HIGH, evidence),)) == ["medium"]
    assert levels("pin no no 1", regex(r"no \d"), raises=((HIGH, evidence),)) == ["high"]


def test_terms_of_several_words_and_of_lists_count() -> None:
    assert raised("social   security: 1", near("social security", within=2)) == [True]
    beside = EvidenceIR("before", (), "p.cues", 5, "chars")
    finder = detection(
        detector(NUMBER, raises=((HIGH, beside),)),
        lexicons={"p.cues": Lexicon(("ssn", "tax id"))},
    )
    assert found(finder, "SSN: 1, Tax ID 2; other text 3") == [
        ("1", "high"),
        ("2", "high"),
        ("3", "medium"),
    ]


WORDS = st.lists(st.sampled_from(["pin", "id", "x", "12", "3", "\n", "\r\n", ",", "_", "pin id", "\u00e9"]))  # fmt: skip
JOINED = st.builds(lambda parts, by: by.join(parts), WORDS, st.sampled_from(["", " ", "  ", "-"]))


def distance(text: str, first: int, second: int, unit: str) -> int:
    """What `[first, second)` counts, said as plainly as can be."""
    if unit == "chars":
        return second - first
    if unit == "lines":
        return text[first:second].count("\n")
    return sum(first <= word.start() < second for word in re.finditer(r"\w+", text, re.ASCII))


@given(
    JOINED,
    st.sampled_from(["near", "before", "after"]),
    st.integers(0, 5),
    st.sampled_from(["chars", "words", "lines"]),
)
def test_what_is_near_is_what_counting_says_is_near(
    text: str, kind: str, within: int, unit: str
) -> None:
    view = SourceText(text).views[0]
    terms = ["id", "pin", "pin id"]
    places = {n: reference.words([term], view.text) for n, term in enumerate(terms)}
    check = check_of(
        EvidenceIR(kind, tuple(terms), None, within, unit),
        {},
        {("term", term): n for n, term in enumerate(terms)},
    )
    sight = Sight(view, lambda: Terms((s, e, n) for n, at in places.items() for s, e in at))
    for match in re.finditer(r"\d+|x", view.text):
        start, end = match.span()
        expected = [
            term
            for n, term in enumerate(terms)
            if any(
                (kind != "after" and e <= start and distance(view.text, e, start, unit) <= within)
                or (kind != "before" and s >= end and distance(view.text, end, s, unit) <= within)
                for s, e in places[n]
            )
        ]
        assert list(check(sight, start, end)) == expected


def test_terms_are_looked_for_once_for_all_candidates_of_a_view() -> None:
    asked: list[int] = []

    def find_terms() -> Terms:
        asked.append(1)
        return Terms([(0, 3, 0)])

    sight = Sight(SourceText("pin 1 2 3").views[0], find_terms)
    check = check_of(near("pin", within=9), {}, {("term", "pin"): 0})
    assert [bool(check(sight, at, at + 1)) for at in (4, 6, 8)] == [True, True, True]
    assert asked == [1]

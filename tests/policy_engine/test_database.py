"""What the search reports of short texts, where the library it rests on misses some ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptward.database import Database, Expression, compiled

POOL = (
    "ab", "abc", r"\bab\b", "[0-9]{2,4}", "(?:^| )pin ", r"(?:\A|[ ])x[0-9]+", "^ab", r"(?:^|\W)12",
    "pin", "x7-12", "[a-c]{2}y", r"\bpin (?:[0-9]+)\b", "a.{0,5}b", r"-12\b", "and",
    r"(?:\A|\s)and\b", "c$", "12$", "y(?:$| )",
)  # fmt: skip
PIECES = ("ab", "abc", "pin ", "x7", "12", "-", "1", " ", "and", "x", "y", "c", "z", "xx ")


def ends_of(database: Database, text: bytes) -> dict[int, set[int]]:
    return {
        number: {
            end
            for low, high in zip(bounds[::2], bounds[1::2], strict=True)
            for end in range(low, high + 1)
        }
        for number, bounds in database.ends(text).items()
    }


@pytest.mark.parametrize("pattern", [r"\bab\b|abc", r"\bab\b", "ab"])
def test_a_match_at_the_end_of_a_short_text_is_reported_beside_any_pattern(pattern):
    text = b"xx xx and xxx xx xx x7-xx and ab"
    beside = r"(?:\A|[\x09-\x0d\x20])pin\x20(?:[0-9A-Z_a-z]+)"
    found = Database(compiled([Expression(pattern), Expression(beside)]))
    assert ends_of(found, text)[0] >= {len(text)}


@given(
    st.lists(st.sampled_from(POOL), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40),
)
@settings(max_examples=150, deadline=None)
def test_what_stands_behind_a_short_text_changes_nothing_in_it(patterns, pieces):
    """A space is no letter, no figure and no end: only what needs an end may differ."""
    text = "".join(pieces)[-90:].encode()
    found = Database(compiled([Expression(one) for one in patterns]))
    alone, followed = ends_of(found, text), ends_of(found, text + b" " * 200)
    for number, pattern in enumerate(patterns):
        if "$" not in pattern:
            inside = {end for end in followed.get(number, ()) if end <= len(text)}
            assert alone.get(number, set()) == inside


def test_what_is_searched_as_well_reports_nothing_behind_the_text():
    found = Database(compiled([Expression(r"ab\s"), Expression("ab$"), Expression("ab\\n?")]))
    assert ends_of(found, b"ab") == {1: {2}, 2: {2}}


def test_the_end_of_a_short_text_is_where_it_is_in_a_long_one():
    """A line break at its end is one, and is none that only stands behind it."""
    found = Database(compiled([Expression("b$"), Expression(r"b\b"), Expression(r"b\B")]))
    assert ends_of(found, b"") == {}
    for lead in (b"", b" " * 200):
        place = len(lead) + 2
        assert ends_of(found, lead + b"ab") == {0: {place}, 1: {place}}
        assert ends_of(found, lead + b"ab\n") == {0: {place}, 1: {place}}
        assert ends_of(found, lead + b"ab\n\n") == {1: {place}}


def test_of_a_view_only_what_it_shows_is_searched():
    found = Database(compiled([Expression(r"ab\b"), Expression("aby"), Expression("b$")]))
    assert ends_of(found, memoryview(b"xxabyy")[2:4]) == {0: {2}, 2: {2}}


def test_whoever_is_told_of_a_match_may_fail_and_the_next_search_is_whole():
    found = Database(compiled([Expression("ab")]))

    def failing(*_: object) -> None:
        raise LookupError("not today")

    for text in (b"ab", b"ab" * 200):
        with pytest.raises(LookupError, match="not today"):
            found.matches(text, _Failing(failing))
        assert ends_of(found, b"ab") == {0: {2}}


def test_threads_search_short_texts_at_once():
    found = Database(compiled([Expression(r"ab\b"), Expression("b$")]))
    texts = [b"ab " * (number % 60) + b"ab" for number in range(600)]
    alone = [ends_of(found, text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(partial(ends_of, found), texts)) == alone


class _Failing:
    def __init__(self, on_match: Callable[..., None]) -> None:
        self.on_match = on_match

"""Where matches lie, by a plain reading of the same pattern; and what may be read again."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptward.automaton
from promptward.automaton import Automaton, any_of
from promptward.evidence import _ENOUGH, _Matching
from promptward.extents import extents, outermost_ranges, walk
from promptward.model import PolicyError, ScanError
from promptward.patterns import parse_pattern

from . import reference_matcher as reference
from .test_patterns import FLAGS, SOURCES, SUBJECTS

BYTES = SUBJECTS.map(lambda text: text.encode("latin-1", "replace"))


def automaton(source: str, flags: str = "") -> Automaton:
    parsed = parse_pattern(source, flags)
    return Automaton(parsed.exact, dollar=parsed.dollar)


def runs(places: list[int]) -> list[tuple[int, int]]:
    return [(place, place) for place in sorted(set(places))]


@given(SOURCES, FLAGS, BYTES)
def test_walking_finds_what_a_plain_reading_finds(source: str, flags: str, data: bytes) -> None:
    if not parse_pattern(source, flags).least:
        return
    assert walk(automaton(source, flags), data) == reference.longest(
        source, flags, data.decode("latin-1")
    )


@given(SOURCES, FLAGS, BYTES, st.booleans())
def test_knowing_the_ends_finds_the_same(
    source: str, flags: str, data: bytes, bounded: bool
) -> None:
    parsed = parse_pattern(source, flags)
    if not parsed.least:
        return
    text = data.decode("latin-1")
    ends = [
        end
        for end in range(1, len(text) + 1)
        for start in range(end)
        if reference.matches_whole(source, flags, text, start, end)
    ]
    most = parsed.most if bounded else None
    found = extents(automaton(source, flags), data, runs(ends), most)
    assert found == reference.longest(source, flags, text)


def test_an_end_that_is_none_is_no_match() -> None:
    assert extents(automaton("ab"), b"ab xb", [(2, 2), (5, 5)], 2) == [(0, 2)]


def test_the_end_of_the_text_and_a_last_line_break_are_both_an_end() -> None:
    for text, found in ((b"ab", [(0, 2)]), (b"ab\n", [(0, 2)]), (b"ab\nx", []), (b"ab\n\n", [])):
        assert walk(automaton("ab$"), text) == found


def test_a_value_is_what_an_engine_reads_that_tries_alternatives_in_their_order() -> None:
    one = automaton(r"(?P<value>a|ab)(?:c|bcd)?")
    assert one.value(b"xabcd", 1, 5) == (1, 2)
    assert one.value(b"xabc", 1, 4) == (1, 3)
    assert automaton(r"a|(?P<value>b)").value(b"a", 0, 1) == (0, 1)
    assert automaton(r"(?P<value>a)$").value(b"a\n", 0, 1) == (0, 1)


def test_what_is_read_again_has_a_limit() -> None:
    # A match could begin at every letter, and each is read to the end of the text.
    data = b"a" * 60_000
    with pytest.raises(ScanError) as failure:
        walk(automaton("a[^b]*"), data)
    assert failure.value.code == "scan_too_costly"
    assert walk(automaton("a[^b]{0,20}"), data)


def test_a_pattern_that_the_automaton_refuses_is_an_error_without_any_text() -> None:
    with pytest.raises(PolicyError, match="the search engine refuses a pattern"):
        Automaton("(?:[a-z]{500}){500}").check()


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)).map(lambda t: (t[0], sum(t)))))
def test_the_outermost_of_ranges_are_those_in_no_other(ranges: list[tuple[int, int]]) -> None:
    assert outermost_ranges(ranges) == reference.outermost(ranges)


@given(st.lists(st.tuples(SOURCES, FLAGS), min_size=1, max_size=4), BYTES)
def test_one_automaton_of_several_matches_where_one_of_them_does(
    several: list[tuple[str, str]], data: bytes
) -> None:
    each = [automaton(*one) for one in several]
    together = any_of(each)
    assert together is not None
    assert together.holds(data) == any(one.holds(data) for one in each)
    found = [one.search(data, 0) for one in each]
    starts = [one[0] for one in found if one is not None]
    first = together.search(data, 0)
    if not any(one.alternative[1] for one in each):
        assert (first and first[0]) == (min(starts) if starts else None)
    elif starts:  # `$` lets the others end before a last line break too: it may name one more
        assert first is not None
        assert first[0] <= min(starts)


def test_one_automaton_of_several_takes_patterns_that_all_have_a_value() -> None:
    together = any_of([automaton(r"a(?P<value>\d+)"), automaton(r"(?P<value>b)$")])
    assert together is not None
    assert together.holds(b"a12")
    assert together.search(b"xb\n", 0) == (1, 2)
    assert not together.holds(b"ab")


def refuses_several(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = promptward.automaton._compiled

    def refusing(source: str, memory: int, *, longest: bool) -> object:
        if ")|(?:" in source:
            raise PolicyError("the search engine refuses a pattern: pattern too large")
        return compiled(source, memory, longest=longest)

    monkeypatch.setattr(promptward.automaton, "_compiled", refusing)


def test_patterns_that_are_too_much_for_one_automaton_are_asked_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    each = [automaton(r"a+"), automaton(r"b+")]
    refuses_several(monkeypatch)
    assert any_of(each) is None
    check = _Matching(each)
    sight = SimpleNamespace(view=SimpleNamespace(data=b"abbc"))
    for _ in range(_ENOUGH + 2):
        assert check(sight, 1, 3) == ("matching",)  # type: ignore[arg-type]
        assert check(sight, 0, 2) == ()  # type: ignore[arg-type]

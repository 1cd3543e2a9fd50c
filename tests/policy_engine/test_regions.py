"""Overlapping findings: examples of each case, and the laws that hold for any of them."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.regions import Marked, Treated, treated
from promptward_dsl.lattice import KEEP, REDACT, Disposition, at_least

SHIFT = Disposition("date_shift", 30)
YEAR = Disposition("generalise", "year")
DECADE = Disposition("generalise", "decade")
MASK = Disposition("mask", "")
LAST_4 = Disposition("mask", "last 4")
TOKEN = Disposition("pseudonymise")
HASH = Disposition("hash")
ALL = (KEEP, SHIFT, YEAR, DECADE, MASK, LAST_4, TOKEN, HASH, REDACT)

# What is found, and what is treated, for each case.
CASES: dict[str, tuple[list[Marked], list[Treated]]] = {
    "nothing": ([], []),
    "kept alone": ([Marked(0, 5, "a", KEEP)], []),
    "the surer names": (
        [Marked(0, 5, "a", REDACT, (-1, "L")), Marked(0, 5, "b", REDACT, (-2, "R"))],
        [Treated(0, 5, "b", REDACT)],
    ),
    "equally sure, the other code comes last": (
        [Marked(0, 5, "a", REDACT, (-1, "R")), Marked(0, 5, "b", REDACT, (-1, "L"))],
        [Treated(0, 5, "b", REDACT)],
    ),
    "one": ([Marked(0, 5, "a", YEAR)], [Treated(0, 5, "a", YEAR)]),
    "touching ranges stay apart": (
        [Marked(0, 5, "a", REDACT), Marked(5, 9, "b", TOKEN)],
        [Treated(0, 5, "a", REDACT), Treated(5, 9, "b", TOKEN)],
    ),
    "same range, same disposition: the first category by name": (
        [Marked(0, 5, "b", REDACT), Marked(0, 5, "a", REDACT)],
        [Treated(0, 5, "a", REDACT)],
    ),
    "same range: the stricter and its category": (
        [Marked(0, 5, "a", TOKEN), Marked(0, 5, "b", HASH)],
        [Treated(0, 5, "b", HASH)],
    ),
    "same range, incomparable: redacted": (
        [Marked(0, 5, "b", YEAR), Marked(0, 5, "a", TOKEN)],
        [Treated(0, 5, "a", REDACT)],
    ),
    "same range, two masks: a full mask": (
        [Marked(0, 5, "a", LAST_4), Marked(0, 5, "b", Disposition("mask", "first 2"))],
        [Treated(0, 5, "a", MASK)],
    ),
    "kept and hidden in the same range: hidden": (
        [Marked(0, 5, "a", KEEP), Marked(0, 5, "b", YEAR)],
        [Treated(0, 5, "b", YEAR)],
    ),
    "inside a stricter one: the outer": (
        [Marked(0, 9, "a", REDACT), Marked(2, 4, "b", TOKEN)],
        [Treated(0, 9, "a", REDACT)],
    ),
    "inside one that is as strict: the outer": (
        [Marked(0, 9, "a", TOKEN), Marked(2, 4, "b", TOKEN)],
        [Treated(0, 9, "a", TOKEN)],
    ),
    "inside a looser one: the whole is redacted": (
        [Marked(0, 9, "a", TOKEN), Marked(2, 4, "b", REDACT)],
        [Treated(0, 9, "a", REDACT)],
    ),
    "inside an incomparable one: the whole is redacted": (
        [Marked(0, 9, "a", YEAR), Marked(2, 4, "b", TOKEN)],
        [Treated(0, 9, "a", REDACT)],
    ),
    "a mask over another mask shows nothing": (
        [Marked(0, 9, "a", LAST_4), Marked(5, 9, "b", LAST_4)],
        [Treated(0, 9, "a", MASK)],
    ),
    "kept inside hidden: hidden": (
        [Marked(0, 9, "a", REDACT), Marked(2, 4, "b", KEEP)],
        [Treated(0, 9, "a", REDACT)],
    ),
    "hidden inside kept: alone": (
        [Marked(0, 9, "a", KEEP), Marked(2, 4, "b", TOKEN)],
        [Treated(2, 4, "b", TOKEN)],
    ),
    "partial overlap: the union is redacted, named by the longest": (
        [Marked(0, 5, "b", TOKEN), Marked(4, 8, "a", TOKEN)],
        [Treated(0, 8, "b", REDACT)],
    ),
    "partial overlap of the same length: named by the strictest": (
        [Marked(0, 5, "a", TOKEN), Marked(4, 9, "b", REDACT)],
        [Treated(0, 9, "b", REDACT)],
    ),
    "partial overlap of equals: named by the first by name": (
        [Marked(0, 5, "b", REDACT), Marked(4, 9, "a", REDACT)],
        [Treated(0, 9, "a", REDACT)],
    ),
    "partial overlap that a third covers as strictly: the third": (
        [Marked(0, 5, "a", TOKEN), Marked(4, 9, "b", TOKEN), Marked(0, 9, "c", HASH)],
        [Treated(0, 9, "c", HASH)],
    ),
    "partial overlap with a kept range: the union is redacted": (
        [Marked(0, 5, "a", KEEP), Marked(4, 9, "b", TOKEN)],
        [Treated(0, 9, "b", REDACT)],
    ),
    "kept ranges that overlap stay": (
        [Marked(0, 5, "a", KEEP), Marked(4, 9, "b", KEEP)],
        [],
    ),
    "a chain of kept ranges falls with its first": (
        [Marked(n * 4, n * 4 + 5, "a", KEEP) for n in range(1, 40)] + [Marked(0, 5, "b", YEAR)],
        [Treated(0, 161, "b", REDACT)],
    ),
    "and with its last": (
        [Marked(n * 4, n * 4 + 5, "a", KEEP) for n in range(40)] + [Marked(160, 165, "b", YEAR)],
        [Treated(0, 165, "b", REDACT)],
    ),
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_overlaps_are_resolved(case: str) -> None:
    marked, expected = CASES[case]
    assert list(treated(marked)) == expected
    assert list(treated(reversed(marked))) == expected


@st.composite
def marks(draw: st.DrawFn) -> Marked:
    start = draw(st.integers(0, 30))
    return Marked(
        start,
        start + draw(st.integers(1, 12)),
        draw(st.sampled_from("abc")),
        draw(st.sampled_from(ALL)),
    )


def at(found: tuple[Treated, ...], place: int) -> Disposition:
    return next((one.disposition for one in found if one.start <= place < one.end), KEEP)


@given(st.lists(marks(), max_size=9), st.randoms())
def test_no_character_is_treated_less_strictly_than_any_finding_over_it(
    marked: list[Marked], shuffle: random.Random
) -> None:
    found = treated(marked)
    assert all(one.start < one.end and one.disposition != KEEP for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in marked:
        for place in range(one.start, one.end):
            assert at_least(at(found, place), one.disposition)
    # A range begins and ends where findings do, and hides nothing that no finding covers.
    assert {one.start for one in found} <= {one.start for one in marked}
    assert {one.end for one in found} <= {one.end for one in marked}
    covered = {place for one in marked for place in range(one.start, one.end)}
    assert {place for one in found for place in range(one.start, one.end)} <= covered
    again = list(marked)
    shuffle.shuffle(again)
    assert treated(again) == found


@given(st.lists(marks(), max_size=7), marks())
def test_one_finding_more_never_weakens_what_happens_to_a_character(
    marked: list[Marked], more: Marked
) -> None:
    before, after = treated(marked), treated([*marked, more])
    for place in range(45):
        assert at_least(at(after, place), at(before, place))


def test_many_nested_and_chained_findings_take_linear_steps() -> None:
    nested = [Marked(n, 40_000 - n, "a", KEEP) for n in range(10_000)]
    chained = [Marked(n * 3, n * 3 + 4, "b", (KEEP, YEAR)[n % 2]) for n in range(10_000)]
    assert len(treated([*nested, *chained])) == 1

"""Terms: where the terms and lexicons that evidence asks about stand in a view."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

__all__ = ["MANY", "Terms"]

MANY = 32
"""Of more neighbours than this, `numbers_in` gives only the first and one more."""


class _Placed(NamedTuple):
    """Places, ascending, and the number of the term at each."""

    places: list[int]
    numbers: list[int]


_By: TypeAlias = dict[int, list[int]]


class Terms:
    """
    The terms of one view, by the numbers of the plan.

    `mask` has the bit of every number that stands somewhere, so that one operation tells whether
    any of those that a check asks about is there at all.
    """

    __slots__ = ("_ends", "_ends_of", "_starts", "_starts_of", "mask")

    def __init__(self, found: Iterable[tuple[int, int, int]] = ()) -> None:
        """`found`: start, end and number of each, in any order, also twice."""
        every = sorted(set(found))
        self._starts = _Placed([start for start, _, _ in every], [n for _, _, n in every])
        by_end = sorted([(end, number) for _, end, number in every])
        self._ends = _Placed([end for end, _ in by_end], [number for _, number in by_end])
        self._starts_of: _By | None = None
        self._ends_of: _By | None = None
        mask = 0
        for number in set(self._ends.numbers):
            mask |= 1 << number
        self.mask = mask

    def ended(self, low: int, high: int) -> list[int]:
        """The numbers of terms that end from `low` to `high`; of very many only the first."""
        return _numbers_in(self._ends, low, high)

    def begun(self, low: int, high: int) -> list[int]:
        """The numbers of terms that start from `low` to `high`; of very many only the first."""
        return _numbers_in(self._starts, low, high)

    def named(
        self, wanted: Mapping[int, str], low: int, start: int, end: int, high: int
    ) -> Sequence[str]:
        """
        The names of those `wanted` that end from `low` to `start` or start from `end` to `high`,
        sorted, each once.
        """
        before, after = self.ended(low, start), self.begun(end, high)
        if not (before or after):
            return ()
        if len(before) + len(after) <= MANY:
            return sorted([wanted[number] for number in wanted.keys() & (*before, *after)])
        # One by one, so that the time does not grow with the terms that stand around.
        return sorted(
            [
                name
                for number, name in wanted.items()
                if self.ends_within(number, low, start) or self.starts_within(number, end, high)
            ]
        )

    def ends_within(self, number: int, low: int, high: int) -> bool:
        """Whether a term of that number ends at `low`, at `high` or between them."""
        if self._ends_of is None:
            self._ends_of = _by_number(self._ends)
        return _any_in(self._ends_of.get(number), low, high)

    def starts_within(self, number: int, low: int, high: int) -> bool:
        """Whether a term of that number starts at `low`, at `high` or between them."""
        if self._starts_of is None:
            self._starts_of = _by_number(self._starts)
        return _any_in(self._starts_of.get(number), low, high)


def _numbers_in(placed: _Placed, low: int, high: int) -> list[int]:
    places, numbers = placed
    first = bisect_left(places, low)
    if first == len(places) or places[first] > high:
        return _NOWHERE
    return numbers[first : min(bisect_right(places, high, first), first + MANY + 1)]


_NOWHERE: list[int] = []


def _by_number(placed: _Placed) -> _By:
    found: _By = {}
    for place, number in zip(placed.places, placed.numbers, strict=True):
        found.setdefault(number, []).append(place)
    return found


def _any_in(places: list[int] | None, low: int, high: int) -> bool:
    if not places:
        return False
    first = bisect_left(places, low)
    return first < len(places) and places[first] <= high

"""
Extents: from where matches end to where they lie.

The search for all patterns at once says where matches of a pattern end, and an automaton of that
pattern alone says where they begin. A match is the longest one from its start, and counts unless
it lies in another match of the same pattern.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from promptward.automaton import Automaton
from promptward.model import ScanError

__all__ = ["Runs", "extents", "laid", "outermost_ranges", "runs", "walk"]

Runs: TypeAlias = Sequence[tuple[int, int]]
"""Places in runs `(first, last)`, ascending: `(3, 5)` stands for 3, 4 and 5."""

_ROUNDS = 64
_FREE = 1 << 20


class _Budget:
    """
    How much may still be read again.

    A pattern without bound can begin in many places of one long match, and each is read to its
    end. What is read in all may be a multiple of the text, no more: else a text could be written
    that takes days.
    """

    __slots__ = ("left",)

    def __init__(self, size: int) -> None:
        self.left = _ROUNDS * size + _FREE

    def spend(self, read: int) -> None:
        self.left -= read
        if self.left < 0:
            raise ScanError("scan_too_costly", "a pattern without bound takes too long here")


def extents(
    automaton: Automaton, data: bytes, ends: Runs, most: int | None
) -> list[tuple[int, int]]:
    """
    The matches of a pattern that lie in no other one, sorted by start and by end.

    `ends`: every place where some match ends; `most` bounds the width of a match. Time is linear
    in the ends, times `most`; without bound it is limited, and beyond the limit a ScanError.
    """
    ranges: list[tuple[int, int]] = []
    search = automaton.searching(data)
    budget = _Budget(len(data)) if most is None else None
    reached = at = 0
    for first, last in ends:
        wanted = first if first > reached else reached + 1
        while wanted <= last:
            # INVARIANT: what begins before `low` ends before `wanted`, hence at `reached` at the
            # furthest: it lies in a match that is known, or is known itself.
            low = at
            if most is not None and wanted - most > at:
                low = wanted - most
            found = search(low)
            if found is None:
                # The two engines disagree. This one is believed, for the whole text.
                return walk(automaton, data)
            start, end = found
            if budget is not None:
                budget.spend(end - low)
            at = start + 1
            if end > reached:
                ranges.append(found)
                reached = end
            if end >= wanted:
                wanted = reached + 1
    return ranges


_ONE_RUN = 2


def runs(bounds: list[int]) -> list[tuple[int, int]]:
    """Runs of ends in ascending order, of the bounds that `Matches.ends` gives."""
    if len(bounds) == _ONE_RUN:
        return [(bounds[0], bounds[1])]
    ascending = list(zip(bounds[::2], bounds[1::2], strict=True))
    ascending.sort()
    return ascending


def laid(
    automaton: Automaton, data: bytes, bounds: list[int], most: int | None
) -> list[tuple[int, int]]:
    """`extents` of the bounds that `Matches.ends` gives."""
    return extents(automaton, data, runs(bounds), most)


def walk(automaton: Automaton, data: bytes) -> list[tuple[int, int]]:
    """The same without knowing any ends: the automaton alone reads the text."""
    ranges: list[tuple[int, int]] = []
    budget = _Budget(len(data))
    search = automaton.searching(data)
    reached = at = 0
    while (found := search(at)) is not None:
        start, end = found
        budget.spend(end - at)
        if end > reached:
            ranges.append(found)
            reached = end
        at = start + 1
    return ranges


def outermost_ranges(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges that lie in no other one, sorted by start and by end."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if kept and start == kept[-1][0]:
            kept[-1] = (start, end)
        elif not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept

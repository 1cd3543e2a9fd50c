"""The last look: whether what was found in the released text is accounted for by the decision."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from promptward.model import Finding
from promptward_dsl.lattice import KEEP

__all__ = ["Replaced", "traced_back", "unaccounted"]


class Replaced(NamedTuple):
    """A range of the original, and the range of the released text that took its place."""

    start: int
    end: int
    new_start: int
    new_end: int


def unaccounted(
    found: Iterable[Finding],
    released: str,
    replaced: Sequence[Replaced],
    original: Iterable[Finding],
) -> tuple[Finding, ...]:
    """
    Those of `found` in the released text that neither a replacement nor a kept finding explains.

    A finding is explained where it lies within replacements, or within findings of the original
    text of its own category that the decision kept; what is neither letter nor digit needs no
    explanation. `replaced` is sorted and without overlaps; `original` carry their dispositions.
    """
    kept: dict[str, _Ranges] = {}
    for finding in original:
        if finding.disposition == KEEP:
            kept.setdefault(finding.category, _Ranges()).add(finding.start, finding.end)
    starts = [one.new_start for one in replaced]
    return tuple(
        finding
        for finding in found
        if not all(
            _silent(released, start, end)
            or _within(kept.get(finding.category), start + shift, end + shift)
            for start, end, shift in _outside(finding, replaced, starts)
        )
    )


def traced_back(found: Iterable[Finding], replaced: Sequence[Replaced]) -> tuple[Finding, ...]:
    """
    Findings of the released text as findings of the original; what they cover of a replacement
    is all of the range that it replaced. Their evidence says `released`.
    """
    starts = [one.new_start for one in replaced]
    return tuple(
        finding._replace(
            start=_origin(finding.start, replaced, starts)[0],
            end=_origin(max(finding.start, finding.end - 1), replaced, starts)[1],
            evidence=tuple(sorted((*finding.evidence, "released"))),
        )
        for finding in found
    )


def _origin(place: int, replaced: Sequence[Replaced], starts: Sequence[int]) -> tuple[int, int]:
    """The range of the original that one character of the released text stands for."""
    index = bisect_right(starts, place)
    if not index:
        return place, place + 1
    last = replaced[index - 1]
    if place < last.new_end:
        return last.start, last.end
    at = place - last.new_end + last.end
    return at, at + 1


class _Ranges:
    """Ranges added in any order; asked whether one of them, or several that meet, hold another."""

    __slots__ = ("_ends", "_ranges", "_starts")

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        self._ranges.append((start, end))

    def hold(self, start: int, end: int) -> bool:
        if not self._starts:
            self._merge()
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]

    def _merge(self) -> None:
        for start, end in sorted(self._ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)


def _within(ranges: _Ranges | None, start: int, end: int) -> bool:
    return ranges is not None and ranges.hold(start, end)


def _silent(text: str, start: int, end: int) -> bool:
    return not any(character.isalnum() for character in text[start:end])


def _outside(
    finding: Finding, replaced: Sequence[Replaced], starts: Sequence[int]
) -> list[tuple[int, int, int]]:
    """The parts of a finding outside replacements, each with the shift back to the original."""
    parts: list[tuple[int, int, int]] = []
    place = finding.start
    index = bisect_right(starts, place)
    if index:
        place = max(place, replaced[index - 1].new_end)
    while place < finding.end:
        reached = index == len(replaced) or replaced[index].new_start >= finding.end
        stop = finding.end if reached else replaced[index].new_start
        if place < stop:
            shift = replaced[index - 1].end - replaced[index - 1].new_end if index else 0
            parts.append((place, stop, shift))
        if reached:
            break
        place = max(stop, replaced[index].new_end)
        index += 1
    return parts

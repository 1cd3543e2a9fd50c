"""Spots: where numbered things stand in a view."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

__all__ = ["Spot", "Spots"]

Spot: TypeAlias = tuple[int, int, int]
"""Start, end and number; half-open."""


class Spots:
    """Spots of one view, added in any order, also twice."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: list[Spot] = []

    def add(self, found: Iterable[Spot]) -> None:
        """Adds some. Raises ValueError for a number that no plan has."""
        self._found += found

    def by_number(self) -> dict[int, list[tuple[int, int]]]:
        """Number -> its ranges, sorted by start and end, each once."""
        ranges: dict[int, list[tuple[int, int]]] = {}
        for start, end, number in sorted(set(self._found)):
            if number in ranges:
                ranges[number].append((start, end))
            else:
                ranges[number] = [(start, end)]
        return ranges

    def __iter__(self) -> Iterator[Spot]:
        """Each once, sorted."""
        return iter(sorted(set(self._found)))

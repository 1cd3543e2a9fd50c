"""A text made of parts that came from different places, each known by where it began."""

from bisect import bisect_right
from collections.abc import Callable
from operator import add
from typing import TypeAlias

from promptward.fields import Field, plain_name, told_by
from promptward.formats.segment import Place, Segment, Trust

__all__ = ["Joined", "OriginIn", "PlaceIn", "at_line", "fixed"]

PlaceIn: TypeAlias = Callable[[int], Place]
"""Place of an offset within one part."""

OriginIn: TypeAlias = Callable[[int, int], tuple[int, int]]
"""Where a range within one part stands in the decoded file."""


class Joined:
    """Collects parts, then is one segment; parts stand on lines of their own, or in rows."""

    __slots__ = ("_ends", "_fields", "_origins", "_places", "_size", "_starts", "_texts")

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._ends: list[str] = []
        self._starts: list[int] = []
        self._places: list[PlaceIn] = []
        self._origins: list[OriginIn | None] = []
        self._fields: list[Field] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(
        self,
        text: str,
        place: PlaceIn,
        name: str = "",
        origin: OriginIn | None = None,
        *,
        end: str = "\n",
    ) -> None:
        """
        A part; `name` is that of its field, if it has one that says something. `origin` knows
        where a range of it stands in the file. `end` stands behind it, a tab where it is a cell.
        """
        if not text.strip():
            return
        start = self._size
        self._texts.append(text)
        self._starts.append(start)
        self._places.append(place)
        self._origins.append(origin)
        if name:
            plain = plain_name(name)
            if told_by(plain) is not None:
                form = "column" if end.startswith("\t") else "key"
                self._fields.append(Field(start, start + len(text), plain, form))
        self._ends.append(end)
        self._size += len(text) + len(end)

    def segment(self, trust: Trust = "data") -> Segment:
        """The segment of all parts so far; then it is empty again."""
        text = "".join(map(add, self._texts, self._ends))[: -1 if self._ends else None]
        starts, places, origins = self._starts, self._places, self._origins
        sizes = [len(part) for part in self._texts]

        def origin(start: int, end: int) -> list[tuple[int, int]]:
            found = []
            number = max(0, bisect_right(starts, start) - 1)
            while number < len(starts) and starts[number] < end:
                known = origins[number]
                first = max(0, start - starts[number])
                last = min(sizes[number], end - starts[number])
                if known is not None and first < last:
                    found.append(known(first, last))
                number += 1
            return found

        def locate(start: int, end: int) -> Place:
            del end
            number = max(0, bisect_right(starts, start) - 1)
            return places[number](start - starts[number])

        made = Segment(text, locate, tuple(self._fields), trust, origin=origin)
        self.__init__()  # type: ignore[misc]  # begin again
        return made


def at_line(where: str, first: int, text: str, anchor: str) -> PlaceIn:
    """Places of a part whose lines are lines of a file: `where` with the part's own line."""

    def place(offset: int) -> Place:
        before = text.count("\n", 0, offset)
        column = offset - (text.rfind("\n", 0, offset) + 1) + 1
        return Place(f"{where} line {before + 1}", first + before if first else 0, column, anchor)

    return place


def fixed(where: str, anchor: str, line: int = 0) -> PlaceIn:
    """The same place for all of a part."""
    place = Place(where, line, 1 if line else 0, anchor)
    return lambda _: place

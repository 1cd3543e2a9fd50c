"""Rendering: everything a request says, as one text, and where each piece of it came from."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from promptward.release import Replaced

__all__ = ["Leaf", "Rendering", "Unplaced"]


class Unplaced(Exception):  # noqa: N818  # said of a replacement; whoever asked raises an error
    """A replacement falls on something that can't be rewritten; `path` says on what."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Leaf(NamedTuple):
    """A piece of the request at `[start, end)` of the rendering; `fixed`: can't be rewritten."""

    path: str
    start: int
    end: int
    fixed: bool


class Rendering:
    """
    One text for all pieces, so that they are looked at together.

    An identifier that is split between two messages, or whose kind only its field's name tells,
    is found in no piece alone.
    """

    __slots__ = ("_length", "_pieces", "leaves")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.leaves: list[Leaf] = []

    def add(self, text: str, path: str, *, fixed: bool = False) -> int:
        """Put a piece behind the others; its index."""
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        self.leaves.append(Leaf(path, start, self._length, fixed))
        return len(self.leaves) - 1

    def gap(self, text: str) -> None:
        """Put something between pieces that belongs to none."""
        self._pieces.append(text)
        self._length += len(text)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)

    def path_at(self, start: int, end: int) -> str:
        """Where a range of the text came from: the first piece that it touches."""
        index = max(0, bisect_right(self.leaves, start, key=_start) - 1)
        for leaf in islice(self.leaves, index, None):
            if leaf.end > start:
                return leaf.path if leaf.start < end else "between fields"
        return "between fields"

    def split(self, text: str, released: str, replaced: Iterable[Replaced]) -> Mapping[int, str]:
        """
        New texts for the leaves that replacements `(start, end, new start, new end)` touch.

        What replaces a range over several leaves stands in the first of them; of the others the
        range is taken out. Raises Unplaced where a range touches a fixed leaf.
        """
        changes: dict[int, list[tuple[int, int, str]]] = {}
        for start, end, new_start, new_end in replaced:
            new = released[new_start:new_end]
            if new == text[start:end]:
                continue
            index = max(0, bisect_right(self.leaves, start, key=_start) - 1)
            placed = False
            for at in range(index, len(self.leaves)):
                leaf = self.leaves[at]
                if leaf.start >= end:
                    break
                first, last = max(start, leaf.start), min(end, leaf.end)
                if first >= last:
                    continue
                if leaf.fixed:
                    raise Unplaced(leaf.path)
                changes.setdefault(at, []).append(
                    (first - leaf.start, last - leaf.start, "" if placed else new)
                )
                placed = True
        return {
            index: _applied(text[self.leaves[index].start : self.leaves[index].end], edits)
            for index, edits in changes.items()
        }


def _start(leaf: Leaf) -> int:
    return leaf.start


def _applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, new in edits:
        pieces += (text[done:start], new)
        done = end
    return "".join((*pieces, text[done:]))

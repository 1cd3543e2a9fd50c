"""Where an offset stands for a person: line and column."""

from array import array
from bisect import bisect_right
from itertools import accumulate

__all__ = ["Lines"]

_AT_ONCE = 4_000_000  # code points whose lines may all be held


class Lines:
    """The lines of one text; built once, each question costs a binary search."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        # A list of numbers takes four times as much.
        starts = array("Q", (0,))
        if len(text) <= _AT_ONCE:
            # Without a step in Python a line: lengths with their breaks, added up.
            sizes = map((1).__add__, map(len, text.split("\n")))
            starts.extend(accumulate(sizes))
            starts.pop()
        else:
            end = text.find("\n")
            while end != -1:
                starts.append(end + 1)
                end = text.find("\n", end + 1)
        self._starts = starts

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, both counted from 1, in code points; only line feeds end a line."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

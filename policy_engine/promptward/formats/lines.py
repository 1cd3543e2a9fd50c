"""Where an offset stands for a person: line and column."""

from bisect import bisect_right
from itertools import accumulate

__all__ = ["Lines"]


class Lines:
    """The lines of one text; built once, each question costs a binary search."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        # Without a step in Python a line: lengths with their breaks, added up.
        sizes = map((1).__add__, map(len, text.split("\n")))
        self._starts = list(accumulate(sizes, initial=0))
        self._starts.pop()

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, both counted from 1, in code points; only line feeds end a line."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

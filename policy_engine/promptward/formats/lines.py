"""Where an offset stands for a person: line and column."""

from bisect import bisect_right

__all__ = ["Lines"]


class Lines:
    """The lines of one text; built once, each question costs a binary search."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        starts = [0]
        end = text.find("\n")
        while end != -1:
            starts.append(end + 1)
            end = text.find("\n", end + 1)
        self._starts = starts

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, both counted from 1, in code points; only line feeds end a line."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

"""Sorted words in one block of bytes, looked up where they lie: reading it is all the cost."""

from functools import cache

__all__ = ["WordFile", "shipped"]

_PREFIX = 2


class WordFile:
    """
    Words of two ASCII letters and more, sorted, one a line; a look costs a few microseconds.

    Where the words of two first letters lie is found at the first look and kept.
    """

    __slots__ = ("_data", "_ranges")

    def __init__(self, data: bytes) -> None:
        self._data = b"\n" + data.rstrip(b"\n") + b"\n"
        self._ranges: dict[bytes, tuple[int, int]] = {}

    def __contains__(self, word: str) -> bool:
        """Whether the word is a line; `word` is ASCII without line breaks."""
        line = b"\n%b\n" % word.encode("ascii")
        prefix = line[: 1 + _PREFIX]
        where = self._ranges.get(prefix)
        if where is None:
            where = (self._place(prefix), self._place(prefix + b"\x7f") + 1)
            self._ranges[prefix] = where
        return self._data.find(line, *where) >= 0

    def _place(self, line: bytes) -> int:
        """Where the break before the first line stands that is not less than `line`."""
        data, low, high = self._data, 0, len(self._data) - 1
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2 + 1)
            end = data.find(b"\n", start + 1)
            if data[start:end] < line:
                low = end
            else:
                high = start
        return low


@cache
def shipped(name: str) -> WordFile:
    """A list of `promptward_rules/lexicons` that is too large for the shared scan."""
    from promptward_rules import read_bytes  # noqa: PLC0415  # only where a name is in question

    return WordFile(read_bytes(f"lexicons/{name}.txt"))

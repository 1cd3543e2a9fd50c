"""Sorted words in one block of bytes, looked up where they lie: reading it is all the cost."""

from functools import cache

__all__ = ["WordFile", "shipped"]

_PREFIX = 2


class WordFile:
    """
    Words of two ASCII letters and more, sorted, one a line; a look costs less than a microsecond.

    The words with the same two first letters are read at the first look for one, and kept.
    """

    __slots__ = ("_alike", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = b"\n" + data.rstrip(b"\n") + b"\n"
        self._alike: dict[str, frozenset[str]] = {}

    def __contains__(self, word: str) -> bool:
        """Whether the word is a line; `word` is ASCII without line breaks."""
        first = word[:_PREFIX]
        try:
            return word in self._alike[first]
        except KeyError:
            alike = self._alike[first] = self._starting(first)
            return word in alike

    def _starting(self, first: str) -> frozenset[str]:
        line = b"\n" + first.encode("ascii")
        words = self._data[self._place(line) : self._place(line + b"\x7f")]
        return frozenset(words.decode("ascii").split())

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

"""Sorted words in one block of bytes, looked up where they lie: reading it is all the cost."""

from functools import cache

__all__ = ["WordFile", "shipped"]

_PREFIX = 2


class WordFile:
    """
    Words of two ASCII letters and more, sorted, one a line; a look costs less than a microsecond.

    The words with the same two first letters are read at the first look for one, and kept.
    """

    __slots__ = ("_data", "alike")

    def __init__(self, data: bytes) -> None:
        self._data = b"\n" + data.rstrip(b"\n") + b"\n"
        self.alike = _Alike(self)
        """Two first letters -> the words that start with them."""

    def __contains__(self, word: str) -> bool:
        """Whether the word is a line; `word` has no line breaks."""
        return word in self.alike[word[:_PREFIX]]

    def starting(self, first: str) -> frozenset[str]:
        """The words that start with these two letters: none with a letter that no list has."""
        if not first.isascii():
            return frozenset()
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


class _Alike(dict[str, frozenset[str]]):
    """Words by their two first letters, read when they are first asked for."""

    __slots__ = ("_file",)

    def __init__(self, file: WordFile) -> None:
        super().__init__()
        self._file = file

    def __missing__(self, first: str) -> frozenset[str]:
        words = self[first] = self._file.starting(first)
        return words


@cache
def shipped(name: str) -> WordFile:
    """A list of `promptward_rules/lexicons` that is too large for the shared scan."""
    from promptward_rules import read_bytes  # noqa: PLC0415  # only where a name is in question

    return WordFile(read_bytes(f"lexicons/{name}.txt"))

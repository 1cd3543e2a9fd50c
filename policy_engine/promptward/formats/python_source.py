"""Python: only strings and comments count, and places name the variable a string belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.plain import lines_of, pieces
from promptward.formats.segment import Place, Reading
from promptward.formats.source import Source

__all__ = ["Piece", "pieces_of", "read"]

# One pass: a comment, or a string without its prefix. Unterminated strings end with their line.
_PIECE = re.compile(
    r"#[^\n]*"
    r"|\"\"\"[^\\\"]*(?:(?:\\.|\"(?!\"\"))[^\\\"]*)*(?:\"\"\"|\Z)"
    r"|'''[^\\']*(?:(?:\\.|'(?!''))[^\\']*)*(?:'''|\Z)"
    r"|\"[^\\\"\n]*(?:\\.[^\\\"\n]*)*(?:\"|$)|'[^\\'\n]*(?:\\.[^\\'\n]*)*(?:'|$)",
    re.DOTALL | re.MULTILINE,
)
_PREFIX = re.compile(r"(?<!\w)[A-Za-z]{1,2}$")
# `NAME = `, `NAME: str = `, `"NAME": `, `NAME=(` before a string.
_TARGET = re.compile(
    r"([A-Za-z_][\w.]{0,60})[\"'\]]{0,2}\s{0,4}"
    r"(?:(?::\s{0,4}[\w\[\]., |]{1,40})?=|:)\s{0,4}[\[({]{0,3}\s{0,8}$"
)


class Piece(NamedTuple):
    """A comment or string: half-open range, quotes and prefix included."""

    start: int
    end: int
    comment: bool


def pieces_of(text: str) -> Iterator[Piece]:
    """All comments and strings of a source text, in order; any text is accepted."""
    for match in _PIECE.finditer(text):
        start, end = match.span()
        comment = text[start] == "#"
        if not comment and text[start - 1 : start].isalpha():
            prefix = _PREFIX.search(text, max(0, start - 3), start)
            start = start if prefix is None else prefix.start()
        yield Piece(start, end, comment)


def read(source: Source) -> Reading:
    """Segments of code; places say comment, docstring, or whose string."""
    text = decoded(source.whole(), encoding_of(source.head()))
    at = lines_of(text)
    waiting = pieces_of(text)
    found: list[Piece] = []
    starts: list[int] = []

    def locate(start: int, end: int) -> Place | None:
        last = max(start, end - 1)
        while not starts or starts[-1] <= last:  # no farther than somebody asks
            piece = next(waiting, None)
            if piece is None:
                break
            found.append(piece)
            starts.append(piece.start)
        number = bisect_right(starts, last) - 1
        if number < 0 or found[number].end <= start:
            return None  # a name in the code itself: an attribute, a class
        line, column = at(start)
        inside, anchor = _inside(text, found[number])
        return Place(f"line {line} column {column} in {inside}", line, column, anchor)

    yield from pieces(text, locate, trust="code")


def _inside(text: str, piece: Piece) -> tuple[str, str]:
    if piece.comment:
        return "a comment", "comment"
    line = text[text.rfind("\n", 0, piece.start) + 1 : piece.start]
    if not line.strip() and text.startswith(('"""', "'''"), piece.start):
        return "a docstring", "docstring"
    target = _TARGET.search(text, max(0, piece.start - 120), piece.start)
    if target is not None:
        return f"a string of {target[1]}", f"string:{target[1]}"
    return "a string", "string"

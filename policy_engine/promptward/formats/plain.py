"""Text without structure of ours, in blocks of lines: notes, logs, configuration, code."""

from collections.abc import Callable, Iterable, Iterator

from promptward.fields import Field
from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.lines import Lines
from promptward.formats.segment import Item, Locate, Place, Reading, Segment, Trust
from promptward.formats.source import BLOCK, Source

__all__ = ["PIECE", "lines_of", "pieces", "read", "read_code"]

PIECE = 400_000
"""Code points that the engine is given at once; more would only take more room."""
_OVERLAP = 1000


def read(source: Source, trust: Trust = "data") -> Reading:
    """Segments of a text of any length; places are line and column."""
    encoding = encoding_of(source.head())
    line = 1  # of the next piece
    base = 0  # where it starts
    broken = 0  # where the line starts that it begins in
    tail = ""
    for text in _texts(source, encoding):
        for start in range(0, len(text) or 1, PIECE):
            piece = text[start : start + PIECE]
            whole = tail + piece
            first = base - len(tail)
            # A tail without a break is the end of a long line.
            before = first - broken if tail and "\n" not in tail and broken < first else 0
            locate = _places(whole, line - tail.count("\n"), before)
            yield Segment(whole, locate, trust=trust, first=len(tail), base=first)
            line += piece.count("\n")
            base += len(piece)
            last = piece.rfind("\n")
            if last >= 0:
                broken = base - len(piece) + last + 1
            tail = _tail(whole)


def read_code(source: Source) -> Reading:
    """The same for source code of any language."""
    return read(source, "code")


def _texts(source: Source, encoding: str) -> Iterator[str]:
    if encoding in ("utf-8", "utf-8-sig"):
        for block in source.blocks(BLOCK):
            yield decoded(block, encoding)
            encoding = "utf-8"  # a mark stands at the start only
    else:
        yield decoded(source.whole(), encoding)


def _tail(text: str) -> str:
    """The last lines of a piece: context of the next, and what a cut may have gone through."""
    start = max(0, len(text) - _OVERLAP)
    at = text.find("\n", start) + 1
    return text[at or start :]


def _places(text: str, first: int, before: int) -> Locate:
    lines: list[Lines] = []

    def locate(start: int, end: int) -> Place:
        del end
        if not lines:
            lines.append(Lines(text))
        line, column = lines[0].at(start)
        if line == 1:
            column += before
        line += first - 1
        return Place(f"line {line} column {column}", line, column)

    return locate


def lines_of(text: str) -> Callable[[int], tuple[int, int]]:
    """Line and column of an offset; the lines are looked for at the first question."""
    lines: list[Lines] = []

    def at(offset: int) -> tuple[int, int]:
        if not lines:
            lines.append(Lines(text))
        return lines[0].at(offset)

    return at


def pieces(
    text: str, locate: Locate, fields: Iterable[Field] = (), trust: Trust = "data"
) -> Iterator[Item]:
    """
    Segments of a text that was read in one piece; `locate` takes offsets of the whole.

    `fields` ascend, and are asked for no further than a segment needs: a large file has millions.
    """
    tail = 0
    waiting = iter(fields)
    field = next(waiting, None)
    for start in range(0, len(text) or 1, PIECE):
        base = start - tail
        piece = text[base : start + PIECE]
        own: list[Field] = []
        while field is not None and field.start < start + PIECE:
            if field.start >= base:
                own.append(field._replace(start=field.start - base, end=field.end - base))
            field = next(waiting, None)
        yield Segment(piece, _moved(locate, base), tuple(own), trust, tail, base=base)
        tail = min(len(piece), _OVERLAP)


def _moved(locate: Locate, base: int) -> Locate:
    if not base:
        return locate
    return lambda start, end: locate(start + base, end + base)

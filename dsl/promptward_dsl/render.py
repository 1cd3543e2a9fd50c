"""
Diagnostics as a person reads them: place, line, caret, fix, note.

Source text is shown harmlessly: a control character, a direction mark or a lone surrogate is
written as an escape, so that a policy file cannot steer the terminal of who reads it.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from promptward_dsl.diagnostics import Diagnostic, Severity
from promptward_dsl.span import SourceSpan, with_line_feeds

__all__ = ["render", "render_all", "visible"]

WIDTH = 100
"""Columns of source that are shown; a longer line is cut to a window around the caret."""

TAB = "    "

_COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "note": "36"}
_BOLD, _BLUE = "1", "34"


class _Lines:
    """The lines of one source, each found once."""

    def __init__(self, source: str) -> None:
        source = with_line_feeds(source)
        self.source = source
        self.lines = source.split("\n")
        self.starts = [0]
        for line in self.lines[:-1]:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column from 0 of an offset; offsets outside go to the nearest end."""
        offset = max(0, min(offset, len(self.source)))
        line = bisect_right(self.starts, offset) - 1
        return line, offset - self.starts[line]


class _Drawn(NamedTuple):
    """A line as it is shown, with the columns of what is underlined."""

    text: str
    start: int
    width: int


def visible(text: str) -> str:
    """Text on one line that does nothing to a terminal: escapes for what is not printable."""
    return "".join(_cell(character) for character in text)


def _cell(character: str) -> str:
    if character == "\t":
        return TAB
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004  # one byte


def _columns(shown: str) -> int:
    """Columns of a terminal that printable text takes."""
    return sum(_column(character) for character in shown)


def _column(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _draw(line: str, start: int, end: int) -> _Drawn:
    """The part of a line around what is underlined, at most WIDTH columns and an ellipsis."""
    line = line.removesuffix("\r")
    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    first = 0
    if len(line) > WIDTH:
        first = max(0, min(start - WIDTH // 3, len(line) - WIDTH))
    window = line[first : first + WIDTH]
    before = ("…" if first else "") + visible(window[: start - first])
    under = visible(window[start - first : end - first])
    after = visible(window[end - first :]) + ("…" if first + WIDTH < len(line) else "")
    return _Drawn(before + under + after, _columns(before), max(1, _columns(under)))


class _Painter:
    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour else text


def render(diagnostic: Diagnostic, source: str, *, colour: bool = False) -> str:
    """
    One diagnostic with its place in `source`; related places must be in the same file.

    Ends without a line end. Never raises, whatever the span.
    """
    return _render(diagnostic, {diagnostic.span.file: _Lines(source)}, _Painter(colour=colour))


def render_all(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], *, colour: bool = False
) -> str:
    """Diagnostics in the given order, a blank line between; without any source, only the file."""
    lines = {file: _Lines(source) for file, source in sources.items()}
    paint = _Painter(colour=colour)
    return "\n\n".join(_render(diagnostic, lines, paint) for diagnostic in diagnostics)


def _render(diagnostic: Diagnostic, files: Mapping[str, _Lines], paint: _Painter) -> str:
    severity = diagnostic.severity
    tint = _COLOURS[severity]
    head = paint(f"{severity}[{diagnostic.code}]", tint, _BOLD)
    out = [f"{head}: {paint(visible(diagnostic.message), _BOLD)}"]
    source = files.get(diagnostic.span.file)
    gutter = _gutter(diagnostic, files)
    if source is None or not source.source:
        out.append(f"{' ' * gutter}{paint('-->', _BLUE)} {visible(diagnostic.span.file)}")
        if diagnostic.help:
            out.append(f"{' ' * gutter} = help: {visible(diagnostic.help)}")
    else:
        out += _snippet(diagnostic.span, source, gutter, paint, tint, diagnostic.help or "")
    if diagnostic.note:
        out.append(f"{' ' * gutter} {paint('=', _BLUE)} note: {visible(diagnostic.note)}")
    for related in diagnostic.related:
        other = files.get(related.span.file)
        if other is None:
            place = visible(related.span.file)
            out.append(f"{' ' * gutter} {paint('=', _BLUE)} {visible(related.message)}: {place}")
        else:
            out += _snippet(related.span, other, gutter, paint, _BLUE, related.message, mark="-")
    return "\n".join(out)


def _gutter(diagnostic: Diagnostic, files: Mapping[str, _Lines]) -> int:
    """Digits of the largest line number shown."""
    spans = [diagnostic.span, *(related.span for related in diagnostic.related)]
    numbers = [
        files[span.file].place(max(span.start, span.end - 1))[0] + 1
        for span in spans
        if span.file in files
    ]
    return len(str(max(numbers, default=1)))


def _snippet(  # what is drawn, where, and how
    span: SourceSpan,
    source: _Lines,
    gutter: int,
    paint: _Painter,
    tint: str,
    label: str,
    *,
    mark: str = "^",
) -> list[str]:
    line, column = source.place(span.start)
    last, end = source.place(max(span.start, span.end))
    if end == 0 and last > line:
        last, end = last - 1, len(source.lines[last - 1])
    text = source.lines[line]
    bar = paint("|", _BLUE)
    blank = f"{' ' * gutter} {bar}"
    drawn = _draw(text, column, end if last == line else len(text))
    arrow = paint("-->", _BLUE)
    out = [
        f"{' ' * gutter}{arrow} {visible(span.file)}:{line + 1}:{column + 1}",
        blank,
        f"{paint(f'{line + 1:>{gutter}}', _BLUE)} {bar} {drawn.text}".rstrip(),
    ]
    label = f" {visible(label)}" if label else ""
    if last == line:
        carets = paint(mark * drawn.width + label, tint, _BOLD)
        return [*out, f"{blank} {' ' * drawn.start}{carets}"]
    # Over several lines: the first underlined to its end, then the last up to the end of the span.
    out.append(f"{blank} {' ' * drawn.start}{paint(mark * drawn.width, tint, _BOLD)}")
    if last > line + 1:
        out.append(f"{' ' * gutter} {paint(':', _BLUE)}")
    closing = source.lines[last]
    indent = len(closing) - len(closing.lstrip())
    drawn = _draw(closing, min(indent, end), end)
    out.append(f"{paint(f'{last + 1:>{gutter}}', _BLUE)} {bar} {drawn.text}".rstrip())
    carets = paint(mark * drawn.width + label, tint, _BOLD)
    return [*out, f"{blank} {' ' * drawn.start}{carets}"]

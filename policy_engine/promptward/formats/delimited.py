"""Comma, tab, semicolon and pipe separated values: rows and named columns."""

import csv
import io
import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from promptward.fields import plain_name, told_by
from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.joined import Joined, OriginIn, fixed
from promptward.formats.plain import PIECE
from promptward.formats.segment import Place, Reading, UnreadError
from promptward.formats.source import Source
from promptward.formats.table import LARGEST_RUN, LONGEST_RUN, MOST_CELLS, Rows, runs_in

__all__ = ["SIGNS", "dialect_of", "has_names", "read", "read_cells"]

SIGNS = ",\t;|"
_LONGEST_CELL = 16 * 1024 * 1024
_SNIFFED = 20
_LONGEST_NAME = 60


def dialect_of(head: str) -> str:
    """The separating sign: that which stands equally often, and most often, in the first lines."""
    lines = [line for line in head.splitlines() if line.strip()][:_SNIFFED]
    best, most = ",", (0.0, 0)
    for sign in SIGNS:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=sign)]
        if not counts or not counts[0]:
            continue
        alike = counts.count(counts[0]) / len(counts)
        if (alike, counts[0]) > most and counts[0]:
            best, most = sign, (alike, counts[0])
    return best


def has_names(first: Sequence[str]) -> bool:
    """
    Whether a row holds names of columns: no cell is a number or a date, and none is long.

    A row in which one cell is a known name of a field and none has many digits counts as well.
    """
    cells = [cell.strip() for cell in first]
    if not any(cells) or any(len(cell) > _LONGEST_NAME for cell in cells):
        return False
    if any(cell[:1].isdigit() or cell[:1] in "-+." for cell in cells if cell):
        return False
    digits = any(sum(map(str.isdigit, cell)) > 4 for cell in cells)  # noqa: PLR2004  # a year and less
    known = any(told_by(plain_name(cell)) is not None for cell in cells)
    return known or (not digits and not any("@" in cell for cell in cells))


def read(source: Source) -> Reading:
    """Segments of the rows; places are row, column by name, and line."""
    encoding = encoding_of(source.head())
    errors = "strict"
    if encoding in ("utf-8", "utf-8-sig"):
        try:
            source.head()[:-4].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(source.head()) - 8:
                encoding = "latin-1"
        else:
            errors = "surrogateescape"  # a wrong byte later on changes no other
    data = source.open()
    file = io.TextIOWrapper(data, encoding, errors, newline="")
    try:
        yield from _rows(file, data)
    except UnicodeDecodeError:
        raise UnreadError("not_utf8", f"is not whole {encoding}", "convert it to UTF-8") from None
    except csv.Error:
        raise UnreadError("broken", "is no table from some row on", "repair it") from None
    finally:
        file.detach()


_AT_ONCE = 8  # rows between two looks at how much was read
_LITTLE = 200_000  # bytes of them; after longer ones, and after wider ones, each is looked at
_WIDE = 10_000
_WIDEST = 16_384
"""Columns that are told apart, as many as a spreadsheet has; what stands behind is one text."""
_BREAK = re.compile(r"\r\n?|\n")


class _LinesOf:
    """The line that each row starts on; nothing is kept while every row is one line."""

    __slots__ = ("_header", "_line", "_rows", "_starts")

    def __init__(self, header: int, rows: int, line: int) -> None:
        self._header = header
        self._rows = rows
        self._line = line
        self._starts = array("Q")

    def add(self, cells: Sequence[Sequence[str]], last: int) -> None:
        """Rows; `last` is the line that the last of them ends on."""
        even = self._line == self._rows + self._header and last - self._line == len(cells)
        if self._starts or not even:
            if not self._starts:
                self._starts.extend(range(1 + self._header, self._rows + 1 + self._header))
            for row in cells:
                self._starts.append(self._line + 1)
                broken = (cell for cell in row if "\n" in cell or "\r" in cell)
                self._line += 1 + sum(len(_BREAK.findall(cell)) for cell in broken)
        self._line = last
        self._rows += len(cells)

    def of(self, number: int) -> int:
        """The line of a row."""
        if number <= len(self._starts):
            return self._starts[number - 1]
        return number + self._header


def _rows(file: io.TextIOWrapper, data: BinaryIO) -> Reading:
    head = file.read(_SNIFFED * 400)
    file.seek(0)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, delimiter=dialect_of(head))
    first = next(reader, None)
    if first is None:
        return
    first = _narrowed(first)
    named = has_names(first)
    lines = _LinesOf(1, 0, reader.line_num) if named else _LinesOf(0, 1, reader.line_num)

    def runs() -> Iterator[Rows]:
        number = 0
        if not named:
            number = 1
            yield Rows((1,), (first,))
        while True:
            cells: list[list[str]] = []
            broken = _fill(cells, reader, data)
            if cells:
                lines.add(cells, reader.line_num)
                yield Rows(range(number + 1, number + 1 + len(cells)), cells)
                number += len(cells)
            if broken is not None:
                raise broken
            if not cells:
                return

    def place(number: int, name: str) -> Place:
        where = f"column '{name}'" if named else f"column {name}"
        if not number:
            return Place(where, 1 if named else 0, 1 if named else 0, f"col:{name}")
        return Place(f"row {number} {where}", lines.of(number), 1, f"col:{name}")

    yield from runs_in(first if named else (), runs(), place)


def _narrowed(row: list[str]) -> list[str]:
    if len(row) <= _WIDEST:
        return row
    return [*row[: _WIDEST - 1], ", ".join(row[_WIDEST - 1 :])]


def _fill(cells: list[list[str]], reader: Iterator[list[str]], data: BinaryIO) -> Exception | None:
    """Adds rows, many if they are short, none after the last. Says why it had to stop."""
    at = data.tell()
    most = at + LARGEST_RUN
    step, count = 1, 0
    while len(cells) < LONGEST_RUN and at < most and count < MOST_CELLS:
        before, begun = len(cells), at
        try:
            cells += islice(reader, step)
        except (csv.Error, UnicodeDecodeError) as error:
            return error
        if len(cells) == before:
            break
        at = data.tell()
        widths = [len(row) for row in cells[before:]]
        count += sum(widths)
        if max(widths) > _WIDEST:
            cells[before:] = map(_narrowed, cells[before:])
        step = _AT_ONCE if at - begun < _LITTLE and max(widths) < _WIDE else 1
    return None


def cells_of(text: str, sign: str) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """
    Rows with the ranges of their cells, quotes left out: number from 1, line, ranges (RFC 4180).
    """
    cell = re.compile(
        rf'"((?:[^"]|"")*)"(?=[{re.escape(sign)}\r\n]|$)|([^{re.escape(sign)}\r\n]*)'
    )
    at, number, line = 0, 0, 1
    while at < len(text):
        number += 1
        first, ranges = line, []
        while found := cell.match(text, at):
            ranges.append(found.span(1) if found[1] is not None else found.span(2))
            line += found[0].count("\n")
            at = found.end()
            if text[at : at + 1] != sign:
                break
            at += 1
        at += 2 if text.startswith("\r\n", at) else 1
        line += 1
        yield number, first, ranges


def read_cells(source: Source) -> Reading:
    """
    The same as `read` for a table that is to be changed: every cell, and where it stands.

    The cells of a row stand beside one another, as `read` has them: what is found is the same.
    """
    text = decoded(source.whole(), encoding_of(source.head()))
    sign = dialect_of(text[: _SNIFFED * 400])
    rows = cells_of(text, sign)
    names: list[str] = []
    header = 0
    joined = Joined()
    for number, line, ranges in rows:
        cells = [text[a:b].replace('""', '"') for a, b in ranges]
        ends = _ends(cells)
        if number == 1 and has_names(cells):
            names, header = cells, 1
            for index, ((start, end), cell) in enumerate(zip(ranges, cells, strict=True)):
                place = fixed(f"column '{cell}'", f"col:{cell}", 1)
                joined.add(cell, place, "", _origin(text, start, end), end=ends[index])
            continue
        for index, ((start, end), cell) in enumerate(zip(ranges, cells, strict=True)):
            name = names[index] if index < len(names) else ""
            where = (
                f"row {number - header} column '{name}'"
                if name
                else f"row {number} column {index + 1}"
            )
            place = fixed(where, f"col:{name or index + 1}", line)
            joined.add(cell, place, name, _origin(text, start, end), end=ends[index])
        if len(joined) > PIECE // 4:
            yield joined.segment()
    if len(joined):
        yield joined.segment()


def _ends(cells: Sequence[str]) -> list[str]:
    """What stands behind each cell: the last of a row that holds anything ends its line."""
    last = max((index for index, cell in enumerate(cells) if cell.strip()), default=0)
    return ["\t" if index < last else "\t\n" for index in range(len(cells))]


def _origin(text: str, start: int, end: int) -> OriginIn:
    raw = text[start:end]
    if '"' not in raw:
        return lambda first, last: (start + first, start + last)

    def origin(first: int, last: int) -> tuple[int, int]:
        # A doubled quote is one character of the cell.
        places = []
        at = 0
        while at < len(raw):
            places.append(at)
            at += 2 if raw.startswith('""', at) else 1
        places.append(len(raw))
        return start + places[first], start + places[last]

    return origin

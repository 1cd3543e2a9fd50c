"""Comma, tab, semicolon and pipe separated values: rows and named columns."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TextIO

from promptward.fields import plain_name, told_by
from promptward.formats.encoding import encoding_of
from promptward.formats.segment import Place, Reading, UnreadError
from promptward.formats.source import Source
from promptward.formats.table import Row, rows_in

__all__ = ["SIGNS", "dialect_of", "has_names", "read"]

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
    file = io.TextIOWrapper(source.open(), encoding, errors, newline="")
    try:
        yield from _rows(file)
    except UnicodeDecodeError:
        raise UnreadError(
            "undecodable", f"is not whole {encoding}", "convert it to UTF-8"
        ) from None
    except csv.Error:
        raise UnreadError("broken", "is no table from some row on", "repair it") from None
    finally:
        file.detach()


def _rows(file: TextIO) -> Reading:
    head = file.read(_SNIFFED * 400)
    file.seek(0)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, delimiter=dialect_of(head))
    first = next(reader, None)
    if first is None:
        return
    named = has_names(first)
    header = 1 if named else 0
    lines: list[int] = []

    def rows() -> Iterator[Row]:
        number = 0
        if not named:
            number = 1
            yield 1, first
        before = reader.line_num
        for row in reader:
            number += 1
            start, before = before + 1, reader.line_num
            if lines or start != number + header:
                if not lines:  # every row before this one was one line
                    lines.extend(range(1 + header, number + header))
                lines.append(start)
            yield number, row

    def place(number: int, name: str) -> Place:
        where = f"column '{name}'" if named else f"column {name}"
        if not number:
            return Place(where, 1 if named else 0, 1 if named else 0, f"col:{name}")
        line = lines[number - 1] if number <= len(lines) else number + header
        return Place(f"row {number} {where}", line, 1, f"col:{name}")

    yield from rows_in(first if named else (), rows(), place)

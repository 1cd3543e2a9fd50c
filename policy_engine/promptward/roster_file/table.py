"""Names of people from a table: the columns of a CSV file, or the lines of a text file."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from promptward.roster_file.layout import RosterError

__all__ = ["names_of"]

_DELIMITERS = ",;\t|"
_LONGEST_LINE = 1 << 16
_HEADS = frozenset(
    f"{first}{sign}name{more}"
    for first in ("", "patient", "first", "last", "full", "given", "family", "sur", "fore")
    for sign in ("", "_")
    for more in ("", "s")
) | {"patient", "patients", "first", "last", "full", "given", "family"}
"""What the first line of a table of one column says, and no list of people begins with."""


def names_of(
    file: BinaryIO,
    label: str,
    columns: Sequence[str],
    *,
    lines: bool = False,
    packed: bool = False,
) -> Iterator[str]:
    """
    Each row's name: the values of `columns`, in that order, or with none of them each line. A
    first line that looks like a table's is refused then, unless `lines` says that it is none.

    The first line of a table names its columns; commas, semicolons, tabs or strokes part them.
    `label` is what messages call the file; they never quote a row. Raises RosterError
    (`roster_table`) for a column that is not there, what is not UTF-8 or no table.
    """
    with _text(file, label, packed=packed) as text:
        yield from _columns(text, label, columns) if columns else _lines(text, label, lines=lines)


@contextmanager
def _text(file: BinaryIO, label: str, *, packed: bool) -> Iterator[TextIO]:
    source: BinaryIO = gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[assignment]  # it reads bytes as well
    try:
        yield io.TextIOWrapper(source, encoding="utf-8-sig", newline="")
    except UnicodeDecodeError:
        raise RosterError("roster_table", f"`{label}` is not UTF-8: save it as UTF-8") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise RosterError("roster_table", f"`{label}` is no whole gzip file") from None


def _lines(text: TextIO, label: str, *, lines: bool) -> Iterator[str]:
    for number, line in enumerate(text):
        if not number and not lines and _is_header(line):
            raise RosterError(
                "roster_table",
                f"`{label}` looks like a table: name the columns that hold the names, as "
                "`--column first --column last`; or say --lines, if each line is a name",
            )
        told = line.partition("#")[0].strip()
        if told:
            yield told[:_LONGEST_LINE]


def _is_header(line: str) -> bool:
    words = line.replace('"', " ").lower().split()
    return any(sign in line for sign in _DELIMITERS) or bool(words and _HEADS.issuperset(words))


def _columns(text: TextIO, label: str, columns: Sequence[str]) -> Iterator[str]:
    first = text.readline(_LONGEST_LINE)
    delimiter = max(_DELIMITERS, key=first.count)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    places = []
    for column in columns:
        same = [at for at, name in enumerate(header) if name.lower() == column.lower()]
        if len(same) != 1:
            raise RosterError("roster_table", _no_column(label, column, header, len(same)))
        places += same
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        for row in rows:
            if any(row[len(header) :]):
                # A comma in a value that has no quotes: all that follow it are in other columns,
                # and the person would be looked for under another name.
                raise RosterError(
                    "roster_table",
                    f"`{label}` has more values in line {rows.line_num + 1} than its first line "
                    "names: put quotes around a value that holds what parts them",
                )
            if row:
                yield " ".join(row[at] for at in places if at < len(row))
    except csv.Error:
        raise RosterError(
            "roster_table",
            f"`{label}` is no table from line {rows.line_num + 1} on: a value that begins with a "
            "quote ends with one, and a quote inside is doubled",
        ) from None


def _no_column(label: str, column: str, header: Sequence[str], count: int) -> str:
    if count:
        return f"`{label}` has {count} columns `{column}`: give all but one another name"
    # Without a header the first row is a person: columns are told only by how many there are.
    return (
        f"`{label}` has no column `{column}` among its {len(header)}: the first line names them, "
        "in any case of letters"
    )

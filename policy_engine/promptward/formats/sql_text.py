"""SQL dumps: the columns of INSERT and COPY name the values; places are table, row and column."""

import re
from bisect import bisect_right
from typing import NamedTuple

from promptward.fields import Field, plain_name, told_by
from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.plain import lines_of, pieces
from promptward.formats.segment import Place, Reading
from promptward.formats.source import Source

__all__ = ["Value", "read", "values_of"]

_NAME = r"[\w.\"`\[\]]{1,120}"
_INSERT = re.compile(
    rf"\b(?:insert|replace)\s+(?:ignore\s+)?into\s+({_NAME})\s*(?:\(([^()]*)\))?\s*values\s*",
    re.IGNORECASE,
)
_COPY = re.compile(
    rf"^copy\s+({_NAME})\s*\(([^()]*)\)\s*from\s+stdin[^;\n]*;[^\n]*\n",
    re.IGNORECASE | re.MULTILINE,
)
_CREATE = re.compile(
    rf"\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?({_NAME})\s*\((.*?)\n\s*\)",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = re.compile(
    r"\s*(?:[A-Za-z_]*'((?:[^'\\]|''|\\.)*)'|([^,()'\s]+(?:\s+[^,()'\s]+)*)?(?:\([^()]*\))?)(?:::\w+)?\s*([,)])",
    re.DOTALL,
)
_OPENED = re.compile(r"\s*,?\s*\(")
_NOT_COLUMNS = frozenset({"primary", "unique", "key", "constraint", "foreign", "index", "check"})


class Value(NamedTuple):
    """A value: its range without quotes, its table, row (from 1) and column."""

    start: int
    end: int
    table: str
    row: int
    column: str


def values_of(text: str) -> list[Value]:
    """All values of INSERT and COPY statements, in order of the text."""
    columns = {_plain(m[1]): _declared(m[2]) for m in _CREATE.finditer(text)}
    found: list[Value] = []
    rows: dict[str, int] = {}
    for insert in _INSERT.finditer(text):
        table = _plain(insert[1])
        names = _names(insert[2]) if insert[2] else columns.get(table, [])
        at = insert.end()
        while opened := _OPENED.match(text, at):
            rows[table] = rows.get(table, 0) + 1
            at = opened.end()
            number = 0
            while value := _VALUE.match(text, at):
                at = value.end()
                span = value.span(1) if value[1] is not None else value.span(2)
                name = names[number] if number < len(names) else f"{number + 1}"
                if span[1] > span[0] >= 0:
                    found.append(Value(*span, table, rows[table], name))
                number += 1
                if value[3] == ")":
                    break
            else:
                break
    for copy in _COPY.finditer(text):
        _copied(text, copy, rows, found)
    found.sort()
    return found


def _copied(text: str, copy: re.Match[str], rows: dict[str, int], found: list[Value]) -> None:
    table, names = _plain(copy[1]), _names(copy[2])
    at = copy.end()
    while at < len(text) and not text.startswith("\\.", at):
        stop = text.find("\n", at)
        stop = stop if stop >= 0 else len(text)
        rows[table] = rows.get(table, 0) + 1
        for name, value in zip(names, text[at:stop].split("\t"), strict=False):
            if value and value != "\\N":
                found.append(Value(at, at + len(value), table, rows[table], name))
            at += len(value) + 1
        at = stop + 1


def _plain(name: str) -> str:
    return re.sub(r"[\"`\[\]]", "", name)


def _names(columns: str) -> list[str]:
    return [_plain(name.strip()) for name in columns.split(",")]


def _declared(body: str) -> list[str]:
    lines = [line.strip() for line in body.split("\n")]
    names = [
        _plain(line.split()[0].rstrip(",")) for line in lines if line and line[0] not in "-)("
    ]
    return [name for name in names if name.lower() not in _NOT_COLUMNS]


def read(source: Source) -> Reading:
    """Segments of SQL; values of known columns are fields."""
    text = decoded(source.whole(), encoding_of(source.head()))
    at = lines_of(text)
    values = values_of(text)
    starts = [value.start for value in values]

    def locate(start: int, end: int) -> Place:
        del end
        line, column = at(start)
        number = bisect_right(starts, start) - 1
        if number < 0 or values[number].end <= start:
            return Place(f"line {line} column {column}", line, column)
        value = values[number]
        where = f"{value.table} row {value.row} column {value.column}"
        return Place(where, line, column, f"{value.table}:{value.column}")

    fields = []
    for value in values:
        name = plain_name(value.column)
        if told_by(name) is not None:
            fields.append(Field(value.start, value.end, name, "column"))
    yield from pieces(text, locate, fields)

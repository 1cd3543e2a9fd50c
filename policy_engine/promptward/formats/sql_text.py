"""SQL dumps: the columns of INSERT and COPY name the values; places are table, row and column."""

import re
from collections.abc import Iterator
from heapq import merge
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


def values_of(text: str) -> Iterator[Value]:
    """All values of INSERT and COPY statements, in order of the text."""
    rows: dict[str, int] = {}
    return merge(_inserted(text, rows), _copied(text, rows))


def _inserted(text: str, rows: dict[str, int]) -> Iterator[Value]:
    columns = {_plain(m[1]): _declared(m[2]) for m in _CREATE.finditer(text)}
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
                    yield Value(*span, table, rows[table], name)
                number += 1
                if value[3] == ")":
                    break
            else:
                break


def _copied(text: str, rows: dict[str, int]) -> Iterator[Value]:
    for copy in _COPY.finditer(text):
        table, names = _plain(copy[1]), _names(copy[2])
        at = copy.end()
        while at < len(text) and not text.startswith("\\.", at):
            stop = text.find("\n", at)
            stop = stop if stop >= 0 else len(text)
            rows[table] = rows.get(table, 0) + 1
            for name, value in zip(names, text[at:stop].split("\t"), strict=False):
                if value and value != "\\N":
                    yield Value(at, at + len(value), table, rows[table], name)
                at += len(value) + 1
            at = stop + 1


class _Values:
    """Which value an offset stands in; offsets that ascend cost one walk in all."""

    __slots__ = ("_current", "_pending", "_text", "_walk")

    def __init__(self, text: str) -> None:
        self._text = text
        self._begin()

    def _begin(self) -> None:
        self._walk = values_of(self._text)
        self._current: Value | None = None
        self._pending = next(self._walk, None)

    def at(self, offset: int) -> Value | None:
        """The last value that starts at or before an offset, if the offset is in it."""
        if self._current is not None and offset < self._current.start:
            self._begin()
        while self._pending is not None and self._pending.start <= offset:
            self._current, self._pending = self._pending, next(self._walk, None)
        return self._current if self._current and offset < self._current.end else None


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
    values: list[_Values] = []

    def locate(start: int, end: int) -> Place:
        del end
        if not values:
            values.append(_Values(text))
        line, column = at(start)
        value = values[0].at(start)
        if value is None:
            return Place(f"line {line} column {column}", line, column)
        where = f"{value.table} row {value.row} column {value.column}"
        return Place(where, line, column, f"{value.table}:{value.column}")

    yield from pieces(text, locate, _fields(text))


def _fields(text: str) -> Iterator[Field]:
    names: dict[str, str] = {}  # of columns, as fields call them; empty if that says nothing
    for value in values_of(text):
        name = names.get(value.column)
        if name is None:
            name = plain_name(value.column)
            name = names[value.column] = name if told_by(name) is not None else ""
        if name:
            yield Field(value.start, value.end, name, "column")

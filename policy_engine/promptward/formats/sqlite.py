"""SQLite databases: every table, opened read-only and streamed; places are table, column, row."""

import sqlite3
from collections.abc import Iterator
from tempfile import NamedTemporaryFile

from promptward.formats.segment import Item, LeftOut, Place, Reading
from promptward.formats.source import Source
from promptward.formats.table import Row, number_text, rows_in, says_whose

__all__ = ["read"]


def read(source: Source) -> Reading:
    """Segments of all tables. A database in memory is written to a private file for the time."""
    file = source.open()
    path = getattr(file, "name", None)
    if isinstance(path, str):
        yield from _database(path)
        return
    with NamedTemporaryFile(suffix=".sqlite") as copy:  # readable by its owner only
        copy.write(source.whole(1 << 30))
        copy.flush()
        yield from _database(copy.name)


def _database(path: str) -> Iterator[Item]:
    database = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)
    try:
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        tables = database.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            " order by name"
        ).fetchall()
        for (table,) in tables:
            yield from _table(database, str(table))
    finally:
        database.close()


def _quoted(path: str) -> str:
    """A path as part of a URI."""
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _table(database: sqlite3.Connection, table: str) -> Iterator[Item]:
    quoted = table.replace('"', '""')
    query = f'select * from "{quoted}"'  # noqa: S608  # quoted; nothing of it comes from outside
    rows = database.execute(query)
    names = [str(column[0]) for column in rows.description]

    def place(number: int, name: str) -> Place:
        where = f"{table}.{name} row {number}" if number else f"{table}.{name}"
        return Place(where, 0, 0, f"{table}.{name}")

    told = [says_whose(name) for name in names]
    unread = [0]
    yield from rows_in(names, _rows(rows, told, unread), place)
    if unread[0]:
        yield LeftOut("blob", unread[0])


def _rows(rows: sqlite3.Cursor, told: list[bool], unread: list[int]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        cells = [_text(value, told=one) for value, one in zip(row, told, strict=True)]
        for index, value in enumerate(row):
            if isinstance(value, bytes) and value and not cells[index]:
                unread[0] += 1
        yield number, cells


def _text(value: object, *, told: bool) -> str:
    if isinstance(value, float):
        return number_text(value) if told else ""
    if isinstance(value, bytes):
        try:
            return "" if b"\0" in value else value.decode("utf-8")
        except UnicodeDecodeError:
            return ""
    return "" if value is None else str(value)

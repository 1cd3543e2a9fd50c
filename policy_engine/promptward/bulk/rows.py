"""
A row of a batch as one text, and where each piece of it came from.

All cells of a row are looked at together, so that a column helps to read the others: the name in
one tells the name in the note. Rows know nothing of each other, so what is found in one is the
same in whatever batch, partition or attempt it is read. A cell whose column's name says something
has that name before it, as in `dob: 1961-04-05`.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from promptward.bulk.failure import BulkError
from promptward.fields import plain_name, told_by
from promptward.guard.bodies.rendering import Rendering

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Column", "Kind", "RowText", "Spot", "columns_in", "plain_text", "rows_in"]

Kind: TypeAlias = Literal["text", "typed", "bytes", "nested", "none"]
"""
How a column is read: as texts; as values of a type of their own, written as texts; as bytes that
may be a text; as a tree of these; or not at all (truth values, measurements).
"""


class Column(NamedTuple):
    """A column to look at: its number in the batch, and the label that goes before its cells."""

    number: int
    name: str
    kind: Kind
    label: str


class Spot(NamedTuple):
    """Where a piece of a row's text came from: which of the columns, and the way into a tree."""

    column: int
    path: tuple[int | str, ...] = ()


class RowText(NamedTuple):
    """A row as a text. `spots` run parallel to the leaves of the rendering."""

    row: int
    rendering: Rendering
    spots: Sequence[Spot]
    unread: Sequence[int]
    """Columns whose cell here is no text: a picture, a sealed value."""


def columns_in(schema: "pa.Schema", wanted: Sequence[str] = ()) -> list[Column]:
    """The columns to look at, all if none are wanted. BulkError for one that isn't there."""
    missing = [name for name in wanted if name not in schema.names]
    if missing:
        raise BulkError("no_column", f"the batches have no column `{missing[0]}`")
    found = []
    for number, field in enumerate(schema):
        if wanted and field.name not in wanted:
            continue
        label = _label(field.name) if field.name else ""
        kind = _kind(field.type, told=label != "")
        if kind != "none":
            found.append(Column(number, field.name, kind, label))
    return found


def _kind(kind: "pa.DataType", *, told: bool) -> Kind:
    import pyarrow.types as t  # noqa: PLC0415  # an extra

    if t.is_dictionary(kind):
        return _kind(kind.value_type, told=told)
    if t.is_string(kind) or t.is_large_string(kind) or t.is_string_view(kind):
        return "text"
    if t.is_nested(kind):
        return "nested"
    if (
        t.is_binary(kind)
        or t.is_large_binary(kind)
        or t.is_binary_view(kind)
        or t.is_fixed_size_binary(kind)
    ):
        return "bytes"
    if t.is_boolean(kind) or t.is_null(kind) or (t.is_floating(kind) and not told):
        return "none"
    return "typed"


def plain_text(value: bytes) -> str | None:
    """Bytes as a text; None for what is none."""
    if b"\0" in value:
        return None
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return None


def rows_in(batch: "pa.RecordBatch", columns: Sequence[Column]) -> Iterator[RowText]:
    """The rows of a batch, in order."""
    values = [batch.column(column.number).to_pylist() for column in columns]
    for row in range(batch.num_rows):
        rendering = Rendering()
        spots: list[Spot] = []
        unread: list[int] = []
        for place, column in enumerate(columns):
            value = values[place][row]
            if value is None:
                continue
            if not _written(rendering, spots, value, Spot(place), column.label):
                unread.append(place)
        yield RowText(row, rendering, spots, unread)


def _written(
    rendering: Rendering, spots: list[Spot], value: object, spot: Spot, label: str
) -> bool:
    """Write a value and what it consists of; False if some of it is no text."""
    match value:
        case None | bool():
            return True
        case float():
            if not label:
                return True
            text = repr(value)
        case str():
            text = value
        case bytes():
            read = plain_text(value)
            if read is None:
                return False
            text = read
        case dict():
            # Not a generator within `all`: what comes after something unread is written, too.
            done = [
                _written(rendering, spots, one, _into(spot, name), _label(name))
                for name, one in value.items()
            ]
            return all(done)
        case list() | tuple():
            done = [
                _written(rendering, spots, one, _into(spot, number), label)
                for number, one in enumerate(value)
            ]
            return all(done)
        case _:
            text = str(value)
    if text:
        rendering.gap(label)
        rendering.add(text, "")
        rendering.gap("\n")
        spots.append(spot)
    return True


def _into(spot: Spot, part: int | str) -> Spot:
    return Spot(spot.column, (*spot.path, part))


def _label(name: str) -> str:
    # In words, as who writes a form writes them: `gps_lat` is a variable in any text.
    plain = plain_name(name)
    return f"{plain}: " if told_by(plain) is not None else ""

"""
De-identifying record batches: the same columns, without identifiers.

Each row is redacted as `Engine.redact` does, looked at again, and taken apart into its cells.
A row that failed, or was not clean afterwards, has nothing in the columns that were treated, and
why in the column `promptward_status`; there it is null for all others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from promptward.bulk.failure import BulkError, need_arrow
from promptward.bulk.rows import RowText, columns_in, plain_text, rows_in
from promptward.bulk.shipped import engine_of

if TYPE_CHECKING:
    import pyarrow as pa

    from promptward.bulk.shipped import Policy
    from promptward.engine import Engine

__all__ = ["ALL", "STATUS", "Treatment", "deidentified_schema", "deidentify_batches"]

STATUS = "promptward_status"


class Treatment(NamedTuple):
    """
    How batches are treated.

    All columns are, but those of `keep`, which are passed on as they are because the caller says
    that they identify nobody, and those of `drop`, which are left out. Truth values and
    measurements are never identifiers and stay.
    """

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


ALL = Treatment()
"""Every column is treated."""


def deidentified_schema(schema: "pa.Schema", treatment: Treatment = ALL) -> "pa.Schema":
    """
    The schema of what comes out: the same types, everything treated may be null, and a status.

    Raises BulkError for a name that is no column.
    """
    need_arrow()
    import pyarrow as pa  # noqa: PLC0415  # an extra

    for name in (*treatment.keep, *treatment.drop):
        if name not in schema.names:
            raise BulkError("no_column", f"the batches have no column `{name}`")
    fields = [
        field if field.name in treatment.keep else pa.field(field.name, _plain(field.type))
        for field in schema
        if field.name not in treatment.drop
    ]
    return pa.schema([*fields, pa.field(STATUS, pa.string())])


def deidentify_batches(
    batches: "Iterable[pa.RecordBatch]", policy: "Policy", treatment: Treatment = ALL
) -> "Iterator[pa.RecordBatch]":
    """
    Batches without identifiers, row for row.

    Strings and the strings in lists, structures and maps are redacted in place. A number, day or
    time in which something was found becomes null, since no marker fits into it; so do bytes that
    are no text, since nothing clears them. Raises BulkError as `scan_batches`.
    """
    engine = engine_of(policy)
    try:
        for batch in batches:
            yield _treated(engine, batch, treatment)
    except BulkError:
        raise
    except Exception as error:  # noqa: BLE001  # its words may hold values, and logs are read
        kind = type(error).__name__
        raise BulkError("unreadable_batch", f"a batch could not be treated: {kind}") from None


def _treated(engine: "Engine", batch: "pa.RecordBatch", treatment: Treatment) -> "pa.RecordBatch":
    import pyarrow as pa  # noqa: PLC0415  # an extra

    schema = deidentified_schema(batch.schema, treatment)
    columns = [
        column
        for column in columns_in(batch.schema)
        if column.name not in treatment.keep and column.name not in treatment.drop
    ]
    values = [batch.column(column.number).to_pylist() for column in columns]
    status: list[str | None] = [None] * batch.num_rows
    for text in rows_in(batch, columns):
        for place in text.unread:
            values[place][text.row] = _readable(values[place][text.row])
        code = _row(engine, text, values)
        if code:
            status[text.row] = code
            for cells in values:
                cells[text.row] = None
    made = {column.number: cells for column, cells in zip(columns, values, strict=True)}
    arrays = [
        pa.array(made[number], type=schema.field(field.name).type)
        if number in made
        else batch.column(number)
        for number, field in enumerate(batch.schema)
        if field.name not in treatment.drop
    ]
    return pa.RecordBatch.from_arrays([*arrays, pa.array(status, type=pa.string())], schema=schema)


def _row(engine: "Engine", text: RowText, values: Sequence[list[object]]) -> str:
    """Treat one row in place; a code if that failed."""
    whole = text.rendering.text
    if not whole:
        return ""
    decision = engine.redact(whole)
    if decision.text is None:
        return next((reason.id for reason in decision.reasons), "blocked")
    if not decision.replaced:
        return ""
    changes = text.rendering.split(whole, decision.text, decision.replaced)
    by_column: dict[int, dict[tuple[int | str, ...], str]] = {}
    for leaf, new in changes.items():
        spot = text.spots[leaf]
        by_column.setdefault(spot.column, {})[spot.path] = new
    for place, news in by_column.items():
        values[place][text.row] = _changed(values[place][text.row], news, ())
    return ""


def _changed(
    value: object, news: Mapping[tuple[int | str, ...], str], path: tuple[int | str, ...]
) -> object:
    """A value with its texts replaced; None for what is no text and was to be."""
    new = news.get(path)
    if new is not None:
        match value:
            case str():
                return new
            case bytes():
                return new.encode()
            case _:
                return None
    match value:
        case dict():
            return {name: _changed(one, news, (*path, name)) for name, one in value.items()}
        case list():
            return [_changed(one, news, (*path, number)) for number, one in enumerate(value)]
        case tuple():
            return tuple(_changed(one, news, (*path, number)) for number, one in enumerate(value))
        case _:
            return value


def _readable(value: object) -> object:
    """A value without the bytes in it that are no text."""
    match value:
        case bytes():
            return None if plain_text(value) is None else value
        case dict():
            return {name: _readable(one) for name, one in value.items()}
        case list():
            return [_readable(one) for one in value]
        case tuple():
            return tuple(map(_readable, value))
        case _:
            return value


def _plain(kind: "pa.DataType") -> "pa.DataType":
    """The type itself; of values in a dictionary, theirs: its other values would go along."""
    import pyarrow.types as t  # noqa: PLC0415  # an extra

    return kind.value_type if t.is_dictionary(kind) else kind

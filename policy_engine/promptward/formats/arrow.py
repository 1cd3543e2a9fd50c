"""Parquet, Feather and Arrow files by pyarrow: columns as tables, nested values by their path."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from promptward.formats.segment import Item, Place, Reading
from promptward.formats.source import Source
from promptward.formats.table import Row, number_text, rows_in, says_whose

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["cells_of", "place_of", "read"]

_BATCH = 4096


def read(source: Source) -> Reading:
    """Segments of the rows, streamed by record batch; then the metadata of the schema."""
    head = source.head()
    if head.startswith(b"PAR1"):
        import pyarrow.parquet as pq  # noqa: PLC0415  # an extra

        file = pq.ParquetFile(source.open(), memory_map=False)
        schema, batches = file.schema_arrow, file.iter_batches(batch_size=_BATCH)
    elif head.startswith(b"FEA1"):
        import pyarrow.feather as pf  # noqa: PLC0415  # an extra

        table = pf.read_table(source.open())
        schema, batches = table.schema, iter(table.to_batches(_BATCH))
    else:
        import pyarrow as pa  # noqa: PLC0415  # an extra

        opened = pa.ipc.open_file(source.open())
        schema = opened.schema
        batches = (opened.get_batch(n) for n in range(opened.num_record_batches))
    yield from rows_in(schema.names, _rows(batches), place_of)
    yield from _metadata(schema)


def _rows(batches: "Iterator[pa.RecordBatch]") -> Iterator[Row]:
    numbers = count(1)
    for batch in batches:
        for cells in zip(*cells_of(batch), strict=True):
            yield next(numbers), cells


def cells_of(batch: "pa.RecordBatch") -> list[Sequence[str]]:
    """
    The columns of a batch as texts; null is empty, what is nested as JSON.

    Floating point numbers are measurements, but for those under a name that says of whom: a column
    of record numbers in which some are missing is one of such numbers.
    """
    import json  # noqa: PLC0415  # few files have nested columns

    import pyarrow as pa  # noqa: PLC0415  # an extra

    columns: list[Sequence[str]] = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        kind = column.type
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            columns.append([value or "" for value in column.to_pylist()])
        elif pa.types.is_nested(kind):
            columns.append(
                ["" if v is None else json.dumps(v, default=str) for v in column.to_pylist()]
            )
        elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            columns.append([_text(value) for value in column.to_pylist()])
        elif pa.types.is_floating(kind) and says_whose(name):
            columns.append([number_text(value) for value in column.to_pylist()])
        elif pa.types.is_boolean(kind) or pa.types.is_floating(kind):
            columns.append([""] * len(column))
        else:
            columns.append(["" if value is None else str(value) for value in column.to_pylist()])
    return columns


def _text(value: bytes | None) -> str:
    """Bytes that are a text; pictures and the like are none."""
    try:
        return "" if value is None or b"\0" in value else value.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def place_of(number: int, name: str) -> Place:
    """Row, counted from 1, and column."""
    where = f"row {number} column '{name}'" if number else f"column '{name}'"
    return Place(where, 0, 0, f"col:{name}")


def _metadata(schema: "pa.Schema") -> Iterator[Item]:
    from promptward.formats.joined import Joined, fixed  # noqa: PLC0415  # few files have any

    metadata = Joined()
    for key, value in (schema.metadata or {}).items():
        name = key.decode("utf-8", "replace")
        if name not in ("ARROW:schema", "pandas", "huggingface"):
            metadata.add(
                value.decode("utf-8", "replace"), fixed(f"metadata {name}", "metadata"), name
            )
    if len(metadata):
        yield metadata.segment()

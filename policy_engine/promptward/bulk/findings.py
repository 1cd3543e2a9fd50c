"""
What a scan of batches gives: one table of findings, columns, errors and accounts, by `kind`.

`finding`: a place in a cell. `column`: what a column holds, over one part. `error`: what could not
be scanned. `account`: what a part adds up to; a part without one was not scanned to its end. No
row has room for a value; `key` is the exception, a column that the caller named to tell rows by.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from promptward.bulk.failure import BulkError, need_arrow

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["SPARK_SCHEMA", "Row", "Totals", "findings_schema", "record_batch", "totals_of"]

Row: TypeAlias = dict[str, object]

_FIELDS = (
    ("kind", "string"),  # finding | column | error | account
    ("part", "string"),  # which part of the data: a partition, a file
    ("row", "long"),  # number of the row in its part, from 0
    ("key", "string"),  # of the row, where a key column was named
    ("column", "string"),
    ("category", "string"),  # canonical name
    ("safe_harbor", "string"),  # letter of 45 CFR 164.514(b)(2)(i)
    ("confidence", "string"),  # low | medium | high; of a column the highest
    ("detector", "string"),
    ("start", "long"),  # of a finding: code points of the cell's text, half-open
    ("end", "long"),
    ("evidence", "strings"),
    ("also", "strings"),  # other categories of the same place
    ("count", "long"),  # finding: 1; column: rows (or values) it was found in; account: findings
    ("rows", "long"),  # column: its cells that hold something; account: all rows of the part
    ("characters", "long"),  # account: code points that were looked at
    ("unread", "long"),  # column, account: cells that are no text (pictures and the like)
    ("errors", "long"),  # account: how many error rows the part has
    ("code", "string"),  # error: stable code
)

SPARK_SCHEMA = ", ".join(
    f"`{name}` {'array<string>' if kind == 'strings' else kind}" for name, kind in _FIELDS
)
"""The schema of findings as Spark writes it."""


def findings_schema() -> "pa.Schema":
    """The schema of findings."""
    need_arrow()
    import pyarrow as pa  # noqa: PLC0415  # an extra

    kinds = {"string": pa.string(), "long": pa.int64(), "strings": pa.list_(pa.string())}
    return pa.schema([(name, kinds[kind]) for name, kind in _FIELDS])


def record_batch(rows: list[Row]) -> "pa.RecordBatch":
    """Rows, as dictionaries with what they hold, as a batch of the schema."""
    import pyarrow as pa  # noqa: PLC0415  # an extra

    return pa.RecordBatch.from_pylist(rows, schema=findings_schema())


class Totals(NamedTuple):
    """
    What the accounts of a job add up to.

    `columns`: by column and category, in how many rows (or values) it was found; `errors` by code.
    """

    parts: int
    rows: int
    characters: int
    findings: int
    unread: int
    errors: Mapping[str, int]
    columns: Mapping[tuple[str, str], int]

    def require(self, rows: int | None = None) -> None:
        """
        Raises BulkError (`incomplete`) if anything was not scanned, or not all `rows` were.

        A job that says nothing of what it could not scan passes for a clean one.
        """
        if self.errors:
            told = ", ".join(f"{code} {count}" for code, count in sorted(self.errors.items()))
            raise BulkError("incomplete", f"not everything was scanned: {told}")
        if rows is not None and rows != self.rows:
            raise BulkError("incomplete", f"{self.rows} of {rows} rows were scanned")

    def to_json(self) -> dict[str, object]:
        """All counts, for the record of a job."""
        return {
            "parts": self.parts,
            "rows": self.rows,
            "characters": self.characters,
            "findings": self.findings,
            "unread": self.unread,
            "errors": dict(sorted(self.errors.items())),
            "columns": [
                {"column": column, "category": category, "count": count}
                for (column, category), count in sorted(self.columns.items())
            ],
        }


_COUNTED = ("kind", "column", "category", "code", "count", "rows", "characters", "unread")


def totals_of(findings: "Iterable[pa.RecordBatch] | pa.Table") -> Totals:
    """What findings add up to."""
    need_arrow()
    import pyarrow as pa  # noqa: PLC0415  # an extra

    batches = findings.to_batches() if isinstance(findings, pa.Table) else findings
    return summed(_rows(batches))


def _rows(batches: "Iterable[pa.RecordBatch]") -> Iterator[tuple[object, ...]]:
    for batch in batches:
        yield from zip(*(batch.column(name).to_pylist() for name in _COUNTED), strict=True)


def summed(rows: Iterable[tuple[object, ...]]) -> Totals:
    """Totals of rows with kind, column, category, code, count, rows, characters and unread."""
    sums: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    columns: Counter[tuple[str, str]] = Counter()
    for kind, column, category, code, count, number, characters, unread in rows:
        if kind == "account":
            sums.update(
                parts=1, rows=_int(number), findings=_int(count), unread=_int(unread),
                characters=_int(characters),
            )  # fmt: skip
        elif kind == "column" and category is not None:
            columns[str(column), str(category)] += _int(count)
        elif kind == "error":
            errors[str(code)] += max(1, _int(count))
    return Totals(
        sums["parts"], sums["rows"], sums["characters"], sums["findings"], sums["unread"],
        errors, columns,
    )  # fmt: skip


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0

"""
Tables that fit into one process, and the callables that engines of partitions ask for.

Whatever speaks the Arrow PyCapsule protocol is a table here: pandas, Polars, DuckDB's relations,
PyArrow's tables and readers.
"""

from typing import TYPE_CHECKING

from promptward.bulk.deidentify import ALL, Treatment, deidentified_schema, deidentify_batches
from promptward.bulk.failure import BulkError, need_arrow
from promptward.bulk.findings import findings_schema
from promptward.bulk.scan import EVERYTHING, ScanTerms, scan_batches
from promptward.bulk.shipped import ShippedPolicy, pack

if TYPE_CHECKING:
    import pyarrow as pa

    from promptward.bulk.shipped import Policy

__all__ = ["Deidentify", "Scan", "batches_of", "deidentify_table", "scan_table"]


def batches_of(frame: object) -> "pa.RecordBatchReader":
    """
    The record batches of a frame, streamed where it can be. Raises BulkError for what is none.
    """
    need_arrow()
    import pyarrow as pa  # noqa: PLC0415  # an extra

    if isinstance(frame, pa.RecordBatchReader):
        return frame
    if isinstance(frame, pa.RecordBatch):
        return pa.RecordBatchReader.from_batches(frame.schema, [frame])
    if hasattr(frame, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(frame)
    raise BulkError("unreadable_batch", "this is no table that speaks Arrow")


def scan_table(
    frame: object, policy: "Policy | None" = None, terms: ScanTerms = EVERYTHING
) -> "pa.Table":
    """Findings of a frame (`scan_batches`); with the policy that holds here if none is named."""
    need_arrow()
    import pyarrow as pa  # noqa: PLC0415  # an extra

    found = scan_batches(batches_of(frame), policy or pack(), terms)
    return pa.Table.from_batches(found, findings_schema())


def deidentify_table(
    frame: object, policy: "Policy | None" = None, treatment: Treatment = ALL
) -> "pa.Table":
    """A frame without identifiers (`deidentify_batches`), as a table of PyArrow."""
    need_arrow()
    import pyarrow as pa  # noqa: PLC0415  # an extra

    reader = batches_of(frame)
    schema = deidentified_schema(reader.schema, treatment)
    return pa.Table.from_batches(deidentify_batches(reader, policy or pack(), treatment), schema)


class Scan:
    """
    From a table to its findings: what Ray Data's `map_batches` and Dask's `map_partitions` take.

    Each call is a part of its own. It holds the packed policy, so that it can be sent to workers.
    """

    __slots__ = ("policy", "terms")

    def __init__(self, policy: ShippedPolicy | None = None, terms: ScanTerms = EVERYTHING) -> None:
        self.policy = policy or pack()
        self.terms = terms

    def __call__(self, table: "pa.Table") -> "pa.Table":
        """Findings of one table."""
        return scan_table(table, self.policy, self.terms)


class Deidentify:
    """The same for de-identified tables."""

    __slots__ = ("policy", "treatment")

    def __init__(self, policy: ShippedPolicy | None = None, treatment: Treatment = ALL) -> None:
        self.policy = policy or pack()
        self.treatment = treatment

    def __call__(self, table: "pa.Table") -> "pa.Table":
        """One table without identifiers."""
        return deidentify_table(table, self.policy, self.treatment)

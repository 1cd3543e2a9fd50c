"""
PySpark: findings of a data frame, or the frame without identifiers, by `mapInArrow`.

    from promptward import spark as ward
    found = ward.scan(frame, key="note_id")             # a frame of findings, see docs/bulk.md
    found.write.parquet("findings")
    ward.totals(spark.read.parquet("findings")).require(rows=frame.count())
    clean = ward.deidentify(frame, keep=("note_id",))

The policy is compiled here, sent to each executor once, as bytes, and opened once in each Python
worker. A row that could not be scanned is a row of the findings, never a failed task with
its text in a log. Needs the extra `spark`, here and on the workers, and Spark 4 or newer.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from promptward.bulk.deidentify import STATUS, Treatment, deidentify_batches
from promptward.bulk.failure import BulkError
from promptward.bulk.findings import SPARK_SCHEMA, Totals, summed
from promptward.bulk.scan import Detail, ScanTerms, scan_batches
from promptward.bulk.shipped import ShippedPolicy, pack
from promptward_dsl.lattice import Confidence

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

__all__ = ["STATUS", "deidentify", "pack", "scan", "totals"]

_Bytes: TypeAlias = Callable[[], bytes]


class _Carried:
    """The bytes of a policy as part of the task: where there is no broadcast (Spark Connect)."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __call__(self) -> bytes:
        return self.data


class _Broadcast:
    """The bytes of a policy, sent once to each executor."""

    __slots__ = ("broadcast",)

    def __init__(self, broadcast: object) -> None:
        self.broadcast = broadcast

    def __call__(self) -> bytes:
        value: object = getattr(self.broadcast, "value")  # noqa: B009  # no type of ours
        if not isinstance(value, bytes):
            raise BulkError("policy_damaged", "the broadcast holds no policy")
        return value


class _Scan:
    """A task that scans one partition."""

    __slots__ = ("policy", "terms")

    def __init__(self, policy: _Bytes, terms: ScanTerms) -> None:
        self.policy = policy
        self.terms = terms

    def __call__(self, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        terms = self.terms._replace(part=_partition())
        return scan_batches(batches, self.policy(), terms)


class _Deidentify:
    """A task that treats one partition."""

    __slots__ = ("policy", "treatment")

    def __init__(self, policy: _Bytes, treatment: Treatment) -> None:
        self.policy = policy
        self.treatment = treatment

    def __call__(self, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        return deidentify_batches(batches, self.policy(), self.treatment)


def scan(
    frame: "DataFrame",
    *,
    policy: ShippedPolicy | None = None,
    columns: Sequence[str] = (),
    key: str = "",
    plain_key: bool = False,
    detail: Detail = "rows",
    least: Confidence | None = None,
) -> "DataFrame":
    """
    Findings of a frame, as `promptward.bulk.scan_batches` gives them; lazy, as Spark is.

    The arguments are those of `ScanTerms`; `policy` is what `pack` made, the policy that holds
    here if None. A partition that is tried again, on a worker that died or was too slow, counts
    once: the same rows give the same findings.
    """
    if columns:
        wanted = list(dict.fromkeys((*columns, key) if key else columns))
        frame = frame.select(*(_quoted(frame, name) for name in wanted))
    elif key:
        _quoted(frame, key)
    terms = ScanTerms(tuple(columns), key, plain_key, detail, least)
    return frame.mapInArrow(_Scan(_sent(frame, policy), terms), SPARK_SCHEMA)


def deidentify(
    frame: "DataFrame",
    *,
    policy: ShippedPolicy | None = None,
    keep: Sequence[str] = (),
    drop: Sequence[str] = (),
) -> "DataFrame":
    """
    The frame without identifiers, as `promptward.bulk.deidentify_batches` treats it; lazy.

    Look at the column `promptward_status` before anything is handed on: it is null for rows that
    were treated, and says why for those that were not, which hold nothing.
    """
    from pyspark.sql.types import StringType, StructField, StructType  # noqa: PLC0415  # an extra

    for name in (*keep, *drop):
        _quoted(frame, name)
    kept = [name for name in frame.columns if name not in drop]
    frame = frame.select(*(_quoted(frame, name) for name in kept))
    fields = [
        field if field.name in keep else StructField(field.name, field.dataType, nullable=True)
        for field in frame.schema.fields
    ]
    schema = StructType([*fields, StructField(STATUS, StringType(), nullable=True)])
    return frame.mapInArrow(_Deidentify(_sent(frame, policy), Treatment(tuple(keep))), schema)


def totals(findings: "DataFrame") -> Totals:
    """What the findings of a job add up to; read them back from where they were written."""
    from pyspark.sql import functions as f  # noqa: PLC0415  # an extra

    kept = findings.where(f.col("kind") != "finding")
    sums = kept.groupBy("kind", "part", "column", "category", "code").agg(
        *(f.sum(name).alias(name) for name in ("count", "rows", "characters", "unread"))
    )
    # One row for each part and column; parts are not summed, so that they can be counted.
    names = ("kind", "column", "category", "code", "count", "rows", "characters", "unread")
    return summed(tuple(row[name] for name in names) for row in sums.toLocalIterator())


def _quoted(frame: "DataFrame", name: str) -> str:
    if name not in frame.columns:
        raise BulkError("no_column", f"the frame has no column `{name}`")
    return f"`{name.replace('`', '``')}`"


def _sent(frame: "DataFrame", policy: ShippedPolicy | None) -> _Bytes:
    data = (policy or pack()).data
    try:
        context = frame.sparkSession.sparkContext
    except Exception:  # noqa: BLE001  # Spark Connect has none, and says so in several ways
        return _Carried(data)
    return _Broadcast(context.broadcast(data))


def _partition() -> str:
    from pyspark import TaskContext  # noqa: PLC0415  # an extra

    context = TaskContext.get()
    return "" if context is None else str(context.partitionId())

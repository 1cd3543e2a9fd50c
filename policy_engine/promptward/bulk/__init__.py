"""
Bulk: the engine over Arrow record batches, whatever engine of tables brings them.

    from promptward import bulk
    policy = bulk.pack()                                  # the policy that holds here, as bytes
    for batch in bulk.scan_batches(batches, policy): …    # findings, columns and an account
    for batch in bulk.deidentify_batches(batches, policy): …

PySpark has a face of its own (`promptward.spark`); what pandas, Polars, DuckDB and Ray Data need
is in `docs/bulk.md`. Needs the extra `data`.
"""

from promptward.bulk.deidentify import STATUS, Treatment, deidentified_schema, deidentify_batches
from promptward.bulk.failure import BulkError
from promptward.bulk.findings import Totals, findings_schema, totals_of
from promptward.bulk.scan import ScanTerms, scan_batches
from promptward.bulk.shipped import ShippedPolicy, engine_of, pack
from promptward.bulk.tables import (
    Deidentify,
    Scan,
    batches_of,
    deidentify_table,
    scan_table,
)

__all__ = [
    "STATUS",
    "BulkError",
    "Deidentify",
    "Scan",
    "ScanTerms",
    "ShippedPolicy",
    "Totals",
    "Treatment",
    "batches_of",
    "deidentified_schema",
    "deidentify_batches",
    "deidentify_table",
    "engine_of",
    "findings_schema",
    "pack",
    "scan_batches",
    "scan_table",
    "totals_of",
]

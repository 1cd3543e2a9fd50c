"""
A job over a folder of Parquet files by PySpark: findings, or notes without identifiers.

    python make_notes.py /data/notes --notes 1000000
    python lake_job.py scan       /data/notes /data/findings --key note_id --master 'local[2]'
    python lake_job.py deidentify /data/notes /data/clean    --keep note_id

It goes by steps of some files. A step that has a receipt is not done again, so a job that was
stopped goes on where it was: start it again. Exit codes: 0 nothing found (or all rows treated),
1 findings, 2 usage, 3 something was not scanned or not treated.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from promptward import bulk
from promptward import spark as ward
from promptward.bulk.receipts import Receipts, Step, inputs_of, steps_of


def session(master: str) -> SparkSession:
    """Small tasks: reading text is slow, and what is lost with a worker is done again."""
    # Workers of this machine run what this runs on; a cluster has its own, with promptward in it.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.appName("promptward")
        .master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.files.maxPartitionBytes", "4m")
        .config("spark.sql.files.openCostInBytes", "256k")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )


def rows_of(folder: Path, step: Step) -> int:
    """How many rows the files of a step have, by their footers."""
    return sum(pq.read_metadata(folder / one.path).num_rows for one in step.inputs)


def scanned(spark: SparkSession, frame: DataFrame, out: Path, chosen: argparse.Namespace,
            policy: bulk.ShippedPolicy) -> bulk.Totals:  # fmt: skip
    found = ward.scan(
        frame, policy=policy, key=chosen.key, plain_key=True, detail=chosen.detail,
        columns=tuple(chosen.columns),
    )  # fmt: skip
    found.write.mode("overwrite").parquet(str(out))
    return ward.totals(spark.read.parquet(str(out)))


def treated(spark: SparkSession, frame: DataFrame, out: Path, chosen: argparse.Namespace,
            policy: bulk.ShippedPolicy) -> bulk.Totals:  # fmt: skip
    clean = ward.deidentify(frame, policy=policy, keep=tuple(chosen.keep))
    clean.write.mode("overwrite").parquet(str(out))
    status = spark.read.parquet(str(out)).groupBy(ward.STATUS).agg(f.count("*").alias("rows"))
    counts = {row[ward.STATUS]: row["rows"] for row in status.collect()}
    errors = {code: rows for code, rows in counts.items() if code is not None}
    return bulk.Totals(1, sum(counts.values()), 0, 0, 0, errors, {})


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["scan", "deidentify"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--master", default="local[*]")
    parser.add_argument("--policy", help="a .ward file [the policy that holds here]")
    parser.add_argument(
        "--key", default="", help="a column that tells rows apart and is no identifier"
    )
    parser.add_argument("--columns", nargs="*", default=[])
    parser.add_argument("--detail", choices=["rows", "columns"], default="rows")
    parser.add_argument("--keep", nargs="*", default=[], help="columns that identify nobody")
    parser.add_argument("--step-mb", type=int, default=1000)
    chosen = parser.parse_args()
    policy = bulk.pack(chosen.policy)
    terms = {"what": chosen.what, "key": chosen.key, "columns": chosen.columns,
             "detail": chosen.detail, "keep": chosen.keep}  # fmt: skip
    receipts = Receipts(chosen.out / "receipts", policy, terms)
    steps = steps_of(inputs_of(chosen.folder), chosen.step_mb * 1_000_000)
    waiting = [step for step in steps if not receipts.done(step)]
    print(f"{len(steps)} steps, {len(steps) - len(waiting)} done before, policy {policy}")
    incomplete = 0
    spark = session(chosen.master)
    spark.sparkContext.setLogLevel("ERROR")
    work = scanned if chosen.what == "scan" else treated
    for step in waiting:
        paths = [str(chosen.folder / one.path) for one in step.inputs]
        out = chosen.out / "data" / f"step={step.number}"
        totals = work(spark, spark.read.parquet(*paths), out, chosen, policy)
        receipts.write(step, totals)
        try:
            totals.require(rows_of(chosen.folder, step))
        except bulk.BulkError as error:
            incomplete += 1
            print(f"step {step.number}: {error}", file=sys.stderr)
    spark.stop()
    if incomplete:
        return 3
    last = receipts.verify(steps)
    done = [
        json.loads(path.read_text())
        for path in sorted((chosen.out / "receipts").glob("step-*.json"))
    ]
    print(
        f"rows {sum(one['rows'] for one in done)}, findings {sum(one['findings'] for one in done)}"
    )
    print(f"receipt of the job: {last}")
    return 1 if any(one["findings"] for one in done) else 0


if __name__ == "__main__":
    sys.exit(main())

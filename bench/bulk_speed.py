"""
How fast bulk scans are: one process, and PySpark beside it, on the same invented notes.

    python bench/bulk_speed.py [--notes 4000] [--cores 2] [--rounds 3] [--no-spark]

Rates are of rows and of characters of text. Spark is measured after start-up: a first job opens
the policy in the workers and is not counted. One process and Spark take turns in one run, since a
shared machine is never the same twice; the share is that of their medians: Spark's rate by (cores
x that of one process). While one process is measured the other cores are idle or somebody else's,
so `--busy` measures as many processes as cores at the same time, each on its own notes, and takes
their sum for what the machine can do: on a shared one that is the fair base. On Linux the CPU
seconds of Spark's workers and of its JVM are given as well, beside those that one process needs
for the same rows: what a free machine would come to.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "examples" / "lake"))

import make_notes
import pyarrow.parquet as pq

from promptward import bulk

PLAIN = bulk.ScanTerms(key="note_id", plain_key=True)


def alone(path: Path, data: bytes) -> tuple[int, int, float, float]:
    """Rows, characters, wall and CPU seconds of one process over one file, the policy opened."""
    table = pq.read_table(path)
    bulk.scan_table(table.slice(0, 50), data, PLAIN)
    begun, cpu = time.perf_counter(), time.process_time()
    totals = bulk.totals_of(bulk.scan_batches(table.to_batches(2000), data, PLAIN))
    return totals.rows, totals.characters, time.perf_counter() - begun, time.process_time() - cpu


def several(paths: list[Path], data: bytes) -> tuple[float, float]:
    """Rows and characters a second of as many processes as there are files, together."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(len(paths)) as pool:
        done = pool.starmap(alone, [(path, data) for path in paths])
    return sum(r / w for r, _, w, _ in done), sum(c / w for _, c, w, _ in done)


def cpu_below() -> tuple[float, float]:
    """CPU seconds so far of the JVM and of the Python workers below this process (Linux)."""
    found: dict[int, tuple[int, float, str]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            command = (entry / "cmdline").read_text().split("\0")
        except OSError:
            continue
        spent = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        kind = "jvm" if command[0].endswith("java") else ""
        kind = "python" if "pyspark.daemon" in command else kind
        found[int(entry.name)] = int(fields[1]), spent, kind

    def below(pid: int) -> bool:
        while pid in found and pid != os.getpid():
            pid = found[pid][0]
        return pid == os.getpid()

    mine = [(kind, spent) for pid, (_, spent, kind) in found.items() if kind and below(pid)]
    return sum(s for kind, s in mine if kind == "jvm"), sum(s for k, s in mine if k == "python")


def rates(what: str, rows: int, characters: int, wall: float, cpu: float) -> None:
    print(
        f"{what:34} {rows / wall:9.0f} rows/s {characters / wall / 1e6:7.3f} MB/s"
        + (f" {characters / cpu / 1e6:7.3f} MB/cpu-s" if cpu else "")
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notes", type=int, default=4000)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-spark", action="store_true")
    parser.add_argument("--busy", action="store_true")
    chosen = parser.parse_args()
    policy = bulk.pack()
    print(policy)
    with tempfile.TemporaryDirectory() as folder:
        files = chosen.cores * 4
        make_notes.make(Path(folder), chosen.notes, files, 7)
        paths = sorted(Path(folder).glob("*.parquet"))
        measure(paths, policy, chosen)


def measure(paths: list[Path], policy: bulk.ShippedPolicy, chosen: argparse.Namespace) -> None:
    begun = time.process_time()
    bulk.engine_of(policy)
    print(f"opening the policy: {time.process_time() - begun:.2f} s of one core, once a worker")
    table = pq.read_table(paths[0])
    treated = time.process_time()
    bulk.deidentify_table(table, policy, bulk.Treatment(keep=("note_id",)))
    treated = time.process_time() - treated
    rows, characters, wall, cpu = alone(paths[0], policy.data)
    rates("one process, findings", rows, characters, wall, cpu)
    rates("one process, de-identified", rows, characters, treated, treated)
    begun = time.process_time()
    columns = bulk.totals_of(bulk.scan_table(table, policy, PLAIN._replace(detail="columns")))
    spent = time.process_time() - begun
    rates("one process, by columns", columns.rows, columns.characters, spent, spent)
    if chosen.no_spark:
        return
    spark_beside(paths, policy, chosen)


def spark_beside(
    paths: list[Path], policy: bulk.ShippedPolicy, chosen: argparse.Namespace
) -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    from promptward import spark as ward

    begun = time.perf_counter()
    session = (
        SparkSession.builder.master(f"local[{chosen.cores}]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", str(chosen.cores))
        .config("spark.sql.files.openCostInBytes", "1g")  # a file a task
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    frame = session.read.parquet(*map(str, paths))
    found = ward.scan(frame, policy=policy, key="note_id", plain_key=True)
    ward.totals(ward.scan(frame.limit(20), policy=policy))
    print(f"start-up of Spark and its workers: {time.perf_counter() - begun:.1f} s")
    single: list[float] = []
    spark: list[float] = []
    _, _, _, needed = alone(paths[0], policy.data)
    needed *= len(paths)
    for _ in range(chosen.rounds):
        if chosen.busy:
            single.append(several(paths[: chosen.cores], policy.data)[0] / chosen.cores)
        else:
            rows, _, wall, _ = alone(paths[0], policy.data)
            single.append(rows / wall)
        jvm, python = cpu_below()
        begun = time.perf_counter()
        totals = ward.totals(found)
        spark.append(totals.rows / (time.perf_counter() - begun))
        now = cpu_below()
        print(
            f"  one process {single[-1]:.0f} rows/s, Spark {spark[-1]:.0f} rows/s; CPU: alone "
            f"{needed:.1f} s, workers {now[1] - python:.1f} s, JVM {now[0] - jvm:.1f} s",
            flush=True,
        )
    share = statistics.median(spark) / (chosen.cores * statistics.median(single))
    print(f"Spark on {chosen.cores} cores: {share:.2f} of cores x one process")
    session.stop()


if __name__ == "__main__":
    main()

"""
PySpark: a local session, a local cluster of real executors, workers that are killed.

`make test-spark`; needs Java 17 or newer on the machine.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from promptward import bulk

from .conftest import ROOT, VALUES, example

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore"),  # of pyspark, about pandas and sockets
]

KEY = {"key": "note_id", "plain_key": True}


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    if shutil.which("java") is None:
        pytest.fail("this machine has no Java: install a JRE 17, or leave `make test-spark`")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def notes(tmp_path_factory) -> tuple[Path, dict[str, int]]:
    folder = tmp_path_factory.mktemp("notes")
    return folder, example("make_notes").make(folder, 240, 4, 9)


def planted_in(totals: bulk.Totals) -> dict[str, int]:
    columns = totals.columns
    found = {
        kind: columns["note", f"hipaa.safe_harbor.{category}"]
        for kind, category in (
            ("ssn", "ssn"), ("phone", "phone"), ("email", "email"), ("name", "names"),
            ("date", "dates"),
        )
    }  # fmt: skip
    return {**found, "notes": totals.rows}


def test_findings_are_those_of_one_process(spark, packed, notes) -> None:
    from promptward import spark as ward

    folder, planted = notes
    frame = spark.read.parquet(str(folder / "*.parquet")).repartition(5)
    found = ward.scan(frame, policy=packed, **KEY).cache()
    totals = ward.totals(found)
    totals.require(rows=planted["notes"])
    assert totals.parts == 5
    assert planted_in(totals) == dict(planted)
    import pyarrow.dataset as ds

    data = ds.dataset(sorted(map(str, folder.glob("*.parquet"))), format="parquet")
    alone = bulk.scan_batches(
        data.to_batches(), packed, bulk.ScanTerms(key="note_id", plain_key=True)
    )
    columns = ["key", "column", "category", "start", "end", "confidence", "detector"]
    expected = sorted(
        tuple(row[name] for name in columns)
        for batch in alone
        for row in batch.to_pylist()
        if row["kind"] == "finding"
    )
    rows = found.where("kind = 'finding'").select(*columns).collect()
    assert sorted(map(tuple, rows)) == expected


def test_only_named_columns_are_read(spark, packed, notes) -> None:
    from promptward import spark as ward

    frame = spark.read.parquet(str(notes[0] / "*.parquet")).limit(20)
    found = ward.scan(frame, policy=packed, columns=["mrn"], **KEY)
    assert {row["column"] for row in found.where("column is not null").collect()} == {"mrn"}
    with pytest.raises(bulk.BulkError, match="no column `nots`"):
        ward.scan(frame, policy=packed, columns=["nots"])
    with pytest.raises(bulk.BulkError, match="no column `key`"):
        ward.scan(frame, policy=packed, key="key")


def test_columns_are_de_identified(spark, packed, people) -> None:
    from promptward import spark as ward

    frame = spark.createDataFrame(people)
    clean = ward.deidentify(frame, policy=packed, keep=["note_id"], drop=["temperature"])
    assert [f.dataType for f in clean.schema.fields[:-1]] == [
        f.dataType for f in frame.schema.fields[:-1]
    ]
    rows = {row["note_id"]: row.asDict(recursive=True) for row in clean.collect()}
    assert rows[11]["note"] == "Patient [names] was seen on [dates], SSN [ssn]."
    assert rows[11]["dob"] is None
    assert rows[11]["contacts"] == [{"name": "[names]", "calls": 3}]
    assert all(row[ward.STATUS] is None for row in rows.values())
    assert not any(value in repr(rows) for value in VALUES)


def test_the_policy_is_opened_once_in_a_worker(spark, packed, notes) -> None:
    frame = spark.read.parquet(str(notes[0] / "*.parquet")).repartition(8)
    sent = spark.sparkContext.broadcast(packed.data)

    def opened(batches):
        import pyarrow as pa

        from promptward.bulk import shipped

        times = 0
        original = shipped._opened

        def counting(data, digest):
            nonlocal times
            times += 1
            return original(data, digest)

        shipped._opened = counting
        for batch in batches:
            del batch
            shipped.engine_of(sent.value)
        shipped._opened = original
        yield pa.RecordBatch.from_pydict({"pid": [os.getpid()], "times": [times]})

    rows = frame.mapInArrow(opened, "pid long, times long").collect()
    by_worker: dict[int, int] = {}
    for row in rows:
        by_worker[row["pid"]] = by_worker.get(row["pid"], 0) + row["times"]
    assert len(rows) == 8
    assert all(times <= 1 for times in by_worker.values()), by_worker


def test_errors_are_rows_and_logs_hold_no_values(packed, tmp_path) -> None:
    """A worker whose engine fails on a row, and one whose input can't be read: what is logged."""
    script = tmp_path / "job.py"
    script.write_text(
        textwrap.dedent(
            f"""
            import os, sys
            os.environ["PYSPARK_PYTHON"] = sys.executable
            from pyspark.sql import SparkSession
            from promptward import bulk
            from promptward import spark as ward
            from promptward.bulk import BulkError, ScanTerms, ShippedPolicy
            policy = ShippedPolicy(open({str(tmp_path / "policy")!r}, "rb").read(), "p", "1", "0")
            session = SparkSession.builder.master("local[1]").getOrCreate()
            text = "Patient Eleanor Marsh, SSN 412-55-1234"
            frame = session.createDataFrame([(n, text) for n in range(6)], "n long, note string")

            def fails(batches):
                import promptward.engine as engine
                held = engine.Engine.find
                def find(self, text, fields=()):
                    raise RuntimeError(text)
                engine.Engine.find = find
                try:
                    yield from bulk.scan_batches(batches, policy, ScanTerms(key="n"))
                finally:
                    engine.Engine.find = held

            def broken(batches):
                for batch in batches:
                    raise ValueError(batch.to_pylist())
                yield

            def unreadable(batches):
                yield from bulk.scan_batches(broken(batches), policy)

            schema = ward.scan(frame, policy=policy).schema
            totals = ward.totals(frame.mapInArrow(fails, schema))
            print("ERRORS", dict(totals.errors), totals.rows)
            try:
                frame.mapInArrow(unreadable, schema).collect()
            except Exception as error:
                print("RAISED", "unreadable_batch" in str(error) or "could not be read" in str(error))
                print(error)
            session.stop()
            """
        )
    )
    (tmp_path / "policy").write_bytes(packed.data)
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=600
    )
    assert "ERRORS {'engine_error': 6} 6" in done.stdout, done.stderr[-2000:]
    assert "RAISED True" in done.stdout
    assert not any(value in done.stdout + done.stderr for value in VALUES)


# ------------------------------------------------------------------------ real executors


CLUSTER = """
import json, os, sys
os.environ["PYSPARK_PYTHON"] = sys.executable
from pyspark.sql import SparkSession
from promptward import spark as ward
from promptward.bulk import ShippedPolicy
folder, out = sys.argv[1:3]
policy = ShippedPolicy(open(sys.argv[3], "rb").read(), "p", "1", "0")
session = (
    SparkSession.builder.master("local-cluster[2,1,1024]")
    .config("spark.ui.enabled", "false")
    .config("spark.executor.memory", "512m")
    .config("spark.executor.extraJavaOptions", "-Xss2m")
    .getOrCreate()
)
frame = session.read.parquet(folder + "/*.parquet").repartition(8, "note_id")
print("READY", flush=True)
found = ward.scan(frame, policy=policy, key="note_id", plain_key=True)
found.write.mode("overwrite").parquet(out)
totals = ward.totals(session.read.parquet(out))
listener = session.sparkContext._jsc.sc().statusTracker()
print("TOTALS", json.dumps(totals.to_json()), flush=True)
session.stop()
"""


def python_workers(driver: int) -> list[int]:
    """Workers of Python below a driver: those whose parent is a daemon of pyspark."""
    parents: dict[int, int] = {}
    daemons: set[int] = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            status = (entry / "stat").read_text()
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        pid = int(entry.name)
        parents[pid] = int(status.rpartition(")")[2].split()[1])
        if b"pyspark.daemon" in command or b"pyspark/daemon" in command:
            daemons.add(pid)

    def below(pid: int) -> bool:
        while pid in parents:
            if pid == driver:
                return True
            pid = parents[pid]
        return False

    return [pid for pid in daemons if parents.get(pid) in daemons and below(pid)]


@pytest.mark.parametrize("kills", [0, 2])
def test_a_cluster_counts_exactly_whatever_dies(packed, notes, tmp_path, kills) -> None:
    """Two executors of their own; workers are killed with SIGKILL while they scan."""
    if not sys.platform.startswith("linux"):
        pytest.skip("workers are found by /proc")
    folder, planted = notes
    script = tmp_path / "job.py"
    script.write_text(CLUSTER)
    (tmp_path / "policy").write_bytes(packed.data)
    with subprocess.Popen(
        [sys.executable, str(script), str(folder), str(tmp_path / "out"), str(tmp_path / "policy")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as job:  # fmt: skip
        killed: list[int] = []
        waiting = threading.Event()

        def kill() -> None:
            while len(killed) < kills and job.poll() is None and not waiting.is_set():
                for pid in python_workers(job.pid):
                    # Busy for a moment, so that it is in the middle of its rows.
                    if pid in killed or cpu_seconds(pid) < 0.5 or len(killed) >= kills:
                        continue
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                    break
                time.sleep(0.05)

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            out, errors = job.communicate(timeout=900)
        finally:
            waiting.set()
            killer.join()
    assert len(killed) == kills
    told = re.search(r"TOTALS (.*)", out)
    assert told is not None, errors[-3000:]
    counts = json.loads(told[1])
    assert counts["rows"] == planted["notes"]
    assert counts["parts"] == 8
    assert counts["errors"] == {}
    columns = {
        (c["column"], c["category"].rpartition(".")[2]): c["count"] for c in counts["columns"]
    }
    for category, kind in (
        ("ssn", "ssn"),
        ("phone", "phone"),
        ("names", "name"),
        ("dates", "date"),
    ):
        assert columns["note", category] == planted[kind]
    assert columns["mrn", "mrn"] == planted["notes"]
    if kills:
        assert "crashed" in errors or "Lost task" in errors  # Spark saw them die


def cpu_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ------------------------------------------------------------------------ the example


def test_the_example_goes_on_where_it_was_stopped(notes, tmp_path, shipped_cache) -> None:
    folder, planted = notes
    job = ROOT / "examples" / "lake" / "lake_job.py"
    environ = {**os.environ, "PROMPTWARD_CACHE": str(shipped_cache)}
    environ.pop("PROMPTWARD_POLICY", None)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(job), *arguments, "--master", "local[2]"],
            capture_output=True, text=True, check=False, env=environ, timeout=900, cwd=tmp_path,
        )  # fmt: skip

    half = tmp_path / "half"
    half.mkdir()
    files = sorted(folder.glob("*.parquet"))
    for path in files[:2]:
        shutil.copy2(path, half)
    scan = ("scan", str(half), str(tmp_path / "found"), "--key", "note_id", "--step-mb", "0")
    first = run(*scan)
    assert first.returncode == 1, first.stderr[-3000:]
    assert "2 steps, 0 done before" in first.stdout
    for path in files[2:]:
        shutil.copy2(path, half)
    again = run(*scan)
    assert again.returncode == 1, again.stderr[-3000:]
    assert "4 steps, 2 done before" in again.stdout
    assert f"rows {planted['notes']}," in again.stdout
    assert "receipt of the job: " in again.stdout
    clean = run("deidentify", str(half), str(tmp_path / "clean"), "--keep", "note_id")
    assert clean.returncode == 0, clean.stderr[-3000:]
    import pyarrow.dataset as ds

    data = ds.dataset(tmp_path / "clean" / "data", format="parquet", exclude_invalid_files=True)
    told = data.to_table().to_pylist()
    assert len(told) == planted["notes"]
    assert not any(re.search(r"\d{3}-\d{2}-\d{4}|@mail", row["note"]) for row in told)


# ------------------------------------------------------------------------ other engines


def test_duckdb_streams_through(packed, people) -> None:
    duckdb = pytest.importorskip("duckdb")
    database = duckdb.connect()
    database.register("flat", people.select(["note_id", "note"]))
    reader = database.sql("SELECT note_id, note FROM flat ORDER BY note_id").to_arrow_reader(2)
    terms = bulk.ScanTerms(key="note_id", plain_key=True)
    found = bulk.scan_table(reader, packed, terms)
    assert found.num_rows
    database.register("found", found)
    counted = database.sql(
        "SELECT \"column\", category, sum(count)::INT AS n FROM found WHERE kind = 'column' "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert ("note", "hipaa.safe_harbor.ssn", 1) in counted
    clean = bulk.deidentify_table(
        database.sql("SELECT * FROM flat"), packed, bulk.Treatment(keep=("note_id",))
    )
    database.register("clean", clean)
    rows = database.sql("SELECT note FROM clean ORDER BY note_id").fetchall()
    assert rows[0] == ("Patient [names] was seen on [dates], SSN [ssn].",)


def test_ray_data_maps_batches(packed, people) -> None:
    pytest.importorskip("ray")
    import ray
    import ray.data

    for left in (2, 1, 0):
        try:
            ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
            break
        except Exception:
            # Ray gives its node 30 seconds, which a busy machine may not have.
            ray.shutdown()
            if not left:
                raise
    try:
        flat = people.select(["note_id", "note"])
        data = ray.data.from_arrow([flat.slice(0, 2), flat.slice(2, 2)])
        terms = bulk.ScanTerms(key="note_id", plain_key=True)
        found = data.map_batches(
            bulk.Scan, fn_constructor_args=(packed, terms), batch_format="pyarrow",
            batch_size=None, concurrency=1,
        )  # fmt: skip
        tables = [ray.get(one) for one in found.to_arrow_refs()]
        totals = bulk.totals_of(batch for table in tables for batch in table.to_batches())
        totals.require(rows=4)
        assert totals.columns["note", "hipaa.safe_harbor.ssn"] == 1
    finally:
        ray.shutdown()

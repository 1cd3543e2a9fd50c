"""Findings of batches: places, counts, independence of the cutting, errors without values."""

import json

import pyarrow as pa
import pytest

from promptward import bulk
from promptward.bulk.receipts import Receipts, inputs_of, steps_of
from promptward.model import ScanError

from .conftest import VALUES, example

PLAIN = bulk.ScanTerms(key="note_id", plain_key=True)


def rows(table: pa.Table, kind: str) -> list[dict[str, object]]:
    return [row for row in table.to_pylist() if row["kind"] == kind]


def test_a_finding_names_its_row_column_and_range(packed, people) -> None:
    found = rows(bulk.scan_table(people, packed, PLAIN), "finding")
    notes = people.column("note").to_pylist()
    ssn = [row for row in found if row["category"] == "hipaa.safe_harbor.ssn"]
    assert [(row["key"], row["row"], row["column"]) for row in ssn] == [("11", 0, "note")]
    assert notes[0][ssn[0]["start"] : ssn[0]["end"]] == "412-55-1234"
    places = {(row["key"], row["column"], row["category"].rpartition(".")[2]) for row in found}
    assert places >= {
        ("11", "mrn", "mrn"), ("11", "dob", "dates"), ("11", "note", "names"),
        ("11", "note", "dates"), ("11", "contacts", "names"), ("13", "mrn", "mrn"),
        ("14", "note", "phone"), ("14", "note", "names"),
    }  # fmt: skip
    assert not any(row["key"] == "12" for row in found)


def test_no_value_is_in_what_comes_out(packed, people) -> None:
    for detail in ("rows", "columns"):
        told = json.dumps(
            bulk.scan_table(people, packed, PLAIN._replace(detail=detail)).to_pylist()
        )
        assert not any(value in told for value in VALUES)


def test_a_key_that_is_an_identifier_is_left_out(packed, people) -> None:
    table = bulk.scan_table(people, packed, bulk.ScanTerms(key="mrn"))
    found = rows(table, "finding")
    assert {row["row"] for row in found if row["key"] is None} == {0, 2, 3}
    assert not any(value in json.dumps(table.to_pylist()) for value in VALUES)


def test_columns_and_accounts_add_up(packed, people) -> None:
    table = bulk.scan_table(people, packed, PLAIN)
    totals = bulk.totals_of(table)
    assert (totals.parts, totals.rows, totals.errors) == (1, 4, {})
    assert totals.findings == len(rows(table, "finding"))
    assert totals.columns["mrn", "hipaa.safe_harbor.mrn"] == 3
    assert totals.columns["dob", "hipaa.safe_harbor.dates"] == 2
    totals.require(rows=4)
    with pytest.raises(bulk.BulkError, match="4 of 5 rows"):
        totals.require(rows=5)


def test_what_is_found_does_not_depend_on_how_the_data_is_cut(packed, tmp_path) -> None:
    made = example("make_notes")
    made.make(tmp_path, 60, 1, 3)
    import pyarrow.parquet as pq

    table = pq.read_table(tmp_path / "notes-00000.parquet")
    whole = bulk.scan_table(table, packed, PLAIN)
    expected = [row | {"row": None} for row in rows(whole, "finding")]
    for size in (1, 7):
        pieces = table.to_batches(max_chunksize=size)
        cut = bulk.scan_batches(pieces, packed, PLAIN)
        found = [row for batch in cut for row in batch.to_pylist()]
        assert [r | {"row": None} for r in found if r["kind"] == "finding"] == expected
    parts = [bulk.scan_table(table.slice(at, 20), packed, PLAIN) for at in (0, 20, 40)]
    found = [row for part in parts for row in rows(part, "finding")]
    assert [row | {"row": None} for row in found] == expected


def test_planted_identifiers_are_counted_exactly(packed, tmp_path) -> None:
    made = example("make_notes")
    planted = made.make(tmp_path, 120, 2, 5)
    import pyarrow.dataset as ds

    data = ds.dataset(sorted(map(str, tmp_path.glob("*.parquet"))), format="parquet")
    totals = bulk.totals_of(bulk.scan_batches(data.to_batches(), packed, PLAIN))
    short = {"ssn": "ssn", "phone": "phone", "email": "email", "names": "name", "dates": "date"}
    for category, kind in short.items():
        assert totals.columns["note", f"hipaa.safe_harbor.{category}"] == planted[kind], kind
    assert totals.columns["mrn", "hipaa.safe_harbor.mrn"] == planted["notes"]
    assert totals.columns["patient_name", "hipaa.safe_harbor.names"] == planted["notes"]
    totals.require(rows=planted["notes"])


def test_columns_are_told_as_columns_without_a_search_of_each_cell(packed) -> None:
    from promptward.engine import Engine

    count = 12_000
    table = pa.table(
        {
            "ssn": [f"{100 + n % 500}-{10 + n % 89}-{1000 + n % 9000}" for n in range(count)],
            "state": ["open" if n % 2 else "closed" for n in range(count)],
        }
    )
    searched = 0

    class Counting(Engine):
        __slots__ = ()

        def find(self, text, fields=()):
            nonlocal searched
            searched += len(text)
            return super().find(text, fields)

    engine = bulk.engine_of(packed)
    counting = Counting.__new__(Counting)
    for name in Engine.__slots__:
        setattr(counting, name, getattr(engine, name))
    totals = bulk.totals_of(bulk.scan_table(table, counting, bulk.ScanTerms(detail="columns")))
    assert totals.rows == count
    assert totals.columns == {("ssn", "hipaa.safe_harbor.ssn"): count}
    assert searched < 0.9 * totals.characters


def test_a_row_that_fails_is_told_and_the_others_are_scanned(packed, people) -> None:
    from promptward.engine import Engine

    class Failing(Engine):
        __slots__ = ()

        def _search(self, text, fields, budget, *, disguises=True):
            if "Priya Raman at" in text:
                raise RuntimeError(text)
            if "No change" in text:
                raise ScanError("scan_too_costly", "the search took too long")
            return super()._search(text, fields, budget, disguises=disguises)

    engine = bulk.engine_of(packed)
    failing = Failing.__new__(Failing)
    for name in Engine.__slots__:
        setattr(failing, name, getattr(engine, name))
    table = bulk.scan_table(people, failing, PLAIN)
    errors = rows(table, "error")
    assert [(row["key"], row["code"]) for row in errors] == [
        ("12", "scan_too_costly"), ("14", "engine_error"),
    ]  # fmt: skip
    assert {row["key"] for row in rows(table, "finding")} == {"11", "13"}
    totals = bulk.totals_of(table)
    assert totals.errors == {"scan_too_costly": 1, "engine_error": 1}
    with pytest.raises(bulk.BulkError, match="engine_error 1, scan_too_costly 1"):
        totals.require()
    unheld = bulk.scan_table(people, failing, bulk.ScanTerms(key="note_id"))
    assert {row["key"] for row in rows(unheld, "error")} == {None}
    clean = bulk.deidentify_table(people, failing, bulk.Treatment(keep=("note_id",)))
    assert clean.column(bulk.STATUS).to_pylist() == [
        None, "scan_too_costly", None, "engine_find",
    ]  # fmt: skip
    assert clean.column("note").to_pylist()[3] is None


def test_a_batch_that_cannot_be_read_raises_without_its_values(packed) -> None:
    def broken():
        yield pa.record_batch({"note": ["Patient Eleanor Marsh"]})
        raise ValueError("Eleanor Marsh")

    with pytest.raises(bulk.BulkError) as raised:
        list(bulk.scan_batches(broken(), packed))
    assert raised.value.code == "unreadable_batch"
    assert "Eleanor" not in str(raised.value)
    assert raised.value.__suppress_context__
    with pytest.raises(bulk.BulkError, match="no column `nots`"):
        bulk.scan_table(pa.table({"note": ["a"]}), packed, bulk.ScanTerms(columns=("nots",)))


def test_bytes_that_are_no_text_are_counted(packed) -> None:
    table = pa.table({"scan": pa.array([b"\x89PNG\0\1", b"Patient Eleanor Marsh", None])})
    for detail in ("rows", "columns"):
        totals = bulk.totals_of(bulk.scan_table(table, packed, bulk.ScanTerms(detail=detail)))
        assert totals.unread == 1
        assert totals.columns["scan", "hipaa.safe_harbor.names"] == 1


def test_an_empty_part_has_an_account(packed) -> None:
    for detail in ("rows", "columns"):
        found = list(bulk.scan_batches([], packed, bulk.ScanTerms(detail=detail)))
        assert bulk.totals_of(found).parts == 1


def test_a_damaged_policy_does_not_open(packed) -> None:
    from promptward.bulk import shipped

    shipped._engines.clear()
    damaged = bytearray(packed.data)
    damaged[-20] ^= 255
    for data in (bytes(damaged), packed.data[:-1], b"something else"):
        with pytest.raises(bulk.BulkError) as raised:
            bulk.engine_of(data)
        assert raised.value.code == "policy_damaged"


def test_a_policy_of_another_engine_does_not_open(packed, monkeypatch) -> None:
    from promptward.bulk import shipped

    monkeypatch.setattr(shipped, "_engine", lambda: "another")
    shipped._engines.clear()
    with pytest.raises(bulk.BulkError) as raised:
        bulk.engine_of(packed.data)
    assert raised.value.code == "policy_of_another_engine"


def test_a_policy_is_opened_once_in_a_process(packed) -> None:
    assert bulk.engine_of(packed) is bulk.engine_of(packed.data)
    assert bulk.engine_of(packed).policy.id == packed.id


def test_receipts_say_what_is_done(packed, people, tmp_path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for number in range(3):
        (data / f"{number}.parquet").write_bytes(b"x" * 10)
    totals = bulk.totals_of(bulk.scan_table(people, packed, PLAIN))
    steps = steps_of(inputs_of(data), 20)
    assert [len(step.inputs) for step in steps] == [2, 1]
    receipts = Receipts(tmp_path / "receipts", packed, {"key": "note_id"})
    with pytest.raises(bulk.BulkError, match="step 0 has no receipt"):
        receipts.write(steps[1], totals)
    assert not receipts.done(steps[0])
    for step in steps:
        receipts.write(step, totals)
    last = receipts.verify(steps)
    assert len(last) == 64
    # Other terms, another policy, a file that changed: not done.
    assert not Receipts(tmp_path / "receipts", packed, {"key": "mrn"}).done(steps[0])
    assert not Receipts(
        tmp_path / "receipts", packed._replace(id="0" * 64), {"key": "note_id"}
    ).done(steps[0])
    (data / "2.parquet").write_bytes(b"y" * 9)
    assert not receipts.done(steps_of(inputs_of(data), 20)[1])
    # A receipt that is changed breaks the chain.
    path = tmp_path / "receipts" / "step-000000.json"
    path.write_text(path.read_text().replace('"rows": 4', '"rows": 5'))
    with pytest.raises(bulk.BulkError, match="step 1 follows another"):
        receipts.verify(steps)
    told = path.read_text()
    assert not any(value in told for value in VALUES)


def test_a_step_with_errors_is_not_done(packed, tmp_path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"x")
    (step,) = steps_of(inputs_of(tmp_path), 100)
    receipts = Receipts(tmp_path / "receipts", packed)
    receipts.write(step, bulk.Totals(1, 1, 0, 0, 0, {"engine_error": 1}, {}))
    assert not receipts.done(step)
    with pytest.raises(bulk.BulkError, match="step 0 is not done"):
        receipts.verify([step])

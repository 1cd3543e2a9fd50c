"""Columns without identifiers: types, nested values, and what can't be treated."""

import datetime as dt
import decimal
import pickle

import pyarrow as pa
import pytest

from promptward import bulk

from .conftest import VALUES

KEEP = bulk.Treatment(keep=("note_id",))


def test_texts_are_redacted_in_place_and_the_rest_stays(packed, people) -> None:
    clean = bulk.deidentify_table(people, packed, KEEP)
    assert clean.schema.names == [*people.schema.names, bulk.STATUS]
    assert [clean.schema.field(n).type for n in people.schema.names] == list(people.schema.types)
    told = clean.to_pylist()
    assert told[0]["note"] == "Patient [names] was seen on [dates], SSN [ssn]."
    assert told[0]["mrn"] == "[mrn]"
    assert told[0]["dob"] is None
    assert told[0]["contacts"] == [{"name": "[names]", "calls": 3}]
    assert told[1] == people.to_pylist()[1] | {bulk.STATUS: None}
    assert [row["temperature"] for row in told] == [36.6, 37.1, None, 38.0]
    assert [row["note_id"] for row in told] == [11, 12, 13, 14]
    assert not any(value in repr(told) for value in VALUES)


def test_nothing_is_found_in_what_was_treated(packed, people) -> None:
    clean = bulk.deidentify_table(people, packed, bulk.Treatment(drop=("note_id",)))
    assert "note_id" not in clean.schema.names
    assert bulk.totals_of(bulk.scan_table(clean, packed)).findings == 0


def test_types_of_their_own_become_null_only_where_something_is_found(packed) -> None:
    table = pa.table(
        {
            "birth_date": pa.array([dt.date(1950, 2, 3), None], pa.date32()),
            "admitted": pa.array([1_706_933_100_000_000] * 2, pa.timestamp("us")),
            "ssn": pa.array([412551234, None], pa.int64()),
            "amount": pa.array([decimal.Decimal("12.50")] * 2, pa.decimal128(9, 2)),
            "active": [True, False],
            "latitude": [42.3601, 42.3602],
        }
    )
    clean = bulk.deidentify_table(table, packed)
    assert clean.schema.types[:-1] == table.schema.types
    rows = clean.to_pylist()
    assert rows[0]["birth_date"] is None
    assert rows[0]["ssn"] is None
    assert rows[0]["admitted"] is None
    assert rows[0]["amount"] == decimal.Decimal("12.50")
    assert rows[0]["active"] is True
    assert rows[0]["latitude"] is None


@pytest.mark.parametrize(
    ("north", "east"),
    [("latitude", "longitude"), ("lat", "lng"), ("lat", "lon"), ("gps_lat", "gps_lon"),
     ("homeLat", "homeLong"), ("LATITUDE", "LONGITUDE")],
)  # fmt: skip
@pytest.mark.parametrize("kind", [float, str])
def test_coordinates_are_places(packed, north, east, kind) -> None:
    table = {
        "name": ["Eleanor Marsh", "Walter Quigley"],
        north: list(map(kind, [44.94123, 45.11234])),
        east: list(map(kind, [-123.04123, -122.55123])),
        "weight": [72.125, 64.512],
    }
    gone = None if kind is float else "[geographic]"
    for names in (list(table), [north], [east]):
        columns = pa.table({name: table[name] for name in names})
        clean = bulk.deidentify_table(columns, packed).to_pylist()
        assert [row.get(north, gone) for row in clean] == [gone, gone]
        assert [row.get(east, gone) for row in clean] == [gone, gone]
        assert [row.get("weight", 0) for row in clean] == (
            table["weight"] if "weight" in names else [0, 0]
        )
        found = bulk.totals_of(bulk.scan_table(columns, packed)).columns
        places = {column for column, category in found if category.endswith("geographic")}
        assert places == {north, east} & set(names)


def test_values_of_a_dictionary_do_not_come_along(packed) -> None:
    names = pa.array(["Patient Eleanor Marsh", "nobody"]).dictionary_encode()
    clean = bulk.deidentify_table(pa.table({"note": names}), packed)
    assert clean.schema.field("note").type == pa.string()
    assert clean.column("note").to_pylist() == ["Patient [names]", "nobody"]


def test_maps_and_bytes(packed) -> None:
    table = pa.table(
        {
            "facts": pa.array(
                [[("Patient Eleanor Marsh", "seen 03/04/2024")]], pa.map_(pa.string(), pa.string())
            ),
            "raw": pa.array([b"SSN 412-55-1234"]),
            "picture": pa.array([b"\x89PNG\0\1\2"]),
        }
    )
    row = bulk.deidentify_table(table, packed).to_pylist()[0]
    assert row["facts"] == [("Patient [names]", "seen [dates]")]
    assert row["raw"] == b"SSN [ssn]"
    assert row["picture"] is None


def test_a_column_that_is_not_there_is_an_error(packed, people) -> None:
    with pytest.raises(bulk.BulkError, match="no column `nots`"):
        bulk.deidentify_table(people, packed, bulk.Treatment(keep=("nots",)))


def test_frames_of_pandas_and_polars(packed, people) -> None:
    import pandas as pd
    import polars as pl

    flat = people.select(["note_id", "mrn", "note"])
    expected = bulk.deidentify_table(flat, packed, KEEP).to_pydict()
    for frame in (flat.to_pandas(), pl.from_arrow(flat)):
        assert bulk.deidentify_table(frame, packed, KEEP).to_pydict() == expected
    assert isinstance(flat.to_pandas(), pd.DataFrame)
    with pytest.raises(bulk.BulkError, match="no table that speaks Arrow"):
        bulk.batches_of({"note": ["a"]})


def sent(task):
    """As engines of partitions send it."""
    return pickle.loads(pickle.dumps(task))  # noqa: S301  # made here


def test_callables_for_partitions_can_be_sent(packed, people) -> None:
    flat = people.select(["note_id", "note"])
    scan = sent(bulk.Scan(packed))
    assert bulk.totals_of(scan(flat)).rows == 4
    treat = sent(bulk.Deidentify(packed, KEEP))
    assert treat(flat).column("note").to_pylist()[0].startswith("Patient [names]")

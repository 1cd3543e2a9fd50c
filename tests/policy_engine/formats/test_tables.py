"""Long tables: rows in runs, columns that are counted, and rows that can't be read."""

import datetime as dt
import tracemalloc

import pytest

from promptward.formats.delimited import read
from promptward.formats.segment import LeftOut, UnreadError, Whole
from promptward.formats.source import Source
from promptward.scan.examine import Terms, examine
from promptward_dsl.lattice import Confidence

from .people import PEOPLE

TERMS = Terms(Confidence.MEDIUM, dt.date(2026, 11, 1))
P = PEOPLE[0]


def table(rows: list[str], names: str = "number,note") -> Source:
    return Source("t.csv", "".join(f"{row}\r\n" for row in [names, *rows]).encode())


def counted(scan) -> int:
    return sum(placed.times for placed in scan.findings)


@pytest.mark.parametrize("broken", ["\n", "\r\n", "\r"])
def test_lines_are_told_where_rows_are_several_lines_long(shipped, broken) -> None:
    rows = [f"{n},nothing of note {n}" for n in range(9000)]
    rows[5000] = f'5000,"two lines{broken}of it"'
    rows[8000] = f"8000,SSN {P.ssn}"
    (placed,) = examine("t.csv", table(rows), shipped.find, TERMS).findings
    assert placed.place.where == "row 8001 column 'note'"
    assert placed.place.line == 8003


def test_a_value_far_down_is_found_in_any_column(shipped) -> None:
    rows = [f"{n},none" for n in range(30_000)]
    rows[29_000] = f"29000,{P.ssn}"
    rows[20_001] = f"{P.phone},none"
    found = examine("t.csv", table(rows), shipped.find, TERMS).findings
    assert [placed.place.where for placed in found] == [
        "row 20002 column 'number'",
        "row 29001 column 'note'",
    ]


def test_values_that_are_there_again_are_counted(shipped) -> None:
    rows = [f"{n},{f'call {P.phone}' if n % 3 == 0 else 'none'}" for n in range(30_000)]
    assert counted(examine("t.csv", table(rows), shipped.find, TERMS)) == 10_000


def test_a_column_of_identifiers_is_counted_to_the_last_row(shipped) -> None:
    rows = [f"{n},{100 + n % 500}-{10 + n % 80}-{1000 + n % 9000}" for n in range(30_000)]
    rows[-1] = ","
    scan = examine("t.csv", table(rows, "number,ssn"), shipped.find, TERMS)
    assert counted(scan) == 29_999


def test_rows_before_one_that_is_too_long_are_looked_at(shipped) -> None:
    rows = [f"{n},none" for n in range(20_000)]
    rows[3] = f"3,SSN {P.ssn}"
    rows[19_997] = f"19997,SSN {PEOPLE[1].ssn}"
    rows[19_998] = "19998," + "x" * (17 << 20)
    scan = examine("t.csv", table(rows), shipped.find, TERMS)
    assert scan.unread is not None
    assert scan.unread.code == "broken"
    assert [placed.place.where for placed in scan.findings] == [
        "row 4 column 'note'",
        "row 19998 column 'note'",
    ]


@pytest.mark.parametrize("columns", [3000, 40_000])
def test_a_value_in_a_wide_table_is_found_in_little_memory(shipped, columns) -> None:
    cells = [str(n % 89) for n in range(columns)]
    rows = [",".join(cells)] * (1_200_000 // columns)
    names = [f"c{n}" for n in range(columns)]
    told = [*cells[:-3], f"SSN {P.ssn}", *cells[-2:]]
    source = table([*rows, ",".join(told)], ",".join(names))
    tracemalloc.start()
    try:
        for _ in read(source):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 150_000_000  # 320 before runs ended after so many cells
    last = examine("t.csv", table([",".join(told)], ",".join(names)), shipped.find, TERMS)
    (placed,) = last.findings
    assert placed.place.where == f"row 1 column 'c{columns - 3}'" or columns > 16_384


def test_a_damaged_table_raises_after_what_it_holds() -> None:
    rows = "".join(f"{n},none\r\n" for n in range(3000))
    data = f"\ufeffnumber,note\r\n{rows}".encode("utf-16-le") + b"\0\xd8x\0"
    items = read(Source("t.csv", data))
    first = next(items)
    assert not isinstance(first, Whole | LeftOut)
    assert "none" in first.text
    with pytest.raises(UnreadError):
        list(items)


GIVEN = [p.given for p in PEOPLE]
FAMILY = [p.family for p in PEOPLE]


def test_a_name_in_two_columns_is_told_of_both(shipped) -> None:
    (placed,) = examine("t.csv", table([f"{P.given},{P.family}"], "first,last"), shipped.find,
                        TERMS).findings  # fmt: skip
    assert placed.place.where == "row 1 column 'first' and 'last'"


def test_both_columns_of_names_of_a_long_table_are_counted(shipped) -> None:
    rows = [f"{n},{GIVEN[n % 5]},{FAMILY[(n // 5) % 5]}" for n in range(9000)]
    scan = examine("t.csv", table(rows, "id,first,last"), shipped.find, TERMS)
    told = {placed.place.where for placed in scan.findings if placed.times > 1}
    assert {"column 'first'", "column 'last'"} <= {one.partition(" and ")[0] for one in told}

"""What `promptward check` prints of a decision: a row a place, and of obligations the strictest."""

from datetime import date

import pytest

from promptward import Request, load
from promptward.cli import decision_report
from promptward.cli.decision_report import decision_text, table, wrapped
from promptward.model import Obligation

POLICY = """
policy desk.prompts version 1.0.0

import hipaa.safe_harbor ^1.0.0 as sh

contact office "role:desk"

rule count_names "Names stay" {
  when contains sh.names
  then block
  oblige audit full, notify office within 24 hours
}

rule no_numbers "Numbers stay" {
  when contains sh.mrn
  then block
  oblige audit minimal, notify office within 4 hours
}

category house: text "Words of the house"

detector charts finds house "A chart" {
  match /[Cc]hart/ confidence low
  example "[[Chart]] 7"
}
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory, shipped_cache):
    path = tmp_path_factory.mktemp("desk") / "policy.ward"
    path.write_text(POLICY)
    environ = {"PROMPTWARD_CACHE": str(shipped_cache)}
    return load(path, today=date(2026, 11, 27), environ=environ)


def report(engine, text: str) -> list[str]:
    decision = engine.decide(Request(text, destination="x", purpose="y"))
    return list(decision_text(decision, text))


def rows(lines: list[str]) -> list[list[str]]:
    table = lines[lines.index("") + 1 :]
    return [line.split() for line in table[1 : table.index("")]]


def test_what_overlaps_is_one_row_under_its_surest_name(engine) -> None:
    text = "Patient Eleanor Marsh. Insurance ID and MRN: 00471151"
    decision = engine.decide(Request(text, destination="x", purpose="y"))
    at = text.index("00471151")
    there = [finding for finding in decision.findings if finding.end > at]
    assert len({finding.category for finding in there}) > 1  # or this shows nothing
    row = [row for row in rows(report(engine, text)) if row[0] == f"1:{at + 1}"]
    assert [cells[1] for cells in row] == ["hipaa.safe_harbor.mrn"]
    assert row[0][3] == "high"
    assert "health_plan" in row[0][-1]


def test_each_place_has_its_row_also_where_it_is_only_a_low_finding(engine) -> None:
    text = "Chart of Eleanor Marsh, MRN 0047115, and chart of Dr. Imani Whitfield."
    places = [row[0] for row in rows(report(engine, text))]
    assert places == sorted(set(places), key=lambda place: int(place.partition(":")[2]))
    for word in ("Chart", "Eleanor", "0047115", "chart", "Imani"):
        assert f"1:{text.index(word) + 1}" in places


def test_a_table_without_other_kinds_has_no_column_for_them(engine) -> None:
    lines = report(engine, "Dr. Imani Whitfield called.")
    assert lines[2].split() == ["place", "category", "letter", "confidence", "becomes"]


def test_on_a_narrow_terminal_the_last_column_stands_below(monkeypatch) -> None:
    rows = [("place", "category", "or"), ("2:56", "hipaa.safe_harbor.mrn", "other_unique")]
    wide = list(table(rows))
    assert wide[1].split() == [*rows[1]]
    monkeypatch.setattr(decision_report, "_screen", lambda: 40)
    assert list(table(rows))[1:] == ["2:56   hipaa.safe_harbor.mrn", "      other_unique"]


def test_of_obligations_of_one_kind_the_strictest_is_shown(engine) -> None:
    text = "Patient Eleanor Marsh, MRN 0047115, was seen."
    decision = engine.decide(Request(text, destination="x", purpose="y"))
    asked = {one for one in decision.obligations if one.argument == "role:desk"}
    assert asked == {Obligation("notify", "role:desk", minutes) for minutes in (240, 1440)}
    lines = report(engine, text)
    shown = lines[lines.index("obligations") + 1 : lines.index("what to do") - 1]
    assert [line for line in shown if "privacy-office" not in line] == [
        "  audit full",
        "  notify role:desk within 4 hours",
    ]


def test_no_cell_of_a_table_steers_a_terminal_or_breaks_its_row():
    (line,) = table([("a\x1b[2J", "b\nc", "d\u202ee\x07")])
    assert line == r"a\x1b[2J  b c  d\u202ee\x07"


def test_no_line_of_prose_steers_a_terminal():
    assert list(wrapped("ask\x1b]0;x\x07 the\noffice")) == [r"  ask\x1b]0;x\x07 the office"]

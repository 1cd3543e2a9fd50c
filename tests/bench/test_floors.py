"""The gate: how much may be lost, and what is said when more is."""

from bench.accuracy.floors import compare, read, write
from bench.accuracy.metrics import Counts

FLOORS = {
    "notes/a": Counts(1000, 950, 1000, 10),
    "notes/b": Counts(10, 10, 10, 0),
    "code/clean": Counts(0, 0, 0, 0),
}


def changed(name: str, **counts: int) -> dict[str, Counts]:
    return FLOORS | {name: FLOORS[name]._replace(**counts)}


def test_the_same_counts_hold_and_nothing_is_said():
    comparison = compare(FLOORS, FLOORS)
    assert comparison.holds
    assert comparison.message() == ""


def test_a_loss_within_the_margin_holds_but_the_document_is_named():
    comparison = compare(FLOORS, changed("notes/a", covered=947))
    assert comparison.holds
    assert comparison.message() == "documents that changed:\n  notes/a: covered 950 -> 947"


def test_a_greater_loss_fails_and_names_figure_and_document():
    comparison = compare(FLOORS, changed("notes/a", covered=946))
    assert not comparison.holds
    assert comparison.slid == (
        "covered: 94.65 % (956 of 1010), the floor is 95.05 % (960 of 1010)",
    )
    assert "notes/a: covered 950 -> 946" in comparison.message()
    assert "make accuracy-floors" in comparison.message()


def test_more_false_positives_among_the_findings_fail():
    comparison = compare(FLOORS, changed("notes/a", findings=1005, false_positives=15))
    assert [line.partition(":")[0] for line in comparison.slid] == [
        "false positives among findings"
    ]
    assert "findings 1000 -> 1005, false positives 10 -> 15" in comparison.message()


def test_a_finding_in_a_document_without_identifiers_fails():
    comparison = compare(FLOORS, changed("code/clean", findings=1, false_positives=1))
    (slid,) = comparison.slid
    assert slid.startswith("documents without identifiers that have a finding: 100.00 % (1 of 1)")


def test_better_figures_hold():
    assert compare(FLOORS, changed("notes/a", covered=1000, false_positives=0)).holds


def test_a_document_without_a_floor_and_a_floor_without_a_document_fail():
    comparison = compare(FLOORS, {"notes/a": FLOORS["notes/a"], "notes/c": Counts(1, 0, 0, 0)})
    assert not comparison.holds
    assert comparison.unknown == ("notes/c",)
    assert comparison.gone == ("notes/b", "code/clean")
    assert comparison.slid == ()  # what has no counterpart is not compared


def test_floors_are_written_a_line_a_document_and_read_back(tmp_path):
    path = tmp_path / "floors.json"
    assert read(path) == {}
    write(FLOORS, path)
    assert read(path) == FLOORS
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(FLOORS) + 2
    assert lines[1:-1] == sorted(lines[1:-1])

"""One file: what the engine fails on is not clean, what was not looked at is said, nothing leaks."""

import datetime as dt
import json
import os
import re
import signal
import threading
import time

import pytest

from promptward.formats.source import Source
from promptward.model import Finding, ScanError
from promptward.scan.baseline import Baseline
from promptward.scan.examine import Terms, examine
from promptward.scan.outcome import Totals
from promptward.scan.printing import printable, summary
from promptward.scan.run import Accepted, run
from promptward.scan.targets import Target
from promptward_dsl.lattice import Confidence

TODAY = dt.date(2026, 11, 26)
TERMS = Terms(Confidence.LOW, TODAY)


def find_nines(text, fields=()):
    return [
        Finding(i, i + 1, "t.digit", "R", Confidence.MEDIUM, "t.d", ("match:medium",))
        for i, character in enumerate(text)
        if character == "9"
    ]


def test_findings_say_line_and_column_and_offset() -> None:
    scan = examine("a.txt", Source("a.txt", b"one\ntwo 9\n"), find_nines, TERMS)
    (one,) = scan.findings
    assert (one.place.line, one.place.column, one.finding.start) == (2, 5, 8)
    assert one.finding.location == "line 2 column 5"


def test_what_is_less_sure_than_asked_for_is_left_out() -> None:
    assert (
        examine("a", Source("a", b"9"), find_nines, TERMS._replace(least=Confidence.HIGH)).findings
        == ()
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ScanError("scan_too_costly", "took too long"), "scan_too_costly"),
        (ValueError("900-12-3456"), "engine_error"),
    ],
)
def test_a_failure_is_that_files_and_repeats_none_of_it(error, code) -> None:
    def fails(text, fields=()):
        raise error

    scan = examine("a", Source("a", b"900-12-3456"), fails, TERMS)
    assert scan.unread is not None
    assert scan.unread.code == code
    assert "900" not in str(scan)
    totals = Totals()
    totals.add(scan)
    assert (totals.files, totals.unread) == (0, {code: 1})


def test_a_long_file_is_searched_to_its_end_and_over_its_cuts() -> None:
    line = "x" * 99 + "\n"
    text = line * 9000 + "9"
    scan = examine("a.txt", Source("a.txt", text.encode()), find_nines, TERMS)
    assert [(f.place.line, f.place.column) for f in scan.findings] == [(9001, 1)]
    cut = "-" * 399_999 + "9" + "-" * 10
    scan = examine("a.txt", Source("a.txt", cut.encode()), find_nines, TERMS)
    assert [(f.place.column, f.finding.start) for f in scan.findings] == [(400_000, 399_999)]


def test_long_base64_is_no_text_and_is_counted() -> None:
    text = "9 " + "QUJD9" * 600 + " 9"
    scan = examine("a.txt", Source("a.txt", text.encode()), find_nines, TERMS)
    assert len(scan.findings) == 2
    assert scan.left_out == (("payload", 1),)


def test_many_of_a_kind_in_one_place_are_listed_ten_times_and_counted() -> None:
    rows = "".join(f"{n},9\n" for n in range(500, 550) if "9" not in str(n))
    scan = examine("a.csv", Source("a.csv", f"id,value\n{rows}".encode()), find_nines, TERMS)
    assert len(scan.findings) == 10
    assert sum(f.times for f in scan.findings) == rows.count(",9\n")


def test_a_key_that_is_a_value_is_not_repeated_in_places() -> None:
    def find_marsh(text, fields=()):
        found = [find_nines(text)[0]] if "9" in text else []
        for name in ("Eleanor Marsh", "Eleanor"):
            at = text.find(name)
            if at >= 0:
                found.append(Finding(at, at + len(name), "t.names", "A", Confidence.MEDIUM, "t.n"))
        return found

    for name, data in (
        ("a.json", b'{"Eleanor Marsh": {"x": "9"}}'),
        ("a.csv", b"Eleanor Marsh,b\n9,1\n2,3\n"),
        ("a.yaml", b"Eleanor Marsh:\n  x: 9\n"),
        ("a.xml", b"<a><p n='Eleanor Marsh'>9</p></a>"),
    ):
        scan = examine(name, Source(name, data), find_marsh, TERMS)
        assert len(scan.findings) >= 2, name
        assert "Eleanor" not in str(scan), name
        assert "Marsh" not in str(scan), name


class Kills:
    """Ends its process on one text."""

    def __call__(self):
        return self.find

    @staticmethod
    def find(text, fields=()):
        if "kill" in text:
            os._exit(9)
        return find_nines(text)


@pytest.mark.skipif(os.name == "nt", reason="workers are forked here")
def test_a_process_that_dies_takes_one_file_with_it(tmp_path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text("kill" if number == 17 else "9")
    targets = [Target(p.name, str(p)) for p in sorted(tmp_path.iterdir())]
    totals = Totals()
    accepted = Accepted(Baseline(), (), TODAY)
    scans = list(run(targets, Kills(), TERMS, accepted, totals, jobs=2))
    assert [scan.path for scan in scans] == [target.label for target in targets]
    assert {scan.path: scan.unread.code for scan in scans if scan.unread} == {
        "17.txt": "worker_died"
    }
    assert totals.findings == 29


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a.txt", "a.txt"), ("\x1b[2J", r"\x1b[2J"), ("a\nb", r"a\nb"), ("\udce9", r"\udce9")],
)
def test_a_path_harms_no_terminal(path: str, shown: str) -> None:
    assert printable(path) == shown


def test_the_last_line_says_how_much_and_what_not() -> None:
    totals = Totals()
    totals.files, totals.bytes, totals.findings = 1200, 48_000, 2
    totals.unread.update({"lfs": 1})
    totals.out_of_scope.update({"image": 3})
    assert summary(totals) == (
        "scanned 1,200 files, 48.0 kB; not scanned 1 (lfs 1); out of scope 3 (image 3); findings 2"
    )


def book(*cells: dict[str, object], **more: object) -> bytes:
    made = [
        {"cell_type": "code", "outputs": [], "metadata": {}, "execution_count": 1, **cell}
        for cell in cells
    ]
    return json.dumps({"cells": made, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


def find_ninety(text, fields=()):
    return [
        Finding(m.start(), m.end(), "t.ssn", "G", Confidence.HIGH, "t.d", ("match:high",))
        for m in re.finditer("90+", text)
    ]


def statuses(data: bytes, terms: Terms = TERMS) -> tuple[list[tuple[str, str]], list[str]]:
    scan = examine("a.ipynb", Source("a.ipynb", data), find_ninety, terms)
    assert scan.unread is None
    placed = [(one.place.where, one.status) for one in scan.findings]
    return placed, [note.code for note in scan.notes]


def find_marsh(text, fields=()):
    return [
        Finding(m.start(), m.end(), "t.names", "A", Confidence.HIGH, "t.name", ("match:high",))
        for m in re.finditer("Marsh", text)
    ]


@pytest.mark.parametrize("kind", ["markdown", "raw", "code", None, 7])
@pytest.mark.parametrize("last", [False, True])
def test_what_is_no_code_in_a_notebook_is_a_document(kind, last) -> None:
    cell = {"cell_type": kind, "metadata": {}, "source": ["on Marsh\n", "again\n"]}
    if last:  # the order of keys says nothing
        cell = dict(reversed(cell.items()))
    scan = examine("a.ipynb", Source("a.ipynb", book(cell)), find_marsh, TERMS)
    found = [one.place.where for one in scan.findings]
    assert found == (["cell 1 line 1"] if kind in {"markdown", "raw"} else [])


OUTPUT = [{"output_type": "stream", "name": "stdout", "text": ["is 90\n"]}]


@pytest.mark.parametrize(
    "metadata",
    [
        {"promptward": {"allow": ["ssn"], "reason": "invented", "until": "2027-01-01"}},
        {"promptward": [{"allow": "SSN", "reason": "invented"}]},
        {"tags": ["x", 'promptward: allow[ssn] reason="invented" until=2027-01-01']},
        {"tags": ["promptward:allow[names, ssn] reason=invented"]},
    ],
)
def test_a_cell_may_allow_by_its_metadata_or_a_tag(metadata) -> None:
    cell = {"source": ["ssn = 90\n"], "outputs": OUTPUT}
    placed, notes = statuses(book({**cell, "metadata": metadata}, cell))
    assert sorted(placed) == [
        ("cell 1 line 1", "allowed"), ("cell 1 output 1 line 1", "allowed"),
        ("cell 2 line 1", "new"), ("cell 2 output 1 line 1", "new"),
    ]  # fmt: skip
    assert notes == []
    placed, _ = statuses(book({**cell, "metadata": metadata}), TERMS._replace(allows=False))
    assert {status for _, status in placed} == {"new"}


@pytest.mark.parametrize(
    ("allow", "code"),
    [
        ({"allow": ["ssn"]}, "allow_without_reason"),
        ({"allow": ["ssn"], "reason": "x", "until": "2026-01-01"}, "expired_allow"),
        ({"allow": ["ssn"], "reason": "x", "until": "soon"}, "expired_allow"),
        ({"allow": ["ssn"], "reason": "x", "expires": "2027-01-01"}, "expired_allow"),
        ({"allow": ["names"], "reason": "x"}, "unused_allow"),
    ],
)
def test_an_allow_of_a_cell_that_is_not_in_order_allows_nothing_and_is_told(allow, code) -> None:
    cell = {"source": ["ssn = 90\n"], "metadata": {"promptward": allow}}
    placed, notes = statuses(book(cell))
    assert placed == [("cell 1 line 1", "new")]
    assert notes == [code]


@pytest.mark.parametrize(
    "more", [{"metadata": {}}, {"x": {}}, {"x": []}, {"x": [{}]}, {"metadata": {"a": {"b": {}}}}]
)
def test_a_notebook_may_end_in_something_empty(more) -> None:
    data = book({"source": ["ssn 90"], "metadata": {}}, **more)
    assert statuses(data)[0] == [("cell 1 line 1", "new")]


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no such clock")
def test_a_file_that_takes_too_long_is_not_scanned() -> None:
    def hangs(text, fields=()):
        while True:
            try:
                re.search("(a+)+b", "a" * 18)
            except Exception:  # noqa: BLE001  # as an engine that takes it for its own failure
                return []

    scan = examine("a.txt", Source("a.txt", b"9"), hangs, TERMS._replace(timeout=0.2))
    assert scan.unread is not None
    assert scan.unread.code == "timeout"
    totals = Totals()
    totals.add(scan)
    assert dict(totals.unread) == {"timeout": 1}
    # The clock is put back: nothing rings afterwards.
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_in_a_thread_it_is_stopped_between_parts() -> None:
    def slow(text, fields=()):
        time.sleep(0.05)
        return find_nines(text)

    data = b"9\n" * 200_000
    found = []

    def work() -> None:
        found.append(examine("a.txt", Source("a.txt", data), slow, TERMS._replace(timeout=0.01)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    (scan,) = found
    assert scan.unread is not None
    assert scan.unread.code == "timeout"
    assert scan.findings  # of what was looked at


UNREADABLE_DAYS = [
    "until=tomorrow", "until=2027-13-01", "until=01.06.2027", "untill=2027-06-01",
    "expires=2027-06-01", "expires: 1/6/2027", "until", "until=2027-06-01 until=2026-01-01",
    'until=""', "Until = next spring", "expires 2020-06-01", "till 1.6.2020", "valid to 2020-06-01",
]  # fmt: skip


@pytest.mark.parametrize("day", UNREADABLE_DAYS)
def test_an_allow_whose_last_day_cannot_be_read_allows_nothing_and_is_told(day) -> None:
    line = f'x = "90"  # promptward: allow[ssn] reason="invented" {day}\n'
    scan = examine("a.txt", Source("a.txt", line.encode()), find_ninety, TERMS)
    assert [one.status for one in scan.findings][:1] == ["new"]
    assert [note.code for note in scan.notes] == ["expired_allow"]
    tag = {"tags": [f'promptward: allow[ssn] reason="invented" {day}']}
    placed, notes = statuses(book({"source": ["ssn = 90\n"], "metadata": tag}))
    assert placed == [("cell 1 line 1", "new")]
    assert notes == ["expired_allow"]


@pytest.mark.parametrize(
    "rest",
    [
        'reason="until we move" until=2027-06-01', "until='2027-06-01' reason='x'",
        'REASON="x" UNTIL=2027-06-01', 'reason="x" until: 2027-06-01 -->',
        'reason="x" */ const born = "1950-03-02";', 'reason="x" --><td data-day="2024-01-02">',
        "reason=x*/ born = '1950-03-02'", 'reason=x */ born = "1950-03-02"',
        "reason='x'\", born: 1950-03-02}", 'reason="x" %> day=2024-01-02',
        'reason="seed=2024-01-01" # noqa: S105', 'reason="x" # pylint: disable=line-too-long',
    ],
)  # fmt: skip
def test_an_allow_whose_last_day_can_be_read_holds(rest) -> None:
    line = f'x = "90"  # promptward: allow[ssn] {rest}\n'
    scan = examine("a.txt", Source("a.txt", line.encode()), find_ninety, TERMS)
    assert [one.status for one in scan.findings][:1] == ["allowed"]
    assert scan.notes == ()


@pytest.mark.parametrize(
    "rest",
    [
        'reason="invented, until=2020-06-01"', "reason=invented,until=2020-06-01",
        'reason="x" */ until=2020-06-01', 'reason="x" expires="2020-06-01", y',
    ],
)  # fmt: skip
def test_a_last_day_in_the_wrong_place_is_no_allow_for_ever(rest) -> None:
    line = f'x = "90"  # promptward: allow[ssn] {rest}\n'
    scan = examine("a.txt", Source("a.txt", line.encode()), find_ninety, TERMS)
    assert [one.status for one in scan.findings][:1] == ["new"]
    assert [note.code for note in scan.notes] == ["expired_allow"]


def test_only_what_an_allow_says_is_left_out_of_the_search() -> None:
    text = 'stay until=2027-90-01 for it\nx = "90"  # promptward: allow[ssn] reason="y" until=2090-06-01'
    scan = examine("a.txt", Source("a.txt", text.encode()), find_ninety, TERMS)
    assert [(one.place.line, one.status) for one in scan.findings] == [(1, "new"), (2, "allowed")]

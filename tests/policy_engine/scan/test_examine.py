"""One file: what the engine fails on is not clean, what was not looked at is said, nothing leaks."""

import datetime as dt
import os

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

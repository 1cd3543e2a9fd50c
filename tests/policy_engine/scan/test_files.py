"""Scanning files: findings with places, or the reason why there are none."""

import json

import pytest

from promptward.model import Finding, ScanError
from promptward.scan.files import Totals, scan_files
from promptward.scan.reports import REPORTS, printable, summary
from promptward_dsl.lattice import Confidence


def find_nines(text: str) -> list[Finding]:
    return [
        Finding(i, i + 1, "t.digit", "R", Confidence.MEDIUM, "t.d")
        for i, character in enumerate(text)
        if character == "9"
    ]


def scan(paths, find=find_nines, least=Confidence.LOW, limit=1000):
    totals = Totals()
    return list(scan_files(map(str, paths), find, least=least, totals=totals, limit=limit)), totals


def test_findings_say_line_and_column(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo 9\n")
    (only,), totals = scan([tmp_path])
    assert [(p.line, p.column) for p in only.findings] == [(2, 5)]
    assert only.findings[0].finding.location == "line 2 column 5"
    assert (totals.files, totals.bytes, totals.findings, totals.unread) == (1, 10, 1, {})


def test_what_is_less_sure_than_asked_for_is_left_out(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("9")
    assert scan([tmp_path], least=Confidence.HIGH)[1].findings == 0


def test_what_cannot_be_read_is_counted_by_its_reason(tmp_path) -> None:
    (tmp_path / "binary").write_bytes(b"\0")
    (tmp_path / "latin").write_bytes(b"\xe9")
    (tmp_path / "long").write_bytes(b"9" * 1001)
    scans, totals = scan([tmp_path, tmp_path / "missing"])
    assert totals.unread == {"binary": 1, "not_utf8": 1, "too_large": 1, "missing": 1}
    assert totals.files == 0
    assert all(not one.findings and one.unread for one in scans)


def test_an_engine_that_fails_on_one_file_goes_on_with_the_next(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("boom 900-12-3456")
    (tmp_path / "b.txt").write_text("9")

    def fails(text: str) -> list[Finding]:
        if text.startswith("boom"):
            raise ValueError(text)
        return find_nines(text)

    (bad, good), totals = scan([tmp_path], find=fails)
    assert bad.unread is not None
    assert bad.unread.code == "engine_error"
    assert "900" not in str(bad)
    assert len(good.findings) == 1
    assert totals.unread == {"engine_error": 1}


def test_a_scan_that_stopped_half_way_is_not_clean(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("x")

    def stops(text: str) -> list[Finding]:
        raise ScanError("scan_too_costly", "took too long")

    assert scan([tmp_path], find=stops)[1].unread == {"scan_too_costly": 1}


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_every_report_names_places_and_kinds_and_no_text(tmp_path, form: str) -> None:
    (tmp_path / "a.txt").write_text("canary 9")
    (tmp_path / "b.bin").write_bytes(b"canary\0")
    totals = Totals()
    scans = scan_files([str(tmp_path)], find_nines, least=Confidence.LOW, totals=totals)
    report = "\n".join(REPORTS[form](scans, totals))
    assert "canary" not in report
    assert "t.digit" in report
    assert "binary" in report


def test_the_json_report_adds_up(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("9 9")
    (tmp_path / "b.bin").write_bytes(b"\0")
    totals = Totals()
    scans = scan_files([str(tmp_path)], find_nines, least=Confidence.LOW, totals=totals)
    report = json.loads("\n".join(REPORTS["json"](scans, totals)))
    assert [len(file["findings"]) for file in report["files"]] == [2]
    assert report["not_scanned"][0]["error"] == "binary"
    assert report["summary"] == {
        "files": 1,
        "bytes": 3,
        "findings": 2,
        "not_scanned": {"binary": 1},
        "out_of_scope": 0,
    }


def test_the_summary_says_what_was_not_looked_at(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("9")
    (tmp_path / "b.bin").write_bytes(b"\0")
    (tmp_path / ".git").mkdir()
    _, totals = scan([tmp_path])
    assert summary(totals) == (
        "scanned 1 file, 1 byte; not scanned 1 (binary 1); "
        "out of scope 1 (links, version control); findings 1"
    )


def test_a_path_cannot_steer_a_terminal() -> None:
    assert printable("a\x1b[2Jb\n\u202e\ud800.txt") == "a\\x1b[2Jb\\n\\u202e\\ud800.txt"
    assert printable("étude/naïve.txt") == "étude/naïve.txt"

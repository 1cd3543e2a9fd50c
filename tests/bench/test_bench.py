"""The command of the bench, on a small corpus: what it prints and writes, and when it refuses."""

import json
import re
from pathlib import Path

import pytest

from bench.accuracy.__main__ import main

TEXT = "Patient: Eleanor Marsh, SSN 536-22-4399. Her friend wrote this. Ask zzyzx."


@pytest.fixture
def folder(tmp_path: Path, shipped_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROMPTWARD_CACHE", str(shipped_cache))
    gold = {
        "id": "n-1",
        "text": TEXT,
        "spans": [
            {"start": 9, "end": 22, "label": "NAME"},
            {"start": TEXT.index("zzyzx"), "end": TEXT.index("zzyzx") + 5, "label": "OTHER_ID"},
        ],
    }
    (tmp_path / "notes.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    return tmp_path


def test_the_bench_prints_its_tables_and_excerpts_and_writes_them(folder, capsys):
    out = folder / "figures.json"
    options = ["--corpora", str(folder), "--corpus", "notes", "--json", str(out)]
    assert main([*options, "--misses", "5", "--false-positives", "5", "--detectors"]) == 0
    printed = capsys.readouterr()
    assert "notes" in printed.out
    assert "50.0 (9.5-90.5)" in printed.out  # one of two identifiers is covered
    assert "[[zzyzx]]" in printed.out
    assert "[[536-22-4399]]" in printed.out  # not marked, so a false positive here
    assert re.search(r"hipaa\.safe_harbor\.us_ssn +1 +1 +0\.0", printed.out)
    assert "notes 1 documents" in printed.err
    figures = json.loads(out.read_text(encoding="utf-8"))["corpora"]["notes"]
    assert figures["covered"] == {
        "part": 1,
        "whole": 2,
        "value": 0.5,
        "interval": [0.094531, 0.905469],
    }
    assert [one["value"] for one in figures["misses"]] == ["zzyzx"]


def test_nothing_of_a_text_is_printed_or_written_unless_asked_for(folder, capsys):
    out = folder / "figures.json"
    assert main(["--corpora", str(folder), "--corpus", "notes", "--json", str(out)]) == 0
    for text in (capsys.readouterr().out, out.read_text(encoding="utf-8")):
        assert "zzyzx" not in text
        assert "536" not in text


def test_source_code_is_measured_but_not_shown(folder, capsys):
    options = ["--corpora", str(folder), "--corpus", "source_code", "--source-files", "12"]
    assert main([*options, "--false-positives", "9"]) == 0
    printed = capsys.readouterr().out
    assert "source_code" in printed
    assert "[[" not in printed


def test_a_corpus_that_is_not_there_is_an_error(folder, capsys):
    assert main(["--corpora", str(folder), "--corpus", "letters"]) == 2
    assert "no corpus `letters`" in capsys.readouterr().err

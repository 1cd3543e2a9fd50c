"""`promptward fix` on real files: what is changed, and what stays as it was."""

import csv
import io
import json
import os
import tomllib

import pytest

from tests.policy_engine.formats.people import PEOPLE

from .told import VALUES, P, assert_no_value

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("mode", ["redact", "mask", "synthetic"])
def test_a_fixed_file_stays_what_it_was(promptward, folder_of_people, mode) -> None:
    before = {path.name: path.read_bytes() for path in folder_of_people.iterdir()}
    dry = promptward("fix", folder_of_people, "--mode", mode, "--dry-run")
    assert {path.name: path.read_bytes() for path in folder_of_people.iterdir()} == before
    # What is invented for one may be the surname or the telephone of another.
    values = [v for p in PEOPLE for v in (p.name, p.ssn, p.mrn, p.born, p.street)]
    said = VALUES if mode != "synthetic" else values
    assert_no_value(dry.stdout, dry.stderr, values=said)
    done = promptward("fix", folder_of_people, "--mode", mode, "--backup")
    assert_no_value(done.stdout, done.stderr, values=said)
    assert (folder_of_people / "p.csv.bak").read_bytes() == before["p.csv"]
    for name in ("p.csv", "n.txt", "a b#.json"):
        text = (folder_of_people / name).read_text()
        for p in PEOPLE:
            assert p.ssn not in text
            assert p.name not in text
    rows = list(csv.reader(io.StringIO((folder_of_people / "p.csv").read_text())))
    assert [len(row) for row in rows] == [5] * 6
    assert rows[0] == ["name", "dob", "ssn", "phone", "mrn"]
    people = json.loads((folder_of_people / "a b#.json").read_text())
    assert [sorted(one) for one in people] == [["name", "ssn"]] * 5
    if mode == "redact":
        for path in folder_of_people.glob("*.bak"):
            path.unlink()
        (folder_of_people / "bad.bin").unlink()
        assert promptward("scan", folder_of_people).returncode == 0


def test_invented_values_of_toml_keep_their_type(promptward, tmp_path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(
        "dob = 1962-03-14\nmrn = 123456\nlatitude = 44.94123\n"
        "[visit]\ndates = [2024-05-06, 2024-05-07]\nat = 2024-05-06T07:32:00Z\n"
    )
    before = tomllib.loads(file.read_text())
    assert promptward("fix", file, "--mode", "synthetic").returncode == 0
    after = tomllib.loads(file.read_text())
    assert after["dob"] != before["dob"]
    for old, new in (
        *zip(before.values(), after.values(), strict=True),
        (before["visit"]["dates"][0], after["visit"]["dates"][0]),
        (before["visit"]["at"], after["visit"]["at"]),
    ):
        assert type(old) is type(new)


def test_a_notebook_is_fixed_and_its_outputs_are_taken_out(promptward, tmp_path) -> None:
    cell = {
        "cell_type": "code", "id": "a", "execution_count": 3, "metadata": {"tags": ["x"], "w": P.name},
        "source": ["x = 1\n", f"ssn = '{P.ssn}'\n"],
        "outputs": [{"output_type": "stream", "name": "stdout", "text": [f"Patient: {P.name}\n"]}],
    }  # fmt: skip
    book = {
        "cells": [cell],
        "metadata": {"widgets": {"s": P.ssn}, "kernelspec": {"name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(book, indent=1) + "\n")
    assert promptward("fix", path).returncode == 0
    fixed = json.loads(path.read_text())
    assert fixed["cells"][0]["source"] == ["x = 1\n", "ssn = 'REDACTED-SSN'\n"]
    assert fixed["cells"][0]["outputs"][0]["text"] == ["Patient: REDACTED-NAMES\n"]
    assert promptward("scan", path).returncode == 0
    path.write_text(json.dumps(book, indent=1) + "\n")
    assert promptward("fix", path, "--mode", "strip-outputs").returncode == 0
    stripped = json.loads(path.read_text())
    assert stripped["cells"][0]["outputs"] == []
    assert stripped["cells"][0]["metadata"] == {"tags": ["x"]}
    assert stripped["metadata"] == {"kernelspec": {"name": "python3"}}
    assert promptward("fix", path, "--mode", "strip-outputs").stderr.startswith("0 files changed")


def test_what_the_baseline_knows_stays_and_is_counted(promptward, tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"SSN {P.ssn}\n")
    assert promptward("baseline", "create", cwd=tmp_path).returncode == 0
    done = promptward("fix", "a.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 in the baseline, which stay as they are" in done.stderr
    assert P.ssn in path.read_text()
    assert promptward("fix", "a.txt", "--include-baseline", cwd=tmp_path).returncode == 0
    assert P.ssn not in path.read_text()


def test_a_file_that_git_could_not_bring_back_is_left_alone(promptward, repository) -> None:
    path = repository.folder / "a.txt"
    path.write_text(f"SSN {P.ssn}\n")
    done = promptward("fix", "a.txt", cwd=repository.folder)
    assert done.returncode == 3
    assert "[not_in_git]" in done.stdout
    repository("add", ".")
    assert promptward("fix", "a.txt", cwd=repository.folder).returncode == 0
    path.write_text(path.read_text() + f"SSN {P.ssn}\n")
    assert "[unstaged]" in promptward("fix", "a.txt", cwd=repository.folder).stdout
    assert promptward("fix", "a.txt", "--force", cwd=repository.folder).returncode == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_a_fixed_file_keeps_its_encoding_and_line_ends(promptward, tmp_path, encoding) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"caf\xe9\r\nSSN: {P.ssn}\r\n".encode(encoding))
    assert promptward("fix", path).returncode == 0
    assert path.read_bytes() == "caf\xe9\r\nSSN: REDACTED-SSN\r\n".encode(encoding)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"name": "%s", "ssn": "%s",}'), ("b.json", '// x\n{"name": "%s", "ssn": "%s"}'),
        ("c.json", '{"name": "%s", "ssn": "%s"'), ("d.jsonl", '{"name": "%s"}\n{"ssn": "%s"\n'),
        ("e.toml", '[p]\nname = "%s"\nssn = "%s"\nx = "'), ("f.py", 'def f(:\n    p = "%s"  # SSN %s\n'),
    ],
)  # fmt: skip
def test_a_file_that_others_cannot_read_is_fixed_all_the_same(
    promptward, tmp_path, name, text
) -> None:
    path = tmp_path / name
    path.write_text(text % (P.name, P.ssn))
    (tmp_path / "z.txt").write_text(f"SSN {P.ssn}\n")
    done = promptward("fix", name, "z.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert_no_value(path.read_text(), (tmp_path / "z.txt").read_text(), values=[P.name, P.ssn])
    assert path.read_text().count("\n") == text.count("\n")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_leads_to_the_file_that_is_changed(promptward, tmp_path) -> None:
    path = tmp_path / "real.txt"
    path.write_text(f"SSN {P.ssn}\n")
    link = tmp_path / "link.txt"
    link.symlink_to("real.txt")
    assert promptward("fix", "link.txt", "--backup", cwd=tmp_path).returncode == 0
    assert link.is_symlink()
    assert P.ssn not in path.read_text()
    assert P.ssn in (tmp_path / "real.txt.bak").read_text()


@pytest.mark.skipif(os.name == "nt", reason="pipes are not files there")
def test_a_pipe_is_not_waited_for(promptward, tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = promptward("fix", "pipe.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "[special]" in done.stdout

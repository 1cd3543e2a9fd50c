"""Scans, baselines, fixes and hooks as real processes on real repositories."""

import csv
import io
import json
import os
import pty
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.policy_engine.formats.people import PEOPLE

pytestmark = pytest.mark.e2e

P = PEOPLE[0]
VALUES = [v for p in PEOPLE for v in (p.family, p.ssn, p.mrn, p.born, p.phone, p.street)]


def lines(done) -> list[str]:
    return [line for line in done.stdout.splitlines() if not line.startswith("    |")]


def assert_no_value(*texts: str) -> None:
    for text in texts:
        for value in VALUES:
            assert value not in text, f"a value stands in {len(text)} characters"


# ------------------------------------------------------------------ what is scanned


def test_a_folder_in_a_repository_is_what_git_tracks_or_would(promptward, repository) -> None:
    folder = repository.folder
    (folder / ".gitignore").write_text("out/\n")
    (folder / "out").mkdir()
    (folder / "out" / "ignored.txt").write_text(f"SSN {P.ssn}")
    (folder / "new.txt").write_text(f"SSN {P.ssn}")
    (folder / "link.txt").symlink_to("new.txt")
    done = promptward("scan", ".", cwd=folder)
    assert [line.split(":")[0] for line in lines(done)] == ["new.txt"]
    assert "ignored by git 1" in done.stderr
    assert "link 1" in done.stderr
    both = promptward("scan", ".", "--include-ignored", cwd=folder)
    assert {line.split(":")[0] for line in lines(both)} == {"new.txt", "out/ignored.txt"}


def test_patterns_leave_paths_out_and_they_are_counted(promptward, repository) -> None:
    folder = repository.folder
    (folder / "fixtures").mkdir()
    (folder / "fixtures" / "a.txt").write_text(f"SSN {P.ssn}")
    (folder / "b.txt").write_text(f"SSN {P.ssn}")
    (folder / ".promptwardignore").write_text("fixtures/\n")
    done = promptward("scan", ".", "--exclude", "b.*", cwd=folder)
    assert done.returncode == 0
    assert "excluded 2" in done.stderr


def test_the_index_is_scanned_not_the_files(promptward, repository) -> None:
    folder = repository.folder
    staged, mended = folder / "staged.txt", folder / "mended.txt"
    staged.write_text("clean\n")
    mended.write_text(f"SSN {P.ssn}\n")
    repository("add", ".")
    staged.write_text(f"SSN {P.ssn}\n")  # not staged: no part of the commit
    mended.write_text("clean\n")
    done = promptward("scan", "--staged", cwd=folder)
    assert [line.split(":")[0] for line in lines(done)] == ["mended.txt"]
    assert done.returncode == 1


def test_renames_types_links_submodules_and_odd_names_in_the_index(promptward, repository) -> None:
    folder = repository.folder
    (folder / "old.txt").write_text(f"SSN {P.ssn}\n" + "padding\n" * 50)
    (folder / "was-link").symlink_to("README")
    (folder / "gone.txt").write_text("x")
    repository("add", ".")
    repository("commit", "-qm", "two", "--no-verify")
    repository("mv", "old.txt", "new name\n.txt")
    (folder / "was-link").unlink()
    (folder / "was-link").write_text(f"SSN {P.ssn}\n")
    (folder / "gone.txt").unlink()
    (folder / "a-link").symlink_to(P.ssn)
    odd = os.fsdecode(b"caf\xe9.txt")
    (folder / odd).write_text(f"SSN {P.ssn}\n")
    other = folder.parent / "other"
    repository("clone", "-q", str(folder), str(other))
    repository("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "module")
    repository("add", "-A")
    done = promptward("scan", "--staged", cwd=folder)
    assert {line.split(":")[0] for line in lines(done)} == {
        r"new name\n.txt",
        "was-link",
        r"caf\udce9.txt",
    }
    assert "link 1" in done.stderr
    assert "submodule 1" in done.stderr
    assert done.returncode == 1


def test_a_pointer_of_lfs_makes_a_scan_incomplete(promptward, repository) -> None:
    (repository.folder / "data.csv").write_text(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
    )
    repository("add", ".")
    done = promptward("scan", "--staged", cwd=repository.folder)
    assert done.returncode == 3
    assert "[lfs]" in done.stdout


def test_history_knows_what_was_taken_out_and_since_only_new_commits(
    promptward, repository
) -> None:
    folder = repository.folder
    (folder / "a.txt").write_text(f"SSN {P.ssn}\n")
    repository("add", ".")
    repository("commit", "-qm", "two")
    (folder / "a.txt").write_text("clean\n")
    repository("commit", "-qam", "three")
    second = repository("rev-parse", "--short=12", "HEAD~1").stdout.decode().strip()
    assert promptward("scan", ".", cwd=folder).returncode == 0
    done = promptward("scan", "--history", cwd=folder)
    assert lines(done)[0].startswith(f"{second}:a.txt:1:5: high")
    assert promptward("scan", "--since", "HEAD~1", cwd=folder).returncode == 0
    assert promptward("scan", "--since", "HEAD~2", cwd=folder).returncode == 1
    wrong = promptward("scan", "--since", "nowhere", cwd=folder)
    assert wrong.returncode == 2
    assert "error[git]" in wrong.stderr


def test_the_number_of_processes_changes_nothing(promptward, tmp_path) -> None:
    folder = tmp_path / "many"
    for number in range(60):
        (folder / f"d{number % 7}").mkdir(parents=True, exist_ok=True)
        p = PEOPLE[number % 5]
        (folder / f"d{number % 7}" / f"{number}.txt").write_text(
            f"Patient: {p.name}\nSSN {p.ssn}\n"
        )
    reports = {
        promptward("scan", folder, "--format", "json", "-j", jobs).stdout
        for jobs in ("1", "2", "3")
    }
    assert len(reports) == 1
    assert json.loads(reports.pop())["summary"]["files"] == 60


def test_standard_input_may_be_named(promptward) -> None:
    done = promptward(
        "scan", "-", "--stdin-filename", "p.csv", stdin=f"name,ssn\n{P.name},{P.ssn}\n"
    )
    assert "row 1 column 'ssn'" in done.stdout


def test_a_large_table_is_counted_by_its_columns(promptward, tmp_path) -> None:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["visit", "ssn", "note"])
    chance = random.Random(3)
    for number in range(20_000):
        ssn = f"{chance.randint(100, 665)}-{chance.randint(10, 99)}-{chance.randint(1000, 9999)}"
        rows.writerow([number, ssn, "call 212-555-0147" if number % 4000 == 1 else "fine"])
    path = tmp_path / "p.csv"
    path.write_text(out.getvalue())
    done = promptward("scan", path, "--format", "json")
    findings = json.loads(done.stdout)["files"][0]["findings"]
    assert sum(f.get("count", 1) for f in findings if f["category"].endswith("ssn")) == 20_000
    phones = sum(f.get("count", 1) for f in findings if f["category"].endswith("phone"))
    assert phones == 5
    assert len(findings) < 40


# ------------------------------------------------------------------ source code


def test_an_author_in_code_is_no_finding_and_a_patient_is(promptward, tmp_path) -> None:
    path = tmp_path / "a.py"
    path.write_text(
        f"# Written by {PEOPLE[1].name}, 2019-03-04\n" + "x = 1\n" * 400 + f"# Patient {P.name}\n"
    )
    done = promptward("scan", path)
    assert [line.split(": ")[0] for line in lines(done)] == [f"{path}:402:11"]
    thorough = promptward("scan", path, "--thorough")
    assert len(lines(thorough)) > 1


# ------------------------------------------------------------------ reports


@pytest.fixture
def folder_of_people(tmp_path) -> Path:
    folder = tmp_path / "people"
    folder.mkdir()
    rows = "".join(f"{p.name},{p.born},{p.ssn},{p.phone},{p.mrn}\n" for p in PEOPLE)
    (folder / "p.csv").write_text(f"name,dob,ssn,phone,mrn\n{rows}")
    (folder / "n.txt").write_text(
        "".join(f"Patient: {p.name}, {p.street}, SSN {p.ssn}\n" for p in PEOPLE)
    )
    (folder / "a b#.json").write_text(json.dumps([{"name": p.name, "ssn": p.ssn} for p in PEOPLE]))
    (folder / "bad.bin").write_bytes(b"\1\0\2" + P.ssn.encode())
    return folder


@pytest.mark.parametrize(
    "form",
    [
        "text",
        "json",
        "jsonl",
        "sarif",
        "junit",
        "github",
        "gitlab",
        "gitlab-secrets",
        "csv",
        "html",
    ],
)
def test_no_report_holds_a_value(promptward, folder_of_people, form) -> None:
    done = promptward("scan", folder_of_people, "--format", form)
    assert done.returncode == 3
    assert_no_value(done.stdout, done.stderr)
    assert "ssn" in done.stdout.lower()


def test_sarif_is_what_its_schema_asks_for(promptward, folder_of_people) -> None:
    done = promptward("scan", "people", "--format", "sarif", cwd=folder_of_people.parent)
    log = json.loads(done.stdout)
    schema = json.loads(Path(__file__).with_name("sarif-2.1.0.json").read_text())
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    marks = [r["partialFingerprints"]["promptward/v1"] for r in run["results"]]
    assert len(marks) == len(set(marks))
    assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    }
    assert "people/a%20b%23.json" in uris
    assert run["invocations"][0]["executionSuccessful"] is False


def test_reports_for_gitlab_and_junit_are_well_formed(promptward, folder_of_people) -> None:
    from xml.etree import ElementTree as ET

    quality = json.loads(promptward("scan", folder_of_people, "--format", "gitlab").stdout)
    marks = [one["fingerprint"] for one in quality]
    assert len(marks) == len(set(marks)) > 10
    suites = ET.fromstring(promptward("scan", folder_of_people, "--format", "junit").stdout)
    assert (suites.get("failures"), suites.get("errors")) == ("3", "1")
    secrets = json.loads(promptward("scan", folder_of_people, "--format", "gitlab-secrets").stdout)
    assert secrets["scan"]["status"] == "failure"


def test_several_reports_from_one_scan(promptward, folder_of_people, tmp_path) -> None:
    page, log = tmp_path / "r.html", tmp_path / "r.sarif"
    done = promptward(
        "scan", folder_of_people, "--report", f"html={page}", "--report", f"sarif={log}"
    )
    assert done.stdout
    assert page.read_text().startswith("<!doctype html>")
    assert "http" not in re.sub(r"https://www\.ecfr\.gov\S+", "", page.read_text())
    assert json.loads(log.read_text())["version"] == "2.1.0"


# ------------------------------------------------------------------ allows


def test_an_allow_needs_a_category_a_reason_and_a_day_to_come(promptward, tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        f'SSN {PEOPLE[0].ssn}  # promptward: allow[ssn] reason="invented"\n'
        f'# promptward: allow[ssn, names] reason="invented" until=2999-01-01\nSSN {PEOPLE[1].ssn}\n'
        f"SSN {PEOPLE[2].ssn}  # promptward: allow[ssn]\n"
        f'SSN {PEOPLE[3].ssn}  # promptward: allow[phone] reason="x"\n'
        f'SSN {PEOPLE[4].ssn}  # promptward: allow[ssn] reason="x" until=2020-01-01\n'
    )
    done = promptward("scan", path, "--format", "json")
    report = json.loads(done.stdout)
    (file,) = report["files"]
    assert [f["status"] for f in file["findings"]] == ["allowed", "allowed", "new", "new", "new"]
    assert {n["code"] for n in file["notes"]} == {
        "allow_without_reason",
        "unused_allow",
        "expired_allow",
    }
    assert report["summary"]["allowed"] == 2


def test_the_configuration_allows_paths_and_may_forbid_allows(promptward, tmp_path) -> None:
    here = tmp_path / "project"
    (here / ".promptward").mkdir(parents=True)
    (here / "fx").mkdir()
    (here / "fx" / "a.txt").write_text(f"SSN {P.ssn}")
    (here / "b.txt").write_text(f'SSN {P.ssn}  # promptward: allow[ssn] reason="x"')
    config = here / ".promptward" / "config.toml"
    config.write_text('[scan.allow."fx/**"]\ncategories = ["ssn"]\nreason = "invented"\n')
    assert promptward("scan", ".", cwd=here).returncode == 0
    config.write_text("[scan]\ninline_allow = false\n")
    assert len(lines(promptward("scan", ".", cwd=here))) == 2
    config.write_text("[scan]\ninline_alow = false\n")
    wrong = promptward("config", "validate", cwd=here)
    assert wrong.returncode == 2
    assert "did you mean `inline_allow`" in wrong.stderr
    config.unlink()
    (here / "pyproject.toml").write_text('[tool.promptward.scan]\nexclude = ["fx/"]\n')
    assert "excluded 1" in promptward("scan", ".", cwd=here).stderr


# ------------------------------------------------------------------ baseline


def test_a_baseline_hides_what_was_there_and_nothing_more(
    promptward, folder_of_people, tmp_path
) -> None:
    here = tmp_path / "work"
    shutil.copytree(folder_of_people, here)
    (here / "bad.bin").unlink()
    made = promptward("baseline", "create", cwd=here)
    assert made.returncode == 0
    path = here / ".promptward" / "baseline.jsonl"
    assert_no_value(path.read_text())
    assert path.read_text().splitlines() == sorted(path.read_text().splitlines())
    again = promptward("scan", ".", cwd=here)
    assert (again.returncode, again.stdout) == (0, "")
    note = here / "n.txt"
    note.write_text("moved\n\n" + note.read_text())
    assert promptward("scan", ".", cwd=here).returncode == 0
    note.write_text(note.read_text() + "Patient: Ruth Abernathy, SSN 410-22-9187\n")
    more = promptward("scan", ".", cwd=here)
    assert more.returncode == 1
    assert {line.split(": ")[1].split()[1].rpartition(".")[2] for line in lines(more)} == {
        "names",
        "ssn",
    }
    update = promptward("baseline", "update", cwd=here)
    assert update.returncode == 0
    assert promptward("scan", ".", cwd=here).returncode == 0
    note.unlink()
    promptward("baseline", "prune", cwd=here)
    assert "n.txt" not in path.read_text()
    stats = promptward("baseline", "stats", cwd=here)
    assert "todo" in stats.stdout


def test_history_knows_the_baseline_and_the_allows_of_its_paths(promptward, repository) -> None:
    folder = repository.folder
    (folder / "old.txt").write_text(f"SSN {P.ssn}\n")
    (folder / "fixtures").mkdir()
    (folder / ".promptward").mkdir()
    (folder / ".promptward/config.toml").write_text(
        '[scan.allow."fixtures/**"]\ncategories = ["ssn"]\nreason = "invented"\n'
    )
    assert promptward("baseline", "create", "old.txt", cwd=folder).returncode == 0
    repository("add", ".")
    repository("commit", "-qm", "two")
    for number in range(2):
        (folder / "old.txt").write_text(f"clean {number}\nSSN {P.ssn}\n")
        (folder / f"fixtures/{number}.txt").write_text(f"SSN {P.ssn} {number}\n")
        repository("add", ".")
        repository("commit", "-qm", f"more {number}")
    done = promptward("scan", "--since", "HEAD~2", "--format", "json", cwd=folder)
    assert done.returncode == 0, done.stdout
    told = json.loads(done.stdout)
    commits = {one["commit"] for one in told["files"] if one["path"] == "old.txt"}
    assert len(commits) == 2
    (folder / "old.txt").write_text(f"SSN {P.ssn}\nSSN 410-22-9187\n")
    repository("commit", "-qam", "new")
    done = promptward("scan", "--since", "HEAD~1", "--format", "github", cwd=folder)
    assert done.returncode == 1
    assert "file=old.txt,line=2" in done.stdout  # the path itself, where GitHub looks for it


def test_no_guess_of_a_value_can_be_checked_against_a_baseline(promptward, tmp_path) -> None:
    here = tmp_path / "work"
    here.mkdir()
    written = []
    for ssn, born in ((P.ssn, P.born), (PEOPLE[1].ssn, PEOPLE[1].born)):
        (here / "a.txt").write_text(f"Patient: {P.name}, born {born}, the SSN is {ssn} as said\n")
        promptward("baseline", "create", "--force", cwd=here)
        written.append((here / ".promptward" / "baseline.jsonl").read_text())
    assert written[0] == written[1] != ""


def test_a_key_tells_one_value_from_another(promptward, tmp_path) -> None:
    here = tmp_path / "work"
    here.mkdir()
    env = {"PROMPTWARD_BASELINE_KEY": "0123456789abcdef0123"}
    (here / "a.txt").write_text(f"the SSN is {P.ssn} as said\n")
    promptward("baseline", "create", cwd=here, env=env)
    assert "tags" in (here / ".promptward" / "baseline.jsonl").read_text()
    assert promptward("scan", ".", cwd=here, env=env).returncode == 0
    (here / "a.txt").write_text(f"the SSN is {PEOPLE[1].ssn} as said\n")
    assert promptward("scan", ".", cwd=here).returncode == 0  # without the key: not to be told
    assert promptward("scan", ".", cwd=here, env=env).returncode == 1


def test_entries_that_ended_or_are_real_hide_nothing(promptward, tmp_path) -> None:
    here = tmp_path / "work"
    here.mkdir()
    (here / "a.txt").write_text(f"the SSN is {P.ssn} as said\n")
    promptward("baseline", "create", cwd=here)
    path = here / ".promptward" / "baseline.jsonl"
    entry = json.loads(path.read_text())
    for more, code in (
        ({"status": "accepted", "expires": "2999-01-01"}, 0),
        ({"expires": "2020-01-01"}, 1),
        ({"status": "real"}, 1),
    ):
        path.write_text(json.dumps({**entry, **more}) + "\n")
        assert promptward("scan", ".", cwd=here).returncode == code
    path.write_text("<<<<<<< ours\n")
    broken = promptward("scan", ".", cwd=here)
    assert broken.returncode == 2
    assert "conflict" in broken.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of POSIX")
def test_an_audit_is_a_conversation(environment, tmp_path, promptward) -> None:
    here = tmp_path / "work"
    here.mkdir()
    (here / "a.txt").write_text(f"the SSN is {P.ssn} as said\nPhone: {P.phone}\n")
    promptward("baseline", "create", cwd=here)
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "promptward", "baseline", "audit", "--by", "me"],
        stdin=child, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=here, env=environment,
    )  # fmt: skip
    os.write(parent, b"s\nfaker seed 7\na\nthe switchboard\n2999-01-01\n")
    said = process.communicate(timeout=120)[0].decode()
    os.close(parent)
    os.close(child)
    assert process.returncode == 0, said
    assert_no_value(said)
    entries = [
        json.loads(line)
        for line in (here / ".promptward" / "baseline.jsonl").read_text().splitlines()
    ]
    assert {(e["status"], e["reason"], e["by"]) for e in entries} == {
        ("synthetic", "faker seed 7", "me"), ("accepted", "the switchboard", "me"),
    }  # fmt: skip


def test_random_edits_of_lines_change_next_to_nothing(promptward, tmp_path) -> None:
    """Churn: 200 edits that leave the values alone (moves, blanks, words in between)."""
    here = tmp_path / "work"
    here.mkdir()
    chance = random.Random(11)
    notes = []
    for number in range(40):
        p = PEOPLE[number % 5]
        notes += [
            f"Patient: {p.name}",
            "seen today for a follow up",
            f"the SSN on file is {p.ssn}",
            f"call back at {p.phone}",
            "",
        ]
    path = here / "notes.txt"
    path.write_text("\n".join(notes))
    promptward("baseline", "create", cwd=here)
    before = json.loads(promptward("scan", ".", "--format", "json", cwd=here).stdout)["summary"]
    for _ in range(200):
        at = chance.randrange(len(notes))
        match chance.randrange(4):
            case 0:
                notes.insert(at, "")
            case 1:
                notes.insert(at, "no acute distress, plan as before")
            case 2:
                notes[at] = "    " + notes[at].replace(" ", "  ", 1)
            case _:
                notes.append(notes.pop(at))
    path.write_text("\n".join(notes))
    after = json.loads(promptward("scan", ".", "--format", "json", cwd=here).stdout)["summary"]
    assert before["findings"] == 0
    assert after["findings"] <= 0.02 * before["baseline"]


# ------------------------------------------------------------------ fix


@pytest.mark.parametrize("mode", ["redact", "mask", "synthetic"])
def test_a_fixed_file_stays_what_it_was(promptward, folder_of_people, mode) -> None:
    before = {path.name: path.read_bytes() for path in folder_of_people.iterdir()}
    dry = promptward("fix", folder_of_people, "--mode", mode, "--dry-run")
    assert {path.name: path.read_bytes() for path in folder_of_people.iterdir()} == before
    assert_no_value(dry.stdout, dry.stderr)
    done = promptward("fix", folder_of_people, "--mode", mode, "--backup")
    assert_no_value(done.stdout, done.stderr)
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


# ------------------------------------------------------------------ explain


def test_a_category_and_a_finding_are_explained(promptward, folder_of_people, tmp_path) -> None:
    said = promptward("explain", "ssn").stdout
    assert "164.514" in said
    report = tmp_path / "r.json"
    report.write_text(promptward("scan", folder_of_people, "--format", "json").stdout)
    finding = json.loads(report.read_text())["files"][0]["findings"][0]
    done = promptward("explain", finding["fingerprint"], "--in", report)
    assert done.returncode == 0
    assert "because" in done.stdout
    assert promptward("explain", "snn").returncode == 2

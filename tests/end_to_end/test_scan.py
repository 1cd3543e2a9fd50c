"""What is scanned, as real processes on real repositories and files."""

import csv
import io
import json
import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.policy_engine.formats.people import PEOPLE

from .told import P, assert_no_value, lines

pytestmark = pytest.mark.e2e


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


def test_an_ignored_folder_that_is_named_is_looked_at(promptward, repository) -> None:
    folder = repository.folder
    (folder / ".gitignore").write_text("out/\n*.log\n")
    below = folder / "out" / "a" / "b"
    below.mkdir(parents=True)
    (below / "c.txt").write_text(f"SSN {P.ssn}")
    (below / "d.log").write_text(f"SSN {P.ssn}")
    for named in ("out", "out/a", "out/a/b"):
        done = promptward("scan", named, cwd=folder)
        found = {line.split(":")[0].removeprefix(named).strip("/") for line in lines(done)}
        assert {Path(name).name for name in found} == {"c.txt", "d.log"}, named


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
    assert "error[git]: `nowhere` names no commit here" in wrong.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_on_a_terminal_no_finding_stands_behind_the_progress(tmp_path, environment) -> None:
    import pty  # POSIX only

    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("SSN 536-22-4399\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "promptward", "scan", "."]
    with subprocess.Popen(
        command, stdout=theirs, stderr=theirs, stdin=theirs, cwd=tmp_path, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # what Linux says at the end
            while data := os.read(ours, 65536):
                shown += data
        os.close(ours)
    assert process.returncode == 1
    rows = shown.decode().replace("\r\n", "\n").split("\n")
    assert "0 of 2 files" in rows[0]
    left = [row.rpartition("\r")[2] for row in rows]
    assert any("a.txt:1:5" in row for row in left)
    assert not any("of 2 files" in row for row in left)


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


def test_an_author_in_code_is_no_finding_and_a_patient_is(promptward, tmp_path) -> None:
    path = tmp_path / "a.py"
    path.write_text(
        f"# Written by {PEOPLE[1].name}, 2019-03-04\n" + "x = 1\n" * 400 + f"# Patient {P.name}\n"
    )
    done = promptward("scan", path)
    assert [line.split(": ")[0] for line in lines(done)] == [f"{path}:402:11"]
    thorough = promptward("scan", path, "--thorough")
    assert len(lines(thorough)) > 1


def test_a_file_that_takes_too_long_makes_a_scan_incomplete(promptward, tmp_path) -> None:
    path = tmp_path / "long.jsonl"
    line = json.dumps({"name": P.name, "ssn": P.ssn, "note": "seen today, back in a week"}) + "\n"
    path.write_text(line * 20_000)
    done = promptward("scan", path, "--timeout", "0.01")
    assert done.returncode == 3
    assert "[timeout]" in done.stdout
    assert "not scanned 1 (timeout 1)" in done.stderr
    assert_no_value(done.stdout, done.stderr)
    refused = promptward("scan", path, "--timeout", "-1")
    assert refused.returncode == 2


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks the system for processes")
def test_workers_of_a_scan_that_is_killed_end_with_it(environment, tmp_path) -> None:
    line = json.dumps({"name": P.name, "ssn": P.ssn, "note": "seen today, back in a week"}) + "\n"
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(line * 200_000)
    command = [sys.executable, "-m", "promptward", "scan", tmp_path, "-j", "2"]
    scan = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    workers = _eventually(lambda: children if len(children := _children(scan.pid)) == 2 else [])
    assert len(workers) == 2
    scan.kill()
    scan.wait()
    assert _eventually(lambda: not any(map(_lives, workers)))


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _eventually(asked):
    """What is answered, once that is something; at the latest after a minute."""
    for _ in range(600):
        answer = asked()
        if answer:
            break
        time.sleep(0.1)
    return answer

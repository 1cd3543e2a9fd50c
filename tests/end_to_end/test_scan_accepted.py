"""Findings that are accepted: by comments, by the configuration, by a baseline."""

import json
import os
import pty
import random
import shutil
import subprocess
import sys

import pytest

from tests.policy_engine.formats.people import PEOPLE

from .told import P, assert_no_value, lines

pytestmark = pytest.mark.e2e


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


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("date", "a category that the policy does not have; did you mean `dates`?"),
        ("ssn, whoever", "a category that the policy does not have; findings say theirs"),
        ("*", "a category that the policy does not have; findings say theirs"),
        ("phone", "allows what is not there; take it out"),
    ],
)
def test_a_mistyped_category_is_told_as_one(promptward, tmp_path, named, said) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f'nothing  # promptward: allow[{named}] reason="invented"\n')
    (note,) = lines(promptward("scan", path))
    assert said in note
    assert "whoever" not in note


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


def test_two_more_findings_of_a_known_form_are_counted_as_new(promptward, tmp_path) -> None:
    here = tmp_path / "work"
    here.mkdir()
    (here / "a.txt").write_text(f"SSN {P.ssn}\n")
    assert promptward("baseline", "create", cwd=here).returncode == 0
    (here / "a.txt").write_text(f"SSN {P.ssn}\n" * 3)
    updated = promptward("baseline", "update", cwd=here)
    assert "1 entry, 2 new findings" in updated.stdout
    assert "0 new findings" in promptward("baseline", "update", cwd=here).stdout


def test_no_baseline_is_written_where_none_is_in_force(promptward, tmp_path) -> None:
    here = tmp_path / "work"
    (here / ".promptward").mkdir(parents=True)
    (here / ".promptward" / "config.toml").write_text("[scan]\nbaseline_allowed = false\n")
    baseline = here / ".promptward" / "baseline.jsonl"
    baseline.write_text("")
    for command in ("create", "update", "prune"):
        done = promptward("baseline", command, cwd=here)
        assert done.returncode == 2
        assert "baseline_allowed" in done.stderr
    assert baseline.read_text() == ""


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


def test_what_init_writes_may_be_committed(promptward, repository) -> None:
    made = promptward("init", "--yes", "--no-hook", "--name", "ward7b", cwd=repository.folder)
    assert made.returncode == 0
    done = promptward("scan", ".", cwd=repository.folder)
    assert lines(done) == []
    assert done.returncode == 0
    assert "allowed)" in done.stderr


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('"expires": "tomorrow"', "`expires` is no day"),
        ('"expires": "20270601"', "`expires` is no day"),
        ('"expire": "2027-06-01"', "entries know"),
    ],
)
def test_an_entry_whose_last_day_cannot_be_read_is_refused(
    promptward, tmp_path, more, said
) -> None:
    (tmp_path / ".promptward").mkdir()
    entry = '{"path": "a.txt", "category": "ssn", "fp": "c1:0", "n": 1, "status": "accepted", %s}'
    (tmp_path / ".promptward" / "baseline.jsonl").write_text(entry % more)
    (tmp_path / "a.txt").write_text("nothing")
    done = promptward("scan", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr

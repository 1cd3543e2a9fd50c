"""Real processes: the command line as a shell starts it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.policy_engine.formats.people import PEOPLE

Done: TypeAlias = "subprocess.CompletedProcess[str]"
Run: TypeAlias = Callable[..., Done]

SURROUNDINGS = ("PROMPTWARD_POLICY", "PROMPTWARD_FLOOR", "NO_COLOR", "HOME", "XDG_CACHE_HOME")


@pytest.fixture(scope="session")
def cache(shipped_cache: Path) -> Path:
    """One cache for all commands of a run, so that each policy is compiled once."""
    return shipped_cache


@pytest.fixture
def environment(cache: Path) -> dict[str, str]:
    """The surroundings of a process: those of the tests, without what steers promptward."""
    kept = {key: value for key, value in os.environ.items() if key not in SURROUNDINGS}
    return {**kept, "PROMPTWARD_CACHE": str(cache), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def promptward(environment: dict[str, str], tmp_path: Path) -> Run:
    """`promptward(*arguments, stdin=…)` runs one command in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()

    def run(
        *arguments: str | Path,
        stdin: str | bytes = b"",
        cwd: Path | None = None,
        env: dict[str, str] | None = None,
    ) -> Done:
        command: Sequence[str] = [sys.executable, "-m", "promptward", *map(str, arguments)]
        done = subprocess.run(
            command,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=cwd or folder,
            env={**environment, **(env or {})},
            timeout=120,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return subprocess.CompletedProcess(
            command, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture
def clinic() -> Path:
    """A small policy that imports nothing."""
    return Path(__file__).with_name("clinic.ward")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note with a low, a high and a medium finding of the clinic's policy."""
    path = tmp_path / "note.txt"
    path.write_text("Patient Eleanor Marsh, MRN: 004711\nSSN 900-12-3456.\n")
    return path


@pytest.fixture
def repository(environment, tmp_path):
    """A repository with one commit; `git(*arguments)` runs git in it, as somebody."""
    folder = tmp_path / "repository"
    folder.mkdir()
    env = {
        **{k: v for k, v in environment.items() if not k.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@t.invalid",
        "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@t.invalid",
        "GIT_ALLOW_PROTOCOL": "file",
    }  # fmt: skip

    def git(*arguments: str | bytes, cwd: Path = folder, check: bool = True, **more: str):
        done = subprocess.run(
            ["git", *arguments], cwd=cwd, env={**env, **more}, capture_output=True, check=False, timeout=300,
        )  # fmt: skip
        if check:
            assert done.returncode == 0, done.stderr.decode()
        return done

    git("init", "-q", "-b", "main")
    (folder / "README").write_text("a clinic\n")
    git("add", ".")
    git("commit", "-qm", "one")
    git.folder = folder
    return git


@pytest.fixture
def folder_of_people(tmp_path) -> Path:
    """Identifiers in a table, a text, JSON, and where they can't be read."""
    folder = tmp_path / "people"
    folder.mkdir()
    rows = "".join(f"{p.name},{p.born},{p.ssn},{p.phone},{p.mrn}\n" for p in PEOPLE)
    (folder / "p.csv").write_text(f"name,dob,ssn,phone,mrn\n{rows}")
    (folder / "n.txt").write_text(
        "".join(f"Patient: {p.name}, {p.street}, SSN {p.ssn}\n" for p in PEOPLE)
    )
    (folder / "a b#.json").write_text(json.dumps([{"name": p.name, "ssn": p.ssn} for p in PEOPLE]))
    (folder / "bad.bin").write_bytes(b"\1\0\2" + PEOPLE[0].ssn.encode())
    return folder

"""A fault of the program itself: no traceback, nothing of the text, and never exit code 1."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

VALUE = "Eleanor Marsh"
SAID = f"Patient: {VALUE}, SSN 900-12-3456"
# The worst exception: its message, its arguments and its cause all hold the text.
RAISE = f"raise RuntimeError({SAID!r}) from ValueError({SAID!r})"


@pytest.fixture
def faulty(tmp_path):
    """Surroundings in which these lines of Python run before the program does."""

    def surroundings(*lines: str) -> dict[str, str]:
        folder = tmp_path / "faults"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text("\n".join(lines) + "\n")
        return {"PYTHONPATH": str(folder)}

    return surroundings


def replaced(module: str, name: str) -> tuple[str, ...]:
    """Lines that put a function which raises in the place of `name`."""
    return (f"import {module} as module", "def broken(*_, **__):", f"    {RAISE}", f"module.{name} = broken")  # fmt: skip


def assert_internal(done, kind: str) -> None:
    assert done.returncode == 2
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith(f"promptward: error[internal]: {kind} in ")
    assert first.endswith("; nothing was decided")
    assert "report" in second
    assert "promptward doctor" in second
    assert "Eleanor" not in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("check", "-"),
        ("redact", "-"),
        ("scan", "-"),
        ("scan", "--records", "jsonl", "-"),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_a_fault_while_a_policy_loads_is_two_and_says_how_to_report(
    promptward, faulty, command
) -> None:
    env = faulty(*replaced("promptward.loading", "load"))
    done = promptward(*command, stdin=SAID, env=env)
    if command == ("doctor",):  # it has said what was in order before it came there
        assert done.returncode == 2
        assert "error[internal]: RuntimeError" in done.stderr
        return
    assert_internal(done, "RuntimeError")
    assert "sitecustomize line" in done.stderr


def test_a_fault_of_a_policy_command_is_two(promptward, faulty, clinic) -> None:
    env = faulty(*replaced("promptward.review", "review"))
    assert_internal(promptward("policy", "check", clinic, env=env), "RuntimeError")


def test_a_fault_in_the_command_line_itself_is_two(promptward, faulty) -> None:
    env = faulty(*replaced("promptward.cli.app", "run"))
    assert_internal(promptward("--help", env=env), "RuntimeError")


@pytest.mark.parametrize("missing", ["click", "hyperscan", "promptward_rules"])
def test_an_installation_that_lacks_a_part_is_two(promptward, faulty, missing, tmp_path) -> None:
    env = {
        **faulty("import sys", f"sys.modules[{missing!r}] = None"),
        "PROMPTWARD_CACHE": str(tmp_path / "empty"),
    }
    assert_internal(promptward("check", "-", stdin=SAID, env=env), "ModuleNotFoundError")


def test_the_doctor_names_a_matching_engine_that_cannot_be_loaded(promptward, faulty) -> None:
    env = faulty("import sys", "sys.modules['hyperscan'] = None")
    done = promptward("doctor", env=env)
    assert done.returncode == 2
    assert "hyperscan can't be loaded" in done.stdout


# ------------------------------------------------------------------ inside a decision


@pytest.fixture
def broken_find(faulty) -> dict[str, str]:
    return faulty(
        "from promptward.detect import Detection",
        "def find(self, text, fields=(), **how):",
        "    if 'Eleanor' in text:",
        f"        {RAISE}",
        "    return ()",
        "Detection.find = find",
    )


def test_a_fault_inside_a_decision_blocks_and_names_the_stage(
    promptward, broken_find, clinic
) -> None:
    command = ("check", "-", "--policy", clinic)
    assert promptward(*command, stdin=SAID).returncode == 1  # and compiles it, unbroken
    done = promptward(*command, stdin=SAID, env=broken_find)
    assert done.returncode == 3
    assert done.stdout.startswith("block")
    assert "engine_find" in done.stdout
    assert "Nothing may leave" in done.stdout
    assert "Eleanor" not in done.stdout + done.stderr


def test_a_fault_inside_a_decision_redacts_nothing(promptward, broken_find, clinic) -> None:
    promptward("redact", "-", "--policy", clinic)
    done = promptward("redact", "-", "--policy", clinic, stdin=SAID, env=broken_find)
    assert (done.returncode, done.stdout) == (3, "")
    assert "engine_find" in done.stderr
    assert "Eleanor" not in done.stderr


def test_a_fault_on_one_file_is_that_file_s_and_the_rest_is_scanned(
    promptward, broken_find, clinic, tmp_path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(SAID)
    (folder / "b.txt").write_text("nothing here")
    promptward("scan", folder, "--policy", clinic)
    done = promptward("scan", folder, "--policy", clinic, "--format", "json", env=broken_find)
    report = json.loads(done.stdout)
    assert done.returncode == 3
    assert [one["error"] for one in report["not_scanned"]] == ["engine_error"]
    assert [Path(one["path"]).name for one in report["files"]] == ["b.txt"]
    assert "Eleanor" not in done.stdout + done.stderr


def test_a_fault_on_one_record_is_that_record_s(promptward, broken_find, clinic) -> None:
    lines = "\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate([SAID, "x"]))
    command = ("scan", "--records", "jsonl", "-", "--policy", clinic)
    promptward(*command, stdin=lines)
    done = promptward(*command, stdin=lines, env=broken_find)
    assert done.returncode == 3
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {"id": 0, "line": 1, "error": "engine_error"}
    assert second == {"id": 1, "findings": []}


# ------------------------------------------------------------------ streams

posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell and its devices")


def shell(environment, script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f'"$0" -m promptward {script}', sys.executable, *map(str, arguments)],
        input=SAID,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )


@posix
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('check - --policy "$1" >&-', 2),
        ('redact - --policy "$1" >&-', 2),
        ('check - --policy "$1" <&-', 3),
        ('scan - --policy "$1" <&-', 3),
        ('scan --records jsonl - --policy "$1" <&-', 3),
    ],
)
def test_a_closed_stream_is_said_and_never_passes(environment, clinic, script, code) -> None:
    done = shell(environment, script, clinic)
    assert done.returncode == code
    assert "is closed" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "internal" not in done.stderr


@posix
def test_without_standard_error_the_exit_code_still_tells(environment, clinic) -> None:
    done = shell(environment, 'check - --policy "$1" 2>&-', clinic)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("block")
    assert shell(environment, 'check /does/not/exist --policy "$1" 2>&-', clinic).returncode == 3


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    "script",
    [
        'check - --policy "$1"',
        'check - --policy "$1" --format json',
        'redact - --policy "$1"',
        'scan - --policy "$1"',
        'scan --records jsonl - --policy "$1"',
        'policy show "$1"',
        "--help",
    ],
)
def test_a_report_that_does_not_fit_is_not_a_finding(environment, clinic, script) -> None:
    done = shell(environment, f"{script} > /dev/full", clinic)
    assert done.returncode == 2
    assert "error[unwritable]: standard output: no space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_fault_that_nobody_can_be_told_of_is_still_no_finding(environment, clinic) -> None:
    done = shell(environment, 'check - --policy "$1" > /dev/full 2> /dev/full', clinic)
    assert done.returncode == 2

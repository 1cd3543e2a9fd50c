"""Paths on the command line: completed by the shell, and never empty."""

import os
import select
import shutil
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

COMPLETED = [
    ("redact", "c", "file"),
    ("check --policy", "c", "file"),
    ("redact n.txt -o", "c", "file"),
    ("scan", "c", "file"),
    ("fix", "c", "file"),
    ("policy check", "z.", "file"),
    ("policy fmt", "z.", "file"),
    ("policy diff a.ward", "z.", "file"),
    ("policy new detector d --from-examples", "e", "file"),
    ("audit verify --log", "l", "dir"),
    ("audit anchor --to-git", "r", "dir"),
    ("init", "p", "dir"),
]


@pytest.mark.parametrize(("before", "word", "kind"), COMPLETED)
def test_the_shell_is_asked_for_files(promptward, before, word, kind) -> None:
    words = f"promptward {before} {word}"
    asked = {
        "_PROMPTWARD_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    assert promptward(env=asked).stdout == f"{kind},{word}\n"


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="needs bash")
def test_a_real_bash_completes_names_of_files(environment, tmp_path) -> None:
    import pty

    (tmp_path / "c note.txt").touch()
    scripts = Path(sys.executable).parent
    surroundings = {
        **environment, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb", "PS1": "$ ",
    }  # fmt: skip
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], surroundings)  # noqa: S606  # a shell, at a terminal
    try:
        os.write(terminal, b'eval "$(promptward completion bash)"; echo ready-$((1+1))\n')
        assert "ready-2" in read_until(terminal, "ready-2")
        os.write(terminal, b"promptward redact c\t")
        assert r"c\ note.txt" in read_until(terminal, r"c\ note.txt")
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)


def read_until(terminal: int, wanted: str) -> str:
    """What a terminal shows, up to what is wanted or half a minute."""
    shown, end = "", time.monotonic() + 30
    while wanted not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 65536).decode(errors="replace")
    return shown


@pytest.mark.parametrize(
    "command",
    [
        ("policy", "check", ""),
        ("policy", "show", ""),
        ("policy", "test", ""),
        ("policy", "diff", "a.ward", ""),
        ("policy", "fmt", ""),
        ("policy", "explain", "x", "--policy", ""),
        ("check", "-", "--policy", ""),
        ("check", ""),
        ("redact", ""),
        ("redact", "-", "-o", ""),
        ("check", "-", "--reason-from", ""),
        ("restore", "--scope", "a", ""),
        ("scan", ""),
        ("scan", ".", ""),
        ("scan", "--baseline", "", "."),
        ("fix", ""),
        ("baseline", "create", ""),
        ("audit", "verify", "--log", ""),
        ("notebook", "clean", ""),
        ("doctor", "--policy", ""),
        ("init", ""),
    ],
    ids=" ".join,
)
def test_an_empty_path_is_no_other_one(promptward, command) -> None:
    done = promptward(*command, stdin="text")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the path is empty" in done.stderr
    assert "see that it is set" in done.stderr


def test_an_empty_name_loads_no_policy() -> None:
    import promptward

    with pytest.raises(promptward.PolicyError, match="is empty"):
        promptward.load("")


def test_a_report_can_not_go_to_standard_output_as_well(promptward, tmp_path) -> None:
    done = promptward("scan", tmp_path, "--report=junit=-", cwd=tmp_path)
    assert done.returncode == 2
    assert "--format junit" in done.stderr
    assert not list(tmp_path.glob("-"))


def test_a_text_is_not_written_over_itself(promptward, tmp_path) -> None:
    note = tmp_path / "n.txt"
    note.write_text("SSN 536-22-4399\n")
    (tmp_path / "link").symlink_to(note)
    for name in (note, tmp_path / "link"):
        done = promptward("redact", note, "-o", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert "error[same_file]" in done.stderr
    assert note.read_text() == "SSN 536-22-4399\n"
    assert promptward("redact", note, "-o", "-").stdout == "SSN [ssn]\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize("name", ["policy.ward", "config.toml"])
def test_a_named_pipe_is_not_waited_for(promptward, tmp_path, name) -> None:
    (tmp_path / ".promptward").mkdir()
    os.mkfifo(tmp_path / ".promptward" / name)
    done = promptward("check", "-", stdin="x", cwd=tmp_path)
    assert done.returncode == 2
    assert name in done.stderr

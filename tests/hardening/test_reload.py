"""Policies that change, half written or while others decide: what holds is one of them, whole."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import promptward
from promptward.guard import process
from promptward.guard.guard import Guard, Source
from promptward.guard.imports import Hook
from promptward.model import PromptwardError
from tests.guard.conftest import CLINICIAN, environ, guard, other, ours, place, servers
from tests.guard.ways import PROMPT, VALUES, by_httpx, by_urllib, chat_url
from tests.policy_engine.clinic import CLINIC, NOTE, TODAY, ask

__all__ = ["environ", "guard", "other", "ours", "place", "servers"]

STRICTER = (
    CLINIC.replace("version 1.0.0", "version 1.0.1")
    .replace("  then redact on ssn\n  then warn", "  then block")
    .split('test "a summary')[0]
)
SOCIAL = "536-22-4399"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home").mkdir()
    path = tmp_path / "home" / "clinic.ward"
    path.write_text(CLINIC)
    return path


def load(path):
    folder = path.parent
    return promptward.load(
        path,
        today=TODAY,
        environ={"PROMPTWARD_CACHE": str(folder / "cache")},
        folder=str(folder),
        floor_folder=str(folder / "none"),
    )


@pytest.mark.parametrize("step", [211, pytest.param(1, marks=pytest.mark.slow)])
def test_of_a_policy_cut_anywhere_nothing_holds_that_nobody_wrote(home, step):
    """It is refused, unless what is left is a policy by itself; a signature tells even that."""
    ends = {0}
    for at, line in enumerate(CLINIC.splitlines()):
        if line == "}" or not line.startswith((" ", "}")):
            ends.add(sum(len(one) + 1 for one in CLINIC.splitlines()[: at + 1]))
    loaded = 0
    for size in range(0, len(CLINIC), step):
        home.write_text(CLINIC[:size])
        try:
            engine = load(home)
        except PromptwardError:
            continue
        loaded += 1
        # There, what is left is a policy: without the rules behind it, it may let out more. A
        # declaration of one line (`role clinician`) may end in any letter.
        line = CLINIC[:size].rpartition("\n")[2]
        short = line[:1].isalpha() and "{" not in line
        assert size in ends or size + 1 in ends or short or not CLINIC[size:].strip()
        engine.decide(ask())
    assert loaded < len(CLINIC) // step // 4


def test_the_beginning_of_what_was_loaded_is_refused(home):
    """However it was cut, unless somebody wrote behind it that it ends there."""
    load(home)
    whole = CLINIC.rstrip()
    last = whole.rindex("\ntest ")
    for text in (whole[:last], whole[:last] + "\n\n", whole[: whole.rindex("\nrule ")] + "\n"):
        home.write_text(text)
        with pytest.raises(PromptwardError, match="it may have been cut"):
            load(home)

    home.write_text(whole + "\n\n# nothing is missing behind a comment\n")
    load(home)
    home.write_text(whole)
    load(home)
    home.write_text(whole[:last] + "\n# the test is gone for good\n")
    load(home)
    home.write_text(whole)
    load(home)


def test_what_loads_while_a_policy_is_replaced_is_one_of_the_two(home):
    """Whoever replaces the file as one does, decides by the old or by the new, never by neither."""
    load(home)
    home.write_text(STRICTER)
    load(home)
    wrong: list[object] = []
    seen: set[str] = set()
    stop = threading.Event()

    def replaced() -> None:
        number = 0
        while not stop.is_set():
            part = home.with_suffix(".part")
            part.write_text((CLINIC, STRICTER)[number % 2])
            os.replace(part, home)  # noqa: PTH105  # what an editor calls
            number += 1

    def deciding() -> None:
        for _ in range(12):
            try:
                decision = load(home).decide(ask())
            except Exception as error:  # noqa: BLE001  # whatever it is, it is wrong
                wrong.append(error)
                return
            seen.add(decision.verdict)
            if decision.verdict not in {"block", "warn"} or SOCIAL in str(decision.text):
                wrong.append(decision)

    writer = threading.Thread(target=replaced)
    readers = [threading.Thread(target=deciding) for _ in range(3)]
    writer.start()
    for one in readers:
        one.start()
    for one in readers:
        one.join(120)
    stop.set()
    writer.join(20)
    assert not wrong
    assert seen <= {"warn", "block"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_while_the_guard_is_replaced_under_load_nothing_undecided_leaves(
    guard, ours, place, environ, monkeypatch
):
    install = Hook.install
    # As on a busy machine: between the old and the new somebody else has a turn.
    monkeypatch.setattr(Hook, "install", lambda hook: (time.sleep(0.05), install(hook))[1])
    by_httpx(chat_url(ours), PROMPT)
    ours.clear()
    failed: list[str] = []
    stop = threading.Event()

    def asking(ask) -> None:
        while not stop.is_set():
            try:
                ask(chat_url(ours), PROMPT)
            except Exception as error:  # noqa: BLE001  # refused is as good as judged
                failed.append(type(error).__name__)

    threads = [threading.Thread(target=asking, args=(ask,)) for ask in (by_httpx, by_urllib) * 2]
    for one in threads:
        one.start()
    for _ in range(15):
        made = Guard(Source(None, str(place), str(place / "nowhere")), environ=environ)
        made.use(CLINICIAN)
        process.replace_guard(made)
    stop.set()
    for one in threads:
        one.join(60)
    assert ours.received
    for value in VALUES:
        assert value.encode() not in ours.bytes


SLOW = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run behind others
from promptward import detect
found = detect.Detection.find
def find(self, *given, **named):
    print("deciding", file=sys.stderr, flush=True)
    time.sleep(60)
    return found(self, *given, **named)
detect.Detection.find = find
from promptward.cli import entry
entry()
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL elsewhere")
@pytest.mark.parametrize(
    ("command", "number"),
    [
        ("check", signal.SIGKILL),
        ("redact", signal.SIGINT),
        pytest.param("redact", signal.SIGTERM, marks=pytest.mark.slow),
    ],
)
def test_a_command_that_is_killed_while_it_decides_has_said_nothing(home, command, number):
    load(home)
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, command, "--policy", str(home), "-"],
        env={**os.environ, "PROMPTWARD_CACHE": str(home.parent / "cache")},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=home.parent,
    ) as running:  # fmt: skip
        running.stdin.write(NOTE.encode())
        running.stdin.close()
        assert running.stderr.readline() == b"deciding\n"
        running.send_signal(number)
        shown, said = running.stdout.read(), running.stderr.read()
    assert running.returncode not in (0, 1)
    assert shown == b""
    assert b"John" not in said

"""
A fault at every call that a decision makes, of ours or of a library in C: it blocks, or it raises,
and nothing of the text is in what it says.
"""

import datetime as dt
import errno
import os
import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeAlias

import pytest

import promptward
import promptward_dsl
from promptward.model import Actor, Request
from tests.policy_engine.clinic import NOTE, ask, clinic
from tests.policy_engine.site import DOCTOR, Site

Boundary: TypeAlias = tuple[str, str, int, str]
"""File and name of who calls, the line, the name of what is called."""

OURS = tuple(os.path.dirname(one.__file__) + os.sep for one in (promptward, promptward_dsl))  # noqa: PTH120  # compared with names of files
_LETTING_GO = {"lock.__exit__", "RLock.__exit__", "lock.release", "RLock.release"}
VALUES = ("John Smith", "123456", "1962-03-14", "536-22-4399", "02139")


def full_disk(text: str) -> Exception:
    """As the system says it, with the text in it, as some library may."""
    return OSError(errno.ENOSPC, f"no room for {text}")


def no_memory(text: str) -> Exception:
    return MemoryError(text)


def bug(text: str) -> Exception:
    return KeyError(text)


class Fault:
    """
    Raises once, at a boundary: a call from one place to one function. None raises nowhere.

    `seen` are the boundaries in the order in which they were first passed.
    """

    def __init__(self, at: Boundary | None, error: Callable[[str], Exception] = no_memory) -> None:
        self.at = at
        self.error = error
        self.seen: dict[Boundary, None] = {}
        self.raised = False

    def __call__(self, frame: FrameType, event: str, arg: object) -> None:
        if event == "call":
            caller = frame.f_back
            if caller is None or not frame.f_code.co_filename.startswith(OURS):
                return
            name = frame.f_code.co_qualname
        elif event == "c_call":
            caller = frame
            name = getattr(arg, "__qualname__", "")
        else:
            return
        # Letting go of a lock can't fail; made to, it would be held for ever, and so would the text.
        if not caller.f_code.co_filename.startswith(OURS) or name in _LETTING_GO:
            return
        boundary = (caller.f_code.co_filename, caller.f_code.co_qualname, caller.f_lineno, name)
        self.seen.setdefault(boundary)
        if boundary == self.at and not self.raised:
            self.raised = True
            raise self.error(NOTE)

    def run(self, decide: Callable[[], object]) -> tuple[object, BaseException | None]:
        sys.setprofile(self)
        try:
            return decide(), None
        except Exception as error:  # noqa: BLE001  # what comes out is looked at
            return None, error
        finally:
            sys.setprofile(None)


_DIGEST = re.compile(r"\b[0-9a-f]{32,}\b")
"""Drawn or computed: six given figures stand in one of some millions of them."""


def silent(*shown: str) -> None:
    without = [_DIGEST.sub("", one) for one in shown]
    for value in VALUES:
        for one in without:
            place = one.find(value)
            assert place < 0, one[max(0, place - 60) : place + 60]


def boundaries(decide: Callable[[], object]) -> tuple[list[Boundary], object]:
    """Every boundary of a decision after the first, which also loads what it needs."""
    for _ in range(2):
        decide()
    whole = Fault(None)
    decision, error = whole.run(decide)
    assert error is None
    return list(whole.seen), decision


def faults(decide: Callable[[], object], error: Callable[[str], Exception], every: int = 1) -> int:
    """How many faults kept the text here; each is looked at."""
    found, usual = boundaries(decide)
    stopped = 0
    for at in found[::every]:
        fault = Fault(at, error)
        decision, raised = fault.run(decide)
        if raised is not None:
            stopped += 1
            # Outside of the engine's own guard: what it was made to raise is all that is said.
            assert type(raised) in (MemoryError, OSError, KeyError), at
            assert at[1] in {"Engine.decide", "Engine.redact", "Engine._guarded"}, at
            continue
        silent(repr(decision), str(decision.explain()), repr(decision.reasons))
        if decision.verdict == "block" and usual.verdict != "block":
            stopped += 1
            assert decision.text is None, at
            assert decision.reasons[0].kind == "error", at
        else:
            # What was lost changes nothing: a memory of something, a warning.
            assert decision.verdict == usual.verdict, at
            assert decision.findings == usual.findings, at
            assert decision.text == usual.text, at
    return stopped


@pytest.mark.parametrize(
    "error",
    [no_memory, *(pytest.param(one, marks=pytest.mark.slow) for one in (full_disk, bug))],
)
def test_a_fault_at_any_call_of_a_decision_lets_nothing_out(error):
    engine, request = clinic(), ask(scope="s")
    assert faults(lambda: engine.decide(request), error) > 150
    assert faults(lambda: engine.redact(NOTE), error, 1 if error is not no_memory else 9) > 10
    assert engine.decide(ask()).verdict == "warn"


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_a_fault_at_any_call_of_a_decision_that_is_written_down_lets_nothing_out(tmp_path, every):
    site = Site(tmp_path)
    engine = site.engine()
    request = ask(scope="s", actor=DOCTOR)
    assert faults(lambda: engine.decide(request), full_disk, every) > 300 // every
    silent(*(path.read_text("latin-1") for path in site.folder.rglob("*") if path.is_file()))
    # The log holds, and the next decision is as the first.
    assert site.engine().decide(request).verdict == "warn"


LONG = f"""\
{NOTE} Dr. Avery Stone saw Mary Jones of 12 Main Street, Springfield, IL 62704 on 3/14/2026.
Phone (415) 555-0134, mary.jones@example.org, MRN: 00482913, 92 years old. Jo&#104;n Smith.
| name | mrn |
|------|-----|
| Mary Jones | 00482913 |
PID|1||00482913^^^H^MR||JONES^MARY||19510704|F
"""


@pytest.mark.parametrize("every", [40, pytest.param(1, marks=pytest.mark.slow)])
def test_a_fault_at_any_call_of_the_shipped_policy_lets_nothing_out(shipped, every):
    assert faults(lambda: shipped.redact(LONG, date=dt.date(2026, 11, 23)), no_memory, every) > 20


def test_a_fault_while_the_decision_is_asked_for_something_says_nothing():
    decision = clinic().decide(ask())
    for asked in (
        decision.explain,
        lambda: decision.restore("[NAME_AAAAAA]"),
        lambda: repr(decision),
    ):
        found, _ = boundaries(asked)
        for at in found:
            said, raised = Fault(at, bug).run(asked)
            if raised is None:
                silent(repr(said))


def test_a_stop_from_the_keyboard_stops():
    """No `Exception`: it is not turned into a decision, and no text comes with it."""
    engine, request = clinic(), ask()
    found, _ = boundaries(lambda: engine.decide(request))

    def stop(_text: str) -> BaseException:
        return KeyboardInterrupt()

    stopped = 0
    for at in found[::5]:
        fault = Fault(at, stop)
        try:
            fault.run(lambda: engine.decide(request))
        except KeyboardInterrupt:
            stopped += 1
        else:
            # What an earlier decision has remembered need not be asked for again.
            assert not fault.raised, at
    assert stopped > len(found) // 6
    assert engine.decide(Request(NOTE, actor=Actor("x"))).verdict == "block"

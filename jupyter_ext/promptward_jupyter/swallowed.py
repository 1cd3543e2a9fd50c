"""
Swallowed blocks: a cell whose code caught the error of a block and went on still ends with one.

A bare `except Exception` in a loop over patients is an accident, not an answer; without an error
*Run All*, nbclient and papermill would run the cells behind it. Code that catches `PromptBlocked`
on purpose says so: `guard.acknowledge(blocked)`.

Front ends also run code that nobody sees (for their lists of variables, to complete a name); it
is not stored in the history. An error that ends such a run is an error that nobody reads.
"""

import threading
from collections import deque
from typing import TYPE_CHECKING, NamedTuple, Protocol

from promptward.guard.blocked import PromptBlocked, raised
from promptward.guard.events import STOPPED, Event

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from promptward.guard.guard import Guard

__all__ = ["Swallowed"]


class _Info(Protocol):
    store_history: bool


class _Result(Protocol):
    success: bool
    error_in_exec: BaseException | None
    info: _Info


class _Stopped(NamedTuple):
    """A block, and in which run it was met by the thread that runs cells; 0 for other threads."""

    event: Event
    run: int


class Swallowed:
    """
    The blocks of which no error has reached the reader yet.

    One that a thread met between two cells ends the next cell: its own was over. It waits while
    code runs that nobody sees, which ends with its own blocks only.
    """

    def __init__(self, ip: "InteractiveShell", guard: "Guard") -> None:
        self._ip = ip
        self._guard = guard
        self._stopped: deque[_Stopped] = deque()
        self._thread = threading.get_ident()
        self._run = 0

    def before(self, info: _Info) -> None:
        """Called before each cell."""
        del info
        self._run += 1

    def note(self, event: Event) -> None:
        """Listens to the guard; called in whichever thread asked."""
        if event.outcome in STOPPED:
            run = self._run if threading.get_ident() == self._thread else 0
            self._stopped.append(_Stopped(event, run))

    def after(self, result: _Result) -> None:
        """Called after each cell: fails one that hides a block. Others failed already."""
        told = [self._stopped.popleft() for _ in range(len(self._stopped))]
        if not result.info.store_history:
            self._stopped.extend(one for one in told if one.run != self._run)
            told = [one for one in told if one.run == self._run]
        hidden = [
            one.event for one in told if not self._guard.events.is_acknowledged(one.event.id)
        ]
        if not hidden or not result.success:
            return
        error = raised(PromptBlocked)(_said(hidden), hidden[-1])
        # What a front end and a runner are told is read from here once all callbacks have run.
        result.error_in_exec = error
        self._ip.showtraceback((type(error), error, None))


def _said(hidden: list[Event]) -> str:
    prompts = "a prompt was" if len(hidden) == 1 else f"{len(hidden)} prompts were"
    return (
        f"{prompts} stopped and the code went on without it: {hidden[-1].message} "
        f"[{hidden[-1].id}]; code that expects this says guard.acknowledge(blocked)"
    )

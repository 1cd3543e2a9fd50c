"""
Swallowed blocks: a cell whose code caught the error of a block and went on still ends with one.

A bare `except Exception` in a loop over patients is an accident, not an answer; without an error
*Run All*, nbclient and papermill would run the cells behind it. Code that catches `PromptBlocked`
on purpose says so: `guard.acknowledge(blocked)`.
"""

from typing import TYPE_CHECKING, Protocol

from promptward.guard.blocked import PromptBlocked, raised
from promptward.guard.events import STOPPED, Event

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from promptward.guard.guard import Guard

__all__ = ["Swallowed"]


class _Result(Protocol):
    success: bool
    error_in_exec: BaseException | None


class Swallowed:
    """
    The blocks of which no error has reached the reader yet.

    One that a thread met between two cells ends the next cell: its own was over.
    """

    def __init__(self, ip: "InteractiveShell", guard: "Guard") -> None:
        self._ip = ip
        self._guard = guard
        self._events: list[Event] = []

    def note(self, event: Event) -> None:
        """Listens to the guard; called in whichever thread asked."""
        if event.outcome in STOPPED:
            self._events.append(event)

    def after(self, result: _Result) -> None:
        """Called after each cell: fails one that hides a block. Others failed already."""
        events, self._events = self._events, []
        hidden = [one for one in events if not self._guard.events.is_acknowledged(one.id)]
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

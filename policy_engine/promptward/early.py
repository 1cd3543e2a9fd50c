"""
Deciding before all is compiled: a new policy finds with automata while its databases are made.

The databases of a large policy take half a minute to compile, its automata a second. Both find
the same (`promptward.soundness` holds the one against the other), the automata in ten times the
time (docs/decisions/0826).
"""

import threading
from collections.abc import Callable, Sequence

from promptward.budget import Budget
from promptward.detect import Detection
from promptward.fields import Field
from promptward.model import Finding, PolicyError, PromptwardError, ScanError

__all__ = ["EarlyDetection"]

_LONG = 20_000
"""Code points from which on a text waits for the databases: it would take seconds without."""


class EarlyDetection:
    """
    Finds as `walked` does until `complete` has answered, then as that answer.

    `complete` runs in a thread of its own that ends with the process. It returns None where there
    is no better answer to be had. What it raises is raised by every search from then on: a policy
    that does not compile lets nothing out. Safe to share between threads; a process that was
    forked meanwhile begins anew.
    """

    def __init__(self, walked: Detection, complete: Callable[[], Detection | None]) -> None:
        self._walked = walked
        self._complete = complete
        self._whole: Detection | None = None
        self._failure: str | None = None
        self._thread = self._started()

    def _started(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name="compile", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        try:
            self._whole = self._complete() or self._walked
        except PromptwardError as error:
            self._failure = str(error)
        except Exception as error:  # noqa: BLE001  # said by its class; its words may hold anything
            self._failure = type(error).__name__

    def find(
        self,
        text: str,
        fields: Sequence[Field] = (),
        *,
        disguises: bool = False,
        budget: Budget | None = None,
    ) -> tuple[Finding, ...]:
        """As `Detection.find`; a long text waits. Raises ScanError as well if all failed."""
        detection = self._whole
        if detection is None:
            detection = self._meanwhile(len(text))
        return detection.find(text, fields, disguises=disguises, budget=budget)

    def _meanwhile(self, size: int) -> Detection:
        if self._failure is None and not self._thread.is_alive() and self._whole is None:
            self._thread = self._started()  # this is a child of the process that began it
        if size >= _LONG:
            self._thread.join()
        if self._failure is not None:
            raise ScanError("scan_engine", f"the policy can't be compiled: {self._failure}")
        return self._whole or self._walked

    def settle(self) -> None:
        """Wait until all is compiled. Raises PolicyError if it can't be."""
        self._thread.join()
        if self._failure is not None:
            raise PolicyError(f"the policy can't be compiled: {self._failure}")

"""What one decision may cost: time, and places to judge; past either it is a block."""

from collections.abc import Callable
from time import monotonic, thread_time
from typing import NamedTuple

from promptward.model import ScanError

__all__ = ["LARGEST_TEXT", "Budget", "Limits"]

LARGEST_TEXT = 1 << 24
"""Code points that one decision looks at; a longer text is blocked, never looked at in part."""


class Limits(NamedTuple):
    """
    What a decision, or a search, may cost.

    `characters` is how long a text may be, in code points; `places` how many places of it may be
    judged, in all its views together: about 800 bytes of memory each; `seconds` the CPU time of
    its thread, 0 for any.
    """

    characters: int = LARGEST_TEXT
    places: int = 2_000_000
    seconds: int = 300


class Budget:
    """
    What is left of it for one decision. Stages ask between their steps, so a step is let finish.

    `clock` gives the CPU seconds of this thread: what others do on the machine, or how long a log
    took to write, is none of the decision's cost. To ask for those takes a call of the system, and
    no thread computes for longer than the time that has passed: that is looked at first. `between`
    is called between the steps.
    """

    __slots__ = ("_between", "_clock", "_end", "_left", "_soonest", "_watch", "limits")

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float] = thread_time,
        between: Callable[[], None] | None = None,
    ) -> None:
        self.limits = limits
        self._between = between
        self._clock = clock
        self._left = limits.places
        self._watch = clock
        self._end = self._soonest = clock() + limits.seconds if limits.seconds else 0.0
        if self._end and clock is thread_time:
            self._watch = monotonic
            self._soonest = monotonic() + limits.seconds

    def admit(self, text: str) -> None:
        """Raises ScanError, `scan_too_large`, for a text that is too long to be looked at."""
        most = self.limits.characters
        if len(text) > most:
            raise ScanError("scan_too_large", f"the text is longer than {most} characters")

    def take(self, places: int) -> None:
        """So many more places are judged. Raises ScanError, `scan_too_many` and as `check`."""
        self._left -= places
        if self._left < 0:
            most = self.limits.places
            raise ScanError(
                "scan_too_many", f"more than {most} places of the text would have to be judged"
            )
        self.check()

    def check(self) -> None:
        """Raises ScanError, `scan_out_of_time`, once the time is used up, or as `between`."""
        if self._between is not None:
            self._between()
        if self._end and self._watch() > self._soonest and self._clock() > self._end:
            most = self.limits.seconds
            raise ScanError("scan_out_of_time", f"it took more than {most} s of computing")

"""
Whose turn it is: only one thread of Python runs at a time, and a keystroke must not wait.

A look at a whole text runs in a worker and asks between its steps; from shortly before an answer
to an edit is due until it was given, it waits.
"""

import math
import time
from collections.abc import Hashable

__all__ = ["CancelledError", "Turns", "Wanted"]

NEAR = 0.04
"""Seconds before an answer from which on the worker waits: its longer steps take as long."""
NAP = 0.004
"""Seconds after which it asks again."""


class CancelledError(Exception):
    """A look is not wanted any more."""


class Wanted:
    """Whether a look is still wanted: set on the loop, read by the worker."""

    __slots__ = ("wanted",)

    def __init__(self) -> None:
        self.wanted = True


class Turns:
    """Answers that are due; changed on the loop alone."""

    __slots__ = ("_dues", "_next")

    def __init__(self) -> None:
        self._dues: dict[Hashable, float] = {}
        self._next = math.inf

    def expect(self, whose: Hashable, when: float) -> None:
        """An answer for somebody is due at `when`, by `time.monotonic`."""
        self._dues[whose] = when
        self._next = min(self._dues.values())

    def given(self, whose: Hashable) -> None:
        """It was given, or nobody waits for it any more."""
        self._dues.pop(whose, None)
        self._next = min(self._dues.values(), default=math.inf)

    def give_way(self, look: Wanted) -> None:
        """
        Wait, in the worker, while an answer is about to be given.

        Raises CancelledError for a look that nobody wants any more.
        """
        while look.wanted and self._next - time.monotonic() < NEAR:
            time.sleep(NAP)
        if not look.wanted:
            raise CancelledError

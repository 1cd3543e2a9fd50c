"""The checker: what is wrong with a program, one file for each family of questions."""

import datetime as dt
from collections.abc import Collection
from typing import Protocol

from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.program import Program

__all__ = ["Facts", "check"]


class Facts(Protocol):
    """The names that the engine knows and Ward may use."""

    @property
    def validators(self) -> Collection[str]:
        """What `valid` may name."""

    @property
    def recognizers(self) -> Collection[str]:
        """What `recognizer` may name."""


def check(program: Program, today: dt.date, facts: Facts | None = None) -> list[Diagnostic]:
    """All that is wrong with a program on a day; without `facts`, E110 is left out."""
    del program, today, facts
    return []

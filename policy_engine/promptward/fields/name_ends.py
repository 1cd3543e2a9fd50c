"""
Ends of names: which lines and cells can be no name that says what stands in a field.

The pure form says of none that it can't; it is the reference. The native one knows the words with
which such names end, so that most lines of prose and of code are never taken apart
(`policy_engine/native/name_ends.c`).
"""

from functools import cache
from typing import Protocol, cast

from promptward import native
from promptward.fields.words import endings

__all__ = ["LookAtAll", "NameEnds", "chosen"]


class NameEnds(Protocol):
    """What both forms answer."""

    def line(self, text: str, at: int, quick: bool, gaps: bool, /) -> int:  # noqa: FBT001  # C has no names
        """
        Where the next line begins, at or after the start of one, that may be a row of names, or a
        name and its value; the length of the text plus one if none does.

        `quick`: of a line with a colon only what stands behind it can be. `gaps`: columns are
        told apart by position.
        """

    def cell(self, name: str, /) -> int:
        """0: no name; 1: a name of which nothing is known; 2: to be looked at."""


class LookAtAll:
    """The pure form."""

    def line(self, text: str, at: int, quick: bool, gaps: bool, /) -> int:  # noqa: ARG002, FBT001  # as above
        """The line itself."""
        return at

    def cell(self, name: str, /) -> int:  # noqa: ARG002  # as above
        """To be looked at."""
        return 2


@cache
def chosen() -> NameEnds:
    """The form that runs in this process."""
    if native.module is None:
        return LookAtAll()
    return cast("NameEnds", native.module.NameEnds(sorted(endings())))

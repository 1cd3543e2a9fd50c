"""The nouns of formats: a segment of text, the place of an offset in it, and what was left out."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from promptward.fields import Field
from promptward.model import Finding

__all__ = [
    "Item",
    "LeftOut",
    "Locate",
    "Place",
    "Reading",
    "Segment",
    "Stated",
    "Trust",
    "UnreadError",
    "Whole",
]

Trust: TypeAlias = Literal["data", "output", "code"]
"""
`data`: text about people may stand here, so every finding counts. `output`: what a
program printed, where a bare shape is most often just a number. `code`: source code, where a
name, date or place alone is most often an author's or an example's (see `scan.corroborate`).
"""


class Place(NamedTuple):
    """
    Where something lies, for a person (`where`: `cell 3 line 2`, `row 10 column dob`).

    `line` and `column` count from 1 in the file as an editor shows it, 0 where there are none.
    `anchor` is the same place without numbers that change when rows or lines are added; baselines
    know findings by it.
    """

    where: str
    line: int = 0
    column: int = 0
    anchor: str = ""


Locate: TypeAlias = Callable[[int, int], Place | None]
"""Place of a range of a segment's text; None says that nothing there counts."""


class Stated(NamedTuple):
    """
    An allow that a format has a place of its own for (a cell's metadata), as it was written.

    `where` is what it holds for; `until` is an ISO day or empty.
    """

    where: str
    categories: tuple[str, ...]
    reason: str
    until: str


class Segment(NamedTuple):
    """
    A text for the engine. Ranges that end at or before `first` are context and not its own.

    `fields` are those that the format knows and the text may not show. `seen` is told what was
    found, before the next segment is asked for. `exact` says that offsets of the text are offsets
    of the decoded file, moved by `base`; else `origin` may know where a range comes from. `allows`
    hold for all of it.
    """

    text: str
    locate: Locate
    fields: tuple[Field, ...] = ()
    trust: Trust = "data"
    first: int = 0
    seen: Callable[[Sequence[Finding]], None] | None = None
    base: int = -1
    origin: Callable[[int, int], list[tuple[int, int]]] | None = None
    allows: tuple[Stated, ...] = ()

    def ranges(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a range of the text stands in the decoded file; empty if that is not known."""
        if self.origin is not None:
            return self.origin(start, end)
        return [(start + self.base, end + self.base)] if self.base >= 0 else []


class Whole(NamedTuple):
    """Findings that a format counts by itself: the rest of a column that was searched before."""

    finding: Finding
    place: Place
    times: int


class LeftOut(NamedTuple):
    """Parts that are not text, by kind: `image 3`. Counted, so that nobody is misled."""

    kind: str
    times: int = 1


Item: TypeAlias = Segment | Whole | LeftOut
Reading: TypeAlias = Iterator[Item]


class UnreadError(Exception):
    """A file, or the rest of it, could not be read: stable code, what is wrong, what to do."""

    def __init__(self, code: str, message: str, help: str) -> None:  # noqa: A002  # as diagnostics
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help

"""A labelled text, and what a detector said about it."""

from typing import NamedTuple

LEVELS = ("low", "medium", "high")


class Mark(NamedTuple):
    """A range of a text (half-open, code points) that somebody labelled."""

    start: int
    end: int
    label: str


class Document(NamedTuple):
    """One labelled text. Marks are sorted by place; none is empty or lies outside the text."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    kind: str = ""


class Prediction(NamedTuple):
    """A range that a detector reported, under a label of ours; `level` is an index of LEVELS."""

    start: int
    end: int
    label: str
    level: int = len(LEVELS) - 1
    detector: str = ""
    evidence: tuple[str, ...] = ()

    def touches(self, mark: "Mark | Prediction") -> bool:
        """Whether they share a character."""
        return self.start < mark.end and mark.start < self.end


class CorpusError(Exception):
    """A corpus that can't be read: each line of the message names file, line and what is wrong."""

"""What a recogniser is: resources for the shared scan, and a function from hits to candidates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias

from promptward.fields import Fields
from promptward.model import Candidate
from promptward.text import View

__all__ = ["Hits", "Recognizer"]

Hits: TypeAlias = Mapping[str, Sequence[tuple[int, int]]]
"""Per resource name: half-open ranges of the view, sorted by start; absent = no hit."""


class Recognizer(Protocol):
    """
    Finds what Ward's patterns cannot say, from hits of the one shared scan.

    It names lexicons and cue patterns, the planner puts them into the shared databases, and
    `recognise` is called where one of them hit. It is pure and linear in the length of the text.
    One that searches for nothing is called where there are fields; if it has a `kind`, where the
    name of one says that it holds that kind.
    """

    @property
    def name(self) -> str:
        """The name in Ward."""

    @property
    def version(self) -> int:
        """Grows with every change of behaviour; part of the key of compiled artefacts."""

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """Resource name -> words; matched as whole words in any case."""

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """Resource name -> (regex without look-around or back-reference, flags of `imsx`)."""

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:
        """Candidates with their level and evidence ids; offsets in the view."""

"""What a recogniser is: resources for the shared scan, and a function from hits to candidates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from promptward.fields import Fields
from promptward.model import Candidate
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["LOOK_AGAIN", "LOOK_LAST", "Confirmed", "Hits", "Recognizer", "SecondLook"]

LOOK_AGAIN = frozenset(
    (
        *("address_block", "in_company", "ner_person", "ner_place", "number_beside_name"),
        "age_beside_name",
        "name_extent",
        "name_partner",
        "place_extent",
        *("same_calendar", "same_form", "same_line", "same_name", "same_row", "row_number"),
        "whole_number",
    )
)
"""The names of those that look again: known before any of them is imported."""

LOOK_LAST = frozenset(
    (
        *("charted_initials", "free_code", "learned", "learned_extent", "log_in", "name_led"),
        "place_slots",
    )
)
"""Those that look once, when nobody else finds any more: what they say explains nothing else."""

Hits: TypeAlias = Mapping[str, Sequence[tuple[int, int]]]
"""Per resource name: half-open ranges of the view, sorted by start; absent = no hit."""


class Recognizer(Protocol):
    """
    Finds what Ward's patterns cannot say, from hits of the one shared scan.

    It names lexicons and cue patterns, the planner puts them into the shared databases, and
    `recognise` is called where one of them hit. It is pure and linear in the length of the text.
    One that searches for nothing is called where there are fields; if it has a `kind`, where the
    name of one says that it holds that kind; if it is `everywhere`, in every text.
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


class Confirmed(NamedTuple):
    """
    What a detector has confirmed in a view: a half-open range of it, and of which category.

    `kind` is the category's (name, number, date, zip or text), `evidence` the finding's so far.
    """

    start: int
    end: int
    level: Confidence
    category: str
    kind: str = ""
    evidence: frozenset[str] = frozenset()


class SecondLook(Recognizer, Protocol):
    """
    A recogniser that looks again at a view once all others are through with it.

    It searches for nothing by itself, so a text in which nothing was found costs nothing. What it
    finds is given to the detectors that name it and find that category, which judge it as any
    other candidate.
    """

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """
        Category and candidate; `confirmed` holds the findings of every confidence.

        An empty category: any, as far as detectors ask for this recogniser. `kind:name`: any whose
        values are of that kind.
        """

"""
Recogniser `roster_person`: the people of a site's rosters, exactly, misspelt or swapped.

The shipped packs don't name it. A policy that does needs a roster that `promptward lexicon build`
made, and `[roster]` of the configuration to say where it is; without one the policy does not load.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.overlaid import Overlaid
from promptward.recognizers.recognizer import Hits, Recognizer
from promptward.recognizers.word_file import shipped
from promptward.roster_file import Named, RosterFile
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["ROSTER", "RosterPerson", "Rosters", "means_something", "with_rosters"]

ROSTER = "roster_person"

Rosters: TypeAlias = Callable[[], Sequence[tuple[str, RosterFile]]]
"""The names of the rosters that hold now, and what is in them; asked at every text."""


def means_something(word: str) -> bool:
    """Whether a word of a text may be there for what it means, and not as a name misspelt."""
    low = word.lower()
    return is_common(low) or low in shipped("english")


class RosterPerson:
    """Asks the rosters; without any it finds nothing."""

    name = ROSTER
    version = 2
    everywhere = True
    """Called for every text: a name of a roster has no shape of its own."""

    def __init__(self, rosters: Rosters | None = None) -> None:
        self._rosters = rosters

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """None: rosters change every day, and a policy is compiled once."""
        return {}

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """None."""
        return {}

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002
        """
        As they are written: high; misspelt, or of common words alone: medium.

        Evidence: `roster:` and its name in the configuration, how many `edits`, `swapped`.
        """
        if self._rosters is None:
            return
        for roster, people in self._rosters():
            for one in people.find(view.text):
                yield Candidate(one.start, one.end, _level(one), _evidence(roster, one))


def _level(one: Named) -> Confidence:
    return Confidence.HIGH if one.sure and not one.edits else Confidence.MEDIUM


def _evidence(roster: str, one: Named) -> tuple[str, ...]:
    told: tuple[str, ...] = (f"roster:{roster}",)
    if one.edits:
        told += (f"edits:{one.edits}",)
    return (*told, "swapped") if one.swapped else told


def with_rosters(known: Mapping[str, Recognizer], rosters: Rosters) -> Mapping[str, Recognizer]:
    """The recognisers with rosters behind `roster_person`."""
    return Overlaid(known, {ROSTER: RosterPerson(rosters)})

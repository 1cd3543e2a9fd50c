"""Deliberate obfuscation, as the readings of a text have marked it."""

from collections.abc import Iterable, Mapping

from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.recognizer import Hits
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["Obfuscation"]


class Obfuscation:
    """
    Recogniser `obfuscation`: what is written so that a reader does not see what it says.

    Invisible characters that stand for others, text that shows in another order than it is stored,
    invisible characters within words, codes for plain letters, codes within codes, compressed text
    that is too long to be read. It is asked about views with marks, and about no other.
    """

    name = "obfuscation"
    version = 1
    marked = True

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """None: it reads marks."""
        return {}

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """None either."""
        return {}

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002  # marks say it all
        """The marked ranges, each with the name of what was done."""
        return [
            Candidate(low, high, Confidence.MEDIUM, (mark,))
            for low, high, mark in view.marks
            if low < high
        ]

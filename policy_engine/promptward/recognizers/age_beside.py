"""
The age right behind a person's name, where it is over 89: `ida, 94, copd`, `Maribel Quill (93)`.

A name before it, and what goes on behind as it does about somebody, say that it is an age.
"""

from collections.abc import Iterable, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.care_words import speaks_of_care
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["AgeBeside"]

_AGE = regex(
    r"(?:, | \(|,? age | (?=\d{2,3} ?[-\xff\u2013\u2014] ?[A-Za-z])"
    r"| \([A-Z #:]{0,9}[\d-]{3,10}(?: \d{3,5}){0,2}\), )"
    r"(?P<age>9\d|10\d)(?=,? ?[mfMF]\b|, [a-z]{2}|\)|\.(?:\s|$)|\n|$"
    r"| ?[-\xff\u2013\u2014] ?[A-Za-z]"
    r"| (?:w|with|has|had|is|was|who|lives|living|from|here|in|admitted|fell|hx|s/p|c/o)\b)"
)
_NO_AGE = regex(r"\) ?(?:%|\d)|, \d|, (?:bp|hr|rr|spo2|sats?|temp|pulse|o2)\b")
_SCORES = rare(
    r"(?:[Ss]cor(?:es?|ed|er|ers|ing)|[Gg]rades?|[Pp]oints|[Rr]at(?:ed|ings?)|[Ee]xams?|[Mm]arks)\b"
)
"""What numbers beside names are where nobody is cared for: `maria lopez (94)`."""


class AgeBeside(SecondLookBase):
    """Recogniser `age_beside_name`: a number from 90 to 109 right behind a sure name."""

    name = "age_beside_name"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Ages behind names; the detector that asks decides the category."""
        text = view.text
        ages = [
            age
            for one in confirmed
            if one.kind == "name" and one.level is not Confidence.LOW
            for age in (_AGE.match(text, one.end),)
            if age is not None and not _NO_AGE.match(text, age.end())
        ]
        if not ages or (_SCORES.search(text) and not speaks_of_care(text)):
            return
        for age in ages:
            yield "", Candidate(*age.span("age"), Confidence.MEDIUM, ("beside_name",))

"""
Places in a text that speaks of nobody: `the canal leaves at Stourport and climbs 43 locks`.

A house or a town that nothing but a preposition or a list of towns tells is one of geography,
sport or law there. A text has to say so much that a word of people or of care would stand in it.
"""

import re
from collections.abc import Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.about_somebody import says_much, tells_of_somebody
from promptward.recognizers.word_file import shipped
from promptward_dsl.lattice import Confidence

__all__ = ["places_of_nobody"]

_SHAPES = frozenset(
    (
        *("at", "preposition", "gazetteer", "alone", "surname_too", "saint", "short_name"),
        *("label", "place_beside", "listed"),
    )
)
"""Evidence that geography, sport, films and law give as well."""

_UNLISTED = frozenset(("preposition",))
"""Evidence of a name of no list that is made as towns are: `to Niitabury`."""

_LED = frozenset(("lives",))
_TRAVELLED = regex(
    r"\b(?:home|away|flights?|fly|flies|trains?|bus|buses|boats?|ferry|ferries|drive|road|route)"
    r" (?:to|into|from|via|at) $",
    re.IGNORECASE,
)
"""What leads to a town on the way of whoever reads it, and to the host of a match."""

_LOOK_BACK = 20
_OF_LAND = regex(
    r"\b(?:Lake|River|Mount|Mt\.?|Cape|Port|Fort|San|Santa|Saint|St\.?|Loch|Isle of) $"
)
"""Before a given name that is one of the land."""

_SAINTS = frozenset(("San", "Santa"))

_WORD = regex(r"[A-Za-z]{2,24}")


def places_of_nobody(text: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """The same places, those unsure that such a text has for others than people's."""
    if not any(one.level is Confidence.MEDIUM and _is_bare(text, one) for one in found):
        return found
    if not says_much(text) or tells_of_somebody(text, found) or _names_somebody(text, found):
        return found
    return [
        Candidate(one.start, one.end, Confidence.LOW, (*one.evidence, "of_nobody"))
        if one.level is Confidence.MEDIUM and _is_bare(text, one)
        else one
        for one in found
    ]


def _is_bare(text: str, one: Candidate) -> bool:
    told = frozenset(one.evidence)
    if told == _LED:
        return _TRAVELLED.search(text, max(0, one.start - _LOOK_BACK), one.start) is not None
    return told <= _SHAPES and told != _UNLISTED


def _names_somebody(text: str, found: Sequence[Candidate]) -> bool:
    """Whether a given name stands there beside the places."""
    placed = bytearray(len(text))
    for one in found:
        placed[one.start : one.end] = b"\1" * (one.end - one.start)
    return any(
        word[0][0].isupper()
        and not placed[word.start()]
        and _is_given(word[0])
        and not _OF_LAND.search(text, max(0, word.start() - _LOOK_BACK), word.start())
        for word in _WORD.finditer(text)
    )


def _is_given(word: str) -> bool:
    """Whether a word is a given name, and neither a town nor a surname: `Bristol`, `Avon`."""
    low = word.lower()
    if word in _SAINTS:
        return False
    return low in shipped("common_given") or (
        low in shipped("given") and low not in shipped("surnames") and word not in shipped("towns")
    )

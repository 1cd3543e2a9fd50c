"""
Facilities by the town they stand in: `Prevea Altoona`, `VA Boise`, `Cascade Imaging Wenatchee`.

A word of no person before a larger town, behind a preposition or an opening bracket: so chains and
systems call their houses.
"""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS, TOWNS_OF_METHODS
from promptward.recognizers.facility_reading import FacilityReading, specific
from promptward.recognizers.facility_words import NEVER_FIRST, STUDY_WORDS
from promptward.recognizers.regions import DEMONYMS, NOT_A_TOWN, STATES, may_be_town
from promptward.recognizers.word_file import shipped
from promptward_dsl.lattice import Confidence

__all__ = ["before_town"]

_LED = regex(
    r"(?:\b(?:at|to|from|in|with|via|by|prev|seen|through|thru|near|of) |\bw/ ?|[(@:] ?)"
    r"((?:[A-Z\xff][A-Za-z\xff'&-]{1,15} ){1,3})$"
)
_LOOK = 60
_KINDS = frozenset(
    "VA VAMC BMC NH MC UCC FMC HS CHC RMC NMC AMC CBOC USP FCI MCC UH UM MTF BHC".split()  # noqa: SIM905
)
"""Kinds of houses and those who run them, as their initials."""

_PEOPLE = ("common_given", "given", "surnames", "rare_given")
_ABOUT = frozenset(
    """
    greater downtown metro metropolitan central north south east west northern southern eastern
    western old new upper lower inner outer suburban mr mrs ms dr miss prof
    """.split()  # noqa: SIM905  # legible
)


def before_town(reading: FacilityReading) -> None:
    """Records what stands before a larger town and names no person, with the town."""
    text = reading.text
    for start, end in reading.towns.items():
        if start in reading.taken or not text[start].isupper() or text[start - 1 : start] != " ":
            continue
        if text[start:end].isupper() or reading.next_word(end) in STUDY_WORDS:
            continue
        found = _LED.search(text, max(0, start - _LOOK), start)
        if found is None or not may_be_town(text[start:end]):
            continue
        low = text[start:end].lower()
        if low in TOWNS_OF_METHODS or low in EPONYMS or is_common(low):
            continue
        words = found[1].split()
        if not _SURE.match(found[0]) and any(map(_is_word, words)):
            continue
        if all(map(_may_stand, words)) and any(map(specific, words)):
            reading.add(found.start(1), end, Confidence.MEDIUM, "before_town")


_SURE = regex(r"(?:at|to|from) |w/|[(@]")
"""Behind these, words of a language name a house too: `(Encompass Dunmore)`."""


def _is_word(word: str) -> bool:
    low = word.lower()
    return word not in _KINDS and (is_common(low) or low in shipped("english"))


def _may_stand(word: str) -> bool:
    low = word.lower()
    if word in _KINDS:
        return True
    if word.isupper() and low in shipped("abbreviations"):
        return False
    return not (
        low in _ABOUT
        or low in NOT_A_TOWN
        or low in NEVER_FIRST
        or low in DEMONYMS
        or low in PRODUCTS
        or word in STATES
        or any(low in shipped(name) for name in _PEOPLE)
    )

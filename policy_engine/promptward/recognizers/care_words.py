"""
Words of care: what is given to somebody, done with somebody or found in somebody, whoever it is.

`Penelope - recheck INR` has no word for a person, and is about one. An abbreviation of medicine
that is no everyday word, a medicine, an illness by its ending or a word of what is done in care
says so; words that care shares with other things (`visit`, `scan`, `consent`) say it in pairs.
"""

from collections.abc import Sequence

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS
from promptward.recognizers.medical_endings import OF_ILLNESS
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.regions import STATES
from promptward.recognizers.word_file import shipped

__all__ = ["is_of_care", "speaks_of_care"]

_WORD = regex(r"[A-Za-z]{2,24}")
_ENOUGH = 2
_SHORT = 2

_PHRASE = regex(
    r"(?i:\bprior auth|\bdry wt|\bfall risk|\blives alone|\bsecond opinion"
    r"|\bthr(?:ew|ow|owing) up\b|\bno-shows?\b|\b(?:min|mins|minutes|hour|hours) late\b"
    r"|\bunderwent\b|\bhipaa (?:release|form|consent|waiver))"
)
_HAD = regex(r"\b(?:had|has|got|gets|needs|after) an? ([A-Z][a-z]{2,15})\b")
"""What is done or put in is called after somebody: `had a Whipple`."""


def is_of_care(word: str) -> int:
    """2: a word that only care has; 1: one that it shares; 0: any other; in any case."""
    low = word.lower()
    if low in shipped("care"):
        return 2
    if low in shipped("care_too"):
        return 1
    if low in shipped("abbreviations"):
        shouted = word[1:].isupper()
        if low in shipped("office_abbreviations"):
            return 1 if shouted else 0
        if shouted or not is_common(low):
            return 2 if len(low) > _SHORT or low[-1] == "x" or shouted else 1
        return 0
    if is_medicine(low):
        return 2
    known = word.islower() or (low in shipped("english") and word.title() not in STATES)
    return 2 if known and OF_ILLNESS.search(low) is not None and not is_common(low) else 0


def speaks_of_care(text: str, named: Sequence[int] = b"", fewest: int = 0) -> bool:
    """
    Whether a text has so much of it, and no less than `fewest`.

    `named`: 1 for each character of a name, which is none.
    """
    enough = max(_ENOUGH, fewest)
    if _PHRASE.search(text) or any(found[1].lower() in EPONYMS for found in _HAD.finditer(text)):
        return True
    told = 0
    seen: set[str] = set()
    for found in _WORD.finditer(text):
        if named and named[found.start()]:
            continue
        word = found[0]
        if word.lower() in seen:
            continue
        weight = is_of_care(word)
        if weight:
            seen.add(word.lower())
            told += weight
            if told >= enough:
                return True
    return False

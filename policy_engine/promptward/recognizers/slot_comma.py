"""
A house and its town with no more than a comma between: `at Day Lewis, Tunmoor`.

Behind a preposition of place, a bracket or a label stands what is called somehow, and behind its
comma a word that is a town of the gazetteer or in no list: neither a person with a title or a
given name, nor a day, nor a service.
"""

from collections.abc import Iterator

from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS
from promptward.recognizers.facility_words import NEVER_FIRST
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN, STATES
from promptward.recognizers.slot_towns import may_be_called
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, ROLES, SERVICES

__all__ = ["commas"]

_WORD = r"[A-Z\xff][A-Za-z\xff'&-]{1,18}"
_HOUSED = rare(
    r"(?:\b(?:at|to|from|via|near|in|outside|behind|of)|[(:]) ?(?:the )?"
    rf"({_WORD}(?: (?:(?:of|in|at|the|and|&|for) ){{0,2}}{_WORD}){{0,3}}"
    r"(?: (?:warehouse|plant|farm|shop|store|hospital|clinic|surgery|house|office|depot|shelter))?"
    rf", ({_WORD}(?: {_WORD}){{0,2}}))(?=$|[.;)\n]| [a-z(])"
)
_THE_HOUSE = rare(
    r"(?:\b(?:at|to|from|near|outside|of|lives?|live|moved to|address:?)) "
    rf"((?:\d{{1,3}}[A-Za-z]? )?The {_WORD}(?: {_WORD})?, {_WORD}(?: {_WORD})?"
    r"(?: [A-Z]{1,2}\d{1,2}[A-Z]?(?: \d[A-Z]{2})?)?)(?=$|[.,;)\n]| [a-z(])"
)
"""A house that is called so, with its article, and its town: `of The Old Forge, Much Marcle`."""
_PAPERS = frozenset(
    (
        *("lancet", "times", "guardian", "sun", "independent", "telegraph", "royal", "university"),
        *("national", "british", "american", "world", "new", "doctor", "nurse", "patient"),
    )
)
_TITLES = frozenset(
    ("dr", "mr", "mrs", "ms", "miss", "prof", "sr", "fr", "rev", "sgt", "dear", "hi", "pt", "re")
)


def commas(text: str) -> Iterator[tuple[int, int]]:
    """Where a house and its town stand so, both together."""
    for found in _HOUSED.finditer(text):
        house, town = found[1][: found.start(2) - found.start(1)].rstrip(", "), found[2]
        names = found[1].lower().replace("'s", "").replace(",", "").split()
        if any(word in EPONYMS or word in AFTER_EPONYM for word in names):
            continue
        if _is_town(town) and _is_house(house):
            yield found.span(1)
    for found in _THE_HOUSE.finditer(text):
        words = found[1].lower().replace(",", "").partition("the ")[2].split()
        if not any(word in _PAPERS or word in STATES or word in COUNTRIES for word in words):
            yield found.span(1)


def _is_town(name: str) -> bool:
    if name in STATES or not may_be_called(name):
        return False
    known = name in shipped("cities") or name in shipped("towns")
    words = name.lower().split()
    return (known and not is_common(name)) or (
        len(words) == 1
        and not any(
            words[0] in shipped(list_)
            for list_ in ("english", "given", "abbreviations", "surnames")
        )
    )


def _is_house(name: str) -> bool:
    words = [word.strip(".,'") for word in name.lower().split()]
    if name in STATES or name.lower() in COUNTRIES:
        return False
    first = words[0]
    return not (
        first in _TITLES
        or first in NEVER_FIRST
        or first in NOT_A_TOWN
        or first in NOT_A_NAME
        or first in ROLES
        or first in SERVICES
        or first in shipped("common_given")
        or (len(words) == 1 and (first in shipped("given") or name.isupper()))
    )

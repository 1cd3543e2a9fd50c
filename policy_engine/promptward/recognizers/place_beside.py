"""
What stands beside a place in a list: `between Dunmore and Concrete`, `Overlook not Dunmore`.

Places are said in rows: from where to where, this one or that one, this one and not the other. So
what is joined to a sure place by no more than a comma, an arrow or a word of joining is a place,
even if its name is made of words of the language. A kind of house without a name, a state, a
person and a thing of medicine are none.
"""

from collections.abc import Callable, Iterator

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.facility_words import GENERIC, NEVER_FIRST
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, NOT_A_TOWN, STATES
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME

__all__ = ["beside"]

_RUN = r"[A-Z][a-z'\xff-]{2,20}(?: (?:of |the |& )?[A-Z][a-z'\xff-]{2,20}){0,3}"
_AFTER = regex(
    r"(?:,? (?:and|or|vs\.?|not|NOT|then|to|nor|than)|,| ?->| ?>| ?/) ?(?:the |at |in |to |from )?"
    rf"({_RUN})(?=$|[.,;:)\n\"'!?]| [a-z(>-])"
)
_BEFORE = regex(
    rf"(?:[a-z,:(>-] |[(>/\"'])({_RUN})"
    r"(?:,? (?:and|or|vs\.?|not|NOT|then|nor)|,| ?->| ?>) ?(?:the |at |in |to |from )?$"
)
_LOOK = 72
_COUNTED = regex(r" (?:No\b|no\b|#|\d)")


def beside(
    text: str, start: int, end: int, free: Callable[[int, int], bool], *, town: bool
) -> Iterator[tuple[int, int]]:
    """
    Ranges of places that are joined to the one at `[start, end)`.

    `free`: nothing else was found there. `town`: it is no facility, so that a comma before it
    parts what stands in the town.
    """
    after = _AFTER.match(text, end)
    before = _BEFORE.search(text, max(0, start - _LOOK), start)
    for found in (after, before):
        if found is None or not free(*found.span(1)):
            continue
        if found is before and not town and text[found.end(1)] == ",":
            continue
        if _may_be_place(found[1]) and not _COUNTED.match(text, found.end(1)):
            yield found.span(1)


def _may_be_place(name: str) -> bool:
    words = name.split()
    lows = [word.lower() for word in words]
    if lows[0] in NEVER_FIRST or name in STATES or " ".join(lows) in COUNTRIES:
        return False
    if any(low in EPONYMS or low in PRODUCTS or low in DEMONYMS for low in lows):
        return False
    if any(low in shipped("abbreviations") or low in shipped("common_given") for low in lows):
        return False
    told = [
        low
        for low in lows
        if not (low in GENERIC or low in NOT_A_NAME or low in NOT_A_TOWN or is_common(low))
    ]
    return bool(told)

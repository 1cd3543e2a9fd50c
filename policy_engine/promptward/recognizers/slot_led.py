"""
Places by their capital and what nobody but a place has beside it: `drawn by the Tarrytown team`.

A team, a base, a ward's people or an ambulance is of somewhere; what is scattered is scattered off
a shore; a house, a room or a shop is on a street, whatever the street is called.
"""

import re
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.recognizers.eponyms import EPONYMS
from promptward.recognizers.house_words import FEATURES
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.slot_towns import may_be_called
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, SHORTHAND
from promptward_rules import word_list

__all__ = ["NEVER_LED", "is_one", "led"]

_NAME = r"([A-Z][a-z']{2,14}(?: [A-Z][a-z]{2,14})?)"
_LED = regex(
    r" (?:(?:by|to|from|via|with|w/?|at|in|on|off|over|near|along|of|ask|called|per|the|base|stays"
    r"|initially|maybe|originally|previously|lately|left|arrived|cleared|departed|route|wants?"
    r"|wanted|prefer(?:s|red)?|f/u|birthplace|hometown|winters|d\.)(?: the| old| upper| lower)?"
    rf"|so|but|and|that) {_NAME}"
)
"""A word that leads to a place, and what stands behind it; what stands before it is asked next."""

_OPENS = regex(
    rf"(?:^|\n|[.;] )(?:(?:Base|Initially|Maybe|Originally|Previously|Lately|Left|Arrived|Cleared"
    r"|Departed|Stays|Wants?|Prefers?|F/u|F/U|Via|From|By|Per|Born)(?: the)? )?"
    rf"{_NAME}"
)
"""The same at the head of a sentence."""

_TEAM = regex(
    r" (?:team|crew|squad|ems|EMS|medics|office|branch|base|depot|site|campus|folks?|people"
    r"|hub|HQ|barracks|precinct|station|nurses|midwives|crisis team|home team|day center"
    r"|day centre|location|store|dme|DME|urgent care|UC|walk-in)\b(?! (?:lead|leader|based))"
)
_OF_A_TEAM = regex(
    r"\b(?:by|to|from|via|with|w/?|at|ask|called|per|the|says)(?: the)?$", re.IGNORECASE
)
_BASE_ENDS = regex(
    r"$|[.,;)\n]| (?:then|until|till|weekdays|weekends|summers|nights|or|and|with|(?:19|20)\d\d"
    r"|[0-2]\d:?[0-5]\d|at \d|by (?:ground|air|car|road|boat|ferry)|to)\b"
)
_BASED = regex(
    r"\b(?:base|initially|maybe|originally|previously|lately|hometown|birthplace"
    r"|scattered (?:off|at|in|near|over)|sail(?:ed|ing|s) (?:off|from|to)"
    r"|fish(?:ed|ing|es) (?:off|out of)|drowned (?:off|in|at|near)|rescued? (?:off|near|from)"
    r"|stays|winters|d\.|left|arrived|cleared|departed|en route|out of)$",
    re.IGNORECASE,
)
_STREET_ENDS = regex(
    r"$|[.,;)\n]| (?:with|and|near|by|is|was|has|had|since|for|in|at|above|behind|where"
    r"|daily|until|till|who|that|when|after|closed|full|because|across|again|last|this)\b"
)
_ON_A_STREET = regex(
    r"\b(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)|sleep(?:s|ing)|slept|house|apartment|apt|flat"
    r"|condo|trailer|duplex|rooms?|clinic|pharmacy|shop|shelter|diner|pub|daycare|salon"
    r"|laundromat|hostel|motel|hotel|corner|walk(?:s|ed|ing)|crash(?:ed)?|bus|bus stop|parked"
    r"|picked up|doors? down|moved|boarding|rents?|home|tent|encampment|bodega|deli|fell|just)"
    r"(?: (?:over|down|up|out|alone))? (?:on|off|along|of)(?: old| upper| lower)?$",
    re.IGNORECASE,
)
_HOUSE_ENDS = regex(
    r"$|[.,;)\n]| (?:not|if|to|on|for|last|this|when|and|or|but|next|instead|again"
    r"|yesterday|today|tomorrow)\b"
)
_OF_A_HOUSE = regex(
    r"\b(?:referred by|want(?:s|ed)?|prefer(?:s|red)?|waiting on|accepted by"
    r"|pending (?:w/?|with|at)|f/u|offered (?:by|at))(?: the)?$",
    re.IGNORECASE,
)
_ACT = regex(
    r" (?:faxed|took (?:him|her|pt|them)|said (?:no|yes)|has (?:a|no|one) beds?|declined|accepted"
    r"|would not take|won't take|on divert|is on divert|is full|can take|called back|refused"
    r"|denied (?:her|him|pt|[A-Z])|will take|boarded|is at capacity|can't take|cannot take"
    r"|has no bed)\b"
)
_ACTING = regex(r"(?:^|[.;\n] ?|, so|, but|, and|\bthat)$")
_REACH = 36
NEVER_LED = frozenset(word_list("places", "never led to"))
"""What no place is called, though it has a capital: months, feasts, departments."""


def led(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand."""
    for pattern in (_LED, _OPENS):
        at = 0
        while (found := pattern.search(text, at)) is not None:
            start, end = found.span(1)
            # What is behind the first word of a name may lead to the next one.
            at = end if (space := found[1].find(" ")) < 0 else start + space
            edge = start - (text[start - 1 : start] == " ")
            if any(
                closes.match(text, end) and behind.search(text, max(0, start - _REACH), edge)
                for behind, closes in _KINDS
            ):
                street = _ON_A_STREET.search(text, max(0, start - _REACH), edge) is not None
                if is_one(found[1], street=street):
                    yield start, end


def is_one(name: str, *, street: bool) -> bool:
    """Whether a house or a town may be called so, or a street where one stands."""
    words = name.lower().split()
    if name.endswith("'s"):
        return False
    if any(word in NEVER_LED or word in SHORTHAND or is_medicine(word) for word in words):
        return False
    if not may_be_called(name) or (words[0] in EPONYMS and not street):
        return False
    if street:
        return words[0] not in NOT_A_NAME
    unlisted = any(word not in shipped("english") for word in words)
    return unlisted or name in shipped("towns") or (len(words) > 1 and words[1] in FEATURES)


_KINDS = (
    (_OF_A_TEAM, _TEAM),
    (_BASED, _BASE_ENDS),
    (_ON_A_STREET, _STREET_ENDS),
    (_OF_A_HOUSE, _HOUSE_ENDS),
    (_ACTING, _ACT),
)
"""What stands before, and what behind."""

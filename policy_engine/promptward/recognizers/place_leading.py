"""
What stands before a place that was found and belongs to it: `[Hills of Rest, Dunmore]`.

A house before its town or its street, behind a preposition, a bracket or a label; a brand before
the street or the town it stands in (`f/u [RediMed on Quill]`); a part of a house or the door of a
street (`[Ward 7, St. Odo's]`, `[2nd fl rear, 77 Quill]`); and the article of a house of one word
(`at [the Mater]`).
"""

from collections.abc import Callable

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_words import NEVER_FIRST
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN, STATES
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME

__all__ = ["leading"]

_RUN = (
    r"(?:[Tt]he )?[A-Z\xff][A-Za-z'.\xff&-]{1,18}"
    r"(?: (?:of |in |the |and |& |de )?[A-Z\xff][A-Za-z'.\xff&-]{1,18}){0,3}"
)
_LED = (
    r"(?:\b(?:at|to|from|in|via|behind|near|outside|burial|work|f/u|per|of|by|and|with|prev|seen"
    r"|now|home)"
    r"|[(:>|]|->|,) ?"
)
_WITH_COMMA = regex(rf"{_LED}({_RUN}, )$")
_JOINED = regex(
    rf"(?:\b(?:at|to|from|via|f/u|near|outside|behind|release|per|prev|stays at"
    rf"|[Hh]i [A-Z][a-z]+,|,)|[(:>|]|->) ?"
    rf"({_RUN} (?:on|of|in|by|at|near|off) (?:the )?)$"
)
_INSIDE = regex(
    r"(?:^|[\s(:])((?:(?:Ward|Unit|Rm|Room|Clinic|Theatre|Pavilion|Step-?[Dd]own|Suite|Bay|Pod"
    r"|Level|Floor|ED|ICU)"
    r" ?[A-Z]?\d{0,3}(?:-?[A-Z])?(?:,| at| @) |\d{1,2}[NSEW]? ?(?:Tower|Main)? at "
    r"|\d{1,2} Tower ))$"
)
_DOOR = regex(
    r"(?:^|[\s(:;\"'>|])((?:(?:trailer|rear|basement|garage|upstairs|downstairs|camper|RV"
    r"|\d(?:st|nd|rd|th) fl(?:oor)?(?: rear| front)?)(?: behind| at| of|,)? ))$"
)
_ARTICLE = frozenset(
    ("at", "care", "went_to", "house", "only_house", "short_name", "seen_by", "moved")
)
_LOOK = 84


def leading(
    text: str,
    start: int,
    end: int,
    free: Callable[[int, int], bool],
    *,
    street: bool,
    evidence: frozenset[str],
) -> int:
    """Where the place at `[start, end)` begins with what belongs to it; `free`: see `beside`."""
    low = max(0, start - _LOOK)
    found = _INSIDE.search(text, low, start) if not street else _DOOR.search(text, low, start)
    if found:
        return found.start(1)
    found = _WITH_COMMA.search(text, low, start)
    if found is None and not street:
        found = _JOINED.search(text, low, start)
    if found and free(found.start(1), start) and _may_lead(found[1]):
        return found.start(1)
    if not street and evidence & _ARTICLE and text.endswith("the ", 0, start):
        word = text[start:end]
        return start - len("the ") if " " not in word else start
    return start


def _may_lead(run: str) -> bool:
    """Whether a run before a place may be a house: no person, state, day or mere word."""
    if ". " in run.replace("St. ", ""):
        return False
    words = run.strip(" ,").removeprefix("the ").removeprefix("The ").split()
    first = words[0].lower().strip(".")
    if first in NEVER_FIRST or first in NOT_A_NAME or first in NOT_A_TOWN:
        return False
    if words[0] in STATES or first in COUNTRIES or first in shipped("common_given"):
        return False
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > 1 or not is_common(first)

"""
Facilities in small letters in texts that have capitals: `BIBA from willow bend snf`.

Without a capital a name has to say by its words that it is one: a word of no list, a saint, what
the land or a street is called (`mercy ridge`, `pike street`), a county. Something leads to it, or
it stands between edges.
"""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_reading import FacilityReading, specific
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, COMMON_HEADS, NEVER_FIRST
from promptward.recognizers.house_words import FEATURES, is_compound
from promptward.recognizers.known_words import says_something
from promptward.recognizers.medical_endings import OF_ILLNESS, OF_MEDICINE
from promptward.recognizers.street_names import STREETS, may_be_street
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["KINDS", "NO_NAME", "WEAK", "small"]

KINDS = frozenset(
    """
    and medical general memorial regional university children's women's county community open
    family kidney heart eye surgical sleep cancer rehab public urgent walk-in private public va
    """.split()  # noqa: SIM905  # legible
)
"""Words inside a name that say only what kind of house it is."""

WEAK = frozenset(
    """
    pavilion lab labs digestive general house institute center centre imaging manor lodge campus
    hall annex regional memorial medical health practice
    """.split()  # noqa: SIM905  # legible
)
"""Heads that are common words too, which count behind names all the same."""

_LED = regex(
    r"(?:\b(?:at|to|from|in|by|with|near|under|via|prefers|over|drop|called) (?:the |our )?"
    r"|@ ?|(?:^|[\n\t\"'|>*^(])[ ]{0,3}|[ ]{2}|[:,;.] )"
    r"((?:(?:st|saint|mt)\.? )?(?:[a-z][a-z'-]{1,18}(?: and| &)? ){1,3})$"
)
_LEADS = regex(
    r"(?:\b(?:at|to|from|in|by|with|near|under|via|prefers|over|drop|called)"
    r"(?: the| our)? |@ ?)$"
)
_CLOSED = regex(r" ?(?:$|[\n\t\"'|<>*^),;.:]| {2}| \(| [A-Z0-9])")
_LOOK = 70
_SHORTEST = 5
_OF_LAND = FEATURES | {"street", "road", "avenue", "lane", "drive", "mill", "county", "pass"}
NO_NAME = frozenset(word_list("houses", "kinds of clinics"))
"""Words before a head that say which clinic of a house, or of what kind it is."""


def small(reading: FacilityReading, start: int, end: int) -> None:
    """Records the name that ends with the head at `[start, end)`, in a text with capitals."""
    text = reading.text
    last = text[text.rfind(" ", 0, start - 1) + 1 : start - 1]
    if last not in KINDS and last not in _OF_LAND and (last in NOT_A_NAME or is_common(last)):
        return
    found = _LED.search(text, max(0, start - _LOOK), start)
    if found is None:
        _of_land(reading, start, end)
        return
    first = found.start(1)
    words = found[1].replace(" &", " and").split()
    saint = words[0].rstrip(".") in ("st", "saint", "mt")
    body = words[1:] if saint else words
    while body and not saint and (body[0] in NOT_A_NAME or body[0] in NEVER_FIRST):
        first += len(body[0]) + 1
        body = body[1:]
    if not body or any(
        word in NOT_A_NAME and word not in KINDS and word not in _OF_LAND for word in body
    ):
        return
    led = _LEADS.search(text, max(0, first - 16), first) is not None
    if not (led or (first == found.start(1) and _CLOSED.match(text, end))):
        return
    if saint or _is_name(reading, body, first, text[start:end], led=led):
        reading.add(first, end, Confidence.MEDIUM, "head", "lower_case")


_PAIR = regex(r"(?:^|[\s(,])(([a-z]{4,15}) ([a-z]{3,10}) )$")


def _of_land(reading: FacilityReading, start: int, end: int) -> None:
    """`and now willow creek snf`: what the land is called before a sure head, without a lead."""
    found = _PAIR.search(reading.text, max(0, start - 30), start)
    if found is None or found[3] not in FEATURES or reading.text[start:end] in WEAK:
        return
    if found[2] in STREETS or is_compound(found[2]) or _strange(found[2]):
        reading.add(found.start(1), end, Confidence.MEDIUM, "head", "lower_case")


def _is_name(
    reading: FacilityReading, words: list[str], first: int, head: str, *, led: bool
) -> bool:
    if words[0] in KINDS or words[0] in NO_NAME:
        return False
    told = [word for word in words if word not in KINDS or word == "county"]
    if not told or not all(specific(word) or word in _OF_LAND for word in told):
        return False
    if len(told) > 1 and told[-1] in _OF_LAND:
        return not OF_ILLNESS.search(told[0])
    strange = [word for word in told if _strange(word)]
    if strange:
        return led or len(words) > 1 or head not in COMMON_HEADS
    town = reading.towns.get(first, 0)
    if town and town < first + sum(map(len, words)) + len(words) and not is_common(words[0]):
        return True
    if len(told) != 1 or is_common(told[0]) or not led:
        return False
    return told[0] in STREETS or (
        (len(words) > 1 or " " in head)
        and not OF_MEDICINE.search(told[0])
        and not any(told[0] in shipped(name) for name in ("care", "care_too", "abbreviations"))
    )


def _strange(word: str) -> bool:
    low = word.removesuffix("'s")
    return is_compound(low) or (
        len(low) >= _SHORTEST
        and not any(map(says_something, low.split("-")))
        and low not in ACRONYMS_OF_CARE
        and low not in shipped("medicines")
        and may_be_street(low)
    )

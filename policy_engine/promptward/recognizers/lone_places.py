"""
Places that are the one value of a text, told by how they are called: `UCSF`, `South Michaelville`.

A health system, by itself or with a town; a town with what one calls a house of care; a word
before `Medical Center`; a direction before a name that ends as those of towns do, and a name that
is somebody's with such an end. A topic can be called so as well, hence only as the one value.
"""

from functools import cache
from typing import NamedTuple

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.regions import may_be_town
from promptward.recognizers.word_file import shipped
from promptward_rules import read_text

__all__ = ["called_as_place"]

_KIND = (
    r"(?:[Ff]acility|[Cc]linic|[Hh]ospital|[Oo]ffice|[Cc]ampus|[Bb]ranch|[Ss]ite|ER|ED|VA|[Uu]rgent"
    r" [Cc]are|[Mm]edical [Cc]enter|[Hh]ealth [Cc]enter|Health|Children's)"
)
_OF_TOWN = regex(rf"(?P<town>[A-Z][a-z'.]{{2,16}}(?: [A-Z][a-z'.]{{2,16}}){{0,2}}) {_KIND}")
_GROWN = regex(
    r"(?P<system>[A-Z][\w.'&-]{1,16}(?: (?:&|and|of|[A-Z][\w.'-]{1,16})){0,3}?)"
    rf"(?: (?:Health|Hospitals?|Med|Medicine|Healthcare|{_KIND})|(?: [A-Z][a-z]{{3,18}}){{1,2}})?"
)
_CENTER = regex(
    r"(?!The |A |An |Our |Your |Any |Each |No |Academic |Tertiary |Local |Every |Veterans )"
    r"(?:St\.? )?[A-Z][a-z']{2,16}(?: [A-Z][a-z']{2,16})? (?:(?:Regional |General |Memorial"
    r" |University |Community )?Medical Cent(?:er|re)|(?:Regional|Memorial|Community|General)"
    r" Hospital)"
)
_ENDS = (
    r"(?:mouth|borough|burgh|bury|ville|chester|haven|shire|furt|fort|stad|berg|view|side|port"
    r"|town|land|ton|ford)"
)
_DIRECTED = regex(
    r"(?:North|South|East|West|New|Port|Lake|Fort|Old|Upper|Lower)"
    rf" (?P<name>[A-Z][a-z]{{2,14}}?)(?P<end>{_ENDS})"
)
_OF_SOMEBODY = regex(rf"(?P<name>[A-Z][a-z]{{2,12}})(?P<end>{_ENDS})")


def called_as_place(value: str) -> bool:
    """Whether a value is called as places are, and as next to nothing else is."""
    if _CENTER.fullmatch(value):
        return True
    of_town = _OF_TOWN.fullmatch(value)
    if of_town is not None:
        town = of_town["town"]
        return (town in shipped("cities") or town in _systems().towns) and may_be_town(town)
    grown = _GROWN.fullmatch(value)
    if grown is not None and _of_a_system(value):
        return True
    directed = _DIRECTED.fullmatch(value)
    if directed is not None:
        return not is_common((directed["name"] + directed["end"]).lower())
    own = _OF_SOMEBODY.fullmatch(value)
    if own is None or is_common(value.lower()) or value.lower() in shipped("english"):
        return False
    name = own["name"].lower()
    return name in shipped("common_given") or name in shipped("surnames")


class _Lists(NamedTuple):
    """Health systems, and towns with a blank in their name, which files of words do not hold."""

    systems: frozenset[str]
    towns: frozenset[str]


@cache
def _systems() -> _Lists:
    lines = {name: read_text(f"lexicons/{name}.txt").splitlines() for name in _FILES}
    return _Lists(
        frozenset(lines["health_systems"]), frozenset(one for one in lines["cities"] if " " in one)
    )


_LETTERS = 4
_FILES = ("health_systems", "cities")


def _of_a_system(value: str) -> bool:
    """Whether the first words are a health system, which is no word of the language."""
    words = value.split(" ")
    for count in range(len(words), 0, -1):
        first = " ".join(words[:count])
        if first in _systems().systems:
            # One word by itself is a score or a study as well, but for letters: `UCSF`.
            return count > 1 or "-" in first or (first.isupper() and len(first) >= _LETTERS)
    return False

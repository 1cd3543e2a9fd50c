"""
Towns in small letters, told by what stands beside them: `'biloxi','MS'`, `city: rio rancho`.

A code of a state in capitals and a postcode, or the name of a field, say that a town stands there;
a preposition does before a word that is a town and nothing else. Words that are in no list of
towns count where a postcode stands as well.
"""

from collections.abc import Iterator

from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.known_words import says_something
from promptward.recognizers.regions import NOT_A_TOWN, STATE_PATTERN
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME

__all__ = ["small_towns"]

_TOWN = r"[a-z][a-z'-]{2,18}(?: [a-z][a-z'-]{2,18}){0,2}"
_BETWEEN = (r"[\"'], ?[\"']", ",", r"\t", r"\|", r"\^", r"\*")
_CODED = rare(
    rf"(?<=[\"',|\t^*])(?P<town>{_TOWN})"
    rf"(?:{'|'.join(rf'{by}{STATE_PATTERN}{by}[0-9]{{5}}' for by in _BETWEEN)})"
)
_STATED = rare(
    rf"(?:\b(?:in|from|near|to|at|of|lives|moved)|[,(]) (?P<town>{_TOWN}),? {STATE_PATTERN}"
    r"(?=[\"'.,;:)\n]|$| \d{5}| (?:for|to|in|at|on|and|but|with|since|where|who|was|is)\b)"
)
_KEYED = rare(
    r"(?<![A-Za-z])(?:[Cc]ity|[Tt]own|[Dd]istrict|[Cc]ounty|[Mm]unicipality|[Vv]illage|hometown"
    r"|[Bb]irth_?[Pp]lace|addressLocality)[\"']?[ \t]{0,2}[:=][ \t]{0,2}"
    rf"[\"']?(?P<town>{_TOWN})(?=[\"'\n,;}}<|]|$)"
)
_LIVED = rare(
    r"\b(?:in|from|near|outside|lives in|moved to|back to|resident of) (?P<town>[a-z]{5,18})"
    r"(?=[.,;)\n]|$| (?:on|last|since|for|and|but|with|w/|where|who|when|now|this|in"
    r"|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b)"
)
_OF_COUNTY = frozenset(("county", "city", "township", "parish"))
_SHORTEST = 5


def small_towns(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand."""
    for found in _CODED.finditer(text):
        if _may_be_town(found["town"], unheard=True):
            yield found.span("town")
    for found in _STATED.finditer(text):
        if _may_be_town(found["town"], unheard=False):
            yield found.span("town")
    for found in _KEYED.finditer(text):
        if _may_be_town(found["town"], unheard=True):
            yield found.span("town")
    for found in _LIVED.finditer(text):
        if _is_only_a_town(found["town"]):
            yield found.span("town")


def _may_be_town(town: str, *, unheard: bool) -> bool:
    words = town.split()
    if town in NOT_A_TOWN or town in NOT_A_NAME:
        return False
    # INVARIANT: the lists know words; of a town of two its first.
    first = words[0].capitalize()
    known = first in shipped("cities") or first in shipped("towns")
    if len(words) == 1:
        return (known and not is_common(town)) or (unheard and _is_unheard(town))
    if words[-1] in _OF_COUNTY and words[0] not in NOT_A_TOWN:
        return unheard or not is_common(words[0])
    if unheard:
        return known or any(map(_is_unheard, words))
    return known and not all(map(is_common, words)) and not any(word in _NO_PART for word in words)


_NO_PART = frozenset(
    """
    the a an and or of with pain for his her their left right day days week no not in on at by is
    was are be been had has have to from
    """.split()  # noqa: SIM905  # legible
)


def _is_unheard(word: str) -> bool:
    return len(word) >= _SHORTEST and not says_something(word)


def _is_only_a_town(town: str) -> bool:
    title = town.title()
    return title in shipped("cities") and not (
        says_something(town)
        or town in NOT_A_TOWN
        or town in shipped("common_given")
        or town in shipped("given")
    )

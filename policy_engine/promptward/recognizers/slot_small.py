"""
Towns in small letters, told by what stands beside them: `'biloxi','MS'`, `city: rio rancho`.

A code of a state in capitals and a postcode, or the name of a field, say that a town stands there;
a preposition does before a word that is a town and nothing else. Words that are in no list of
towns count where a postcode stands as well.
"""

from collections.abc import Iterator

from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.facility_words import GENERIC
from promptward.recognizers.house_words import FEATURES, is_compound
from promptward.recognizers.known_words import says_something
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN, STATE_PATTERN, STATES
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward_rules import word_list

__all__ = ["small_towns"]

_TOWN = r"[a-z][a-z'-]{2,18}(?: [a-z][a-z'-]{2,18}){0,2}"
_HOUSED = rare(
    r"(?<![A-Za-z])(?:facility|hospital|clinic|pharmacy|sending|receiving|transferring|accepting|snf"
    r"|nursing home|dispo|dest|destination|site|lives|stays|pick-?up|drop-?off|place|hometown"
    r"|place of birth|from|to)[\"']?[ ]?[:=][ ]{0,2}[\"']?"
    r"(?P<house>[a-z][a-z-]{2,18}(?: [a-z][a-z-]{2,18}){0,2})(?=[\"',;\n)]| {2}|$)"
)
_BETWEEN = (r"[\"'], ?[\"']", ",", r"\t", r"\|", r"\^", r"\*")
_CODED = rare(
    rf"(?<=[\"',|\t^*])(?P<town>{_TOWN})"
    rf"(?:{'|'.join(rf'{by}{STATE_PATTERN}{by}[0-9]{{5}}' for by in _BETWEEN)})"
)
_STATED = rare(
    rf"(?:\b(?:in|from|near|to|at|of)|[,(]) (?P<town>{_TOWN}),? {STATE_PATTERN}"
    r"(?=[\"'.,;:)\n]|$| \d{5}| (?:for|to|in|at|on|and|but|with|since|where|who|was|is)\b)"
)
_KEYED = rare(
    r"(?<![A-Za-z])(?:[Cc]ity|[Tt]own|[Dd]istrict|[Cc]ounty|[Mm]unicipality|[Vv]illage|hometown"
    r"|[Bb]irth_?[Pp]lace|addressLocality)[\"']?[ \t]{0,2}[:=][ \t]{0,2}"
    rf"[\"']?(?P<town>{_TOWN})(?=[\"'\n,;}}<|]|$)"
)
_LIVED = rare(
    r"\b(?P<how>in|from|near|outside|via|of|to|at|around) (?P<town>[a-z]{4,18})"
    r"(?=[.,;:)\n?!]|$| (?![=({\[])[a-z(])"
)
_BESIDE = rare(r"\((?P<town>[a-z]{5,18})\)")
_POSTCODE = rare(
    r"(?<![\w-])(?P<area>[a-z]{1,2})\d[a-z\d]? \d(?!st|nd|rd|th|hr|ft|lb)"
    r"[abd-hjlnp-uw-z]{2}(?![\w-])"
    r"|(?<![\w-])[abceghj-nprstvxy]\d[abceghj-nprstv-z] \d[abceghj-nprstv-z]\d(?![\w-])"
)
_TOWN_WORDS = frozenset(word_list("places", "towns that are words"))
"""Towns of the lists that are words of the language and have no other form, which would tell."""
_AREAS = frozenset(word_list("places", "areas of british postcodes"))
"""Areas of British postcodes."""
_OF_COUNTY = frozenset(("county", "city", "township", "parish"))
_SHORTEST = 5


def small_towns(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand, and houses that a field names."""
    for pattern, unheard in ((_CODED, True), (_STATED, False), (_KEYED, True)):
        for found in pattern.finditer(text):
            if _may_be_town(found["town"], unheard=unheard):
                yield found.span("town")
    for pattern in (_LIVED, _BESIDE):
        for found in pattern.finditer(text):
            if _is_only_a_town(found["town"], found.groupdict().get("how", "")):
                yield found.span("town")
    yield from _told(text)


def _told(text: str) -> Iterator[tuple[int, int]]:
    for found in _HOUSED.finditer(text):
        if _is_house(found["house"].split()):
            yield found.span("house")
    for found in _POSTCODE.finditer(text):
        if found["area"] is None or found["area"] in _AREAS:
            yield found.span()


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


def _is_house(words: list[str]) -> bool:
    """Whether words name a house or a quarter: one of no list, or what the land is called."""
    if any(word in _NO_PART or word in NOT_A_NAME for word in words[:1]):
        return False
    if len(words) == 1:
        return is_compound(words[0])
    return words[-1] in FEATURES and words[-1] not in GENERIC and words[0] not in GENERIC


def _is_unheard(word: str) -> bool:
    return len(word) >= _SHORTEST and not says_something(word)


_AT_HOME = frozenset(("in", "from", "near", "outside"))
_ENDINGS = (
    *("s", "es", "ed", "ing", "ly", "er", "y", "al", "d", "r", "ness", "n", "an", "ist", "ic"),
)


def _is_only_a_town(town: str, how: str) -> bool:
    """Whether a word is a town and nothing else: a large one, or any behind `in` and the like."""
    title = town.capitalize()
    large = title in shipped("cities")
    if not large and not (
        how in _AT_HOME and len(town) >= _SHORTEST and title in shipped("towns")
    ):
        return False
    if town in NOT_A_TOWN or town in NOT_A_NAME or town in PRODUCTS or town in EPONYMS:
        return False
    if town in shipped("common_given") or town in shipped("medicines") or _is_state(title):
        return False
    if town in shipped("given") and not (large and how in _AT_HOME):
        return False
    if town in shipped("surnames") and not (large or how == "in"):
        return False
    return not says_something(town) or (how in _AT_HOME and _is_uninflected(town))


def _is_state(title: str) -> bool:
    return title in STATES or title.lower() in COUNTRIES


def _is_uninflected(town: str) -> bool:
    """Whether a word of the language has no other form, as names of places have none."""
    return not (
        is_common(town)
        or town in _TOWN_WORDS
        or town in shipped("abbreviations")
        or any(town + ending in shipped("english") for ending in _ENDINGS)
    )

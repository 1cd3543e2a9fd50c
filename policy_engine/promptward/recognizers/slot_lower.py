"""
Addresses and houses in texts typed without capitals: `picked up at 9 pendle rise`, `cvs on quill`.

A number, a word and what a street is called; a road by its number; a shop by where it stands; a
trade with its owner; a quarter, a camp or a saint with a word of no list. Something that leads to
a place stands before each, since none of them has a capital to show.
"""

from collections.abc import Iterator

from promptward.deferred import regex
from promptward.rare import rare
from promptward.recognizers.address_words import AFTER_NUMBER_NEVER
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.facility_lower import in_haste
from promptward.recognizers.facility_words import GENERIC
from promptward.recognizers.known_words import says_something
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.street_names import STREETS, STREETS_TOO
from promptward.recognizers.words import NOT_A_NAME, SERVICES
from promptward_rules import word_list

__all__ = ["lowered"]

_LED = (
    r"(?:\b(?:at|to|from|near|in|by|off|on|along|down|past|behind|outside|of|is|home|address|addr"
    r"|pick ?-?up|drop ?-?off|dest|destination|origin|scene|location|loc|lives|live|visit|check)"
    r"(?: is)?:? (?:the )?|[@>] ?|[,(] ?)"
)
_UNIT = (
    r"(?:(?:flat|apt|apartment|unit|suite|ste|lot|rm|room|trailer|bldg) #?[a-z]?\d{0,4}[a-z]?,? )?"
)
_TYPE = (
    r"(?:st|street|rd|road|ave|avenue|ln|lane|dr|drive|ct|court|pl|place|way|rise|close|row|walk"
    r"|cres|crescent|terrace|ter|gardens|gdns|grove|hill|path|blvd|boulevard|pkwy|parkway|circle"
    r"|cir|loop|trail|trl|mews|square|sq|hwy|highway|pike|turnpike|alley|quay|view|cross gardens)"
)
_MORE_UNIT = (
    r"(?:,? (?:flat|apt|apartment|unit|suite|ste|lot|rm|room|bldg|#) ?#?[a-z]?\d{0,4}[a-z]?\b"
    r"|,? \d(?:st|nd|rd|th) fl(?:oor|r)?\b(?: rear| front)?)?"
)
_ENDS = r"(?=$|[.,;:)!?\n\"]| [a-z(-])"
_ADDRESS = rare(
    rf"{_LED}({_UNIT}\d{{1,5}}[a-z]?(?:½|-\d{{1,3}})? (?:[nsew] |[ns][ew] )?"
    rf"(?:[a-z][a-z'.-]{{0,15}} ){{1,3}}?{_TYPE}\b\.?(?: (?:[nsew]"
    rf"|[ns][ew])\b)?{_MORE_UNIT}){_ENDS}"
)
_ROAD = rare(
    r"\b(?:at|to|from|near|in|by|off|on|along|down|past|behind|outside|of|take|via|down|up|is|home"
    r"|address|pick ?-?up|drop ?-?off|scene|location|loc|lives|crash|mvc|mva|wreck|[@:,])"
    r":? (?:the )?((?:mile marker|mm) \d{1,3} (?:on|of) i-\d{1,3}"
    r"|(?:county|state|us|farm|ranch|forest|old) (?:road|rd|route|rte|hwy|highway) \d{1,5}"
    r"|(?:hwy|highway|route|rte|sr|fm|cr|interstate|i|us)[ -]\d{1,4}(?: (?:exit|mm) ?\d{1,3})?"
    rf"(?: [nsew]b?\b)?){_ENDS}"
)
_SHOP = (
    r"(?:cvs|walgreens|rite aid|walmart|kroger|costco|target|publix|safeway|hy-?vee|meijer|boots"
    r"|aldi|lidl|tesco|asda|wegmans|heb|vons|ralphs|starbucks|mcdonald'?s|dunkin|wendys|exxon"
    r"|shell|chevron|texaco|bp|mobil|wawa|sheetz|7-eleven|dollar general|home depot|lowes|ymca"
    r"|planet fitness|big lots|subway|kfc|burger king|taco bell|circle k|dairy queen|trader joes)"
)
_SHOP_AT = rare(
    rf"\b({_SHOP} (?:pharmacy )?(?:on|at|in|by|near|off) (?:the )?"
    r"(?:(?:\d{1,3}(?:st|nd|rd|th)|[a-z]{3,15}) (?:and|&|x) (?:\d{1,3}(?:st|nd|rd|th)|[a-z]{3,15})"
    rf"|\d{{1,3}}(?:st|nd|rd|th)|[a-z]{{3,15}}(?: {_TYPE}\b)?)){_ENDS}"
)
_OWNED = rare(
    rf"{_LED}([a-z]{{3,14}}'s (?:diner|kitchen|feed|newsagents?|row|garage|bakery|deli"
    rf"|pharmacy|drugs?"
    r"|store|market|shop|bar|grill|pub|inn|farm|landing|corner|crossing|hardware|salon|cafe|place"
    rf"|west|east|north|south)){_ENDS}"
)
_BEFORE = rare(
    rf"{_LED}((?:camp|lake|fort|old|new|east|west|north|south|upper|lower|va|kaiser"
    rf"|temple(?: beth)?"
    r"|first (?:baptist|methodist)|our lady of|(?:town|village|sunrise|house|hills|isle|city|port)"
    r" of|planet fitness|fox and|rd \d,|ward \d{1,2},|bldg \d{1,3},|plant \d{1,3},|lot \d{1,3},"
    r"|space \d{1,3},)"
    rf" ([a-z]{{4,15}})(?: ([a-z]{{3,12}}))?){_ENDS}"
)
_HOUSE = rare(
    rf"{_LED}((?:[a-z]{{3,14}} )?([a-z]{{4,14}}) (?:pointe|house|manor|lodge|gardens|village"
    rf"|terrace"
    r"|heights|ridge|creek|grove|hills|valley|falls|springs|methodist|presbyterian|baptist|hollow"
    rf"|landing|crossing|meadows|oaks|pines|acres|estates|annex)){_ENDS}"
)
_CROSSING = rare(
    rf"{_LED}(\d{{1,3}}(?:st|nd|rd|th) ?(?:and|&|x|/) ?([a-z]{{3,15}})"
    rf"|([a-z]{{3,15}}) ?(?:and|&|x|/) ?\d{{1,3}}(?:st|nd|rd|th)){_ENDS}"
)
_OF_TOWN = rare(
    r"\b((?:[a-z]{3,12} )?[a-z]{4,15}),? (?:(?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la"
    r"|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy]),? )?\d{5}(?:-\d{4})?"
    r"(?=$|[.,;:)\n]| [a-z(])"
)


_LINE = regex(r"\n(?=[^A-Z\n])")
"""Where a line begins that may be without capitals."""


def lowered(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand, at places of a text with next to no capitals."""
    haste = in_haste(text)
    # What asks for haste looks at the line around, so a text with no such line has none.
    if not any(map(haste, _line_starts(text))):
        return
    for find in (_addresses, _named, _led, _houses, _crossings, _of_towns):
        for start, end in find(text):
            if haste(start):
                yield start, end


def _line_starts(text: str) -> Iterator[int]:
    yield 0
    yield from (found.end() for found in _LINE.finditer(text))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    return (one.span(1) for one in _ADDRESS.finditer(text) if _is_address(one[1]))


def _named(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_ROAD, _SHOP_AT, _OWNED):
        for found in pattern.finditer(text):
            if found[1].rsplit(" ", 1)[-1] not in _NO_PLACE:
                yield found.span(1)


def _led(text: str) -> Iterator[tuple[int, int]]:
    for found in _BEFORE.finditer(text):
        if _unknown(found[2]):
            more = found[3] is not None and _unknown(found[3])
            yield found.start(1), found.end(3) if more else found.end(2)


def _houses(text: str) -> Iterator[tuple[int, int]]:
    """`at crown pointe`: a word that is no common one, or that houses are called after."""
    for found in _HOUSE.finditer(text):
        word = found[2]
        if (
            word in _NO_PLACE
            or word in GENERIC
            or word in NOT_A_NAME
            or word in AFTER_NUMBER_NEVER
        ):
            continue
        if word in STREETS_TOO or (not is_common(word) and not OF_MEDICINE.search(word)):
            first = found[1].split(" ", 1)[0]
            known = first != word and (is_common(first) or first in NOT_A_NAME)
            yield found.start(2) if known else found.start(1), found.end(1)


def _crossings(text: str) -> Iterator[tuple[int, int]]:
    for found in _CROSSING.finditer(text):
        word = found[2] or found[3]
        if word in STREETS or word in STREETS_TOO or _unknown(word):
            yield found.span(1)


def _of_towns(text: str) -> Iterator[tuple[int, int]]:
    for found in _OF_TOWN.finditer(text):
        first, *rest = found[1].split(" ")
        if _unknown(rest[-1] if rest else first):
            known = bool(rest) and not _unknown(first) and first not in _PARTS
            yield found.start(1) + (len(first) + 1 if known else 0), found.end()


_PARTS = frozenset(
    ("old", "new", "north", "south", "east", "west", "port", "fort", "lake", "mount", "st")
)
_NO_PLACE = frozenset(word_list("places", "no place in lower case"))


def _is_address(value: str) -> bool:
    """Whether a number, words and a type are no count: `5 day course`, `2 units of blood way`."""
    words = [word.strip(".,") for word in value.split() if word[0].isalpha()]
    return not any(
        (word in AFTER_NUMBER_NEVER and word not in STREETS)
        or word in _COUNTED
        or word in PRODUCTS
        for word in words[:-1]
    )


_COUNTED = frozenset(word_list("places", "small words and units"))
_SHORTEST = 4


def _unknown(word: str) -> bool:
    """Whether a word is in no list of the language, of medicine or of departments."""
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and not says_something(word)
        and word not in GENERIC
        and word not in SERVICES
        and word not in NOT_A_NAME
        and word not in PRODUCTS
    )

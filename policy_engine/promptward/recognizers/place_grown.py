"""
Words that grow on to a place that was found: `[tarnley] mobile home park`, `camp [tarnley]`.

A kind of house, of land or of road behind the name, with its number; a possession and the trade
(`[joe]'s diner`); before it a quarter, a saint, a shop that stands there, a house number and a
flat. Where a text has no capitals, nothing but these words says how far a name reaches.
"""

from collections.abc import Callable

from promptward.deferred import regex
from promptward.recognizers.address_words import STREET_STRONG, STREET_WEAK
from promptward.recognizers.house_words import FEATURES
from promptward_rules import word_list

__all__ = ["grown"]

_KINDS = frozenset(word_list("places", "kinds behind a place"))
_OTHERWISE = frozenset(word_list("places", "kinds that are other words"))
"""Words of the language besides, which go on with a name only where something closes them."""

_HEADS = (_KINDS | STREET_STRONG | STREET_WEAK | FEATURES) - _OTHERWISE
_PAIRS = (
    r"mobile home(?: park)?|trailer (?:park|court)|health (?:post|centre|center|clinic|unit)"
    r"|medical (?:center|centre|group|clinic)|nursing (?:home|center|centre)|care (?:home|center"
    r"|centre)|post office|fire (?:station|hall)|police station|bus (?:station|depot)"
    r"|train station|truck stop|gas station|petrol station|town hall|village hall|community"
    r" (?:center|centre|hall|hospital)|group home|halfway house|rest area|service area"
    r"|funeral home|urgent care|walk-in|health system|grade school|high school|middle school"
    r"|industrial estate|business park|retail park|op block|OP block|day (?:care|center|centre)"
)
_AFTER = regex(
    rf"'s(?: (?:feed|garage|place|house|farm))?|(?: (?:&|and) sons| bros\.?| & Sons)"
    rf"|,? (?:{_PAIRS})\b"
    r"| ([a-z]{2,14})\b"
)
_AFTER_CAPITAL = regex(
    r" (?:Row|Newsagents?|Feed|Diner|Kitchen|Garage|Bakery|Deli|Pharmacy|Drugs?|Store|Market|Shop"
    r"|Bar|Grill|Pub|Inn|Farm|Place|Landing|Corner|Crossing|West|East|North|South|Hardware|Salon"
    r"|Gym|Cafe|PO|RV|VA|Apts|Arms|Tower|Bros)\b"
)
_CLOSES = regex(
    r"$|[.,;:)!?\n\"|]| (?:and|with|by|to|for|on|at|in|from|near|today|tonight|tomorrow|yesterday"
    r"|last|this|next|since|until|when|where|who|is|was|has|apt|unit|flat|lot)\b| {2}| [(\xff-]"
)
_NUMBER = regex(r" #?\d{1,4}[a-z]?(?=$|[.,;:)\n]| [a-z])(?! ?(?:am|pm|mg|yo|yrs?|days?|x)\b)")
_OF_NUMBER = frozenset(
    """
    ct rd road st street ave lane ln lot station unit plant store route hwy highway building bldg
    """.split()  # noqa: SIM905  # legible
)
"""Behind these a number says which."""
_BEFORE = regex(
    r"(?:^|(?<=[\s,;:(\"'>|]))(?:camp|lake|fort|ft|port|mount|mt|old|new|north|south|east|west"
    r"|upper"
    r"|lower|little|great|downtown|va|kaiser|first (?:baptist|methodist)|temple|temple beth|st\.?"
    r"|saint|our lady of|(?:town|village|city|county|sunrise|house|hills|port|isle) of|marina del"
    r"|planet fitness|the|cvs|walgreens|kroger|walmart|aldi|tesco|boots|exxon|shell|texaco"
    r"|mcdonald's|starbucks|safeway|publix|costco|target|wawa|sheetz|big lots)"
    r"(?: (?:on|at|in|off|by|near))?(?: the)? $",
)
_DOOR = regex(
    r"(?:^|(?<=[\s,;:(\"'>|]))(?:(?:flat|apt|unit|plant|bldg|building|lot|space|room|rm|ward|shop"
    r"|store|suite|hangar|trailer|Plant|Store|Bldg|Building|Lot|Space|Hangar|Site|Branch|Camp"
    r"|RD|Ward"
    r"|Gate|Dock|Pier|Terminal) #?\d{1,4}[a-zA-Z]?,? (?:at )?)?(?:\d{1,5}[a-z]? (?:[nsew] )?)?$"
)
_STREET_BEHIND = regex(
    r" (?:st|street|rd|road|ave|avenue|ln|lane|dr|drive|ct|court|pl|place|way|rise|close|row|walk"
    r"|cres|crescent|terrace|gardens|grove|hill|path|blvd|pkwy|circle|cir|loop|trail|run|mews)\b"
)
_STEPS = 3
_LOOK = 44


def grown(text: str, start: int, end: int, free: Callable[[int, int], bool]) -> tuple[int, int]:
    """
    Where the place at `[start, end)` begins and ends with what belongs to it.

    `free`: nothing else was found in a range. The place is never made smaller.
    """
    first, last = start, _rightwards(text, start, end, free)
    low = text[start:end].islower()
    for _ in range(_STEPS if low else 0):
        found = _BEFORE.search(text, max(0, first - _LOOK), first)
        if found is None or not free(found.start(), first) or found[0] == "the ":
            break
        first = found.start()
    door = _DOOR.search(text, max(0, first - _LOOK), first)
    if door is not None and door.start() < first and free(door.start(), first):
        numbered = door[0].strip(" ,").isdigit()
        if not numbered or (low and _STREET_BEHIND.search(text, start, last)):
            first = door.start()
    return first, last


def _rightwards(text: str, start: int, end: int, free: Callable[[int, int], bool]) -> int:
    street = _STREET_BEHIND.match(text, end) if text[start:end].islower() else None
    if street is not None and _CLOSES.match(text, street.end()) and free(end, street.end()):
        end = street.end()
    for _ in range(_STEPS):
        capital = _AFTER_CAPITAL.match(text, end)
        if capital is not None and text[end - 2 : end] == "'s" and free(end, capital.end()):
            end = capital.end()
            continue
        found = _AFTER.match(text, end)
        if found is None or not free(end, found.end()):
            break
        word = found[1]
        if word is not None and not _goes_on(text, word, found.end()):
            break
        end = found.end()
    number = _NUMBER.match(text, end)
    if number is not None and free(end, number.end()):
        before = text[start:end].rsplit(" ", 1)[-1].lower().strip(".")
        if before in _OF_NUMBER:
            end = number.end()
    return end


def _goes_on(text: str, word: str, stop: int) -> bool:
    """Whether a word in small letters behind a name says what kind of place it is."""
    if word in _OTHERWISE:
        return False
    return word in _HEADS and _CLOSES.match(text, stop) is not None

"""
Houses and towns in small letters that an act of care and its day stand around.

`treated at ucsf on march 3rd`, `admitted to general hospital (MRN: …)`, `our dallas office`: what
leads to the name and what closes it leave room for a place and for nothing else, so that a word
of the language counts as well, unless it says what kind of place it is, or when (`at home on`,
`at baseline on`).
"""

from collections.abc import Iterator
from functools import cache

from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.facility_lower_among import NO_NAME
from promptward.recognizers.facility_words import GENERIC, NEVER_FIRST
from promptward.recognizers.house_words import FEATURES, KNOWN_HOUSES, is_compound
from promptward.recognizers.known_words import says_something
from promptward.recognizers.led_lower_cues import TAILS
from promptward.recognizers.regions import NOT_A_TOWN
from promptward.recognizers.street_names import STREETS
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, SERVICES
from promptward_rules import read_text, word_list

__all__ = ["dated"]

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAY = (
    r"(?:(?:on|in|since|until|last|this) )?(?:the )?"
    rf"(?:(?i:{_MONTH})\.?,? \d|\d{{1,4}}[/.-]\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?(?i:{_MONTH})\b"
    r"|\d{1,2}(?:st|nd|rd|th)\b|4[3-7]\d{3}\b)"
)
_WORD = r"[a-z][a-z'.&/-]{0,18}"
_PLACE = rf"(?P<place>{_WORD}(?: (?:& )?{_WORD}){{0,4}}?)"
_ACT = (
    r"(?:[Ss]een|[Tt]reated|[Ee]valuated|[Aa]dmitted|[Pp]resented|[Ff]ollowed|[Oo]perated"
    r"|[Dd]iagnosed|[Rr]eferred|[Dd]ischarged|[Tt]ransferred|[Aa]ssessed|[Rr]eviewed|[Aa]ttended"
    r"|[Vv]isited|[Vv]isits?|[Cc]onsult(?:ation|ed)?|[Aa]ppointment|[Cc]heck-?up|[Ss]urgery"
    r"|[Pp]rocedure|[Rr]eplacement|[Ss]essions?|[Tt]ests|[Cc]onducted|[Pp]erformed|[Dd]one"
    r"|[Uu]nderwent|[Bb]iopsy|[Ss]cans?|[Ii]maging|MRI|CT|[Ll]abs?|[Cc]are|[Ss]tent|[Ss]tarted"
    r"|[Ss]cheduled|[Pp]resenting|[Ff]ollow-?up|[Hh]ospitali[sz]ed|[Ss]ervices|[Bb]orn"
    r"|[Dd]elivered|[Dd]ied"
    r"|[Dd]islocated|[Cc]olonoscopy)"
)
_LED = (
    rf"(?:\b{_ACT}(?: by [Dd]r\.?(?: [A-Za-z][a-z.'-]{{0,14}}){{1,2}}| [a-z/]{{2,12}}){{0,2}}"
    r" (?:at|in|to|from|by)|\b(?:[Aa]ttended|[Vv]isited)|\b\d{4}, at)(?P<article> the| our)? "
)
_DATED = rare(
    rf"{_LED}{_PLACE}(?:(?P<sure>)(?=,? {_DAY}|,? \((?:MRN|SSN|DOB|ID|[Ii]ns(?:urance)?|[Pp]olicy"
    r"|[Ll]icen|[Cc]ontact|[Hh]ealth|[Pp]hone|[Ee]mail|[Mm]edical [Rr]ecord|[Aa]cc)"
    r"|, (?:MRN|SSN|DOB|ID)\b)|(?<! st)(?<! mt)(?=\?|\.(?:\s|$)|$))"
)
"""Where it is sure, what closes it tells of somebody."""
_OURS = rare(
    r"\b(?:[Oo]ur|[Tt]heir|[Tt]he|at|in|to|from|not|or"
    r"|\d) (?P<town>[a-z]{3,14}(?: [a-z]{4,12}){0,2})"
    r" (?:office|branch|clinic|facility|campus|site|location|walk-in)\b"
)
_HEADS = frozenset(word_list("houses", "heads in small letters"))
_SAINTS = frozenset(("st", "saint", "mt", "mount"))
_NEVER = NOT_A_NAME | SERVICES | NEVER_FIRST | NO_NAME
_SHORTEST = 4


def dated(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand."""
    for found in _DATED.finditer(text):
        sure = found["sure"] is not None
        named = sure and found["article"] is None and found["place"] in _PLAIN
        if named or _is_house(found["place"], sure=sure):
            yield found.span("place")
    for found in _OURS.finditer(text):
        if _is_known_town(found["town"]):
            yield found.start("town"), found.end()


def _is_house(place: str, *, sure: bool) -> bool:
    """`sure`: what stands behind it closes a name and no sentence alone."""
    words = place.rstrip(".,").split()
    plain = " ".join(words)
    if plain in KNOWN_HOUSES or words[0].rstrip(".") in _SAINTS:
        return sure or len(words) > 1
    if any(" ".join(words[:count]) in _systems() for count in range(len(words), 0, -1)):
        return True
    if any(word in _FUNCTION for word in words) or (words[0] in _NEVER and words[0] not in _PARTS):
        return False
    last = words[-1]
    if last in _HEADS or last.endswith("'s"):
        told = [word for word in words if word not in GENERIC and word not in _HEADS]
        return any(_tells(word.removesuffix("'s"), sure=sure) for word in told)
    if len(words) > 1 and words[0] in _HEADS:
        return _tells(last, sure=sure) and _is_known_town(last)
    if not sure:
        return len(words) <= 2 and all(map(_is_unheard, words))  # noqa: PLR2004  # a name of two
    if len(words) > 1 and last in TAILS:
        return _tells(words[0], sure=True)
    return all(_tells(word, sure=False) for word in words) and (
        len(words) > 1 or words[0] not in shipped("care")
    )


_PLAIN = frozenset(
    f"{kind} {house}"
    for kind in (
        *("general", "county", "city", "central", "university", "methodist", "baptist"),
        *("presbyterian", "memorial", "community", "veterans"),
    )
    for house in ("hospital", "medical center")
)
"""Names where no article stands before them: `admitted to general hospital on`."""
_PARTS = frozenset(("new", "old", "north", "south", "east", "west", "upper", "lower", "elm"))
_FUNCTION = frozenset(word_list("houses", "no part of a house"))


def _tells(word: str, *, sure: bool) -> bool:
    """Whether a word is the name of something; of those of the language where all else is sure."""
    if word in _NEVER or word in GENERIC or word in PRODUCTS or len(word) < _SHORTEST:
        return False
    if "-" in word:
        return any(_tells(piece, sure=sure) for piece in word.split("-"))
    if word in STREETS or is_compound(word) or word in _TREES:
        return True
    if is_common(word):
        return False
    if word.title() in shipped("cities") or word.title() in shipped("towns"):
        return word not in NOT_A_TOWN
    return word in shipped("surnames") or _is_unheard(word)


_TREES = FEATURES & STREETS | frozenset(("elm", "oak", "cedar", "cedars", "maple", "pine", "ash"))


def _is_unheard(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and not says_something(word)


def _is_known_town(town: str) -> bool:
    if " " in town:
        return town.title() in _cities() or town == "new york city"
    if town in NOT_A_TOWN or town in GENERIC or town in NOT_A_NAME or is_common(town):
        return False
    return town in _small_cities() or (
        town.title() in shipped("towns")
        and not (town in shipped("care") or town in SERVICES or town in STREETS)
    )


@cache
def _systems() -> frozenset[str]:
    """Health systems, as a text without capitals has them."""
    return frozenset(
        line.lower()
        for line in read_text("lexicons/health_systems.txt").splitlines()
        if not is_common(line.lower())
    )


@cache
def _small_cities() -> frozenset[str]:
    return frozenset(one.lower() for one in read_text("lexicons/cities.txt").splitlines())


@cache
def _cities() -> frozenset[str]:
    return frozenset(one for one in read_text("lexicons/cities.txt").splitlines() if " " in one)

"""
How far a place reaches: the words beside a place that was found which belong to its name.

`Mercy [Dunmore City]`, `[Univ Hosp] Dunmorra`, `[Station Road] East`,
`[Dunmore Clinic], 4th floor`, `[Quarry House] on [Route 9]`. A word that something else has found,
and a word of the language that is no part of names, ends it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM
from promptward.recognizers.facility_words import NEVER_FIRST, STUDY_WORDS
from promptward.recognizers.known_words import is_of_no_list
from promptward.recognizers.place_beside import beside
from promptward.recognizers.place_grown import grown
from promptward.recognizers.place_leading import leading
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.regions import COUNTRIES, NOT_A_TOWN, STATES, WORDS_AND_TOWNS
from promptward.recognizers.second_look import SecondLookBase
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["OF_STREETS", "PlaceExtent"]

_BEFORE = regex(r"(?:^|[\s,;:(/\"'>|-])([A-Z][A-Za-z'.]{2,15}) $")
_AFTER = regex(r" ([A-Z][a-z]{2,15}(?:['-][A-Za-z]+)?)(?=$|[ .,;:)\n|\"'<])")
_QUARTER = regex(r" (?:North|South|East|West|NE|NW|SE|SW)\b(?! [A-Z])")
_LEVEL = regex(
    r",? (?:\d{1,2}(?:st|nd|rd|th) (?:floor|flr|fl|Floor|Fl)\b"
    r"|(?:[Ff]loor|[Ff]lr|Theatre|Lab|Gate|Entrance|Door|Space|Stall|Suite|Ste\.?|Rm|Room|Bay|[Cc]ot|Pod|Unit|Apt\.?|[Ll]ot|Bldg|Wing|Level|rm|bay|apt"
    r"|flat|Flat|unit|room|suite|clinic|hall|bed|Bed) #?[A-Z]?-?\d{1,4}[A-Za-z]?\b)"
    r"| (?:ICU|MICU|SICU|CCU|ED|PACU|NICU)(?: (?:bed|bay|rm|room) \d{1,3}[A-Z]?)?\b"
)
_TOWN = regex(
    r",? ([A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15}){0,2})(?: \d{4,6})?(?=$|[.,;)\n(|\"'<]"
    r"| [-\xff(]| {2})"
)
_TOWN_LOWER = regex(
    r"\.?, ([a-z]{3,15}(?: [a-z]{3,15}){0,2})(?:, [a-z]{2}\b(?: \d{5}\b)?)?(?=$|[.,;)\n?])"
)
"""In a text without capitals: `12 elm street, dunmore, oh`."""

_OUTCODE = regex(r",? [A-Z]{1,2}\d{1,2}[A-Z]?(?=$|[.,;)\n])")
_KIND = regex(
    r" (?:jail|prison|shelter|surgery|clinic|pier|truck stop|group home|apartments|flats"
    r"|practice|pharmacy"
    r"|elementary|church|marina|lighthouse|reservation|trailer park|campground|ferry|harbou?r"
    r"|airport"
    r"|bus station|train station|farm|ranch|dispensary|health cent(?:er|re)|community)\b"
)
_KIND_BEFORE = regex(
    r"(?:^|[\s(>:;,])((?:(?:VA|IHS|DaVita|Kaiser|County|City|Univ|University|Eye|Heart|Dental"
    r"|Peds|Urgent Care|Walk-in) )"
    r"(?:Clinic|Hospital|Hosp|Center|Ctr|ER|ED|Rehab|Pharmacy|Dialysis)),? $"
)
_BETWEEN = regex(
    r",? (?:on|at|off|by|near|x|&|and|past|behind|above|opposite|opp|next to|across from|in)"
    r"(?: the)? "
)
_PARTS = frozenset(
    """
    mercy providence trinity royal old north south east west northern southern eastern western
    upper
    lower little great new univ university district taluk memorial general regional methodist
    baptist lutheran holy sacred good central downtown county city state veterans community
    """.split()  # noqa: SIM905  # legible
)
"""Words of the language that stand before the name of a town in that of a house."""

_OF_HOUSES = frozenset(("head", "weak_head", "abroad", "saint", "short_name", "care"))
"""Evidence of a facility: what a comma parts from it on the left is one of its departments."""

OF_STREETS = frozenset(
    """
    street_type street_ending announced address_block road_number crossing corner box route
    bare_number direction placed
    """.split()  # noqa: SIM905  # legible
)
"""Evidence of streets, by which their category is told from others that hold text."""

_LONGEST_GAP = 14
_MOST_JOINED = 12
"""So many places behind one are looked at: what is joined any further is a list."""


class _Words:
    """What something else than a place has found in a text."""

    __slots__ = ("ends", "starts")

    def __init__(self, confirmed: Sequence[Confirmed]) -> None:
        others = sorted(
            (one.start, one.end)
            for one in confirmed
            if one.level is not Confidence.LOW and one.kind not in {"zip", "text"}
        )
        self.starts = [start for start, _ in others]
        self.ends = list(accumulate((end for _, end in others), max))

    def free(self, start: int, end: int) -> bool:
        """Whether none of it reaches into `[start, end)`."""
        at = bisect_left(self.starts, end)
        return at == 0 or self.ends[at - 1] <= start


class PlaceExtent(SecondLookBase):
    """Recogniser `place_extent`: places with the words beside them that belong to them."""

    name = "place_extent"
    version = 3

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Sure places that reach further; of the same category."""
        places = [
            one
            for one in confirmed
            if one.level is not Confidence.LOW
            and (one.kind == "zip" or (one.kind == "text" and one.evidence & OF_STREETS))
        ]
        if places:
            places.sort(key=lambda one: (one.start, -one.end))
            yield from _wider(view.text, places, _Words(confirmed), plain=view.whole)


def _wider(
    text: str, places: Sequence[Confirmed], words: _Words, *, plain: bool
) -> Iterator[tuple[str, Candidate]]:
    for number, one in enumerate(places):
        start, end = one.start, one.end
        bracketed = _bracketed(text, end)
        end = (
            bracketed
            if bracketed > end
            else _rightwards(text, end, words, house=one.kind == "zip")
        )
        level = _LEVEL.match(text, end)
        end = level.end() if level else end
        street = one.kind == "text"
        if text[start].isupper() or (street and text[start].isdigit()):
            first = _leftwards(text, start, words, street=street)
            start = first
            if words.starts:  # beside somebody or a day: no mere question
                start = leading(text, first, end, words.free, street=street, evidence=one.evidence)
        end = _joined(text, end, places[number + 1 : number + 1 + _MOST_JOINED])
        if plain:
            start, end = grown(text, start, end, words.free)
        if (start, end) != (one.start, one.end):
            yield one.category, Candidate(start, end, Confidence.MEDIUM, ("place_extent",))
        if one.kind == "zip" and text[start].isupper():
            town = not one.evidence & _OF_HOUSES
            for where in beside(text, start, end, words.free, town=town):
                yield one.category, Candidate(*where, Confidence.MEDIUM, ("place_beside",))


def _joined(text: str, end: int, others: Sequence[Confirmed]) -> int:
    """The end of the places behind that no more than a preposition parts from it."""
    for other in others:
        if other.start - end > _LONGEST_GAP:
            break
        if other.start > end and _BETWEEN.fullmatch(text, end, other.start):
            end = max(other.end, end)
    return end


_BRACKETED = regex(r" \(([A-Z\xff][\w\xff'.-]+(?: [A-Z\xff][\w\xff'.-]+){0,2})\)")
_CODED = regex(r" \((?:\d{4} [A-Z]{2}|\d{5}|[A-Z]{1,2}\d[A-Z0-9]? \d[A-Z]{2})\)")
"""A postcode in brackets behind a town."""
_LONGEST_CODE = 6


def _bracketed(text: str, end: int) -> int:
    """The end of `(Dunmore)` behind a place, less the bracket; or `end`."""
    code = _CODED.match(text, end)
    if code is not None:
        return code.end() - 1
    found = _BRACKETED.match(text, end)
    if found is None or (found[1].isupper() and len(found[1]) <= _LONGEST_CODE):
        return end
    words = found[1].split()
    if found[1].isascii() and all(
        is_common(word) or word.lower() in shipped("english") for word in words
    ):
        return end
    return found.end() - 1


def _rightwards(text: str, end: int, words: _Words, *, house: bool) -> int:
    quarter = _QUARTER.match(text, end)
    if quarter:
        return quarter.end()
    if house:
        dotted = _DOTTED_AFTER.match(text, end) if _CUT_SHORT.search(text, end - 5, end) else None
        further = dotted or _NUMBER_AFTER.match(text, end) or _QUARTER_OF_HOUSE.match(text, end)
        if further:
            return further.end()
    found = None if text[end - 1].isdigit() else _AFTER.match(text, end)
    if found and words.free(found.start(1), found.end()) and _continues(found[1]):
        return found.end()
    lower = _TOWN_LOWER.match(text, end)
    if lower and (lower[1].title() in shipped("cities") or lower[1].title() in shipped("towns")):
        return lower.end()
    for _ in range(_MOST_PARTS):
        town = _TOWN.match(text, end) or _OUTCODE.match(text, end)
        if town is None or not words.free(end + 1, town.end()):
            break
        if town.re is _TOWN and not _is_town(town[1]):
            break
        end = town.end()
    kind = _KIND.match(text, end)
    return kind.end() if kind else end


_CUT_SHORT = regex(r"\b(?:Hosp|Univ|Med|Ctr|Gen|Reg)$")
_DOTTED_AFTER = regex(
    r"\. [A-Z\xff][a-z\xff]{2,15}(?: (?:(?:do|de|da|of|del|di) )?[A-Z\xff][a-z\xff]{2,15}){0,2}"
)
_NUMBER_AFTER = regex(r" \d{1,2}[A-Z]?(?=[.,;:)\n\"|]|$| -| for | bed )")
"""The part of a house by its number: `Star 2`, `Step-down 4`."""
_QUARTER_OF_HOUSE = regex(
    r" (?:FH|North|South|East|West|Lebanon|Peru|Cuba|Jordan|Mexico|Norway|Holland)(?=$|[ .,;)\n|])"
)
"""A quarter, or a town that is called like a country."""

_MOST_PARTS = 3
_DAYS = frozenset(
    """
    mon tue tues wed weds thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov
    dec
    """.split()  # noqa: SIM905  # legible
)
"""Days and months cut short: when, not where."""


def _is_town(name: str) -> bool:
    if name in STATES or name.lower() in COUNTRIES or is_common(name):
        return False
    if name in shipped("cities") or name in shipped("towns"):
        return True
    return all(map(_is_name, name.split()))


def _is_name(word: str) -> bool:
    low = word.lower()
    return is_of_no_list(low) and low not in NOT_A_NAME


def _continues(word: str) -> bool:
    """Whether a word behind a place goes on with its name."""
    low = word.lower()
    if low in AFTER_EPONYM or low in STUDY_WORDS or word in STATES or low in COUNTRIES:
        return False
    if low in NOT_A_TOWN or low in NOT_A_NAME or low in _DAYS:
        return False
    return _is_name(word) or (
        not is_common(word)
        and (word in shipped("cities") or word in shipped("towns") or low in WORDS_AND_TOWNS)
    )


_DOOR_BEFORE = regex(
    r"(?:^|[\s(:;\"'>])((?:(?:No|Nr|House|Flat|Unit|Villa|Room|Rm|Shop|Plot|Door|Lot|Apt"
    r"|Suite)\.? ?#?"
    r"|#)\d{1,4}[A-Z]?(?:[/-]\d{1,4})?, |\d{4,6} [A-Z\xff][\w\xff-]{2,20}, )$"
)
"""Before a street: the door or the flat, or, as in Hungary, the postcode and the town."""


def _leftwards(text: str, start: int, words: _Words, *, street: bool) -> int:
    kind = _KIND_BEFORE.search(text, max(0, start - 34), start)
    if kind:
        return kind.start(1)
    if street:
        door = _DOOR_BEFORE.search(text, max(0, start - 40), start)
        return door.start(1) if door and words.free(door.start(1), start) else start
    if text.endswith("The ", 0, start):
        return start - len("The ")
    found = _BEFORE.search(text, max(0, start - 18), start)
    if found is None or not words.free(found.start(1), start):
        return start
    word = found[1]
    low = word.lower().strip(".'")
    if word.endswith(".") or low in NEVER_FIRST or low in NOT_A_NAME:
        return start
    before = text[max(0, found.start(1) - 2) : found.start(1)]
    begins = found.start(1) == 0 or "\n" in before or before[:1] in {".", "?", "!", ":"}
    if low in _PARTS:
        return start if begins and low not in {"mercy", "univ"} else found.start(1)
    return start if begins or not low.isalpha() or not _is_name(word) else found.start(1)

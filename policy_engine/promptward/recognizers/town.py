"""
Towns and counties: in an address, before a state, after a verb of living or travelling.

A name that stands in the gazetteer alone is no evidence; a preposition of place makes it one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers import research_prose, street_address
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.place_of_nobody import places_of_nobody
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import (
    NICKNAMES,
    NOT_A_TOWN,
    STATES,
    TOWNS_AND_STATES,
    WORDS_AND_TOWNS,
    may_be_town,
)
from promptward.recognizers.thing_series import ThingSeries
from promptward.recognizers.town_after import after_verb
from promptward.recognizers.town_alone import alone, driven, led, listed, of_town, shared, standing
from promptward.recognizers.town_cues import CUES
from promptward.recognizers.town_reading import NAME, PERSONAL, Reading, trimmed
from promptward.recognizers.town_unlisted import CUES as PLACED_CUES
from promptward.recognizers.town_unlisted import beside, unlisted
from promptward.text import View
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["Town"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

_BEFORE = regex(
    r"(?:^|(?<=[^\w'.-])|(?<=[ =(,:>]'))((?:(?:St|Ft"
    r"|Mt)\. )?[A-Z\xff][A-Za-z\xff]*(?:['.-][A-Za-z\xff]+)*(?: (?:(?:de|la|of|del|on"
    r"|du) )?[A-Z\xff][A-Za-z\xff'-]*){0,3})$"
)
_PLACED = regex(r"\b(?:in|from|near|of|to|at|outside|around|for|nr|now) (?:the )?$", re.IGNORECASE)
_CREDENTIALS = frozenset(("MD", "PA", "DO", "MA", "MS", "OD", "ND"))
_WORDS_TOO = frozenset(
    ("IN", "OR", "ME", "HI", "OK", "ID", "AL", "DE", "LA", "CO", "PE", "AS", "ACT", "MS")
)


def _in_addresses(reading: Reading, streets: Iterable[street_address.Street]) -> None:
    for street in streets:
        for piece in street.tail:
            if not piece.unit and street.level is not _LOW:
                reading.add(piece.start, piece.end, street.level, "address")


def _with_state(reading: Reading) -> None:
    text = reading.text
    for resource in ("postcode", "state", "state_name", "country"):
        for start, end in reading.hits.get(resource, ()):
            found = _BEFORE.search(text, max(0, start - 50), start)
            if found is None or found.start(1) in reading.taken:
                continue
            first = found.start(1)
            words = found[1].split()
            known = reading.known_up_to(first, start)
            if not known and len(words) > 1 and words[0].lower() in NOT_A_TOWN:
                first += len(words[0]) + 1
            name = text[first:start]
            if not may_be_town(name) or (
                words[-1] in STATES and name not in TOWNS_AND_STATES and resource != "postcode"
            ):
                continue
            if resource == "postcode" or text[end - 1].isdigit():
                reading.add(first, end, _HIGH, resource)
            elif not (text[end : end + 1].isalnum() or text[end : end + 1] in {"-", "/", "'"}):
                placed = _PLACED.search(text, max(0, first - 14), first) is not None
                if _is_sure(text, start, end, name, resource, known=known, placed=placed):
                    reading.add(first, end, _MEDIUM, resource)


def _with_postcode(reading: Reading) -> None:
    """`Dunmore 18512`: a town of the gazetteer before five figures, without its state."""
    text = reading.text
    for start, end in reading.gazetteer.items():
        if start in reading.taken or not text[start].isupper():
            continue
        code = _CODE.match(text, end)
        name = text[start:end]
        if code is None or not may_be_town(name):
            continue
        low = name.lower()
        if not (is_common(low) or low in EPONYMS or low in PRODUCTS):
            reading.add(start, code.end(), _MEDIUM, "gazetteer", "postcode")


_CODE = regex(r",? {1,3}\d{5}(?:-\d{4})?(?![\w%]|[.,:/-]\d)")


def _is_sure(
    text: str, start: int, end: int, name: str, resource: str, *, known: bool, placed: bool
) -> bool:
    """Whether `Dunmore, OH`, `Dunmore, Ohio` or `Dunmore, Fiji` names a town."""
    comma = text[start] == "," or "|" in text[start:end]
    code = text[start:end].strip(" ,.|")
    if resource == "country":
        return comma and (known or placed)
    if resource == "state_name":
        listed = _LISTED.match(text, end) is not None
        return known or placed or (comma and not listed)
    if code in _CREDENTIALS:
        return placed and (comma or known)
    if code in _WORDS_TOO:
        return (comma and (known or placed)) or (known and placed)
    return known or placed or (comma and not name.isupper())


_LISTED = regex(r"(?:,| and| or)? [A-Z][a-z]+")


def _counties(reading: Reading) -> None:
    text = reading.text
    for start, end in reading.hits.get("county", ()):
        found = _BEFORE.search(text, max(0, start - 40), start)
        if found is None:
            continue
        first = found.start(1)
        words = found[1].split()
        while words and (words[0].lower() in NOT_A_TOWN or words[0].lower() in _BEFORE_COUNTY):
            first += len(words.pop(0)) + 1
        if words:
            stop = end if text[end - 1].isalpha() or text[end - 1] == "." else end - 1
            reading.add(first, stop, _MEDIUM, "county")
    for start, end in reading.hits.get("county_of", ()):
        found = NAME.match(text, end)
        if found and may_be_town(found.group()):
            first = start + 2 if text[start] == "," else start
            named = text[first].isupper() and found.group().split()[0] not in _FIRM
            if named:
                reading.add(first, found.end(), _MEDIUM, "county")


_FIRM = frozenset(
    ("Ltd", "LLC", "Inc", "KG", "Hospital", "Jail", "Court", "Medical", "General", "Health")
)
_BEFORE_COUNTY = frozenset(
    ("the", "our", "your", "by", "each", "any", "every", "rural", "per", "which", "what")
)


def _after_facility(reading: Reading) -> None:
    """`Mercy Hospital, Dunmore` and `… Clinic in Rochester`."""
    text = reading.text
    for start, end in reading.hits.get("of_facility", ()):
        if end in reading.taken or not text[start].isupper():
            continue
        found = NAME.match(text, end)
        if found is None or not text[end].isupper():
            continue
        stop = trimmed(text, end, found.end())
        if not may_be_town(text[end:stop].removesuffix("'s")) or is_common(text[end:stop]):
            continue
        comma = text[end - 2] == ","
        known = end in reading.gazetteer
        if not comma or known:
            reading.add(end, stop, _MEDIUM, "facility_before")
        else:
            reading.add(end, stop, _LOW, "facility_before")


_HEADLINE = regex(
    r"(?:^|\n)(?:[^\n]{0,40} )?[A-Z\xff][\w\xff'&.-]{2,20} [A-Z\xff0-9][\w\xff'&.-]{1,20}, $"
)
_LINE_END = regex(r"\.?[ \t]{0,3}(?:\n|$)")


def _at_line_end(reading: Reading) -> None:
    """`Office of Appeals, Dunmore`: a town of the gazetteer closes the line of an institution."""
    text = reading.text
    for start, end in reading.gazetteer.items():
        if text[start - 2 : start] != ", " or start in reading.taken or not text[start].isupper():
            continue
        if not _LINE_END.match(text, end) or not may_be_town(text[start:end]):
            continue
        head = _HEADLINE.search(text, max(0, start - 70), start)
        if head and _OF_OFFICES.search(text, head.start(), start):
            reading.add(start, end, _MEDIUM, "gazetteer", "line")


_OF_OFFICES = regex(
    r"\b(?:Office|Department|Dept|Service|Services|Administration|Court|Ministry|Embassy|Consulate|Board"
    r"|Bureau|Agency|Institute|Association|Foundation|Society|Council|Commission|Tribunal|Laboratory"
    r"|Hospice|Church|Temple|Mosque|Synagogue|Cemetery|Hotel|Prison|Jail|Trust|Practice|Surgery|Centre"
    r"|Center|School|College|University|Hospital|Clinic|Cabinet|Klinik|Praxis)\b"
)
_PERSON_OF = regex(r"[A-Z][a-z\xff'-]{1,20} of $")
_BY = regex(
    r"\b(?:driving by|drove by|out by|over (?:in|by|on)|(?:up|down) in|out (?:in|near)"
    r"|passing through|past|outside) (?:the )?$"
)
_NOT_OF = frozenset(word_list("places", "of institutions"))


def _of_somebody(reading: Reading) -> None:
    """`Ada Quill of Dunmore`, `driving by Dunmore`: towns of the gazetteer only."""
    text = reading.text
    for start, end in reading.gazetteer.items():
        if start in reading.taken or not text[start].isupper() or text[start:end].isupper():
            continue
        name = text[start:end]
        if not may_be_town(name) or is_common(name) or name.lower() in EPONYMS:
            continue
        before = _PERSON_OF.search(text, max(0, start - 26), start)
        person = before is not None and before[0].split(" ", 1)[0].lower() not in _NOT_OF
        if person and len(reading.hits.get("person_word", ())) < PERSONAL:
            person = False
        if person or _BY.search(text, max(0, start - 22), start):
            reading.add(start, end, _MEDIUM, "gazetteer", "of_somebody" if person else "passing")


def _of_gazetteer(reading: Reading) -> None:
    """Towns of the gazetteer that no preposition leads to."""
    _at_line_end(reading)
    _of_somebody(reading)
    text, taken = reading.text, reading.taken
    towns = standing(text, reading.gazetteer)
    for start, end in of_town(text, towns, taken):
        reading.add(start, end, _MEDIUM, "gazetteer", "of_town")
    for start, end in led(text, reading.gazetteer, taken):
        reading.add(start, end, _MEDIUM, "gazetteer", "led")
    for start, end in driven(text, towns, taken):
        reading.add(start, end, _MEDIUM, "gazetteer", "driven")
    for start, end in listed(text, towns, taken):
        reading.add(start, end, _MEDIUM, "gazetteer", "listed")
    if reading.most is not _LOW:
        # Mere suspicions, which a text about somebody makes more.
        for start, end in alone(text, towns, taken):
            reading.add(start, end, _LOW, "gazetteer", "alone")
        for start, end in shared(text, towns, taken):
            reading.add(start, end, _LOW, "gazetteer", "surname_too")


def _also_short(names: Iterable[str]) -> Iterable[str]:
    """Names, and those of saints as they are cut short: `St Cloud`."""
    for name in names:
        yield name
        if name.startswith(("Saint ", "St. ")):
            yield "St " + name.split(" ", 1)[1]


class Town:
    """Recogniser `town`: towns, counties, and the town's line of an address."""

    name = "town"
    version = 11

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """The gazetteer, and the words of addresses."""
        from promptward_rules import read_text  # noqa: PLC0415  # read where a policy is compiled

        return {
            **street_address.LEXICONS,
            "towns": tuple(
                line
                for resource in ("cities", "towns")
                for line in _also_short(read_text(f"lexicons/{resource}.txt").splitlines())
            )
            + tuple(sorted(NICKNAMES | WORDS_AND_TOWNS)),
        }

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """What stands before or behind the name of a town."""
        return {**street_address.CUES, **research_prose.CUES, **CUES, **PLACED_CUES}

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:
        """Towns with their level and the evidence that gave it."""
        reading = Reading(view.text, hits)
        _in_addresses(reading, street_address.streets(view, hits, fields))
        _with_state(reading)
        if reading.gazetteer:
            _with_postcode(reading)
        _counties(reading)
        after_verb(reading)
        _after_facility(reading)
        if reading.gazetteer:
            _of_gazetteer(reading)
        if reading.most is not _LOW:
            unlisted(reading)
            beside(reading)
        return places_of_nobody(reading.text, list(_outside_series(reading.text, reading.found)))


_NO_MORE_THAN_LISTED = frozenset(
    ("gazetteer", "preposition", "listed", "led", "alone", "surname_too", "unlisted", "driven")
)


def _outside_series(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Towns, in doubt where they stand in a series of criteria, marks or things."""
    series: ThingSeries | None = None
    for one in found:
        if _NO_MORE_THAN_LISTED.issuperset(one.evidence):
            if series is None:
                series = ThingSeries(text)
            if series.holds(one.start):
                yield Candidate(one.start, one.end, _LOW, (*one.evidence, "among_things"))
                continue
        yield one

"""
Towns and counties: in an address, before a state, after a verb of living or travelling.

A name that stands in the gazetteer alone is no evidence; a preposition of place makes it one.
"""

import re
from collections.abc import Iterable, Mapping

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers import research_prose, street_address
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS
from promptward.recognizers.facility_words import STUDY_WORDS
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import (
    COUNTRIES,
    NICKNAMES,
    NOT_A_TOWN,
    STATE_PATTERN,
    STATES,
    TOWNS_AND_STATES,
    may_be_town,
    named_like_town,
    shaped_like_town,
)
from promptward.recognizers.town_alone import (
    alone,
    is_word,
    known_otherwise,
    led,
    listed,
    of_town,
)
from promptward.recognizers.town_cues import CUES
from promptward.recognizers.word_file import shipped
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["Town"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

_NAME = regex(
    r"[A-Z\xff][A-Za-z\xff]*(?:['.-][A-Za-z\xff]+)*"
    r"(?:(?:(?:(?<=St)|(?<=Mt)|(?<=Ft))\.)? (?:(?:de|del|de la|la|le|am|an der|upon|sur|of"
    r"|nad|do|da|di) )?[A-Z\xff][A-Za-z\xff]*(?:['.-][A-Za-z\xff]+)*){0,3}"
)
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


class _Reading:
    __slots__ = ("found", "gazetteer", "hits", "most", "taken", "text")

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.gazetteer: dict[int, int] = {}
        for start, end in hits.get("towns", ()):
            self.gazetteer[start] = max(end, self.gazetteer.get(start, 0))
        self.most = _LOW if research_prose.is_research(hits) else _HIGH
        self.found: list[Candidate] = []
        self.taken: set[int] = set()

    def add(self, start: int, end: int, level: Confidence, *evidence: str) -> None:
        if self.most < level and evidence[0] != "address":
            level, evidence = self.most, (*evidence, "research")
        self.found.append(Candidate(start, end, level, evidence))
        if level is not _LOW:
            self.taken.update(range(start, end))

    def known_up_to(self, start: int, end: int) -> bool:
        """Whether a town of the gazetteer ends at `end` and starts at a word after `start`."""
        at = start
        while at < end:
            if self.gazetteer.get(at) == end:
                return True
            at = self.text.find(" ", at, end) + 1 or end
        return False

    def next_word(self, end: int) -> str:
        match = _NEXT.match(self.text, end)
        return match[1].lower() if match else ""


_NEXT = regex(r"[ \t]{1,2}\(?([A-Za-z][\w'-]*)")


def _in_addresses(reading: _Reading, streets: Iterable[street_address.Street]) -> None:
    for street in streets:
        for piece in street.tail:
            if not piece.unit and street.level is not _LOW:
                reading.add(piece.start, piece.end, street.level, "address")


def _trim(text: str, start: int, end: int) -> int:
    """The end of a name, less a state or country or a word of time that was read along."""
    words = text[start:end].split()
    while len(words) > 1 and words[0].lower() not in _WATERS:
        last = words[-1]
        pair = " ".join(words[-2:])
        if last != words[1] and (pair in STATES or pair.lower() in COUNTRIES):
            drop = pair
        elif (
            last in STATES
            or last.lower() in COUNTRIES
            or _STATE.fullmatch(last)
            or last.lower() in _AFTER_A_TOWN
        ):
            drop = last
        else:
            break
        end = start + text[start:end].rindex(drop)
        while text[end - 1] in " ,":
            end -= 1
        words = text[start:end].split()
    while len(words) > 1 and words[-1] in _LINKS:
        end -= len(words.pop()) + 1
    return end


_STATE = regex(STATE_PATTERN)
_AFTER_A_TOWN = NOT_A_TOWN - {
    *("bay", "spring", "springs", "west", "east", "north", "south", "church")
}
_WATERS = frozenset(("lake", "mount", "mt", "gulf", "loch", "river", "port", "fort"))
_LINKS = frozenset(("de", "del", "la", "le", "am", "on", "sur", "of", "upon", "nad", "do", "da"))


def _with_state(reading: _Reading) -> None:
    text = reading.text
    for resource in ("state", "state_name", "country", "postcode"):
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


def _is_sure(
    text: str, start: int, end: int, name: str, resource: str, *, known: bool, placed: bool
) -> bool:
    """Whether `Dunmore, OH`, `Dunmore, Ohio` or `Dunmore, Fiji` names a town."""
    comma = text[start] == ","
    code = text[start:end].strip(" ,.")
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


def _after_verb(reading: _Reading) -> None:
    text = reading.text
    for resource in ("lives", "near"):
        for _, end in reading.hits.get(resource, ()):
            if end in reading.taken or end >= len(text):
                continue
            if text[end].islower():
                _lower(reading, end, resource)
                continue
            found = _NAME.match(text, end)
            if found:
                _one_after_verb(reading, end, _trim(text, end, found.end()), resource)


def _one_after_verb(reading: _Reading, start: int, stop: int, resource: str) -> None:
    text = reading.text
    name = text[start:stop]
    known = reading.gazetteer.get(start, 0)
    if reading.next_word(max(stop, known)) in _METHODS or not may_be_town(name):
        return
    if (
        text.startswith(("'s", "-"), stop)
        or name.endswith("'s")
        or (text.endswith("the ", 0, start) and not known)
    ):
        return
    shouted = name.isupper() and not known
    if name.isupper() and text[max(0, start - 6) : start].islower() and resource != "lives":
        return
    if not known and not shaped_like_town(name) and all(map(is_common, name.split())):
        return
    if resource == "near" and _OF_A_METHOD.match(text, max(stop, known)):
        return
    if resource == "lives" and not (shouted and len(name) < _SHORTEST_SHOUTED):
        reading.add(start, max(stop, known), _MEDIUM, "lives")
        return
    _after_preposition(reading, start, stop, known)


def _after_preposition(reading: _Reading, start: int, stop: int, known: int) -> None:
    """A name behind a mere preposition: of the gazetteer, of no list, or shaped like a town."""
    text = reading.text
    name = text[start:stop]
    place = text[max(0, start - 8) : start].lower().endswith(_PREPOSITIONS)
    if known and (place or stop - start > known - start):
        reading.add(start, max(known, stop), _MEDIUM, "gazetteer", "preposition")
    elif not known and _strange(reading, start, stop):
        reading.add(start, stop, _MEDIUM, "preposition", "unknown_word")
    elif not known and _unlisted(text, start, stop):
        reading.add(start, stop, _LOW, "preposition", "unknown_word")
    elif known or shaped_like_town(name):
        near = (
            text[max(0, start - 9) : start]
            .lower()
            .endswith(("near ", "nr ", "outside ", "in ", "from "))
        )
        several = len(name.split()) > 1
        sure = (near and shaped_like_town(name) and several) or named_like_town(name)
        sure = sure or (near and name.endswith("shire"))
        level = _MEDIUM if sure else _LOW
        reading.add(start, stop, level, "preposition")


def _unlisted(text: str, start: int, stop: int) -> bool:
    """`from Dunmorra`: a capitalised word of no list behind a preposition that leads to places."""
    low = text[start:stop].lower()
    if not _STRANGE.fullmatch(text, start, stop) or not _LEADS.search(text, start - 9, start):
        return False
    return (
        low not in PRODUCTS
        and low not in EPONYMS
        and not is_common(low)
        and low not in shipped("english")
        and _OF_SOFTWARE.search(text, max(0, start - 24), start) is None
    )


_LEADS = regex(r"\b(?:in|from|near|via|outside|around|nr|at) $")


def _strange(reading: _Reading, start: int, stop: int) -> bool:
    """`buried in Dunmorra.`: one word of no list after `in`, in a text about a person."""
    text = reading.text
    word = text[start:stop]
    if not text.endswith((" in ", " near "), 0, start) or not _STRANGE.fullmatch(word):
        return False
    low = word.lower()
    if _OF_SOFTWARE.search(text, max(0, start - 24), start):
        return False
    if not _CLOSES.match(text, stop) or len(reading.hits.get("person_word", ())) < _PERSONAL:
        return False
    return (
        not any(
            low in shipped(resource) for resource in ("english", "rare_given", "rare_surnames")
        )
        and not is_common(low)
        and low not in PRODUCTS
        and low not in EPONYMS
    )


_OF_SOFTWARE = regex(
    r"\b(?:written|deployed|built|coded|codes?|runs?|running|documented|charted|logged|entered"
    r"|implemented|errors?|bugs?|works?|used|uses|listed|stored|saved|script|app|report|orders?"
    r"|notes?|template|published|studied|trials?|reported|described|data|click|open|export|import"
    r"|quer(?:y|ies)|tables?|field|rash|pain|role|expert|certified|trained|shown) in $",
    re.IGNORECASE,
)
_STRANGE = regex(r"[A-Z][a-z]{3,14}")
_CLOSES = regex(r"[.,;)]|\n|$| [a-z]{2,}")
_PERSONAL = 2
_OF_A_METHOD = regex(
    r" [a-z]+ (?:scores?|scales?|criteria|index|staging|classification|stud(?:y|ies)|trials?)\b"
)
_METHODS = (STUDY_WORDS | AFTER_EPONYM) - {"area", "areas"}
_PREPOSITIONS = (
    "in ",
    "from ",
    "near ",
    "nr ",
    "outside ",
    "around ",
    "live ",
    "lives ",
    "site ",
    "now ",
    "to ",
    "toward ",
    "via ",
    "then ",
    "vs ",
    "at ",
    "th of ",
    "st of ",
)
_SHORTEST_SHOUTED = 5
_SHORTEST_LOWER = 5


def _lower(reading: _Reading, start: int, resource: str) -> None:
    """A town of the gazetteer in lower case after a verb of living, or before a state."""
    end = reading.gazetteer.get(start)
    if end is None:
        return
    text = reading.text
    state = reading.next_word(end)
    if state.title() in STATES and not text[end + 1].isupper():
        reading.add(start, end, _MEDIUM, "gazetteer", "state", "lower_case")
    elif resource == "lives" and end - start >= _SHORTEST_LOWER:
        told = not is_common(text[start:end]) and reading.next_word(end) not in _METHODS
        reading.add(start, end, _MEDIUM if told else _LOW, "gazetteer", "lives", "lower_case")
    elif (
        end - start >= _SHORTEST_LOWER
        and reading.next_word(end) not in _METHODS
        and _is_lower_town(reading, start, text[start:end])
    ):
        reading.add(start, end, _MEDIUM, "gazetteer", "preposition", "lower_case")


def _is_lower_town(reading: _Reading, start: int, name: str) -> bool:
    """Whether a name in lower case behind a preposition is that of a town and nothing else."""
    text = reading.text
    inside = text.endswith((" in ", " near "), 0, start)
    if inside and not known_otherwise(name):
        return True
    if not inside and not _LOWER_PLACED.search(text, max(0, start - 9), start):
        return False
    return bool(reading.hits.get("person_word")) and not is_word(name)


_LOWER_PLACED = regex(r"\b(?:from|to|via|thru|around|outside|toward|towards|now|at) $")


def _counties(reading: _Reading) -> None:
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
        found = _NAME.match(text, end)
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


def _after_facility(reading: _Reading) -> None:
    """`Mercy Hospital, Dunmore` and `… Clinic in Rochester`."""
    text = reading.text
    for start, end in reading.hits.get("of_facility", ()):
        if end in reading.taken or not text[start].isupper():
            continue
        found = _NAME.match(text, end)
        if found is None or not text[end].isupper():
            continue
        stop = _trim(text, end, found.end())
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


def _at_line_end(reading: _Reading) -> None:
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
_NOT_OF = frozenset(
    """
    university bank college city port diocese bishop duke archdiocese journal museum church chamber
    state department institute republic kingdom battle treaty gulf bay lake county town village
    house board council court bureau school hospital clinic society academy federation united
    earl count queen king prince princess saint lady lord isle islands north south east west
    """.split()  # noqa: SIM905  # legible
)


def _of_somebody(reading: _Reading) -> None:
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
        if person and len(reading.hits.get("person_word", ())) < _PERSONAL:
            person = False
        if person or _BY.search(text, max(0, start - 22), start):
            reading.add(start, end, _MEDIUM, "gazetteer", "of_somebody" if person else "passing")


class Town:
    """Recogniser `town`: towns, counties, and the town's line of an address."""

    name = "town"
    version = 2

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """The gazetteer, and the words of addresses."""
        from promptward_rules import read_text  # noqa: PLC0415  # read where a policy is compiled

        return {
            **street_address.LEXICONS,
            "towns": tuple(
                line
                for resource in ("cities", "towns")
                for line in read_text(f"lexicons/{resource}.txt").splitlines()
            )
            + tuple(sorted(NICKNAMES)),
        }

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """What stands before or behind the name of a town."""
        return {**street_address.CUES, **research_prose.CUES, **CUES}

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:
        """Towns with their level and the evidence that gave it."""
        reading = _Reading(view.text, hits)
        _in_addresses(reading, street_address.streets(view, hits, fields))
        _with_state(reading)
        _counties(reading)
        _after_verb(reading)
        _after_facility(reading)
        _at_line_end(reading)
        _of_somebody(reading)
        text, gazetteer, taken = reading.text, reading.gazetteer, reading.taken
        for start, end in of_town(text, gazetteer, taken):
            reading.add(start, end, _MEDIUM, "gazetteer", "of_town")
        for start, end in led(text, gazetteer, taken):
            reading.add(start, end, _MEDIUM, "gazetteer", "led")
        for start, end in listed(text, gazetteer, taken):
            reading.add(start, end, _MEDIUM, "gazetteer", "listed")
        if hits.get("person_word"):
            for start, end in alone(text, gazetteer, taken):
                reading.add(start, end, _LOW, "gazetteer", "alone")
        return reading.found

"""
Facilities by what stands before them: a verb of care or work with a preposition, a label, `our`.

Here also the names that need no head: saints, and short names of large hospitals.
"""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM
from promptward.recognizers.facility_heads import along
from promptward.recognizers.facility_reading import (
    ABOUT_PLACE,
    PLACED,
    RUN,
    FacilityReading,
    specific,
)
from promptward.recognizers.facility_words import (
    ACRONYMS_OF_CARE,
    BRANDS,
    FIRMS,
    LINKS,
    NAMING,
    NEVER_FIRST,
    STUDY_WORDS,
)
from promptward.recognizers.no_subdivision import is_department
from promptward.recognizers.regions import (
    COUNTRIES,
    DEMONYMS,
    STATES,
    may_be_town,
    shaped_like_town,
)
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import ROLES
from promptward_dsl.lattice import Confidence

__all__ = ["acronyms", "after_verb", "may_be_name", "ours", "patrons", "saints", "short_names"]

_LOW, _MEDIUM = Confidence.LOW, Confidence.MEDIUM

_OFFICE = regex(
    r"Dr\.? [A-Z][\w'-]+'s? (?:[Oo]ffice|[Cc]linic|[Pp]ractice|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})"
)
_ABBREVIATION = regex(r"[A-Z]{2,}[a-z]?s?|[a-z]*[A-Z][a-z]+[A-Z]\w*")
_MORE_OF_SYSTEM = regex(
    r"(?: (?:&|and) [A-Z][\w']+)?(?: (?:Health|Medical|Medicine|Care|Children's|Women's|Main"
    r"|Campus"
    r"|Center|Hospital|Clinic|ED|ER)\b)*"
)
_HOUSE_AFTER = regex(
    r"(?: (?:Hospital|Hosp|Medical|Med|Regional|Health|Healthcare|Clinic|Rehab|Hospice|Manor|East"
    r"|West|North|South|Main|Mercy|ED|ER|ICU|NICU)\b\.?){1,3}"
)
_STREET_BEFORE = regex(r"[A-Z][a-z]{2,} $|\d(?:st|nd|rd|th)? $")
_OF_A_SAINT = frozenset(("wort", "dance", "fire", "respiratory", "day", "eve", "bay", "harbor"))
_NO_PATRON = AFTER_EPONYM | _OF_A_SAINT
_STARTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\xff")
"""With one of these `RUN` starts, and `_OFFICE`."""

_DOTTED = frozenset(("St.", "Mt.", "Ft.", "Med.", "Univ."))
_CUES = ("label", "type_before", "chain", "care", "seen_by", "work", "weak_care", "went_to", "at")
_OF_ACRONYMS = frozenset(("care", "work", "seen_by", "weak_care", "at", "went_to"))
_SURE_OF_ACRONYMS = frozenset(("care", "work", "seen_by"))
_SCORED = regex(
    r"\b(?:won|win|lost|loss|drew|draw|beaten|victory|defeat)\b[^.\n]{0,24}"
    r" \d{1,3}-\d{1,3} $"
)
"""How a match ended, before where."""
_LONGEST_ACRONYM = 6
_SHORTEST_ACRONYM = 3


def after_verb(reading: FacilityReading) -> None:
    """Records capitalised runs after a verb of care or of work, a label, or a bare `at`."""
    text = reading.text
    for resource in _CUES:
        for start, cue_end in reading.hits.get(resource, ()):
            # The article belongs to the name: `The Salt House`.
            end = cue_end - 4 if text[cue_end - 4 : cue_end] == "The " else cue_end
            if (
                text[end : end + 1] not in _STARTS
                or end in reading.taken
                or (resource == "at" and _SCORED.search(text, max(0, start - 48), start))
            ):
                continue
            office = _OFFICE.match(text, end)
            if office:
                reading.add(end, office.end(), _MEDIUM, resource, "office")
                continue
            found = RUN.match(text, end)
            if found:
                words = _in_one_sentence(found.group().split())
                if resource == "chain":
                    _shop(reading, start, end, words)
                    continue
                known = len(reading.found)
                _one_run(reading, end, words, resource, text[start:cue_end].lower())
                if resource == "type_before" and len(reading.found) > known:
                    _with_kind(reading, start, text[start:cue_end].strip())


def _with_kind(reading: FacilityReading, start: int, kind: str) -> None:
    """`FMC Dunmore`, `CLSC Dunmore`: initials of a kind of house are a part of its name."""
    last = reading.found[-1]
    if (kind.isupper() and kind not in _LEVELS) or kind in _KINDS_OF_HOUSES:
        reading.found[-1] = last._replace(start=start)


_KINDS_OF_HOUSES = frozenset(("hospice", "nursing home", "group home", "Hospice"))
_LEVELS = frozenset(("SNF", "ALF", "LTC", "IRF", "OSH", "XFER"))
"""Levels of care and outside hospitals: no part of the name."""


def _in_one_sentence(words: list[str]) -> list[str]:
    """The words up to a full stop, without links at the end."""
    for number, word in enumerate(words, 1):
        if word.endswith(".") and word not in _DOTTED:
            words = words[:number]
            break
    while words and words[-1].lower() in LINKS:
        words = words[:-1]
    return words


def may_be_name(reading: FacilityReading, words: list[str], end: int) -> bool:
    """Whether a run may name a facility: no person, state, people, study or maker of devices."""
    name = " ".join(words).strip(" .,")
    low = name.lower()
    first = words[words[0] == "The" and len(words) > 1].lower().strip(".,'")
    alone = len(words) == 1
    if (
        any(map(str.isdigit, words[0]))
        or first in NEVER_FIRST
        or low in COUNTRIES
        or name in STATES
        or low in FIRMS
        or is_department(low)
        or (alone and low in ROLES)
        or reading.next_word(end) in STUDY_WORDS
        or reading.text.startswith("@", end)
    ):
        return False
    acronym = alone and name.isupper()
    if first in DEMONYMS or (alone and not may_be_town(name)):
        return acronym
    return acronym or not (
        (alone and _ABBREVIATION.fullmatch(name)) or reading.next_word(end) in AFTER_EPONYM
    )


def _one_run(
    reading: FacilityReading, start: int, words: list[str], resource: str, before: str
) -> None:
    end = start + len(" ".join(words))
    if not words or not may_be_name(reading, words, end):
        return
    named = sum(map(specific, words))
    if not named:
        if any(word.lower() in NAMING for word in words) and len(words) > 1:
            level = _LOW if resource == "at" else _MEDIUM
            reading.add(start, end, level, resource, "naming")
        return
    name = " ".join(words).strip(" .,")
    if len(words) == 1 and name.isupper():
        _acronym(reading, start, name, resource, before)
    elif resource != "work" and name.lower() not in BRANDS and is_common(name):
        reading.add(start, end, _LOW, resource, "common_word")
    else:
        sure = _is_sure(name, len(words), named, resource, before)
        reading.add(start, end, _MEDIUM if sure else _LOW, resource)


def _shop(reading: FacilityReading, start: int, at: int, words: list[str]) -> None:
    """`CVS on Mill Street`, `Boots in Dunmore`: a shop by where it stands."""
    end = at + len(" ".join(words))
    if words and all(map(specific, words)) and may_be_name(reading, words, end):
        reading.add(start, end, _MEDIUM, "chain")


def _acronym(reading: FacilityReading, start: int, name: str, resource: str, before: str) -> None:
    """`seen at UWMC`: short, in capitals, and no abbreviation of medicine."""
    fits = _SHORTEST_ACRONYM <= len(name) <= _LONGEST_ACRONYM
    if fits and name.lower() not in ACRONYMS_OF_CARE and resource in _OF_ACRONYMS:
        sure = resource in _SURE_OF_ACRONYMS and any(
            word in before for word in ("at ", "@", "from", "transfer")
        )
        if resource not in _SURE_OF_ACRONYMS and name.lower() in shipped("abbreviations"):
            return
        if resource == "went_to" and not before.endswith("the "):
            return  # sent to DMV
        level = _MEDIUM if sure else _LOW
        reading.add(start, start + len(name), level, resource, "acronym")


def _is_sure(name: str, words: int, named: int, resource: str, before: str) -> bool:
    if resource in ("went_to", "type_before"):
        return named == words > 1 and may_be_town(name)
    if words > 1 or shaped_like_town(name) or "from" in before or "at " in before or "@" in before:
        return True
    if resource == "label":
        return not before.lstrip(" \n'\"(<|_").startswith("from")
    return resource == "work" or (resource == "care" and " in" not in before)


def saints(reading: FacilityReading) -> None:
    """Records `St. Luke's` and `Our Lady of the Lakes`: a house by its patron alone."""
    for start, end in reading.hits.get("saint", ()):
        if start not in reading.taken and reading.next_word(end) not in _NO_PATRON:
            reading.add(start, end, _MEDIUM, "saint")


def patrons(reading: FacilityReading) -> None:
    """Records `St Joseph Dunmore` and `at St Vincent`: a patron without a mark of possession."""
    text = reading.text
    for start, end in reading.hits.get("patron", ()):
        if start in reading.taken or reading.next_word(end) in _NO_PATRON:
            continue
        if text[end : end + 1] in {"'", "-", "_"} or text[start - 1 : start] in {"/", "_"}:
            continue
        if text.startswith(" Medical", end):
            continue  # a mark of possession, read already; a maker of valves
        if _STREET_BEFORE.search(text, max(0, start - 16), start):
            continue
        more = _HOUSE_AFTER.match(text, end)
        stop = more.end() if more else end
        town = _town_at(text, stop)
        placed = reading.before(PLACED, start) or reading.cared_for(start)
        sure = more is not None or town > stop or placed
        reading.add(start, town, _MEDIUM if sure else _LOW, "saint")


_TOWN_AFTER = regex(r" ([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){0,2})")


def _town_at(text: str, end: int) -> int:
    """The end of a town's name that follows directly, or `end`."""
    found = _TOWN_AFTER.match(text, end)
    if found is None:
        return end
    words = found[1].split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if (name in shipped("cities") or name in shipped("towns")) and not is_common(name):
            return end + 1 + len(name)
    return end


def acronyms(reading: FacilityReading) -> None:
    """Suspects `to ENMH.` and `from the WRGH,`: capitals that no list of abbreviations has."""
    text = reading.text
    for start, end in reading.hits.get("to_acronym", ()):
        found = _CAPITALS.search(text, start, end)
        if found is None or found.start() in reading.taken:
            continue
        low = found.group().lower()
        if not (
            low in ACRONYMS_OF_CARE
            or low in shipped("abbreviations")
            or low in shipped("english")
            or is_common(low)
            or low in COUNTRIES
        ):
            reading.add(found.start(), found.end(), _LOW, "acronym")


_CAPITALS = regex(r"[A-Z]{4,7}(?=[^A-Z]|$)")


def ours(reading: FacilityReading) -> None:
    """Records `Dunmore clinic` of `our Dunmore clinic`."""
    for start, end in reading.hits.get("our", ()):
        first = start + len("our ")
        words = reading.text[first:end].split()[:-1]
        if reading.text[first].islower():
            continue  # of `facility_hasty`
        if first not in reading.taken and any(map(specific, words)):
            reading.add(first, end, _MEDIUM, "our")


def short_names(reading: FacilityReading) -> None:
    """Records short names of large hospitals; sure beside a preposition of place."""
    text = reading.text
    for start, end in reading.longest("systems").items():
        people = text[start:end].lower() in DEMONYMS and not reading.cared_for(start)
        if start in reading.taken or not text[start].isupper() or people:
            continue
        more = _MORE_OF_SYSTEM.match(text, end)
        stop = more.end() if more else end
        study = reading.next_word(stop) in STUDY_WORDS
        placed = reading.before(ABOUT_PLACE, start)
        stop = along(text, stop) if placed and not study else stop
        house = _QUARTER_AFTER.match(text, stop)
        last = house.end() if house else _town_at(text, stop)
        known = placed or last > stop or stop + 1 in reading.towns
        stop = last
        sure = known and not study and reading.next_word(stop) not in AFTER_EPONYM
        only = () if study or not _only_house(text[start:end]) else ("only_house",)
        reading.add(start, stop, _MEDIUM if sure else _LOW, "short_name", *only)


_SHORTEST_HOUSE = 5


def _only_house(name: str) -> bool:
    """Whether a short name is that of a house and of nothing else."""
    low = name.lower()
    if " " in low:
        return True
    return len(low) >= _SHORTEST_HOUSE and not (
        name.isupper() or is_common(low) or low in shipped("english")
    )


_QUARTER_AFTER = regex(r" (?:North|South|East|West|Main|Downtown|Central|Regional|ER|ED)\b")

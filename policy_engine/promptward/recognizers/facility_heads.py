"""Facilities by a head in their name: `Silver Creek Regional Hospital`, `Klinikum Neustadt`."""

import re
from collections.abc import Mapping

from promptward.deferred import regex
from promptward.recognizers.facility_abroad import HEADS_ABROAD, abroad, linked, of_hospital
from promptward.recognizers.facility_reading import (
    ABOUT_PLACE,
    PLACED,
    RUN,
    FacilityReading,
    specific,
)
from promptward.recognizers.facility_words import (
    BRANDS,
    BUILDINGS,
    COMMON_HEADS,
    FIRMS,
    GENERIC,
    LINKS,
    NAMING,
    NEVER_FIRST,
    NOT_AFTER,
    STUDY_WORDS,
)
from promptward.recognizers.no_subdivision import is_department
from promptward.recognizers.regions import COUNTRIES, STATES
from promptward_dsl.lattice import Confidence

__all__ = ["along", "headed"]

_LOW, _MEDIUM = Confidence.LOW, Confidence.MEDIUM

_WORD_BEFORE = regex(r"(?:^|(?<=[^\w'.&-])|(?<=[ =(,:>]['\"]))([\w\xff&][\w\xff'.&-]*?)(,?) $")
_OF_AFTER = regex(r" (?:of|for)(?: the)? [A-Z][\w'-]*(?: (?:and |& )?[A-Z][\w'-]*){0,3}")
_JOINED = regex(r" (?:and|&) ")
_ALONG = regex(r"(?: [A-Z\xff][\w\xff'-]+){1,3}")
_FOREIGN_BEFORE = regex(r"\b(?:at|to|from|in|el|al|del|no|au|do|im|het) $")
_LINK_AFTER = regex(r"(?:am|an der|im|in der|der|des|do|da|dos|del|de la|de|di|van) ")
_HEADS_BEFORE = frozenset(
    """
    sanatorio;clinica;hopital;klinikum;ospedale;policlinico;krankenhaus;our lady;chu;chru;umc;uz;
    hmp;hmyoi;klinik;spital;hospital de;hospital universitario;centre hospitalier;
    complejo hospitalario
    """.replace("\n", "")
    .replace("    ", "")
    .split(";")
)
_BODIES = frozenset(("college", "academy", "institute", "school"))
_STUDIED = (STUDY_WORDS | NOT_AFTER) - {"group"}
_OF_ITS_STAFF = frozenset(
    "says said called calls faxed told confirmed closed refused accepted declined wants".split()  # noqa: SIM905
)
_UNITS = frozenset(("ed", "er", "icu"))
_LETTERHEADS = frozenset(
    """
    center;centre;institute;laboratories;laboratory;associates;pllc;medical;regional;general;
    memorial;imaging;university;& sons;hub
    """.replace("\n", "")
    .replace("    ", "")
    .split(";")
)
_HEADS_OF_CARE = frozenset(
    """
    health;medical;center;centre;institute;imaging;practice;surgery;associates;partners;hotel;inn;farm
    ;farms;supply;construction;counseling;primary care;physical therapy;health care;hearing;lab;
    labs
    ;laboratory;laboratories;church;chapel;temple;casino;works;trucking;mill;mills;hub
    """.replace("\n", "")
    .replace("    ", "")
    .split(";")
)
_ABBREVIATED = frozenset(("med", "univ", "mem"))
_SAID = regex(
    r"\b(?:attends?|attended|joined|call(?:ed|s)?|rang|via|with|for|employer|works? for"
    r"|employed by|school|parked at|outside|near|behind|opposite|above|beside|to|from|by)"
    r" (?:the )?$",
    re.IGNORECASE,
)
"""Somebody is reached, or works, or stands there."""

_CALLED_UP = frozenset(
    ("lab", "labs", "ed", "er", "icu", "pharmacy", "imaging", "clinic", "office")
)
_CALLED = regex(
    r"\b(?:[Cc]all(?:ed|ing)?|per|[Pp]aged|rang|ring|phoned?|[Cc]ontact(?:ed)?|waiting on"
    r"|await(?:ing)?|notif(?:y|ied)|fax(?:ed)?|w/|with) (?:the )?$"
)

_OPENS = " /-\n\t(\"'|>:,"
_MOST_WORDS = 7
_LOOK = 40
_LONGEST_ACRONYM = 6
_SHORT_TITLE = 3


def headed(reading: FacilityReading) -> None:
    """Records names that end with a head, or start with one as they do in other languages."""
    text = reading.text
    strong = reading.longest("heads")
    weak = reading.longest("weak_heads")
    heads = {start: max(strong.get(start, 0), weak.get(start, 0)) for start in strong | weak}
    for start in sorted(heads):
        if start in reading.taken or not (start == 0 or text[start - 1] in _OPENS):
            continue
        if text[start : heads[start]].lower() in HEADS_ABROAD and (
            abroad(reading, start, heads[start]) or text[start - 1 : start] not in {" ", "/", "-"}
        ):
            continue
        if linked(reading, start, heads[start]):
            continue
        if start == 0 or text[start - 1] in " /-":
            _one_head(reading, start, heads, strong=start in strong)
        elif text.startswith("Hosp", start):
            of_hospital(reading, start, heads[start])


def _word_before(text: str, at: int) -> re.Match[str] | None:
    """`_WORD_BEFORE` before a place; no word begins before the blank in front of it."""
    low = max(0, at - _LOOK)
    last = text[at - 1 : at]
    if last == " ":
        low = max(low, text.rfind(" ", low, at - 1) + 1)
    elif last != "\n":  # before which `$` matches
        return None
    return _WORD_BEFORE.search(text, low, at)


def _leftwards(text: str, start: int) -> int:
    """Where the name with a head at `start` starts: capitalised words and links before it."""
    at = first = start
    small = text[start].islower()
    for _ in range(_MOST_WORDS):
        found = _word_before(text, at)
        if found is None or found[2]:
            break
        word = found[1]
        low = word.lower().rstrip(".")
        if word.isupper() and low in LINKS and text[start : start + 2].isupper() and at != start:
            at = found.start(1)
        elif word[0].isupper() or word[0] == "\xff":
            ends = word.endswith(".") and len(word) > _SHORT_TITLE and low not in _ABBREVIATED
            if low in NEVER_FIRST or ends:
                break
            at = first = found.start(1)
        elif (
            (word in LINKS and at != start)
            or word == "&"
            or (
                small
                and first == start
                and word in GENERIC
                and word not in LINKS
                and word not in _DETERMINERS
            )
        ):
            at = found.start(1)
        else:
            break
    while True:
        word = text[first:start].split(" ", 1)[0]
        if word.lower() not in LINKS or first + len(word) + 1 >= start:
            return first
        first += len(word) + 1


def _rightwards(text: str, end: int, heads: Mapping[int, int]) -> int:
    """The end of the name whose head ends at `end`: further heads, and `of …`, `for …`."""
    for _ in range(_MOST_WORDS):
        at = end + 1
        if text[end : end + 1] == " " and at in heads and text[at].isupper():
            end = heads[at]
            continue
        joined = _JOINED.match(text, end)
        if joined and joined.end() in heads and text[joined.end()].isupper():
            end = heads[joined.end()]
            continue
        more = _OF_AFTER.match(text, end)
        if more is None or _for_somebody(more[0]):
            break
        end = more.end()
    return end


def _for_somebody(more: str) -> bool:
    """`ICU for CT`, `Cardiology for Mrs Lal`: what somebody is sent for, or who."""
    first, _, rest = more.strip().partition(" ")
    word = rest.removeprefix("the ").split(" ")[0]
    return first == "for" and (word.isupper() or word in _TITLES or is_department(word))


_DETERMINERS = frozenset(
    "my our his her their your its this that these those any some no every each".split()  # noqa: SIM905
)
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", "Sr", "Prof"))


def along(text: str, end: int) -> int:
    """The end of a name that goes on behind a weak head: `Mercy Health Dunmore`."""
    found = _ALONG.match(text, end)
    if found is None:
        return end
    for word in found.group().split():
        if word.lower() in NEVER_FIRST or (word.isupper() and not text[end - 1].isupper()):
            break
        end += 1 + len(word)
    return end


def _one_head(
    reading: FacilityReading, start: int, heads: Mapping[int, int], *, strong: bool
) -> None:
    text = reading.text
    end = heads[start]
    head = text[start:end].lower()
    first = _leftwards(text, start)
    capital = text[start].isupper()
    if first == start and capital and _before_name(reading, start, end, head):
        return
    if first == start and not _OF_AFTER.match(text, end):
        return
    if capital:
        end = _rightwards(text, end, heads)
        if not strong and reading.before(ABOUT_PLACE, first):
            end = along(text, end)
    modifiers = text[first:start].replace("/", " ").split()
    words = text[first:end].replace("/", " ").split()
    told = " ".join(modifiers)
    if not any(map(specific, modifiers if head in _BODIES else words)):
        _naming(reading, first, end, modifiers)
    elif (
        text[first:end].lower() in FIRMS
        or is_department(text[first:end])
        or told.lower() in COUNTRIES
        or (told in STATES and not strong)
    ):
        return
    elif reading.next_word(end) in _STUDIED:
        reading.add(first, end, _LOW, "head", "study")
    elif not capital:
        sure = _is_sure_in_lower_case(reading, first, head, modifiers, strong=strong)
        reading.add(first, end, _MEDIUM if sure else _LOW, "head", "lower_case")
    else:
        sure = _is_sure(reading, first, end, head, strong=strong)
        if text.endswith("The ", 0, first) and (
            reading.is_line(first - len("The "), end) or not reading.begins(first - len("The "))
        ):
            first -= len("The ")
        reading.add(first, end, _MEDIUM if sure else _LOW, "head" if strong else "weak_head")


def _before_name(reading: FacilityReading, start: int, end: int, head: str) -> bool:
    """`Klinikum Neustadt`, `en el Hospital Norte`: whether the head stands before its name."""
    text = reading.text
    if head not in _HEADS_BEFORE and not (
        head == "hospital" and reading.before(_FOREIGN_BEFORE, start)
    ):
        if head in {"hospital", "hosp"}:
            of_hospital(reading, start, end)
        return False
    link = _LINK_AFTER.match(text, end + 1)
    named = RUN.match(text, link.end() if link else end + 1)
    if named and text[end] in " \n" and specific(named.group().split()[0]):
        reading.add(start, named.end(), _MEDIUM, "head")
    return True


def _is_sure_in_lower_case(
    reading: FacilityReading, first: int, head: str, modifiers: list[str], *, strong: bool
) -> bool:
    """`at the Dunmore clinic`: what stands before must be of a place, and be no abbreviation."""
    if head in _CALLED_UP and reading.before(_CALLED, first):
        return not any(word.isupper() and len(word) <= _LONGEST_ACRONYM for word in modifiers)
    placed = reading.before(ABOUT_PLACE, first) or (
        strong and reading.text.endswith("the ", 0, first)
    )
    shouted = any(word.isupper() and len(word) <= _LONGEST_ACRONYM for word in modifiers)
    return placed and not shouted and (strong or head in BUILDINGS)


def _is_sure(reading: FacilityReading, first: int, end: int, head: str, *, strong: bool) -> bool:
    """Whether a capitalised name with a head is a facility, by what stands around it."""
    if strong and head not in COMMON_HEADS:
        return True
    text = reading.text
    words = text[first:end].split()
    if text.endswith((" a ", " an "), 0, first) and head not in BUILDINGS:
        return False
    placed = reading.before(PLACED, first)
    begin = first - len("The ") if text.endswith("The ", 0, first) else first
    line = reading.is_line(begin, end) and (len(words) > 1)
    if strong or head in BRANDS:
        named = sum(map(specific, words))
        said = reading.next_word(end) in _OF_ITS_STAFF
        return placed or line or not reading.begins(first) or named > 1 or said
    if head in _UNITS:
        before = text[first : end - len(head)].strip()
        inside = text.endswith("(", 0, first) and len(words) > 2  # noqa: PLR2004
        called = text.endswith(("the ", "The ", "our "), 0, first) and not before.isupper()
        return (placed and not before.isupper()) or inside or called
    if head in BUILDINGS:
        headline = (head in _LETTERHEADS and line) or text.startswith(",", end)
        return placed or not reading.begins(first) or (headline and len(words) > 1)
    if head in _LETTERHEADS and (line or (placed and text[end : end + 1] in {"\n", ")", "|"})):
        return len(words) > 1
    several = sum(map(specific, words)) > 1 and head in _HEADS_OF_CARE
    if reading.before(_SAID, first) and len(words) > 1 and not reading.begins(first):
        return True
    return reading.before(ABOUT_PLACE, first) or (several and placed and not reading.begins(first))


def _naming(reading: FacilityReading, first: int, end: int, modifiers: list[str]) -> None:
    """`admitted to City Hospital`: common words, but somebody was seen there."""
    told = any(word.lower() in NAMING for word in modifiers) or reading.in_town(end)
    if modifiers and told and reading.cared_for(first):
        reading.add(first, end, _MEDIUM, "care", "naming")

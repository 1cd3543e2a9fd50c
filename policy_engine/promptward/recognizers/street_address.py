"""
Street addresses: a house number with the name of a street, boxes, units, rural routes, crossings.

Works from words of addresses that the shared scan found, and reads the grammar around them.
"""

import re
from collections.abc import Iterable, Mapping

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.address_words import (
    AFTER_NUMBER_NEVER,
    NO_STREET,
    STREET_STRONG,
    STREET_WEAK,
)
from promptward.recognizers.postal import line_before, street_from
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import NOT_A_TOWN
from promptward.recognizers.street_cues import CUES, LEXICONS
from promptward.recognizers.street_names import STREETS, may_be_street
from promptward.recognizers.street_reading import MORE_BEFORE, PLACED, Reading, Street
from promptward.recognizers.street_types import ended, prefixed, typed
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["CUES", "LEXICONS", "Street", "StreetAddress", "streets"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

_STREET_ITEM = (
    r"(?:\d{1,6} )?[A-Za-z0-9\xff][\w\xff.'-]*"
    r"(?: (?:[A-Z0-9\xff(]|de |del |du |do |str\b|u\b|kapu\b)[\w\xff.'-]*){0,4}"
)
_CORNER = regex(rf"{_STREET_ITEM} (?:and|&) {_STREET_ITEM}")
_CORNER_LOWER = regex(
    r"[a-z0-9\xff][\w\xff.'-]*(?: [\w\xff.'-]+){0,3} and"
    r" [a-z\xff][\w\xff.'-]+ [a-z\xff][\w\xff.'-]+"
)
_NAME_OF_STREET = regex(
    r"(?:^|(?<=[^\w.'-]))[A-Z\xff][\w\xff'-]+"
    r"(?: (?:[A-Z\xff][\w\xff'-]+|de|la|der|den|van|am|im)){0,3}$"
)
_COUNTED = regex(
    r"-| (?:per)?centiles?\b| (?:percentile|floor|day|week|month|hospital|post|visit|dose|cycle"
    r"|birthday|anniversary|attempt|run|patient|admission|century|edition|session|annual)"
)
"""What is counted by an ordinal beyond the days of a month, which names a street otherwise."""

_POSTCODE_AFTER = regex(
    r"(?:,[ \n]| - |\n)(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}) "
)


def _whole(reading: Reading) -> None:
    """Lines that one pattern says whole: a direction after the number, a type before it."""
    text = reading.text
    for start, end in reading.hits.get("directed", ()):
        if start not in reading.taken and end not in reading.taken:
            reading.add(start, end, _MEDIUM, "number", "direction")
    for start, end in reading.hits.get("ordinal_crossing", ()):
        first = text.index(" ", start) + 1
        words = set(re.findall(r"[a-z]+", text[first:end].lower()))
        if text.startswith(" Y on ", first - 6):
            first -= 5  # `the Y on 34th`
        if first not in reading.taken and not (
            words & AFTER_NUMBER_NEVER or _COUNTED.match(text, end)
        ):
            reading.add(first, end, _MEDIUM, "crossing")
    for start, end in reading.hits.get("between", ()):
        before = MORE_BEFORE.search(text, max(0, start - 30), start)
        first = before.start() if before else start
        if start not in reading.taken and text[first].isupper():
            reading.add(reading.with_number(first), end, _MEDIUM, "number", "street_type")


def _before_town(reading: Reading) -> None:
    """A name with a number before a town: `9 Elm, Dunmore OH`, `Am Anger 3, 48143 Altdorf`."""
    text = reading.text
    for start, end in reading.hits.get("headed", ()):
        stop = text.index(",", start, end)
        words = set(text[start:stop].lower().split())
        if start not in reading.taken and not words & (AFTER_NUMBER_NEVER | NO_STREET):
            reading.add(start, stop, _MEDIUM, "number", "state")
    for start, end in reading.hits.get("coded", ()):
        code = _POSTCODE_AFTER.search(text, start, end)
        name = _NAME_OF_STREET.search(text, max(0, start - 50), start)
        if code is None or name is None or name.start() in reading.taken:
            continue
        if name.group().split()[0].lower() not in NOT_A_TOWN:
            reading.add(name.start(), code.start(), _MEDIUM, "number", "postcode")


def _announced(reading: Reading) -> None:
    for _, end in reading.hits.get("announced", ()):
        if end in reading.taken:
            continue
        stop = street_from(reading.text, end)
        if stop is not None:
            reading.add(end, stop, _HIGH, "announced", "number")
            continue
        spoken = _SPOKEN.match(reading.text, end)
        if spoken and _is_spoken(reading.text, end, spoken[2].lower().split()):
            reading.add(end, spoken.end(2), _MEDIUM, "announced", "spoken")


_LIVING = regex(
    r"\b(?:live[sd]?|living|alone|resid\w{1,4}|home|address|addr|mail\w{0,3})\b.{0,14}$",
    re.IGNORECASE,
)


def _is_spoken(text: str, start: int, words: list[str]) -> bool:
    """Whether what stands behind a number in words may be a street, and somebody lives there."""
    if any(word in NO_STREET or word in AFTER_NUMBER_NEVER for word in words):
        return False
    if _LIVING.search(text, max(0, start - 30), start) is None:
        return False
    last = words[-1]
    return last in STREETS or last in _TYPES or may_be_street(last)


_TYPES = STREET_STRONG | STREET_WEAK - {"center", "point", "station", "union", "club", "unions"}


_FIGURE = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh|zero)"
)
_SPOKEN = regex(
    rf"((?:{_FIGURE}[ -]){{1,5}})((?!{_FIGURE}\b)[a-z][a-z'-]{{2,}}"
    rf"(?: [a-z][a-z'-]{{2,}}){{0,2}}?)"
    r"(?=$|[.,;:)\n]| (?:in|near|comma|period|apartment|apt|and|with|unit|since|by|just|off|alone"
    r"|on|for)\b)",
    re.IGNORECASE,
)
"""`lives at forty two elm`: a number in words, and the name of a street up to what ends it."""

_AFTER_UNIT = regex(r",? \d{1,6} [A-Z\xff][\w\xff.'-]*(?: [A-Z\xff][\w\xff.'-]*){0,3} \d{1,5}\b")


def _before_unit(reading: Reading) -> None:
    text = reading.text
    for start, end in reading.hits.get("unit", ()):
        if start in reading.taken:
            continue
        line = None if text[start] == "#" and text[start + 1] == " " else line_before(text, start)
        first = _AFTER_UNIT.match(text, end) if line is None else None
        if first:
            reading.add(start, first.end(), _HIGH, "unit", "number")
        elif line is None:
            if text[start] != "#":
                reading.found.append(Street(start, end, _LOW, ("unit",), text))
        elif line[0] not in reading.taken:
            reading.add(*line, _HIGH, "number", "unit")
        else:
            reading.add(start, end, _HIGH, "unit")


def _boxes(reading: Reading) -> None:
    for resource in ("box", "route"):
        for start, end in reading.hits.get(resource, ()):
            reading.add(reading.with_number(start), end, _HIGH, resource)


def _corners(reading: Reading) -> None:
    text = reading.text
    for start, end in reading.hits.get("corner", ()):
        found = _CORNER.match(text, end)
        if found is None or (found.group().islower() and not re.search(r"\d", found.group())):
            lower = _CORNER_LOWER.match(text, end)
            if lower is None or not re.search(r"\d", lower.group()):
                continue
            found = lower
        if re.search(r"[A-Z0-9]", found.group()):
            reading.add(start, found.end(), _MEDIUM, "corner")


def _roads(reading: Reading) -> None:
    """Roads by number: `Hwy 93`, `Route 50`, beside a preposition of place."""
    text = reading.text
    for start, end in reading.hits.get("road", ()):
        if start in reading.taken:
            continue
        if text.startswith("mile", start) or PLACED.search(text, max(0, start - 10), start):
            reading.add(start, end, _MEDIUM, "road_number")


_BARE = regex(
    r"(\d{1,5}(?:[A-D]|-[A-D]| ?\xff"
    r"| 1/2)? (?:[NSEW]\.? )?)([A-Z][a-z]{2,14}(?: [A-Z][a-z]{2,14})?)"
)
_SURE_DIGITS = 3


def _bare(reading: Reading) -> None:
    """`902 Pine`, `@ 14 Pembury`: a number before the name of a street, whose type is left out."""
    text = reading.text
    for start, end in reading.hits.get("bare", ()):
        found = _BARE.search(text, start, end)
        if found is None or found.start() in reading.taken:
            continue
        words = found[2].lower().split()
        streets = words[-1] in STREETS
        if any(not may_be_street(word) for word in words) and not streets:
            continue
        if words[0] in AFTER_NUMBER_NEVER or words[-1] in AFTER_NUMBER_NEVER:
            continue
        digits = sum(map(str.isdigit, found[1]))
        sure = streets and digits >= _SURE_DIGITS and len(words) == 1
        level = _MEDIUM if sure else _LOW
        reading.add(found.start(), found.end(), level, "bare_number")


def streets(view: View, hits: Hits, fields: Fields) -> list[Street]:
    """
    Lines of streets in a text, each with what follows it, in the order of their evidence.

    Read once for all recognisers that have `CUES` and `LEXICONS` among their own.
    """
    return fields.once(_streets, view, hits)


def _streets(view: View, _: Fields, hits: Hits) -> list[Street]:
    reading = Reading(view.text, hits)
    _boxes(reading)
    _corners(reading)
    _announced(reading)
    _roads(reading)
    typed(reading)
    prefixed(reading)
    ended(reading)
    _whole(reading)
    _before_town(reading)
    _before_unit(reading)
    _bare(reading)
    return reading.found


_NEAR = 3


class StreetAddress:
    """Recogniser `street_address`: the line of the street, boxes and units."""

    name = "street_address"
    version = 4

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """Types of streets."""
        return LEXICONS

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """What announces an address or is part of one."""
        return CUES

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:
        """Lines of streets and the units behind them."""
        found: list[Candidate] = []
        for street in streets(view, hits, fields):
            end = street.end
            for piece in street.tail:
                if (
                    piece.unit
                    and piece.start - end <= _NEAR
                    and "\n" not in view.text[end : piece.start]
                ):
                    end = piece.end
                elif piece.unit:
                    found.append(Candidate(piece.start, piece.end, street.level, ("unit",)))
            found.append(Candidate(street.start, end, street.level, street.evidence))
        return found

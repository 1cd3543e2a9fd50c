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
from promptward.recognizers.common_words import is_common
from promptward.recognizers.house_words import is_compound
from promptward.recognizers.postal import line_before, street_from
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import NOT_A_TOWN
from promptward.recognizers.street_cues import CUES, LEXICONS
from promptward.recognizers.street_names import STREETS, STREETS_TOO, may_be_street
from promptward.recognizers.street_reading import MORE_BEFORE, PLACED, Reading, Street
from promptward.recognizers.street_types import ended, prefixed, typed
from promptward.recognizers.word_file import shipped
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
            unit = _SPOKEN_UNIT.match(reading.text, spoken.end(2))
            stop = unit.end() if unit else spoken.end(2)
            reading.add(end, stop, _MEDIUM, "announced", "spoken")


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
    return last in STREETS or last in STREETS_TOO or last in _TYPES or may_be_street(last)


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

_SPOKEN_UNIT = regex(
    rf" (?:apartment|apt|unit|suite|number|lot) (?:{_FIGURE}(?:[ -]{_FIGURE}){{0,2}}|[a-z])\b",
    re.IGNORECASE,
)
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
    r"(\d{1,5}(?:[A-D]|-[A-D]|-\d{1,3}| ?\xff"
    r"| 1/2)? (?:[NSEW]\.? )?)([A-Z][a-z]{2,14}(?: [A-Z][a-z]{2,14})?)"
)
_BARE_LOWER = regex(r"(\d{1,5} (?:[nsew]\.? )?)([a-z]{3,15})(?: ([a-z]{3,15}))?$")
_SURE_DIGITS = 3
_ONE_FIGURE = 2
_LED = regex(
    r"\b(?:liv(?:es?|ed|ing)|alone|resid\w{1,4}|home|house|apartment|fire|stay\w{0,3}|fell|found|call"
    r"|check|visit\w{0,3}|pick(?:ed)?-? ?up|drop(?:ped)?-? ?off|deliver\w{0,3}|respon\w{2,5}"
    r"|dispatch\w{0,3}|en ?route|scene|outside|address|addr|mail\w{0,3}|next door|moved|stop"
    r"|concentrator|ambulance|EMS|M\d{1,2}|medic|engine|welfare|neighbou?rs?|route|office)\b"
    r"[^\n.]{0,14}$",
    re.IGNORECASE,
)
"""Somebody lives there, is fetched or found there, or something is brought there."""
_CHECKED = regex(r"(?<!welfare )(?<!wellness )(?<!safety )\bcheck $", re.IGNORECASE)
"""An order to look something over, as likely as a place to go to: `check 10 Orange`."""

_DOSED = regex(
    r"(?:still|back|over|o2|pt|she's|he's|shes|hes|they|they're|called|call|sen[dt]) on ",
    re.IGNORECASE,
)
"""Behind these, `on` leads to a dose: `still on 50 fentanyl`."""

_TOWN_BEHIND = regex(r", ([A-Z\xff][a-z\xff]{2,15}(?: [A-Z][a-z]{2,15})?)")


def _bare(reading: Reading) -> None:
    """`902 Pine`, `@ 14 Pembury`: a number before the name of a street, whose type is left out."""
    text = reading.text
    for start, end in reading.hits.get("bare", ()):
        found = _BARE.search(text, start, end)
        if found is None or found.start() in reading.taken:
            continue
        words = found[2].lower().split()
        known = words[-1] in STREETS or words[0] in STREETS
        if words[0] in AFTER_NUMBER_NEVER or words[-1] in AFTER_NUMBER_NEVER:
            continue
        cell = _is_cell(text, found.start(), found.end())
        led = cell or _LED.search(text, max(0, found.start() - 34), found.start()) is not None
        if not led and not known and _TIME.match(found[1]):
            continue  # `0751 Medic 2 back in service`
        unknown = all(
            word in STREETS or is_compound(word) or may_be_street(word) for word in words
        )
        digits = sum(map(str.isdigit, found[1]))
        too = not (unknown or known)
        if words[0] in STREETS_TOO and _CHECKED.search(
            text, max(0, found.start() - 16), found.start()
        ):
            continue
        if too and not (_is_street_too(words) and (led or digits > 1 or len(words) > 1)):
            continue
        sure = (
            (known and digits >= _SURE_DIGITS and len(words) == 1)
            or (led and (digits > cell + 1 or known))
            or _before_known_town(text, found.end())
        ) and not (too and cell and not _LED.search(text, max(0, start - 34), found.start()))
        level = _MEDIUM if sure else _LOW
        reading.add(found.start(), found.end(), level, "bare_number")


def _is_street_too(words: list[str]) -> bool:
    """Whether words of the language are all such as streets are called after."""
    return all(word in STREETS_TOO or _is_street_name(word) for word in words)


_TIME = regex(r"(?:[01]\d|2[0-3])[0-5]\d ")
_OPENS, _CLOSES = frozenset(",|\"'\n\t>^"), frozenset(",|\"'\n\t<^")


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` is the whole of a cell, a line or a string."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if before == " " and after == " ":
        return text[start - 2 : start - 1] == text[end + 1 : end + 2] == "|"
    return before in _OPENS and after in _CLOSES and before != "" != after


def _before_known_town(text: str, end: int) -> bool:
    """Whether a comma and a town of the gazetteer follow: `900 Hoosick, Dunmore`."""
    found = _TOWN_BEHIND.match(text, end)
    return found is not None and (found[1] in shipped("cities") or found[1] in shipped("towns"))


def _bare_lower(reading: Reading) -> None:
    """`lives alone at 418 wicklow`: the same typed in haste, behind a word of living."""
    text = reading.text
    for start, end in reading.hits.get("bare_lower", ()):
        found = _BARE_LOWER.search(text, start, end)
        if found is None or found.start() in reading.taken:
            continue
        if _DOSED.match(text, start):
            continue
        first, second = found[2], found[3]
        if first in AFTER_NUMBER_NEVER or first in NO_STREET:
            continue
        pair = second is not None and (
            second in STREETS or (first in STREETS_TOO and _is_street_name(second))
        )
        if pair and (first in STREETS_TOO or _is_street_name(first)):
            reading.add(found.start(), found.end(3), _MEDIUM, "bare_number", "lower_case")
        elif (_is_street_name(first) and (len(found[1]) > _ONE_FIGURE or first in STREETS)) or (
            first in STREETS_TOO and len(found[1]) > _SURE_DIGITS
        ):
            stop = found.end(3) if second and _is_street_name(second) else found.end(2)
            reading.add(found.start(), stop, _MEDIUM, "bare_number", "lower_case")


def _is_street_name(word: str) -> bool:
    """Whether a word, lower case, may be the whole name of a street."""
    if word in STREETS or is_compound(word):
        return True
    if may_be_street(word):
        return word.removesuffix("s") not in shipped("abbreviations")
    return word.title() in shipped("towns") and not is_common(word) and word not in NO_STREET


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
    _bare_lower(reading)
    return reading.found


_NEAR = 3


class StreetAddress:
    """Recogniser `street_address`: the line of the street, boxes and units."""

    name = "street_address"
    version = 9

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

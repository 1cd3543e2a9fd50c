"""Addresses, towns, postal codes, facilities and rooms."""

import re

from promptward.deferred import regex
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward.recognizers.regions import COUNTRIES, DEMONYMS
from promptward.recognizers.shapes.names import inner_capitals
from promptward.recognizers.shapes.values import DATE_LIKE, Spans
from promptward.recognizers.shapes.words import GENERIC_PLACE, NO_CITY, NO_NAME
from promptward.recognizers.thing_series import ThingSeries

__all__ = ["city", "facility", "postal", "street"]

_STREET_END = regex(r"[ ]{2}|\t|\||;|\\| - | \(|\"")
_HAS_WORD = regex(r"[A-Za-z]{2,}")
_ADDRESS = regex(r"(?:[A-Za-z0-9#][\w.,'#&*/ -]*)", re.ASCII)

_LISTED = 2


def _lists(text: str, start: int, end: int) -> bool:
    """Whether a value is a list of things: `Home: CPAP, Dexcom, Omnipod`."""
    return text.count(",", start, end) >= _LISTED and ThingSeries(text).holds(start)


_HOUSES = ("house no", "house number", "hno", "street no", "street number")
_HOUSE = regex(r"\d{1,5}(?: ?[A-Za-z])?(?:[/-]\d{1,4}[A-Za-z]?)?(?![\w.:])")
_OF_STREETS = ("street", "street name", "strasse", "calle", "straat", "ulica", "house name")
_ONE_WORD = regex(r"[A-Z\xff][a-z\xff'-]{2,20}(?=['\"|,;<\t\n]|$)")
"""A street alone in a column of streets: `Calhoun`, its house in the next."""


def _of_column(text: str, start: int, end: int, name: str) -> Spans | None:
    """A house or a street that stands in a column of its own; None if the name says neither."""
    if name.endswith(_HOUSES):
        house = _HOUSE.match(text, start, end)
        return [house.span()] if house else []
    if name.endswith(_OF_STREETS):
        one = _ONE_WORD.match(text, start, end)
        if one is not None and one[0].lower() not in NO_NAME:
            return [one.span()]
    return None


_MEASURE = regex(
    r"\d{1,5}(?:\.\d+)? ?(?:am|pm|mg|mcg|g|ml|mL|l|L|kg|lbs?|cm|mm|m|km|miles?|hz|Hz|kHz|%|units?"
    r"|(?:minute|hour|day|week|month|year|time|beat|block|pill|tablet|dose|item|row|step)s?)"
    r"(?: (?:a|per) [a-z]{2,8})?"
    r"|(?:section|stage|step|table|figure|line|grade|level|version|page|chapter|type|phase|part"
    r"|day|week|column|row|tier|class) \d[\d.]*",
    re.IGNORECASE,
)
"""An amount, or a part of a document."""


def street(text: str, start: int, end: int, name: str) -> Spans:
    parted = _of_column(text, start, end, name)
    if parted is not None:
        return parted
    found = _ADDRESS.match(text, start, min(end, start + 120))
    if found is None:
        return []
    last = found.end()
    if (
        name.endswith(("home", "address", "addr"))
        and text[last : last + 1] == "|"
        and text[start - 1 : start] in ("'", '"')
    ):
        return [(start, end)]  # the parts of an address between bars
    wide = _STREET_END.search(text, start, last)
    if wide is not None:
        last = wide.start()
    while last > start and text[last - 1] in " .,;-/":
        last -= 1
    value = text[start:last]
    words = value.split()
    if not _HAS_WORD.search(value) or "@" in text[last : last + 1] or _lists(text, start, last):
        return []
    if any(c.isdigit() for c in value):
        measured = DATE_LIKE.match(value) or _MEASURE.fullmatch(value)
        if len(words) < 2 or measured or ":" in text[last : last + 1]:
            return []
        return [(start, last)]
    named = [word for word in words if word[:1].isupper()]
    if (
        len(words) > 1
        and len(named) >= len(words) - 1
        and len(words) <= 8
        and words[0].lower() not in NO_NAME
    ):
        return [(start, last)]
    return []


_CITY = regex(
    r"(?:[A-Z][A-Za-z'.ÿ-]+"
    r"(?:[ ](?:of |de |del |la |du |on |the |upon )?[A-Z][A-Za-z'.ÿ-]+){0,3}|ÿ{2,})"
)


def city(text: str, start: int, end: int, _name: str) -> Spans:
    found = _CITY.match(text, start, end)
    if found is None or found[0].lower().strip(".") in NO_CITY or found[0].lower() in NO_NAME:
        return []
    low = found[0].lower()
    if is_region(found[0]) or low in COUNTRIES or low in DEMONYMS:
        return []
    if is_department(found[0]) and not text[found.end() : found.end() + 1].isdigit():
        return []
    if text[found.end() : found.end() + 1] in ("/", "_", "(", ":"):
        return []
    return [found.span()]


_ZIP = regex(
    r"\d{5}(?:[- ]?\d{4})?(?![\w.])"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|[A-Z]\d[A-Z][ -]?\d[A-Z]\d\b"
)
_COORDINATES = regex(r"[-+]?\d{1,3}\.\d{3,}[ ,;]{1,3}[-+]?\d{1,3}\.\d{3,}")
_PLACED = ("geo", "geolocation", "coordinates", "gps", "point", "lat lon", "lat long")
_HALVES = ("latitude", "lat", "longitude", "lon", "lng", "long", "deg", "dd")
_HALF = regex(r"[-+]?(?:1[0-7]\d|\d{1,2})\.\d{3,}(?![\w.])")
_HALF_IN_FULL = regex(r"[-+]?(?:1[0-7]\d|\d{1,2})\.\d{2,}(?![\w.])")
"""How far north, or east: two places are a mile, and a short name is one of other things, too."""
_FOREIGN_ZIP = regex(
    r"(?:\d{4}-\d{3}|\d{4} ?[A-Z]{2}|\d{3} \d{2}|\d{2}-\d{3}"
    r"|[A-Z]\d[\dW] ?[A-Z\d]{4}|\d{4,7})(?![\w.])"
)
_FOREIGN_NAMES = ("post", "plz", "cep", "pin", "eircode", "codigo", "cap", "cp")


def postal(text: str, start: int, end: int, name: str) -> Spans:
    if name.endswith(_PLACED):
        found = _COORDINATES.match(text, start, end)
        return [found.span()] if found else []
    if name.endswith(_HALVES):
        half = _HALF_IN_FULL if "itude" in name else _HALF
        found = half.match(text, start, end)
        return [found.span()] if found else []
    found = _ZIP.match(text, start, end)
    if (found is None or "-" not in found[0]) and any(word in name for word in _FOREIGN_NAMES):
        found = _FOREIGN_ZIP.match(text, start, end)
    if found is None or not found[0].strip("0-"):
        return []
    if name == "post" and text[found.end() : found.end() + 1] == "/":
        return []  # a port and a path: `POST :8080/intake`
    return [found.span()]


_FACILITY = regex(
    r"(?:[Tt]he )?[A-Z0-9][\w.'&ÿ-]*(?:(?:,? | & |/|\^)"
    r"(?:(?:of|the|and|at|for|de|on|in) ){0,2}[A-Z0-9&][\w.'&ÿ-]*){0,8}"
)
_ROOM = regex(
    r"\d[\w^]*\^[\w^]+|(?:(?:Room|Rm|Bed|Ward|Unit|Bay|Floor|Fl|Pod|Theatre|OR)\.? ?)?"
    r"(?:[A-Z]{1,5}[- ]?)?\d{1,4}(?:[- ]?[A-Z])?(?:[-/^ ]\d{1,4}[A-Z]?)*"
    r"(?: (?:North|South|East|West|[NSEW])\b)?(?![\w%]|[/.]\w)"
    r"|[A-Z][a-z]+ \d{1,3}\b|[A-Z][a-z]+ (?:Ward|Wing|HDU|ICU)|[\w^]*\^[\w^]+"
)
_ROOMS = ("unit", "room", "rm", "bed", "ward", "bed number", "theatre")


_SHORTEST = 3  # `RT`, `L`: a side of the body


def facility(text: str, start: int, end: int, name: str) -> Spans:
    if name.endswith(_ROOMS):
        found = _ROOM.match(text, start, end)
        if name.endswith("unit"):
            return [found.span()] if found is not None and " " in found[0] else []
        if found is not None and any(c.isdigit() for c in found[0]):
            return [found.span()]
    found = _FACILITY.match(text, start, min(end, start + 90))
    if found is None:
        return []
    last = found.end()
    while last > start and text[last - 1] in ".,& ":
        last -= 1
    if _lists(text, start, last) or is_department(text[start:last]):
        return []
    words = [word for word in re.split(r"[^A-Za-z']+", text[start:last].lower()) if word]
    if not words or all(
        word in GENERIC_PLACE or word in NO_CITY or len(word) < _SHORTEST for word in words
    ):
        return []
    if words[0] in NO_NAME and words[0] not in GENERIC_PLACE:
        return []
    if text[last : last + 1] in ("(", "_", "=", ":") or inner_capitals(
        text[start:last].split(maxsplit=1)[0]
    ):
        return []
    return [(start, last)]

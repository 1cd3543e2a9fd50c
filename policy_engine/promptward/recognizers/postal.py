"""
The grammar of postal addresses: a line of a street, and what may follow it.

Reads a few words around a place that something else pointed at; never searches a whole text. A
line of a street is `12 Elm Grove Road` (number first) or `Gartenweg 7` (number last). Behind it
stand, on the same line or the next ones, a unit, a town, a state, a postcode and a country, in any
order that some country has.
"""

import re
from typing import NamedTuple

from promptward.deferred import regex
from promptward.recognizers.address_words import AFTER_NUMBER_NEVER, NO_STREET
from promptward.recognizers.common_words import is_common
from promptward.recognizers.regions import (
    COUNTRIES,
    NOT_A_TOWN,
    STATE_PATTERN,
    STATES,
    TOWNS_AND_STATES,
    may_be_town,
)

__all__ = ["FIGURES", "UNIT", "Piece", "line_before", "number_before", "street_from", "tail"]


class Piece(NamedTuple):
    """A part of an address: half-open, and whether it is a unit or part of the town's line."""

    start: int
    end: int
    unit: bool


# In the folded view the byte 0xFF is a character that was not read: a letter of another script.
_LETTER = r"[A-Za-z\xff]"
_NUMBER = (
    r"\d{1,6}(?:[-/]\d{1,5})?(?:[A-Za-z]\b|-[A-Z]\b| [A-Z]\b(?= [A-Z][a-z]))?(?: ?\xff| \d/\d\b)?"
)
_CAPITALISED = r"[A-Z\xff][\w\xff]*(?:['.-][\w\xff]+)*\.?"
_LINK = (
    r"(?:de la|de las|de los|de l'|d'|de|del|della|dei|di|da|do|dos|du|des|la|le|les|el"
    r"|van der|van den|van|von|der|den|och|of|the|nad|pod|sur|sous|en|am|an der|im|zum|zur|z|u)"
)
_TYPE_BETWEEN = (
    r"(?: (?:u|utca|utja|ut|ter|rkp|korut|tee|tn|pst|mnt|str|ulice|ulica|cesta|trg)\b\.?)?"
)
_NAME = rf"{_CAPITALISED}(?: (?:{_LINK} )?{_CAPITALISED}){{0,4}}"

UNIT = (
    r"(?:\b(?:apt|apartment|suite|ste|unit|flat|room|rm|bldg|building|lot|trlr|space|floor"
    r"|level|block|dpto|piso|bte)\b\.? {0,2}#? ?"
    r"(?:\d{1,5}(?:-?[a-z])?|[a-z](?:-?\d{1,4})?)\b(?:-[a-z0-9]{1,4}\b)?"
    r"|# ?[a-z0-9-]{1,6}\b|\b\d{1,2}(?:st|nd|rd|th) (?:fl|floor)\b\.?)"
)
"""A flat, a suite or a floor, in any case."""

_BLANKS = " \t\xa0"
_GAP = regex(
    r"['\"]?[ \t]{0,3}([,;|*^]{0,3}|,? ?\.(?=\s)|- ?(?=\d{4,6} [A-Z]|[A-Z]{2}\b))[ \t]{0,3}['\"]?"
    r"(~?(?:\r?\n(?:N[34]\*|[ \t>?|\xff]{0,12},?[ \t]{0,2})){0,2})"
)
_ABROAD = (
    r"(?:\b(?:ap|apto|app|appt|depto|kv|m|lok|bl|sc|et|esc|int|puerta|pta|kat|daire|d|byt|boite"
    r"|lgh)"
    r"\b\.?:? ?[a-z]?\d{1,4}[a-z]?\b|\b\d{1,2}\.?[oa\xff]? ?(?:tv|th|mf|esq|dto|izq|dcha)\b\.?"
    r"|\b\d{1,2}[o\xff] ?[a-d]\b|\b[ivx]{1,4}/\d{1,3}\b|\b[a-h] \d{1,3}\b(?=,)"
    r"|\b(?:fundos|frente|sobreloja|bajo [a-d]|casa \d{1,3}|portal \d{1,2}|planta \d{1,2}"
    r"|puerta \w{1,2}|bloco [a-z0-9]{1,2}|r/c(?: (?:dto"
    r"|esq|dt|fte|d|e))?"
    r"|rdc|bat\.? [a-z0-9]{1,2}|(?:hinter|vorder|seiten)haus|int(?:erno)?\.? \d{1,3}|scala"
    r" [a-z0-9])\b\.?)"
)
"""The same in other countries; behind the line of a street alone, since they are words too."""

_UNIT = regex(rf"{UNIT}|{_ABROAD}", re.IGNORECASE)
_DIRECTION = regex(r",? (?:[NSEW]|NE|NW|SE|SW)\b\.?(?! [a-z])")

_NUMBER_BEFORE = regex(
    rf"(?:^|(?<=[^\w.:/$%+-]))(?P<line>{_NUMBER},? {{1,2}}"
    rf"(?P<words>(?:(?:{_LINK} |{_CAPITALISED} |\d{{1,5}}(?:st|nd|rd|th)? "
    rf"|[a-z]{{2,14}} )){{0,5}}))$"
)
FIGURES = bytes.maketrans(b"012345678", b"999999999")
_LOOK = 90


def number_before(text: str, start: int, figures: bytes | None = None) -> int | None:
    """
    Where the house number before the name of a street stands, its type being at `start`; or None.

    `figures` is the text with all figures made nines (`FIGURES`), in which one is soon found, for
    a caller who asks often. Words may be in lower case. What is a count, a time or a dose is no
    house.
    """
    if figures is None:
        figures = text.encode("latin-1").translate(FIGURES)
    low = max(0, start - _LOOK)
    digit = figures.find(b"9", max(low, text.rfind("\n", low, start) + 1), start)
    found = _NUMBER_BEFORE.search(text, digit, start) if digit >= 0 else None
    if found is None:
        return None
    words = found["words"].lower().split()
    if any(word in NO_STREET for word in words) or (words and words[0] in AFTER_NUMBER_NEVER):
        return None
    return found.start("line")


_FIRST = regex(
    rf"{_NUMBER},? {{1,2}}(?P<name>(?:\d{{1,5}} )?(?:{_LINK} )?{_NAME})"
    rf"{_TYPE_BETWEEN}(?: \d{{1,5}}[A-Za-z]?\b)?"
)
_LAST = regex(rf"(?:\d{{1,6}} )?{_NAME}{_TYPE_BETWEEN} \d{{1,5}}(?:[/-]\d{{1,4}})?[A-Za-z]?\b")


def street_from(text: str, start: int) -> int | None:
    """The end of a line of a street at `start`, where an address is announced; or None."""
    found = _FIRST.match(text, start)
    if found:
        first = found["name"].split()[0].lower().rstrip(".")
        if first in AFTER_NUMBER_NEVER or first in COUNTRIES:
            return None
        stop = _before_unit(text, found.start("name"), found.end())
        return _one_sentence(text, found.start("name"), stop)
    found = _LAST.match(text, start)
    if found and found.group().split()[0].lower().rstrip(".,") not in NOT_A_TOWN:
        return _before_unit(text, start, found.end())
    return None


_TYPE_DOTTED = regex(
    r" (?:st|rd|ave?|dr|ln|ct|blvd|pl|hwy|pkwy|cir|ter|trl|sq)\.(?= [A-Z])", re.IGNORECASE
)


def _one_sentence(text: str, start: int, end: int) -> int:
    """The end of a street, less the sentence that begins behind its type: `40 Creek Rd. He`."""
    found = _TYPE_DOTTED.search(text, start, end)
    if found is None:
        return end
    after = text[found.end() + 1 : end].split(" ", 1)[0].strip(".,")
    return found.end() - 1 if is_common(after) or after.lower() in NOT_A_TOWN else end


_UNIT_WORD = regex(r" (?:apt|apartment|suite|ste|unit|flat|bldg|floor)\b.{0,12}$", re.IGNORECASE)


def _before_unit(text: str, start: int, end: int) -> int:
    """The end of a street, less the unit that was read along with its name."""
    found = _UNIT_WORD.search(text, start, end)
    return found.start() if found else end


_LINE = regex(
    rf"(?:^|(?<=[^\w.'-]))(?:{_NUMBER} (?:[\w\xff.'-]+ ){{0,6}}[\w\xff.'-]+"
    rf"|{_NAME} \d{{1,5}}[A-Za-z]?\.?)$"
)


def line_before(text: str, end: int) -> tuple[int, int] | None:
    """
    The line of a street that ends before `end`, where a unit stands; or None.

    `Brisas 6802` before `Suite 84`: a number before or behind the name is enough there.
    """
    stop = end
    while stop > 0 and text[stop - 1] in " \t,\r\n>?|\xff*":
        stop -= 1
    if end == stop or end - stop > _GAP_MOST:
        return None
    low = max(0, stop - _LOOK)
    low = max(low, text.rfind("\n", low, stop) + 1)
    found = _LINE.search(text, low, stop)
    if found is None:
        return None
    words = found.group().split()
    if words[0].lower() in _CALLS and words[-1].rstrip(".") in _EMERGENCY:
        return None
    if not any(word[0].isupper() or word[0] == "\xff" for word in words) or any(
        word.lower() in NO_STREET or word.lower() in AFTER_NUMBER_NEVER for word in words
    ):
        return None
    return found.start(), stop


_GAP_MOST = 14
_CALLS = frozenset({"call", "called", "dial", "dialled", "dialed", "phone", "phoned", "ring"})
_EMERGENCY = frozenset({"000", "110", "111", "112", "118", "911", "988", "999"})
"""What is called in an emergency is no house, though a room is named next: `Call 911. Room 4`."""

_STATE = rf"(?:{STATE_PATTERN}|{'|'.join(sorted(STATES))})\b\.?"
_POSTCODE = (
    r"(?:[A-Z]{1,2}\d[A-Z0-9]? ?\d[ABD-HJLNP-UW-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d"
    r"|(?:[A-Z]{1,2}-)?\d{3,5}(?:[- ]\d{2,4})?(?: [A-Z]{2}\b)?|\d{2}-\d{3}|\d{6,7}|\d{9})\b"
)
_STATE_CODE = regex(
    rf"(?:{_STATE}|nan\b|[A-Z]{{2,3}}\b)(?:,? {{1,3}}(?P<zip>\d{{5}}(?:-\d{{4}})?)\b)?"
)
_ONLY_POSTCODE = regex(_POSTCODE)
_SAINT = r"(?:(?:(?<=\bSt)|(?<=\bSte)|(?<=\bMt)|(?<=\bFt))\.)?"
_PLACE = regex(
    rf"[A-Z\xff][\w\xff]*(?:['.-][\w\xff]+)*{_SAINT}"
    rf"(?: (?:{_LINK} )?[A-Z(\xff][A-Za-z\xff()]*(?:['.-][A-Za-z\xff]+)*\b{_SAINT}){{0,4}}"
)
_MOST_ELEMENTS = 7
_MOST_UNITS = 3


def tail(text: str, at: int, *, sure: bool = True) -> list[Piece]:
    """
    What follows a line of a street that ends at `at`: units, and town, state, postcode, country.

    `sure`: the street has a number, so that any name behind a comma is its town.

    Parts of the town's line that stand together are one piece; a country alone at the end is none.
    """
    pieces: list[Piece] = []
    first = last = -1
    towns = 0
    coded = False
    for _ in range(_MOST_ELEMENTS):
        gap = _GAP.match(text, at)
        start = gap.end() if gap else at
        parted = bool(gap and (gap[1] or gap[2]))
        if start == at:
            break
        unit = _UNIT.match(text, start)
        if unit and towns == 0 and not (text[start] == "#" and "\n" in text[at:start]):
            pieces.append(Piece(start, unit.end(), unit=True))
            at = unit.end()
            continue
        end, is_town = _element(
            text,
            start,
            parted=parted,
            towns=towns,
            known=first >= 0 or bool(pieces),
            coded=coded,
            loose=sure,
        )
        if end is None:
            break
        towns += is_town
        coded = not is_town and text[start].isdigit() and text[end - 1].isdigit()
        first = start if first < 0 else first
        last = at = end
    if first >= 0 and text[first:last].lower() not in COUNTRIES:
        pieces.append(Piece(first, last, unit=False))
    return pieces


def _element(
    text: str, start: int, *, parted: bool, towns: int, known: bool, coded: bool, loose: bool
) -> tuple[int | None, bool]:
    """The end of a state, postcode, country or town at `start`, and whether it is a town."""
    code = _STATE_CODE.match(text, start)
    if code and (code["zip"] or towns):
        return code.end(), False
    number = _ONLY_POSTCODE.match(text, start)
    if number and (towns or known or parted):
        return number.end(), False
    place = _PLACE.match(text, start)
    if place is None or towns >= _MOST_TOWNS:
        return None, False
    country = _country(text, start)
    if country:
        return country, False
    end, name = _town_end(text, start, place.end())
    if not name or not (may_be_town(name) or name in TOWNS_AND_STATES):
        return None, False
    if _CUT_SHORT.match(text, end):
        return None, False
    after = _GAP.match(text, end)
    beyond = after.end() if after else end
    sure = beyond > end and bool(
        _STATE_CODE.match(text, beyond)
        or _ONLY_POSTCODE.match(text, beyond)
        or _country(text, beyond)
    )
    ends = end >= len(text) or text[end] in ",.;)\n\r|\"'<?!"
    lower = text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    if coded:
        district = _DISTRICT.match(text, end)
        end = district.end() if district else end
    if sure or coded or ((parted or known) and (ends or (lower and parted and loose))):
        return end, True
    return None, False


_CUT_SHORT = regex(r"\.(?:-[A-Z]|:| ?(?:N[ro]\b|n[ro]\.))|:")
"""Behind a word that was cut short and names what follows: `Vers.-Nr.`, `Tel.:`."""

_DISTRICT = regex(r" \d{1,2}\b(?![./:-]\d)")
"""Of a large town, by its number: 110 00 Praha 1."""


def _country(text: str, start: int) -> int | None:
    """The end of the name of a country at `start`, or None."""
    found = _COUNTRY.match(text, start)
    if found is None:
        return None
    words = found.group().split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if name.lower().strip(".,") in COUNTRIES:
            return start + len(name)
    return None


_COUNTRY = regex(r"[A-Z][A-Za-z.]+(?: (?:of |and |the )?[A-Z(][A-Za-z()]+){0,3}")
_MOST_TOWNS = 3


def _town_end(text: str, start: int, end: int) -> tuple[int, str]:
    """The end and the words of a town's name, less a state or country read along with it."""
    name = text[start:end]
    if name.endswith(".") and not name.endswith("St."):
        end -= 1
        name = name[:-1]
    words = name.split()
    for count in (3, 2, 1):
        if len(words) > count:
            told = " ".join(words[-count:])
            if told.lower() in COUNTRIES or told in STATES or (count == 1 and _is_code(told)):
                end = start + name.rindex(told)
                while text[end - 1] in _BLANKS:
                    end -= 1
                return end, text[start:end]
    return end, name


def _is_code(word: str) -> bool:
    return re.fullmatch(STATE_PATTERN, word) is not None

"""
What the value of a field of a kind looks like: which part of it is the identifier, or none.

Every shape takes the text and the range of a value, and gives the ranges to hide. A value that
stands for none (`unknown`, `XXX`), names a type or a variable, or is code, has no shape at all.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from promptward.ages import OLDEST, read
from promptward.recognizers.field_words import (
    CREDENTIALS,
    GENERIC_PLACE,
    NO_CITY,
    NO_NAME,
    NO_VALUE,
)

__all__ = ["SHAPES", "Shape", "disguised", "stands_for_none"]

Shape: TypeAlias = Callable[[str, int, int, str], list[tuple[int, int]]]
"""`shape(text, start, end, name)`: ranges within the value of the field of that name."""

_NOTHING = re.compile(r"[\sXx*#_?.,:;/()\[\]<>{}~=+|0-]*$")
_CODE = re.compile(
    r"[$%<{\[&@(]|[A-Za-z_][\w.]*[(\[{]|(?:self|this|row|df|os|req|request|data|args)\.", re.ASCII
)
_MASK = re.compile(r"[\[<{(*%$]+[A-Za-z_* -]+[\]>})*%]+")


def stands_for_none(text: str, start: int, end: int) -> bool:
    """`N/A`, `unknown`, `XXX-XX-XXXX`, `[NAME]`, `varchar(20)`, `${name}`, `row["name"]`."""
    value = text[start : min(end, start + 40)]
    if _NOTHING.match(value) or _CODE.match(value) or _MASK.match(value):
        return True
    first = value.split(maxsplit=1)[0].strip(".,;:!\"'").lower()
    return first in NO_VALUE or value.lower().strip() in NO_VALUE


# ---------------------------------------------------------------- numbers
_ID = re.compile(
    r"[# ]{0,2}(?P<id>(?:[A-Z]{1,6}[ :.]{1,2}(?=[A-Z0-9]))?[A-Za-z0-9][\w/.,+-]*(?:[ ](?:[A-Z]{0,3}\d[\w/-]*|[A-Z0-9]{1,3})(?![\w.]*[a-z:(]))*)",
    re.ASCII,
)
_DECIMAL = re.compile(r"\d{0,4}\.\d+$|\d{1,3}(?:,\d{3})+$", re.ASCII)
_AMOUNT = re.compile(
    r"\s?(?:mg|mcg|kg|g|ml|mL|cm|mm|lb|lbs|%|mmHg|mmol|bpm|units?|days?|years?|yrs?|hours?|hrs?|min|x\b|°)",
    re.ASCII,
)
_DATE_LIKE = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)$|(?:19|20)\d\d[-/]\d\d[-/]\d\d(?:T[\d:.]*Z?)?$"
)
_OBJECT_ID = re.compile(r"[0-9a-f]{24}$|[0-9a-f]{32,}$")
_FEWEST_DIGITS = 2
_SHORTEST = 4


def _identifier(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _ID.match(text, start, end)
    if found is None:
        return []
    first, last = found.span("id")
    while last > first and text[last - 1] in ".,-/+ ":
        last -= 1
    value = text[first:last]
    digits = sum(c.isdigit() for c in value)
    if (
        digits < _FEWEST_DIGITS
        or sum(c.isalnum() for c in value) < _SHORTEST
        or _DECIMAL.match(value)
        or _DATE_LIKE.match(value)
        or (len(value) == 4 and value[:2] in ("19", "20") and value.isdigit())  # noqa: PLR2004
        or _AMOUNT.match(text, last, min(end, last + 8))
        or _NOTHING.match(value)
        or _OBJECT_ID.match(value)
        or text[last : last + 1] == "@"
    ):
        return []
    return [(first, last)]


_PLATE = re.compile(
    r"(?:[A-Z]{2}[ :])?(?=[A-Z0-9 ·-]{0,10}\d)[A-Z0-9]{1,4}(?:[ ·-][A-Z0-9]{1,5}){0,3}|[A-Z0-9]{5,17}"
)


def _vehicle(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _PLATE.match(text, start, end)
    if found is None or not any(c.isdigit() for c in found[0]) or len(found[0]) < _SHORTEST:
        return _identifier(text, start, end, name) if text[start:end].isupper() else []
    return [found.span()]


_SSN = re.compile(r"(?:\d{3}|[xX*#]{3})[- .]{0,3}(?:\d{2}|[xX*#]{2})[- .]{0,3}\d{4}(?!\d)")
_LAST_FOUR = re.compile(r"\d{4}(?!\d)")


def _ssn(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _SSN.match(text, start, end)
    if found is None and ("4" in name or "last" in name):
        found = _LAST_FOUR.match(text, start, end)
    if found is None or found[0].strip("0- .") == "":
        return []
    return [found.span()]


_PHONE = re.compile(
    r"(?:tel:|ph:? ?|t:? ?)?(?P<n>\+?[(]?\d[\d ().+/-]{5,24}\d(?:[, ]{0,2}(?:x|ext\.?|#)[ .]?\d{1,6})?)",
    re.IGNORECASE | re.ASCII,
)
_SHORT_PHONE = re.compile(r"x?[ ]?(?P<n>\d(?:[\d-]{2,8}))(?![\d/.:])", re.ASCII)
_SHORT_NAMES = ("ext", "extn", "pager", "beeper", "bleep", "page")
_VANITY = re.compile(r"\d?-?\d{3}-\d{3}-[A-Z]{4}|\d{3}-[A-Z]{4}")


def _phone(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _PHONE.match(text, start, end)
    if found is not None:
        digits = sum(c.isdigit() for c in found["n"])
        if 7 <= digits <= 18 and not _DATE_LIKE.match(found["n"]):  # noqa: PLR2004  # E.164 and an extension
            if found["n"].strip("0 ().+/-") in ("", "9"):
                return []
            return [found.span("n")]
    found = _VANITY.match(text, start, end)
    if found is not None:
        return [found.span()]
    if name.endswith(_SHORT_NAMES):
        found = _SHORT_PHONE.match(text, start, end)
        if found is not None:
            return [found.span("n")]
    return []


_EMAIL = re.compile(
    r"<?(?P<a>[\w.+%-]{1,64}(?:@|%40| ?[\[(]?at[\])]? ?)[\w-]+(?:(?:\.| ?[\[(]?dot[\])]? ?)[\w-]+)+)",
    re.ASCII,
)


def _email(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _EMAIL.search(text, start, end)
    return [found.span("a")] if found else []


# ---------------------------------------------------------------- dates and ages
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATES = re.compile(
    r"(?<![\d.])(?:"
    r"(?:18|19|20)\d\d ?[-/. ] ?(?:0?[1-9]|1[0-2]) ?[-/. ] ?(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{4}(?:\d\d)?)?(?!\d)"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d(?!\d)"
    r"|(?:19|20)\d\d, ?\d{1,2}, ?\d{1,2}(?!\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])(?: ?[-/.] ?| )(?:0?[1-9]|[12]\d|3[01])(?: ?[-/.] ?| )'?(?:18|19|20)?\d\d(?!\d)"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/])"
    r"|(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)?[-/ ]?"
    + _MONTH
    + r"(?:\.?,?[-/ ]?'?(?:(?:18|19|20)\d\d|\d\d)(?!\d))?"
    r"|"
    + _MONTH
    + r"\.?[-/ ]{1,2}(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)(?:,? ?'?(?:18|19|20)\d\d(?!\d))?"
    r"|" + _MONTH + r"\.?,?[-/ ](?:of )?'?(?:18|19|20)\d\d(?!\d))",
    re.IGNORECASE | re.ASCII,
)
_NEVER = frozenset(
    {"1970-01-01", "1900-01-01", "2000-01-01", "9999-12-31", "01/01/1970", "01/01/1900"}
)


def _date(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for date in _DATES.finditer(text, start, min(end, start + 60)):
        if not found and date.start() > start + 24:
            break
        if date[0] not in _NEVER:
            found.append(date.span())
    return found


_AGE = re.compile(r"(?P<n>9\d|1[01]\d)(?![\d.%/])")
_AGE_WORDS = re.compile(r"[A-Za-z]+(?:[ -](?:and )?[A-Za-z]+){0,3}")


def _age(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _AGE.match(text, start, end)
    if found is not None:
        return [found.span("n")]
    words = _AGE_WORDS.match(text, start, min(end, start + 40))
    if words is not None:
        age = read(f"aged {words[0]}")
        if age is not None and age.years > OLDEST:
            return [words.span()]
    return []


# ---------------------------------------------------------------- names
_TITLE = re.compile(
    r"(?:(?:dr|mr|mrs|ms|mx|miss|prof|rev|sr|sra|fr|capt|sgt|lt|hon|ofc)\b\.?[ ]{1,2}|the )*",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(
    r"(?:[A-Z][A-Za-zÿ]*(?:['.-][A-Za-zÿ]+)*\.?|ÿ+[A-Za-zÿ'-]*|[A-Z]{1,2}\.(?:[A-Z]\.)*"
    r"|(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|bin|ibn|al|el|st|y|e|af|av)\b)"
)
_JOIN = re.compile(
    r" ?[\"(](?=[A-Z][A-Za-z' ]{1,20}[\")])|(?<=[A-Za-z])[\")] ?(?=[A-Z])|,[ ]{0,2}|[ ]{1,2}"
    r"|[\^*]{1,3}|~(?=[A-Z])|;(?=[A-Z])|_(?=[A-Za-z])| ?/ ?(?=[A-Z][a-z])| & |''(?=[A-Z])"
)
_LOWER_NAME = re.compile(r"[a-zÿ]{2,20}(?:[-' ][a-zÿ]{2,20}){0,2}$")
_LAST_LETTERS = re.compile(r"[A-Za-z]{2,}")
_MOST_WORDS = 6
_NUMBER_AFTER = re.compile(r"[ ,/-]{0,2}#?\d")
_FOLLOWS = re.compile(r"[ ]([a-z]{2,})")
_RUNS_ON = frozenset(
    "is was has had and with the a an for on in at to of from by who as per via about will or not".split()  # noqa: SIM905
)


def _person(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    title = _TITLE.match(text, start, end)
    at = title.end() if title else start
    if at < end and text[at] in "\"'":
        at += 1
    first = at
    words: list[tuple[int, int, str]] = []
    while len(words) < _MOST_WORDS:
        word = _NAME_WORD.match(text, at, end)
        if word is None:
            break
        plain = word[0].strip(".").lower()
        if plain.endswith("'s"):
            plain = plain[:-2]
        if (
            words
            and plain in CREDENTIALS
            and (word[0].isupper() or "." in word[0] or word[0] in ("PharmD", "PhD", "Esq"))
        ):
            if (
                len(plain) > 2
                or text[at - 2 : at - 1] == ","
                or not text[words[0][0] : words[0][1]].isupper()
            ):  # noqa: PLR2004
                break
        if plain in NO_NAME and not (words and len(plain) == 1 and word[0].isupper()):
            if not words:
                return []
            break
        stop = word.end()
        if word[0].endswith("'s"):
            stop -= 2
        words.append((word.start(), stop, plain))
        at = word.end()
        join = _JOIN.match(text, at, end)
        if join is None:
            break
        at = join.end()
    while words and text[words[-1][0]].islower():
        words.pop()
    if not words or not any(_LAST_LETTERS.search(text, a, b) for a, b, _ in words):
        if words and name.endswith(("given", "middle", "middle name", "mi", "middle initial")):
            return [(words[0][0], words[-1][1])]
        return _lower_person(text, first, end)
    last = words[-1][1]
    if last < end and text[last - 1] == "." and last - words[-1][0] > 3:  # noqa: PLR2004  # a full stop
        last -= 1
    if _inner_capitals(text[words[0][0] : words[0][1]]):
        return []
    if len(words) == 1 and _NUMBER_AFTER.match(text, last, end):
        return []
    after = _FOLLOWS.match(text, last, end)
    if after is not None and len(words) == 1 and after[1] not in _RUNS_ON:
        return []
    if text[last : last + 1] in ("(", "[", "=", "_", "/") and len(words) == 1:
        return []
    return [(words[0][0], last)]


_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O'|D'|St)[A-Z][a-z]+[A-Z]")


def _inner_capitals(word: str) -> bool:
    return _CAMEL.match(word) is not None


def _lower_person(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = _LOWER_NAME.match(text[start:end])
    if found is None:
        return []
    words = re.split("[-' ]", found[0])
    if any(word in NO_NAME or word in NO_VALUE for word in words):
        return []
    return [(start, start + found.end())]


_INITIALS = re.compile(r"[A-Z](?:[.-]?[a-z]?[A-Z]){1,3}\.?(?![A-Za-z])")


def _initials(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = _INITIALS.match(text, start, end)
    return [found.span()] if found else []


def _name(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    if name.endswith(("initials", "init", "inits")):
        return _initials(text, start, end)
    return _person(text, start, end, name)


# ---------------------------------------------------------------- places
_STREET_END = re.compile(r"[ ]{2}|\t|\||;|\\| - | \(|\"")
_HAS_WORD = re.compile(r"[A-Za-z]{2,}")
_ADDRESS = re.compile(r"(?:[A-Za-z0-9#][\w.,'#&*/ -]*)", re.ASCII)


def _street(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
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
    if not _HAS_WORD.search(value) or "@" in text[last : last + 1]:
        return []
    if any(c.isdigit() for c in value):
        if len(words) < 2 or _DATE_LIKE.match(value) or ":" in text[last : last + 1]:  # noqa: PLR2004
            return []
        return [(start, last)]
    named = [word for word in words if word[:1].isupper()]
    if (
        len(words) > 1
        and len(named) >= len(words) - 1
        and len(words) <= 8
        and words[0].lower() not in NO_NAME
    ):  # noqa: PLR2004
        return [(start, last)]
    return []


_CITY = re.compile(
    r"(?:[A-Z][A-Za-z'.ÿ-]+(?:[ ](?:of |de |del |la |du |on |the |upon )?[A-Z][A-Za-z'.ÿ-]+){0,3}|ÿ{2,})"
)


def _city(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _CITY.match(text, start, end)
    if found is None or found[0].lower().strip(".") in NO_CITY or found[0].lower() in NO_NAME:
        return []
    if text[found.end() : found.end() + 1] in ("/", "_", "(", ":"):
        return []
    return [found.span()]


_ZIP = re.compile(
    r"\d{5}(?:[- ]?\d{4})?(?![\w.])|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|[A-Z]\d[A-Z][ -]?\d[A-Z]\d\b"
)
_COORDINATES = re.compile(r"[-+]?\d{1,3}\.\d{3,}[ ,;]{1,3}[-+]?\d{1,3}\.\d{3,}")
_PLACED = ("geo", "geolocation", "coordinates", "gps", "point", "lat lon", "lat long")
_FOREIGN_ZIP = re.compile(r"\d{4,6}(?![\w.])")


def _zip(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    if name.endswith(_PLACED):
        found = _COORDINATES.match(text, start, end)
        return [found.span()] if found else []
    found = _ZIP.match(text, start, end)
    if found is None and "post" in name:
        found = _FOREIGN_ZIP.match(text, start, end)
    if found is None or not found[0].strip("0-"):
        return []
    return [found.span()]


_FACILITY = re.compile(
    r"(?:[Tt]he )?[A-Z0-9][\w.'&ÿ-]*(?:(?:,? | & |/|\^)(?:(?:of|the|and|at|for|de|on|in) ){0,2}[A-Z0-9&][\w.'&ÿ-]*){0,8}"
)
_ROOM = re.compile(
    r"(?:(?:Room|Rm|Bed|Ward|Unit|Bay|Floor|Fl|Pod|Theatre|OR)\.? ?)?(?:[A-Z]{1,5}[- ]?)?\d{1,4}(?:[- ]?[A-Z])?(?:[-/^ ]\d{1,4}[A-Z]?)*"
    r"(?: (?:North|South|East|West|[NSEW])\b)?(?![\w%]|[/.]\w)|[A-Z][a-z]+ \d{1,3}\b|[A-Z][a-z]+ (?:Ward|Wing|HDU|ICU)|[\w^]*\^[\w^]+"
)
_ROOMS = ("unit", "room", "rm", "bed", "ward", "bed number", "theatre")


def _facility(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
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
    words = [word for word in re.split(r"[^A-Za-z']+", text[start:last].lower()) if word]
    if not words or all(word in GENERIC_PLACE or word in NO_CITY for word in words):
        return []
    if words[0] in NO_NAME and words[0] not in GENERIC_PLACE:
        return []
    if text[last : last + 1] in ("(", "_", "=", ":") or _inner_capitals(
        text[start:last].split()[0]
    ):
        return []
    return [(start, last)]


# ---------------------------------------------------------------- references
_TOKEN = re.compile(r"[\w@.:/+=#-]{4,120}", re.ASCII)
_USER = re.compile(r"@?[A-Za-z][\w.@-]{2,40}", re.ASCII)


def _biometric(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _TOKEN.match(text, start, end)
    if found is None or not (
        any(c.isdigit() for c in found[0])
        or found[0].endswith((".jpg", ".jpeg", ".png", ".tif", ".bmp"))
    ):
        return []
    if _DECIMAL.match(found[0]) or _DATE_LIKE.match(found[0]):
        return []
    return [found.span()]


def _user(text: str, start: int, end: int, name: str) -> list[tuple[int, int]]:
    found = _USER.match(text, start, end)
    if found is not None and any(c.isdigit() or c in "._@" for c in found[0]):
        return [found.span()]
    return []


SHAPES: dict[str, Shape] = {
    "name": _name,
    "street": _street,
    "city": _city,
    "zip": _zip,
    "facility": _facility,
    "date": _date,
    "age": _age,
    "phone": _phone,
    "fax": _phone,
    "email": _email,
    "ssn": _ssn,
    "mrn": _identifier,
    "plan": _identifier,
    "account": _identifier,
    "license": _identifier,
    "vehicle": _vehicle,
    "device": _identifier,
    "biometric": _biometric,
    "other": _identifier,
    "user": _user,
}


# ---------------------------------------------------------------- written so that it cannot be read
_ENCODED = re.compile(
    r"%[0-9A-Fa-f]{2}|\\\\{1,2}(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})|&#x?[0-9A-Fa-f]{2,5};|=[0-9A-F]{2}"
)
_WHOLE = re.compile(r"(?:[^\s\"'&<>]|&#?\w{2,8};)+(?: (?:[^\s\"'&<>=]|&#?\w{2,8};)+)*")
_ALIKE = str.maketrans("OoQDIlSBZ", "000011582")
_DIGITAL = frozenset({"date", "ssn", "phone", "fax", "zip", "age"})
_SPACED = re.compile(r"(?:[0-9A-Z](?:[ .]{1,3}| - )){4,24}[0-9A-Z](?![A-Za-z0-9])")
_SPACED_KINDS = frozenset(
    {"ssn", "phone", "fax", "mrn", "plan", "account", "license", "vehicle", "device", "other"}
)
_MOST_READ = 60


def disguised(text: str, start: int, end: int, name: str, kind: str) -> list[tuple[int, int]]:
    """Values with escapes, with letters for digits (`O3/l2`), or with their digits apart."""
    value = text[start : min(end, start + _MOST_READ)]
    if _ENCODED.search(value):
        whole = _WHOLE.match(text, start, end)
        return [whole.span()] if whole else []
    if kind in _SPACED_KINDS:
        apart = _SPACED.match(text, start, end)
        if apart is not None and any(c.isdigit() for c in apart[0]):
            return [apart.span()]
    if kind in _DIGITAL and sum(c.isdigit() for c in value) > 2:  # noqa: PLR2004  # mostly digits
        read_as = value.translate(_ALIKE)
        if read_as != value:
            shape = SHAPES[kind]
            return [(start + a, start + b) for a, b in shape(read_as, 0, len(read_as), name)]
    return []

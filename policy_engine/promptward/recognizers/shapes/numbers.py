"""Numbers: identifiers, plates, Social Security numbers, telephones, mailboxes."""

import re

from promptward.deferred import regex
from promptward.fields import known
from promptward.recognizers.shapes.values import DATE_LIKE, DECIMAL, NOTHING, Spans

__all__ = ["email", "identifier", "phone", "ssn", "vehicle"]

_ID = regex(
    r"[# ]{0,2}(?P<id>(?:[A-Z]{1,6}[ :.]{1,2}(?=[A-Z0-9]))?(?P<own>[A-Za-z0-9][\w/.,+-]*)"
    r"(?:[ ](?:[A-Z]{0,3}\d[\w/-]*|[A-Z0-9]{1,3})(?![\w.]*[a-z:(]))*)",
    re.ASCII,
)
_LABEL = regex("[A-Z]{2,3}")
_WHOLE_DAY = regex(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}|(?:19|20)\d\d-\d\d-\d\d")
_AMOUNT = regex(
    r"\s?(?:mg|mcg|kg|g|ml|mL|cm|mm|lb|lbs|%|mmHg|mmol|bpm|units?|days?|years?|yrs?|hours?|hrs?"
    r"|min|x\b)",
    re.ASCII,
)
_SEVERAL_SMALL = regex(r"-?\d{1,3}(?:[,;] ?-?\d{1,3})+$")
_OTHER_THAN_ZERO = regex("[1-9]")
_OBJECT_ID = regex(r"[0-9a-f]{24}$|[0-9a-f]{32,}$")
_FEWEST_DIGITS = 2
_SHORTEST = 4


def identifier(text: str, start: int, end: int, _name: str) -> Spans:
    found = _ID.match(text, start, end)
    if found is None:
        return []
    first, last = found.span("id")
    prefix = text[first : found.start("own")].strip(" :.").lower()
    if len(prefix) > 2 and known([prefix]) is not None:
        first = found.start("own")  # a label of its own: `case: SSN 536-22-4399`
    own = text.find(" ", found.end("own"), last)
    if own >= 0:
        last = _before_label(text, own, last)
    while last > first and text[last - 1] in ".,-/+ ":
        last -= 1
    value = text[first:last]
    digits = len(value) if value.isdigit() else sum(map(str.isdigit, value))
    if (
        digits < _FEWEST_DIGITS
        or (len(value) if value.isalnum() else sum(map(str.isalnum, value))) < _SHORTEST
        or DECIMAL.match(value)
        or DATE_LIKE.match(value)
        or _SEVERAL_SMALL.match(value)
        or (len(value) == 4 and value[:2] in ("19", "20") and value.isdigit())
        or _AMOUNT.match(text, last, min(end, last + 8))
        or NOTHING.match(value)
        or _OBJECT_ID.match(value)
        or not _OTHER_THAN_ZERO.search(value)
        or (found["own"].isalpha() and found["own"].islower())
        or ("_" in value and value.islower())
        or text[last : last + 1] == "@"
    ):
        return []
    return [(first, last)]


def _before_label(text: str, start: int, end: int) -> int:
    """Where the groups end: before a label or a day (`MRN: 00448812 DOB 03/14/1962`)."""
    at = start
    while 0 <= at < end:
        behind = text.find(" ", at + 1, end)
        group = text[at + 1 : behind if behind >= 0 else end]
        if _WHOLE_DAY.fullmatch(group.rstrip(",.")):
            return at
        if _LABEL.fullmatch(group):
            told = known([group.lower()])
            if told is not None and told.whole:
                return at
        at = behind
    return end


_PLATE = regex(
    r"(?:[A-Z]{2}[ :])?(?=[A-Z0-9 -]{0,10}\d)[A-Z0-9]{1,7}(?:[ -][A-Z0-9]{1,5}){0,3}"
    r"|[A-Z0-9]{5,17}"
)


def vehicle(text: str, start: int, end: int, name: str) -> Spans:
    found = _PLATE.match(text, start, end)
    if found is None or not any(map(str.isdigit, found[0])) or len(found[0]) < _SHORTEST:
        return identifier(text, start, end, name) if text[start:end].isupper() else []
    return [found.span()]


_SSN = regex(r"(?:\d{3}|[xX*#]{3})[- .]{0,3}(?:\d{2}|[xX*#]{2})[- .]{0,3}\d{4}(?!\d)")
_LAST_FOUR = regex(r"\d{4}(?!\d)")


def ssn(text: str, start: int, end: int, name: str) -> Spans:
    found = _SSN.match(text, start, end)
    if found is None and ("4" in name or "last" in name):
        found = _LAST_FOUR.match(text, start, end)
    if found is None or found[0].strip("0- .") == "":
        return []
    return [found.span()]


_PHONE = regex(
    r"(?:tel:|ph:? ?|t:? ?)?"
    r"(?P<n>\+?[(]?\d[\d ().+/^-]{5,24}\d(?:[, ]{0,2}(?:x|ext\.?|#)[ .]?\d{1,6})?)",
    re.IGNORECASE | re.ASCII,
)
_SHORT_PHONE = regex(r"x?[ ]?(?P<n>\d(?:[\d-]{2,8}))(?![\d/.:])", re.ASCII)
_SHORT_NAMES = ("ext", "extn", "pager", "beeper", "bleep", "page")
_VANITY = regex(r"\d?-?\d{3}-\d{3}-[A-Z]{4}|\d{3}-[A-Z]{4}")


def phone(text: str, start: int, end: int, name: str) -> Spans:
    found = _PHONE.match(text, start, end)
    if found is not None:
        digits = sum(map(str.isdigit, found["n"]))
        if 7 <= digits <= 18 and not DATE_LIKE.match(found["n"]):  # E.164 and an extension
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


_EMAIL = regex(
    r"<?(?P<a>[\w.+%-]{1,64}(?:@|%40| ?[\[({<]at[\])}>] ?| at )[\w-]{1,63}"
    r"(?:(?:\.|%2E| ?[\[({<]dot[\])}>] ?| dot )[\w-]{1,63}){1,8})",
    re.ASCII,
)


def email(text: str, start: int, end: int, _name: str) -> Spans:
    found = _EMAIL.search(text, start, end)
    return [found.span("a")] if found else []

"""Dates with day and month, or month and year; ages over 89."""

import re

from promptward.ages import OLDEST, read
from promptward.deferred import regex
from promptward.recognizers.shapes.values import Spans

__all__ = ["age", "date"]

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = "(?:st|nd|rd|th)?"
_YEAR = r"(?:18|19|20)\d\d"
_DATES = regex(
    r"(?<![\d.])(?:"
    r"(?:18|19|20)\d\d ?[-/. ] ?(?:0?[1-9]|1[0-2]) ?[-/. ] ?(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{4}(?:\d\d)?)?(?!\d)"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d(?!\d)"
    r"|(?:18|19|20)\d\d-(?:1[3-9]|2\d|3[01])-(?:0[1-9]|1[0-2])(?!\d)"
    r"|(?:19|20)\d\d, ?\d{1,2}, ?\d{1,2}(?!\d)"
    rf"|{_DAY}(?: ?[-/.] ?| ){_DAY}(?: ?[-/.] ?| )'?(?:18|19|20)?\d\d(?!\d)"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/])"
    rf"|{_DAY}{_NTH}(?: of)?[-/ ]?{_MONTH}(?:\.?,?[-/ ]?'?(?:{_YEAR}|\d\d)(?!\d))?"
    rf"|{_MONTH}\.?[-/ ]{{1,2}}{_DAY}{_NTH}(?!\d)(?:,? ?'?{_YEAR}(?!\d))?"
    rf"|{_MONTH}\.?,?[-/ ](?:of )?'?{_YEAR}(?!\d))",
    re.IGNORECASE | re.ASCII,
)
_NEVER = frozenset(
    {"1970-01-01", "1900-01-01", "2000-01-01", "9999-12-31", "01/01/1970", "01/01/1900"}
)


_FIGURES = regex(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_OF_DAYS = frozenset(("adm", "admit", "admitted", "adm date", "date", "dt", "dos", "disch", "due"))
"""Names of columns of days, which hold no time of day: `0214` is the fourteenth of February."""


def date(text: str, start: int, end: int, name: str) -> Spans:
    if name in _OF_DAYS and _FIGURES.fullmatch(text, start, end):
        return [(start, end)]
    counted = _counted(text, start, end, name)
    if counted:
        return counted
    found: Spans = []
    for date in _DATES.finditer(text, start, min(end, start + 60)):
        if not found and date.start() > start + 24:
            break
        if date[0] not in _NEVER:
            found.append(date.span())
    return found


_SERIAL = regex(
    r"(?P<days>[1-5]\d{4})(?![\w.,/:%-])(?: [0-2]?\d:?[0-5]\d\b)?"
    r"|(?P<seconds>-?\d{8,10}|1\d{12})(?![\w.,/:%-])"
)
_NAMES_A_DAY = regex(
    r"dob|birth|d o b|dod\b|\bdoi\b|\bdos\b|\bdate\b|\bdt\b|\bday\b|\bborn\b|\bts\b|epoch"
)
_COUNTS = frozenset(
    """
    received screened enrolled randomised randomized consented issued due sampled dispensed seen
    session visit visits service encounter period appointment appt taken scheduled sent shipped
    expires ingreso egreso alta ricovero aufnahme entlassung opname ontslag
    """.split()  # noqa: SIM905  # legible
)
"""What is counted, numbered or paid as often as it is dated."""
_OF_THESE_YEARS = range(36_526, 51_545)
"""Days of a spreadsheet from 2000 to 2041."""


def _counted(text: str, start: int, end: int, name: str) -> Spans:
    """Days since 1900, as spreadsheets have them, or seconds since 1970: all of a value."""
    found = _SERIAL.match(text, start, end)
    if found is None or found.end() < end:
        return []
    told = _NAMES_A_DAY.search(name) is not None
    if found["seconds"]:
        return [found.span("seconds")] if told else []
    days = int(found["days"])
    if told or (days in _OF_THESE_YEARS and days % 10 and name not in _COUNTS):
        return [found.span("days")]
    return []


_AGE = regex(r"(?P<n>0?9\d|1[01]\d)(?![\d.%/]|[dhms](?:\d|\b))")
"""No days, hours, minutes or seconds: what a program calls the age of its parts."""

_AGE_WORDS = regex(r"[A-Za-z]+(?:[ -](?:and )?[A-Za-z]+){0,3}")


def age(text: str, start: int, end: int, _name: str) -> Spans:
    found = _AGE.match(text, start, end)
    if found is not None:
        return [found.span("n")]
    words = _AGE_WORDS.match(text, start, min(end, start + 40))
    if words is not None:
        age = read(f"aged {words[0]}")
        if age is not None and age.years > OLDEST:
            return [words.span()]
    return []

"""Serials: dates as one number, of which only what announces them tells that they are dates."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = ["SERIAL_SIGNS", "serial_dates"]

_ANNOUNCED = (
    r"(?:DO[BSDA]|dob|[Bb]irth(?:[ _]?(?:da(?:te|y)|dt))?|BIRTH(?:[ _]?DATE)?|[Bb]orn|[Aa]dmitted"
    r"|[Dd]ischarged|[Ii]mplanted|[Cc]ollected|[Dd]ied|[Dd]eceased|[Aa]dmit[ _]date"
    r"|[Dd]ate of [a-z]{4,9})"
    r"[^A-Za-z0-9\n]{1,6}(?:on |is )?"
)
_WRITTEN = (
    r"(?:(?:19|20)[0-9]{2}-[0-3][0-9]{2}|[0-9]{1,2}[:~|_,][0-9]{1,2}[:~|_,](?:19|20)?[0-9]{2}"
    r"|[0-9]{2} [0-9]{2} [0-9]{1,2}(?: [0-9]{1,2})?|[0-9]{4,6})"
)
_ORDINAL = r"(?:19|20)[0-9]{2}-[0-3][0-9]{2}"
# One for each word: of one for all of them, a text has a part for nothing.
_ANNOUNCING = (
    *("DO[BSDA]", "dob", "irth(?:[ _]?(?:da(?:te|y)|dt))?", "BIRTH(?:[ _]?DATE)?", "[Bb]orn"),
    *("dmitted", "ischarged", "lanted", "lected", "[Dd]ied", "eceased", "dmit[ _]date"),
    "ate of (?:birth|death|service|visit|admission|discharge|surgery|onset|exam)",
)
_BEGUN = "(?:[0-9]{4}|[0-9]{1,2}[:~|_, ][0-9])"
_HOW = (" ", "[:=|>#-] ?", r"[\x22']: ?[\x22']?", " on ", " is ")
SERIAL_SIGNS = (
    *(rf"{word}{how}{_BEGUN}" for word in _ANNOUNCING for how in _HOW),
    rf"(?:n|e|l|m|y|d) {_ORDINAL}(?:[^0-9-]|$)",
    rf"{_ORDINAL}T[0-2][0-9]",
    r"\b(?:[Oo]n|seen|xamined|since|until|dated) 4[3-7][0-9]{3}(?:[.,;)?]| [a-z(]|$)",
    *(
        rf"{word}[:=]? 4[3-7][0-9]{{3}}(?:[\n.,;)?]|  | [a-z(]|$)"
        for word in ("[Tt]aken", "pleted", "igned", "ported", "ceived", "sit", "[Dd]ate")
    ),
    r"\b[1-4][0-9]{4}T00:00",
    r"\b(?:19|20)[0-9]{2}[:~|\xff][01][0-9][:~|_.\xff][0-3][0-9](?:[^0-9]|$)",
    r"\b(?:19|20)[0-9]{2}_[01][0-9][:~|\xff][0-3][0-9](?:[^0-9]|$)",
    r"\b(?:on|visit|seen|dated) (?:[1-3]\.)?[0-9]\.[12]\.[09]\.[0-9]\.[0-9]\b",
    r"[12]\.[09]\.[0-9]\.[0-9]\.[01]\.[0-9]\.[0-3]\.[0-9]T[0-2]",
    r"\b4[3-7][0-9]{3}T[0-2][0-9]:",
    r"\b4[3-7][0-9]{3} [0-2][0-9]:[0-5][0-9]",
    r"\b4[3-7][0-9]{3} ?- ?4[3-7][0-9]{3}\b",
)
_DAY = rare(
    rf"\b(?:on|since|until|from|by|dated) (?P<value>{_ORDINAL})(?![\w/:-]|[.,][0-9])"
    r"(?=[.,;)]|\s*$|\s(?:at|and|by|for|with|in|under)\b)"
    rf"|(?<![\w-])(?P<timed>{_ORDINAL}|4[3-7][0-9]{{3}}|[1-4][0-9]{{4}}(?=T00))(?=T[0-2][0-9]:?[0-5][0-9])"
    r"|(?<![\w.,/$#-])(?<![0-9$#] )(?P<clocked>4[3-7][0-9]{3}(?<![05]0))"
    r"(?= [0-2]?[0-9]:[0-5][0-9]\b)"
    r"|(?<![\w.,/$#-])(?P<range>4[3-7][0-9]{3} ?- ?4[3-7][0-9]{3})(?![\w.,/%-])(?! ?[a-z])"
    # Days of a spreadsheet, of these years; a count is rounder, and has a noun behind it.
    r"|\b(?:[Oo]n|seen|[Ee]xamined|since|until|dated) (?:on )?"
    r"(?P<counted>4[3-7][0-9]{3}(?<![05]0))"
    r"(?=[.,;)?](?!\d)|\s*$| \(|\s(?:at|and|by|for|with|in|under|to|he|she|they|badge)\b)"
    # What may be counted as well is a day where somebody is cared for.
    r"|\b(?:[Tt]aken|[Cc]ompleted|[Ss]igned|[Rr]eported|[Rr]eceived|visit|[Dd]ate)[:=]? "
    r"(?P<noted>4[3-7][0-9]{3}(?<![05]0))"
    r"(?=[.,;)?](?!\d)|\s*$|\n| {2}|\t| \(| (?:by|at|with|to)\b)"
    # Figures one by one, where the month was a word.
    r"|(?<!runs )(?<!run )(?<!based )\b(?:on|visit|seen|dated) (?:on )?"
    r"(?P<apart>(?:[1-3]\.)?\d(?:\.(?:1\.9|2\.0)\.\d\.\d))"
    r"(?![.\d]*\d)(?=\s*$|[?,.;)]| \(|\s(?:at|and|by|for|with|in|to)\b)"
    # With other marks where strokes belong, as pictures have them as well.
    r"|(?<![\w.:/-])(?P<marked>(?:19|20)\d\d[:~|_\xff](?:0[1-9]|1[0-2])[:~|_.\xff](?:[0-2]\d|3[01]))"
    r"(?<!\d{4}_\d\d_\d\d)(?![\d:~|])"
    r"|(?<![\d.])(?P<instant>(?:\d\.){7}\d)(?=T[0-2]\d:)"
)
"""The day of a year as ISO 8601 writes it, with less to announce it."""
_SERIAL = rare(
    rf"(?<![A-Za-z]){_ANNOUNCED}(?P<value>{_WRITTEN})"
    r"(?![\w/:-]|[.,][0-9])"
    r"(?! ?(?:[a-z]+s|k?g|m[gl]|lb|oz|cc|cm|h|hr|wk|of|new|more|other)\b)"
)
_EPOCH = date(1899, 12, 30)
_FIRST, _LAST = 10_000, 60_000
"""Days of a spreadsheet, from 1927 to 2064."""
_CENTURY, _LATE = 100, 30
"""A year of two figures, and until which it is one of this century."""


def serial_dates(text: str) -> Iterable[Edit]:
    """
    Numbers right behind what announces a date, as the date.

    Days as spreadsheets count them, the day of a year, and dates without what parts their figures,
    or with what parts those of no date.
    """
    for found in _SERIAL.finditer(text):
        if len(found["value"]) == _SHORT and not _OF_BIRTH.match(found[0]):
            continue  # an hour, a year
        day = next(_days(found["value"]), None)
        if day is not None:
            yield Edit(*found.span("value"), day.isoformat())
    of_care: bool | None = None
    for found in _DAY.finditer(text):
        how = next(name for name, value in found.groupdict().items() if value is not None)
        if how in _OF_CARE_ALONE:
            of_care = _CARE.search(text) is not None if of_care is None else of_care
            if not of_care:
                continue
        if how == "range":
            if not _NO_DAYS.search(text, max(0, found.start() - _NEAR), found.start()):
                yield from _range(found["range"], found.start("range"))
            continue
        day = next(_apart(found[how]) if how in _FIGURES else _days(found[how]), None)
        if day is not None:
            yield Edit(*found.span(how), day.isoformat())


_FIGURES = frozenset(("apart", "instant", "marked"))


def _apart(value: str) -> Iterator[date]:
    """The day of figures one by one: of one whose month was a word any day of the month does."""
    figures = "".join(c for c in value if c.isdigit())
    if len(figures) == len("20240229"):
        yield from _named(figures[4:6], figures[6:], figures[:4])
    else:
        yield from _named("1", figures[:-4], figures[-4:])


def _days(value: str) -> Iterator[date]:
    figures = "".join(c for c in value if c.isdigit())
    if _OF_YEAR.fullmatch(value):
        year, number = int(value[:4]), int(value[5:])
        if 0 < number <= 366:  # noqa: PLR2004  # days of a year
            yield date(year, 1, 1) + timedelta(days=number - 1)
        return
    if value == figures and _FIRST <= int(figures) < _LAST:
        yield _EPOCH + timedelta(days=int(figures))
        return
    for year in (4, 2):
        for month in (1, 2):
            day = len(figures) - year - month
            if day in (1, 2):
                yield from _named(figures[:month], figures[month:-year], figures[-year:])


_OF_CARE_ALONE = frozenset(("clocked", "range", "noted", "apart"))
_CARE = regex(
    r"(?i)\b(?:patients?|pts?|dob|mrn|dr|md|rn|nurse|adm|admi(?:t|tted|ssion)|disch(?:arged?)?|d/?c"
    r"|clinic|hospital|ward|rx|refills?|dos|visits?|doses?|mg|surgery|chart|seen|stay|period|los"
    r"|insured?|insurance|member|claim|lab|specimen|collected|authenticated|signed|dictated|coverage"
    r"|leave|hospice|snf|icu|er|ed|follow-?up|f/?u|appt|appointment|therapy)\b"
)
"""What says that a pair of numbers, or one before an hour, is no port, process or frequency."""
_MOST_DAYS = 400
_NEAR = 16
_NO_DAYS = regex(
    r"(?i)\b(?:lines?|rows?|ports?|pages?|pp?|ids?|items?|offsets?|bytes|bits|zips?|codes?|issues?"
    r"|prs?|records?|cpt|numbers|nos?|steps?|hz|rpm|price|salary)[.:]? ?$"
)
"""What runs from a number to a number, and is no day."""
_PIECE = regex(r"\d+")


def _range(value: str, start: int) -> Iterator[Edit]:
    """Two days of a spreadsheet, the second of which follows within a year or so."""
    first, last = _PIECE.finditer(value)
    if 0 < int(last[0]) - int(first[0]) < _MOST_DAYS:
        for one in (first, last):
            for day in _days(one[0]):
                yield Edit(start + one.start(), start + one.end(), day.isoformat())


_SHORT = 4
_OF_BIRTH = regex(r"(?i)(?:dob|birth)[^0-9]{1,24}(?!(?:19|20)\d\d\b)")
_OF_YEAR = regex(r"\d{4}-\d{3}")


def _named(month: str, day: str, year: str) -> Iterator[date]:
    """The date of these figures, if there is one."""
    number = int(year)
    if number < _CENTURY and len(year) == 2:  # noqa: PLR2004  # without its century
        number += 2000 if number <= _LATE else 1900
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return
    if 1900 <= number < 2100:  # noqa: PLR2004  # of people who live, or lived
        yield found

"""
Written dates: reading the date in a piece of text, and writing another one in the same form.

A reading knows which pieces of the text are year, month, day and weekday, so that a shifted date
differs from the original in those pieces only. What isn't read completely isn't read at all: the
caller must then hide the whole text.
"""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from promptward.deferred import regex

if TYPE_CHECKING:
    import re

__all__ = [
    "OLDEST_SPAN",
    "WrittenDate",
    "exists",
    "generalise",
    "read",
    "reveals_great_age",
    "shift",
]

OLDEST_SPAN = 90
"""45 CFR 164.514(b)(2)(i)(C): a year so many years ago can mean an age over 89."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_OF = {name: i for i, name in enumerate(_MONTHS, 1)}
_MONTH_OF |= {name[:3]: i for i, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_WEEKDAY_OF = {name: i for i, name in enumerate(_WEEKDAYS)}
_WEEKDAY_OF |= {name[:3]: i for i, name in enumerate(_WEEKDAYS)}
_WEEKDAY_OF |= {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3}

_EARLIEST, _LATEST = 1800, 2199  # four digits outside are no year of anybody's life
_COMPACT = (8, 12, 14)  # yyyymmdd, and with hhmm or hhmmss (HL7 TS, DICOM DT)
_LONGEST = 80
_LEAP_YEAR = 2024
_OLDEST_LIVING = 125


class WrittenDate(NamedTuple):
    """
    A date as it stands in a text; `None` for elements that are not written.

    `pieces` are all pieces of the text in order; `places` maps `year`, `month`, `day`, `weekday`
    and `suffix` (of an ordinal) to indices of pieces. A decade has `decade` set and no month.
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    pieces: tuple[str, ...]
    places: dict[str, int]
    decade: bool = False


class _Reader:
    """Reads one text, piece by piece; every piece must be accounted for."""

    def __init__(self, pieces: list[str], today: dt.date) -> None:
        self.pieces = pieces
        self.today = today
        self.places: dict[str, int] = {}

    def number(self, index: int) -> int | None:
        piece = self.pieces[index] if 0 <= index < len(self.pieces) else ""
        return int(piece) if piece.isdigit() and len(piece) <= 4 else None

    def word(self, index: int) -> str:
        piece = self.pieces[index] if 0 <= index < len(self.pieces) else ""
        return piece.lower() if piece.isalpha() else ""

    def gap(self, index: int) -> str:
        piece = self.pieces[index] if 0 <= index < len(self.pieces) else ""
        return "" if piece.isalnum() else piece

    def year(self, index: int, *, short: bool = True) -> int | None:
        """The year that a piece of four digits, or of two, means."""
        value = self.number(index)
        if value is None:
            return None
        size = len(self.pieces[index])
        if size == 4:
            return value if _EARLIEST <= value <= _LATEST else None
        if size != 2 or not short:
            return None
        # The latest year that is not beyond the next: appointments lie ahead, births behind.
        # Read so, a birth in the same two digits a century earlier is never shown as such.
        century = (self.today.year + 1) // 100 * 100
        return century + value if century + value <= self.today.year + 1 else century - 100 + value


@cache
def _patterns() -> "tuple[re.Pattern[str], re.Pattern[str]]":
    import re  # noqa: PLC0415  # compiled on first use: most texts of a short run hold no date

    pieces = regex(r"[0-9]+|[A-Za-z]+|[^0-9A-Za-z]+")
    time = regex(
        r"(?:\s*,?\s*(?:at\s+|@\s*)?|T)"
        r"(?:[01]?[0-9]\s?[ap]\.?m\.?"
        r"|[0-2]?[0-9]:?[0-5][0-9](?::?[0-6][0-9](?:[.,][0-9]{1,9})?)?"
        r"(?:\s?(?:[ap]\.?m\.?|hrs?|h))?)(?:\s?(?:Z|UTC|GMT|[ECMP][SD]T|[+-][0-9]{2}:?[0-9]{2}))?",
        re.IGNORECASE,
    )
    return pieces, time


def read(text: str, today: dt.date) -> WrittenDate | None:
    """
    The date that is the whole of `text`, or None if it isn't one or does not exist.

    Reads `m/d/yyyy`, `d.m.yyyy` where only that can be meant, `m/d/yy`, `m/d`, `m/yyyy`, ISO 8601
    dates with or without a time, `yyyymmdd` with or without a time, English dates in words
    (`March 3rd, 1962`, `3 Mar 62`, `14MAR1962`, `March 1962`), with a weekday before them, a year,
    a decade. `today` decides the century of a year of two digits. Never raises; linear.
    """
    if len(text) > _LONGEST:
        return None
    if not text.isascii():
        text = _plain(text)
        if not text.isascii():
            return None
    pieces = _patterns()[0].findall(text)
    reader = _Reader(pieces, today)
    if not set(reader.gap(0)) <= set(" '\"("):
        return None
    first = 1 if reader.gap(0) else 0
    weekday = _WEEKDAY_OF.get(reader.word(first))
    if weekday is not None:
        if not set(reader.gap(first + 1)) <= set("., "):
            return None
        reader.places["weekday"] = first
        first += 2
    found = _read_from(reader, first + 2 if reader.word(first) == "the" else first)
    if found is None:
        return None
    last, (year, month, day), decade = found
    if not _rest_is_time("".join(pieces[last + 1 :])) or not _possible(year, month, day):
        return None
    return WrittenDate(year, month, day, weekday, tuple(pieces), reader.places, decade)


def _plain(text: str) -> str:
    """Full-width and other digits, dashes and blanks as the ASCII ones."""
    import unicodedata  # noqa: PLC0415  # only for text that is not ASCII

    characters = []
    for character in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(character)
        if kind == "Nd":
            characters.append(str(unicodedata.digit(character)))
        elif kind == "Pd" or character == "\u2212":
            characters.append("-")
        elif kind == "Zs":
            characters.append(" ")
        elif character in "\u2018\u2019":
            characters.append("'")
        elif kind != "Cf":
            characters.append(character)
    return "".join(characters)


_Found = tuple[int, tuple[int | None, int | None, int | None], bool]


def _read_from(reader: _Reader, first: int) -> _Found | None:
    """Index of the last piece of the date, (year, month, day), and whether it is a decade."""
    piece = reader.pieces[first] if first < len(reader.pieces) else ""
    if piece.isdigit() and len(piece) in _COMPACT:
        return _read_compact(reader, first)
    for index in range(first, min(first + 6, len(reader.pieces))):
        if reader.word(index) in _MONTH_OF:
            return _read_words(reader, first, index)
    if piece.isdigit():
        return _read_numbers(reader, first)
    return None


def _read_compact(reader: _Reader, first: int) -> _Found | None:
    digits = reader.pieces[first]
    if len(digits) > 8 and not _rest_is_time("T" + digits[8:]):
        return None
    reader.pieces[first : first + 1] = [digits[:4], digits[4:6], digits[6:8], digits[8:]]
    reader.places |= {"year": first, "month": first + 1, "day": first + 2}
    year = reader.year(first)
    if year is None:
        return None
    # The digits of the time are a piece of their own now, and already checked.
    return first + 3, (year, int(digits[4:6]), int(digits[6:8])), False


def _read_words(reader: _Reader, first: int, at: int) -> _Found | None:
    month = _MONTH_OF[reader.word(at)]
    reader.places["month"] = at
    year: int | None = None
    day: int | None = None
    index = first
    if index < at:
        # What stands before the month: a day, or a year.
        year = reader.year(index, short=False)
        if year is not None:
            reader.places["year"] = index
        else:
            day = _day(reader, index)
            if day is None:
                return None
            index = reader.places.get("suffix", index)
        if not _links(reader, index + 1, at):
            return None
    last = at
    behind = _next(reader, at)
    if day is None and behind is not None:
        value = _day(reader, behind)
        if value is not None and not (year is None and "'" in reader.gap(behind - 1)):
            day = value
            last = reader.places.get("suffix", behind)
            behind = _next(reader, last)
    if year is None and behind is not None and _separates(reader, last, behind):
        year = reader.year(behind)
        if year is not None:
            reader.places["year"] = last = behind
    return last, (year, month, day), False


def _day(reader: _Reader, index: int) -> int | None:
    """A day of the month at `index`, with its ordinal suffix if it has one."""
    value = reader.number(index)
    if value is None or not 1 <= value <= 31 or len(reader.pieces[index]) > 2:
        return None
    reader.places["day"] = index
    if reader.word(index + 1) in ("st", "nd", "rd", "th"):
        reader.places["suffix"] = index + 1
    return value


def _next(reader: _Reader, index: int) -> int | None:
    """The number that follows a piece: right behind it, behind a gap, or behind `of`."""
    for candidate in (index + 1, index + 2, index + 4):
        if reader.number(candidate) is not None:
            return candidate
        if not (reader.gap(candidate) or reader.word(candidate) == "of"):
            return None
    return None


def _separates(reader: _Reader, last: int, behind: int) -> bool:
    # `10:20` behind a date is a time, `-1962` its year.
    gap = reader.gap(last + 1) if behind > last + 1 else ""
    gap += reader.gap(behind - 1) if behind > last + 2 else ""
    follows = reader.gap(behind + 1)
    return set(gap) <= set(" ,.-/'\n\t") and not follows.startswith(":")


def _links(reader: _Reader, start: int, end: int) -> bool:
    return all(
        reader.word(index) == "of" or set(reader.gap(index) or "?") <= set(" .,-/\n\t")
        for index in range(start, end)
    )


def _read_numbers(reader: _Reader, first: int) -> _Found | None:
    numbers = [first]
    gaps: list[str] = []
    while len(numbers) < 3 and reader.number(numbers[-1] + 2) is not None:
        gap = reader.gap(numbers[-1] + 1).strip(" ")
        if gap not in ("/", "-", ".") or gaps[:1] not in ([], [gap]):
            break
        gaps.append(gap)
        numbers.append(numbers[-1] + 2)
    if any(reader.number(index) is None for index in numbers):
        return None
    match len(numbers):
        case 3:
            return _three(reader, numbers)
        case 2:
            return _two(reader, numbers)
        case _:
            return _one(reader, first)


def _three(reader: _Reader, numbers: list[int]) -> _Found | None:
    one, two, three = (int(reader.pieces[index]) for index in numbers)
    order = ("month", "day", "year")
    if len(reader.pieces[numbers[0]]) == 4 or one > 31:
        order = ("year", "month", "day")
    elif one > 12 and two <= 12:
        order = ("day", "month", "year")
    places = dict(zip(order, numbers, strict=True))
    values = dict(zip(order, (one, two, three), strict=True))
    year = reader.year(places["year"])
    if year is None or any(len(reader.pieces[places[p]]) > 2 for p in ("month", "day")):
        return None
    reader.places |= places
    return numbers[2], (year, values["month"], values["day"]), False


def _two(reader: _Reader, numbers: list[int]) -> _Found | None:
    first, second = numbers
    one, two = int(reader.pieces[first]), int(reader.pieces[second])
    sizes = (len(reader.pieces[first]), len(reader.pieces[second]))
    places: dict[str, int]
    values: tuple[int | None, int | None, int | None]
    if sizes[0] == 4:
        places, values = {"year": first, "month": second}, (reader.year(first), two, None)
    elif sizes[1] == 4 or two > 31:
        places, values = {"month": first, "year": second}, (reader.year(second), one, None)
    elif one > 12:
        places, values = {"day": first, "month": second}, (None, two, one)
    else:
        places, values = {"month": first, "day": second}, (None, one, two)
    if "year" in places and values[0] is None:
        return None
    reader.places |= places
    return second, values, False


def _one(reader: _Reader, index: int) -> _Found | None:
    size = len(reader.pieces[index])
    decade = reader.word(index + 1) == "s" or (
        reader.gap(index + 1) == "'" and reader.word(index + 2) == "s"
    )
    # Two digits alone may be anything; an apostrophe before them makes them a year.
    if size != 4 and "'" not in reader.gap(index - 1):
        return None
    year = reader.year(index)
    if year is None:
        return None
    reader.places["year"] = index
    if decade:
        return len(reader.pieces) - 1, (year, None, None), True
    return index, (year, None, None), False


def _rest_is_time(rest: str) -> bool:
    rest = rest.rstrip(" .,;)'\"")
    return not rest or _patterns()[1].fullmatch(rest) is not None


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None:
        return year is not None
    if not 1 <= month <= 12:
        return False
    try:
        dt.date(_LEAP_YEAR if year is None else year, month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def exists(text: str, today: dt.date) -> bool:
    """Whether `text` is, completely, a date that exists."""
    return read(text, today) is not None


def reveals_great_age(year: int, today: dt.date) -> bool:
    """
    Whether somebody born in `year` can be over 89 on `today`.

    With today in 2026, 1936 depends on the birthday, so it counts.
    """
    return year <= today.year - OLDEST_SPAN


def generalise(written: WrittenDate, grain: str, today: dt.date) -> str | None:
    """
    What may stay of a date: its `month` (with the year), `year` or `decade`.

    None if nothing may: it has no year, or the year can mean an age over 89, or the text is
    coarser than the grain asks for and cannot be written so.
    """
    year, month = written.year, written.month
    if year is None or reveals_great_age(year, today):
        return None
    decade = f"{year // 10 * 10}s"
    match grain:
        case "decade":
            return decade
        case "year":
            return decade if written.decade else str(year)
        case "month" if month is not None:
            word = written.pieces[written.places["month"]]
            if word.isalpha():
                return f"{_cased(_MONTHS[month - 1], word)} {year}"
            return f"{year:04}-{month:02}"
        case "month":
            # A year alone is coarser than its month: it may stay where a month may.
            return decade if written.decade else str(year)
        case _:
            return None


def shift(written: WrittenDate, days: int, today: dt.date) -> str | None:
    """
    The same written form of a date `days` later (earlier, if negative); a time of day stays, and
    a year of two digits that could mean two people's lives gets four.

    A date without a year moves as one of the current year; a month or year alone moves with its
    middle. None if it can't move, or if either year can mean an age over 89: where an age turns
    into `90+`, the year of birth must not say it.
    """
    if written.decade or (written.year is None and (written.month is None or written.day is None)):
        return None
    year = today.year if written.year is None else written.year
    try:
        old = dt.date(year, written.month or 7, written.day or (15 if written.month else 1))
        new = old + dt.timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    if written.year is not None and (
        reveals_great_age(year, today) or reveals_great_age(new.year, today)
    ):
        return None
    return _rewritten(written, new, days, today)


def _rewritten(written: WrittenDate, new: dt.date, days: int, today: dt.date) -> str:
    pieces = list(written.pieces)
    places = written.places
    padded = _padded(written)
    if "year" in places:
        size = len(pieces[places["year"]])
        # Two digits that could also be a birth a century before are written out: `25` in a shifted
        # birth date must not read as 1925.
        if size == 2 and today.year - (new.year - 100) <= _OLDEST_LIVING:
            size = 4
        pieces[places["year"]] = f"{new.year:04}"[-size:]
    if "month" in places:
        word = pieces[places["month"]]
        if word.isalpha():
            name = _MONTHS[new.month - 1]
            short = word.lower() not in _MONTHS or (word.lower() == "may" and _short(written))
            pieces[places["month"]] = _cased(name[:3] if short else name, word)
        else:
            pieces[places["month"]] = f"{new.month:02}" if padded else str(new.month)
    if "day" in places:
        pieces[places["day"]] = f"{new.day:02}" if padded else str(new.day)
    if "suffix" in places:
        pieces[places["suffix"]] = _cased(_suffix(new.day), pieces[places["suffix"]])
    if "weekday" in places and written.weekday is not None:
        word = pieces[places["weekday"]]
        name = _WEEKDAYS[(written.weekday + days) % 7]
        pieces[places["weekday"]] = _cased(name if word.lower() in _WEEKDAYS else name[:3], word)
    return "".join(pieces)


def _padded(written: WrittenDate) -> bool:
    """Whether days and months below ten are written with a leading zero."""
    numbers = [
        written.pieces[written.places[part]]
        for part in ("month", "day")
        if part in written.places and written.pieces[written.places[part]].isdigit()
    ]
    if any(number.startswith("0") for number in numbers):
        return True
    if any(len(number) == 1 for number in numbers):
        return False
    # All have two digits by nature. Numbers are mostly padded, of words `14MAR` and `14-Mar` are.
    month = written.places.get("month")
    return month is not None and (written.pieces[month].isdigit() or _short(written))


def _short(written: WrittenDate) -> bool:
    # `14MAY1962` and `14-May-1962`: forms in which months have three letters.
    month = written.places["month"]
    before = written.pieces[month - 1] if month > 0 else ""
    return before.isdigit() or before == "-"


def _suffix(day: int) -> str:
    if 11 <= day <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word if like.islower() else word.capitalize()

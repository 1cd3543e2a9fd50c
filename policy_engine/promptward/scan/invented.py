"""What stands in a file instead of an identifier: a marker, a mask, or an invented value."""

import datetime as dt
import hmac
import re
from bisect import bisect_right
from functools import cache
from typing import Literal, TypeAlias

from promptward.deferred import regex

__all__ = ["MARKER", "MODES", "Mode", "Replacer", "is_marker", "marker", "markers_in"]

Mode: TypeAlias = Literal["redact", "mask", "synthetic"]
MODES: tuple[Mode, ...] = ("redact", "mask", "synthetic")

_DIGIT = regex(r"\d")
_DATE = regex(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<s>[-/.]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<year>(?:19|20)?\d\d))(?!\d)"
)


MARKER = "REDACTED-"
"""What a marker begins with."""

_MARKERS = regex(r"REDACTED-[A-Z]+(?:-[A-Z]+)*")


def markers_in(text: str) -> list[tuple[int, int]]:
    """Where markers stand."""
    return [found.span() for found in _MARKERS.finditer(text)]


def is_marker(text: str, start: int, end: int, markers: list[tuple[int, int]]) -> bool:
    """Whether a range holds nothing but markers: what was replaced is not found again."""
    number = bisect_right(markers, (start, len(text))) - 1
    at = start
    met = False
    for first, last in markers[max(0, number) :]:
        if first >= end:
            break
        if last <= start:
            continue
        met = True
        if any(map(str.isalnum, text[at : max(at, first)])):
            return False
        at = last
    return met and not any(map(str.isalnum, text[at:end]))


def marker(category: str) -> str:
    """`REDACTED-SSN`: a plain word, so that no format takes it for a sign of its own."""
    return f"{MARKER}{category.rpartition('.')[2].upper().replace('_', '-')}"


class Replacer:
    """
    Replacements in one run: the same value gets the same one, and a value can't be found from it.

    Invented values come from a random key of the run: numbers of the 900 range of Social Security
    (never issued), telephones 555-01xx, example.org, 192.0.2.0/24, names from lists.
    """

    __slots__ = ("_key", "mode")

    def __init__(self, mode: Mode, key: bytes) -> None:
        self.mode = mode
        self._key = key

    def __call__(self, category: str, value: str) -> str:
        """What stands instead of a value."""
        if self.mode == "redact":
            return marker(category)
        if self.mode == "mask":
            return "".join("0" if c.isdigit() else "X" if c.isalpha() else c for c in value)
        kind = category.rpartition(".")[2]
        for turn in range(_TURNS):
            made = self._invented(kind, value, "\0" * turn)
            if not _tells(made, value):
                return made
        return marker(category)

    def _numbers(self, category: str, value: str) -> "_Numbers":
        message = f"{category}\0{value}".encode("utf-8", "surrogatepass")
        return _Numbers(hmac.new(self._key, message, "sha256").digest())

    def _invented(self, category: str, value: str, turn: str) -> str:
        numbers = self._numbers(category, value + turn)
        match category:
            case "names":
                return _name(value, numbers)
            case "dates":
                return _day(value, numbers)
            case "ssn":
                return _with_start(_form(value, numbers), "9")
            case "phone" | "fax":
                return _phone(value, numbers)
            case "email":
                return f"{_pick(_given(), numbers).lower()}.{numbers.below(900) + 100}@example.org"
            case "url":
                return f"https://example.org/{numbers.below(9000) + 1000}"
            case "ip":
                return f"192.0.2.{numbers.below(254) + 1}"
            case "address":
                return f"{numbers.below(900) + 100} {_pick(_surnames(), numbers)} Street"
            case _:
                return _form(value, numbers)


_TURNS = 16
_WORD = regex(r"[^\W\d_]{3,}")


def _tells(made: str, value: str) -> bool:
    """Whether an invented value is the one it stands for, or has a word of it, as chance may."""
    words = {word.lower() for word in _WORD.findall(made)}
    return made == value or (
        not _DIGIT.search(made) and any(word.lower() in words for word in _WORD.findall(value))
    )


class _Numbers:
    """Numbers from a digest, one after another."""

    __slots__ = ("_value",)

    def __init__(self, digest: bytes) -> None:
        self._value = int.from_bytes(digest, "big") | 1 << 512

    def below(self, bound: int) -> int:
        """A number in `[0, bound)`."""
        self._value, number = divmod(self._value, bound)
        if self._value < 1 << 200:
            # A long value uses up what there is: begin again with what is left.
            self._value = (self._value + 1) * 0x9E3779B97F4A7C15F39CC0605CEDC835 | 1 << 512
        return number


@cache
def _given() -> list[str]:
    from promptward_rules import read_text  # noqa: PLC0415  # only for invented values

    return [name.capitalize() for name in read_text("lexicons/common_given.txt").split()]


@cache
def _surnames() -> list[str]:
    from promptward_rules import read_text  # noqa: PLC0415  # as above

    return [name.capitalize() for name in read_text("lexicons/surname_words.txt").split()]


def _pick(names: list[str], numbers: _Numbers) -> str:
    return names[numbers.below(len(names))]


def _name(value: str, numbers: _Numbers) -> str:
    words = re.split(r"([^\w'.-]+)", value)
    last = len(words) - 1
    said = []
    for number, word in enumerate(words):
        if number % 2:
            said.append(word)
            continue
        new = _pick(_surnames() if number == last and number else _given(), numbers)
        said.append(
            new.upper()
            if word.isupper() and len(word) > 1
            else new
            if word[:1].isupper()
            else new.lower()
        )
    return "".join(said)


def _form(value: str, numbers: _Numbers) -> str:
    """Other digits and letters in the same form; the first digit is not 0 unless it was."""
    said = []
    for character in value:
        if character.isdigit():
            said.append(str(numbers.below(9) + 1) if character != "0" else "0")
        elif character.isalpha() and character.isascii():
            letter = chr(numbers.below(26) + 65)
            said.append(letter if character.isupper() else letter.lower())
        else:
            said.append(character)
    return "".join(said)


_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_PART = regex(r"(?P<word>[A-Za-z]{3,9})|(?P<number>\d{1,4})(?P<order>st|nd|rd|th)?(?![A-Za-z])")


def _day(value: str, numbers: _Numbers) -> str:
    """Another day in the same form: in figures, or with the name of a month."""
    if _DATE.search(value):
        return _DATE.sub(lambda found: _date(found, numbers), value)
    words = [found[0].lower() for found in re.finditer("[A-Za-z]+", value)]
    if not any(_month(word) for word in words):
        return _form(value, numbers)
    return _PART.sub(lambda found: _of_day(found, numbers), value)


def _month(word: str) -> bool:
    return len(word) >= 3 and any(month.startswith(word[:4]) for month in _MONTHS)  # noqa: PLR2004  # Jan


def _of_day(found: re.Match[str], numbers: _Numbers) -> str:
    word, number = found["word"], found["number"]
    if word:
        if not _month(word.lower()):
            return word
        short = len(word) <= 4 and word.lower() not in _MONTHS  # noqa: PLR2004  # Sept
        new = _MONTHS[numbers.below(12)]
        new = new[:3] if short else new
        return new.upper() if word.isupper() else new.title() if word[0].isupper() else new
    if len(number) > 2:  # noqa: PLR2004  # a year
        return str(1940 + numbers.below(77))
    return f"{4 + numbers.below(17)}" + ("th" if found["order"] else "")


def _with_start(value: str, digit: str) -> str:
    return _DIGIT.sub(digit, value, count=1)


def _phone(value: str, numbers: _Numbers) -> str:
    """The last seven digits are 555-01xx; the others keep."""
    digits = [n for n, c in enumerate(value) if c.isdigit()]
    fresh = f"55501{numbers.below(100):02d}"
    if len(digits) < len(fresh):
        return _form(value, numbers)
    said = list(value)
    for place, digit in zip(digits[-len(fresh) :], fresh, strict=True):
        said[place] = digit
    return "".join(said)


def _date(found: re.Match[str], numbers: _Numbers) -> str:
    """Another day in the same form."""
    day = dt.date(1940, 1, 1) + dt.timedelta(days=numbers.below(28_000))
    if found["y"]:
        sign = found["s"]
        return f"{day.year}{sign}{day.month:02d}{sign}{day.day:02d}"
    sign = found["t"]
    year = f"{day.year}"[-len(found["year"]) :]
    first, second = (day.day, day.month) if int(found["a"]) > 12 else (day.month, day.day)  # noqa: PLR2004  # months
    width = 2 if found["a"].startswith("0") or found["b"].startswith("0") else 1
    return f"{first:0{width}d}{sign}{second:0{width}d}{sign}{year}"

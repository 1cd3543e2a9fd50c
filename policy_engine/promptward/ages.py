"""Written ages: reading one, and telling no more of it than 45 CFR 164.514(b)(2)(i)(C) allows."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from promptward.deferred import regex

if TYPE_CHECKING:
    import re

__all__ = ["OLDEST", "OVER", "WrittenAge", "generalise", "read"]

OLDEST = 89
"""The last age that may be told; older people are one group."""

OVER = "90+"

_IN_WORDS = "90 or older"
_LONGEST = 60
_GREATEST = 150
_DECADES = (
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties",
)  # fmt: skip
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS)}
_NUMBER_WORDS |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
_DECADE_WORDS = {word: value for value, word in zip(range(20, 100, 10), _DECADES, strict=True)}
# Years in a unit, rounded up, so that 1,080 months are 90 years.
_PER_YEAR = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 365.0}
_CUES = frozenset({"age", "aged", "years", "year", "yrs", "old"})
_FILLERS = _CUES | {
    "in", "her", "his", "their", "the", "early", "mid", "late", "a", "an", "of", "and", "hundred",
    "one", "is", "turned",
}  # fmt: skip
_GROUPS = {"nonagenarian": 90, "centenarian": 100, "supercentenarian": 110}


class WrittenAge(NamedTuple):
    """
    An age as it stands in a text.

    `years` is the greatest whole number of years it can mean. `start` and `end` are the range of
    its number in the text if that is in digits and counts years, else both are 0. `group`: the
    text tells a decade of life, not a year.
    """

    years: int
    start: int
    end: int
    group: bool = False


@cache
def _patterns() -> "tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]":
    import re  # noqa: PLC0415  # compiled on first use

    flags = re.IGNORECASE | re.ASCII
    # An age in digits: a cue before the number or a unit behind it, within the text.
    digits = regex(
        r"\W{0,2}(?P<cue>(?:age[ds]?|of age|is|turned)\W{0,3})?"
        r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})?|[0-9]{4,5})(?P<plural>'?s)?"
        r"(?P<unit>[\s-]{0,2}(?:(?P<year>y\W{0,2}o\W?|y(?:ea)?rs?|y|yo)"
        r"|(?P<month>mo(?:nth)?s?|mths?)|(?P<week>w(?:ee)?ks?)|(?P<day>days?)))?"
        r"(?P<old>\W{0,2}(?:of age|old|o))?"
        r"(?P<sex>[\s/-]{0,2}(?:[mf]|(?:fe)?male|wom[ae]n|m[ae]n))?"
        r"\W{0,2}",
        flags,
    )
    after = regex(r"[\s-]{0,2}(?:y\W{0,2}o\b|y(?:ea)?rs?\b|[\s-]?years?[\s-]old\b|yo\b)", flags)
    before = regex(r"\bage[ds]?\W{0,3}$", flags)
    return digits, after, before


def read(text: str, before: str = "", after: str = "", *, bare: bool = False) -> WrittenAge | None:
    """
    The age that is the whole of `text`, or None.

    Digits count as an age with a cue or unit (`aged 94`, `94 y/o`, `94-year-old`, `1,080 months`),
    in the text or in the few characters `before` and `after` it; with `bare` a number alone does.
    Days, weeks and months need more: `18 months old`. Words: `ninety-four years old`, `in her
    nineties`, `centenarian`. Never raises; linear.
    """
    if len(text) > _LONGEST or not text.isascii():
        return None
    digits, behind, ahead = _patterns()
    found = digits.fullmatch(text)
    if found is None:
        return _read_words(text)
    value = int(found["number"].replace(",", ""))
    if found["plural"]:
        # `in her 90s`; alone it may be the decade of a calendar.
        return WrittenAge(value + 9, 0, 0, group=True) if found["cue"] or bare else None
    unit = next((name for name in _PER_YEAR if found[name]), None)
    cued = (
        bool(found["cue"] or unit or found["old"])
        or bare
        or behind.match(after) is not None
        or ahead.search(before) is not None
    )
    years = int(value / _PER_YEAR[unit or "year"] + 0.5)
    if not cued or years > _GREATEST:
        return None
    if unit in (None, "year"):
        return WrittenAge(years, *found.span("number"))
    if years <= OLDEST and not (found["old"] or found["cue"]):
        return None  # `3 days` may be a time since an event, which tells its date
    return WrittenAge(years, 0, 0)


def _read_words(text: str) -> WrittenAge | None:
    words = text.lower().replace("-", " ").replace(",", " ").split()
    if not words:
        return None
    group = next((word for word in words if word.rstrip("s") in _GROUPS), None)
    if group is not None:
        return WrittenAge(_GROUPS[group.rstrip("s")], 0, 0)
    decades = [word for word in words if word in _DECADE_WORDS]
    if len(decades) == 1 and all(word in _FILLERS or word in decades for word in words):
        return WrittenAge(_DECADE_WORDS[decades[0]] + 9, 0, 0, group=True)
    for word in words:
        number = word.removesuffix("s")
        if word != number and number.isdigit() and len(number) == 2:
            if all(other in _FILLERS or other is word for other in words) and len(words) > 1:
                return WrittenAge(int(number) + 9, 0, 0, group=True)
            return None
    if not all(word in _FILLERS or word in _NUMBER_WORDS for word in words):
        return None
    if not (_CUES & set(words)):
        return None
    years = sum(_NUMBER_WORDS.get(word, 0) for word in words)
    if "hundred" in words:
        years += 100 if "one" not in words[: words.index("hundred")] else 99
    return WrittenAge(years, 0, 0) if 0 < years <= _GREATEST else None


def generalise(text: str, age: WrittenAge, grain: str | None = None) -> str | None:
    """
    What may stay of the text that `age` was read from.

    An age over 89 becomes `90+` in place of its number, or `90 or older` in place of the text. Any
    other stays as it is, as Safe Harbor lets it; with grain `decade` it becomes `60s`.
    """
    if age.years > OLDEST:
        if age.start == age.end:
            return _IN_WORDS
        return text[: age.start] + OVER + text[age.end :]
    if grain != "decade" or age.group:
        return text
    return f"{age.years // 10 * 10}s" if age.years >= 10 else "under 10"

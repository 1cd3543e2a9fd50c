"""
Signs of a person in source code: where in a long one the engine has to look at all.

A program is mostly names that nobody bears and dates of nothing. In it, a name, a date or a place
counts beside a sign only (`corroborate`), so what has no sign near need not be searched. A sign
is a word of health care or of a person's fields, a number of the form of a Social Security,
Medicare or telephone number, or a date in quotes. They are looked for in one pass. A short file
is searched whole, if it has a sign or at least a hint: a number long enough, or a value in quotes
after a name that fields of persons have.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from promptward.artifacts import Artifacts, cache_folder, key_of
from promptward.database import ENGINE, Database, Expression, compiled
from promptward.deferred import regex
from promptward.fields.kinds import KINDS, STRONG

__all__ = ["WORDS", "Signs", "hints", "signs", "windows"]

WORDS = (
    "patient", r"(?:^|[^a-z])mrn", "ssn(?:[^a-z]|$)", r"social.?security",
    r"(?:^|[^a-z])dob(?:[^a-z]|$)", r"birth.?da", r"date.?of.?birth",
    r"(?:^|[^a-z])born(?:[^a-z]|$)",
    r"medical.?record", "medicare", "medicaid", r"member.?id", r"subscriber.?id", r"insurance",
    r"admitted.?(?:to|on|for)", "discharged", "hospital", r"(?:^|[^a-z])clinic(?:[^a-z]|$)",
    "physician",
    r"diagnosed", r"nurse(?:[^a-z]|$)", "surname", r"maiden.?name", r"next.?of.?kin", "guarantor",
    r"(?:first|last|given|family).?name[a-z_'\"\] ]{0,12}[=:]", r"date.?of.?death",
    r"years?.old",
    r"phone[a-z_'\"\] ]{0,12}[=:]",
    r"(?:home|street|mailing|patient).?addr",
    r"addr[a-z0-9_]{0,8}['\"\]]{0,2} ?[=:] ?['\"][0-9]",
    r"(?:^|[^a-z])fax[a-z_'\"\] ]{0,8}[=:]",
    r"mail[a-z_'\"\] ]{0,12}[=:][ (]{0,3}['\"][^'\"@]{1,40}@",
    r"zip.?code",
    (
        r"(?:account|licen[sc]e|policy|record|claim|case).?(?:no|num|id)(?:['\"\]]{0,2} ?[=:#]"
        r"|['\"],|[ .]{1,2}#?[0-9])"
    ),
    r"spouse|caregiver|employer",
)  # fmt: skip
"""Words that say that a person is meant, as patterns; case does not matter."""

_MBI = "[AC-HJKMNP-RT-Y]"
_MEDICARE = (
    f"(?:^|[^0-9A-Za-z])[1-9]{_MBI}(?:{_MBI}|[0-9])[0-9]-?{_MBI}(?:{_MBI}|[0-9])[0-9]-?"
    f"{_MBI}{{2}}[0-9]{{2}}(?:[^0-9A-Za-z]|$)"
)
_SHAPES = (
    r"(?:^|[^0-9-])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}(?:[^0-9-]|$)",
    r"(?:^|[^0-9.-])[2-9][0-9]{2}[-. ][2-9][0-9]{2}[-. ][0-9]{4}(?:[^0-9.-]|$)",
    r"\([2-9][0-9]{2}\) ?[2-9][0-9]{2}[-. ][0-9]{4}(?:[^0-9.-]|$)",
    r"\+1[ -]?[2-9][0-9]{9}(?:[^0-9]|$)",
    _MEDICARE,
    # With a value: many programs call paths and functions so.
    (
        r"(?i:full.?name[a-z_'\"\] ]{0,12})(?:[=:]\s?[\[({]{0,2}[a-zA-Z]{0,2}['\"]"
        r"|:[ \t]{0,4}[A-Z][a-z'-]{1,30},?[ \t]{1,2}[A-Z])"
    ),
)
_DATES = (
    r"['\"](?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]['\"]",
    r"['\"][0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}['\"]",
)
_AROUND = 240
_APART = 200


class Signs(NamedTuple):
    """Where signs end, in order: those of a person, and dates in quotes."""

    persons: list[int]
    dates: list[int]


_KINDS = ("ssn", "mrn", "plan", "license", "vehicle")


_LONGEST = 8000  # of a pattern; the engine takes no more than 16,000


def _fields() -> list[str]:
    """Names that say in any text what they hold, before a value that could be one."""
    names: set[str] = set()
    for kind in _KINDS:
        for name in KINDS[kind][STRONG].replace("\n", ";").split(";"):
            if name.strip():
                names.add("[_ -]?".join(re.escape(word) for word in name.split()))
    found: list[str] = []
    words: list[str] = []
    for name in [*sorted(names), ""]:
        if not name or sum(map(len, words)) + len(words) + len(name) > _LONGEST:
            found.append(
                f"(?i:(?:^|[^a-z])(?:{'|'.join(words)}))[a-zA-Z0-9]{{0,2}}['\"\\])]{{0,2}} ?"
                "(?:=>|[=:(]) ?[a-zA-Z]{0,4}[(]?['\"][A-Z0-9(+]"
            )
            words = []
        words.append(name)
    return found


_HINTS = (
    r"[0-9][0-9 ().-]{5,}[0-9]",
    (
        r"(?i:name|nm|dob|birth|born|died|initials|phone|tel|cell|mobile|fax|mail|contact|addr[a-z_]*"
        r"|street|zip|city|mrn|chart[a-z_]*|record|acct|account|iban|plan|member|policy|ssn|social"
        r"|licen[sc]e|passport|patient)"
        r"[a-zA-Z0-9_]{0,4}['\"\]]{0,2}\s?(?:=>|[=:(]|<-)\s?[\[({]{0,2}['\"][A-Z0-9(+]"
    ),
)


_NUMBER = regex(_HINTS[0])
_CALENDAR = regex(
    r"(?:19|20)[0-9]{2} ?- ?(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
)
_RELEASE = regex(r"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]")
_NOBODYS = regex(
    r"(?:[0-9]-)?[12][0-9]{3}-[0-9]{1,2}-[0-9]{1,2}(?: [0-9]{1,2})?"  # a day, and its hour
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){2,3}(?: ?- ?[0-9]{1,2}(?:\.[0-9]{1,2}){2,3})?"  # versions
    r"|[0-9]{1,9}\.[0-9]{8,}|[1-9][0-9]*0{6}"  # a measurement, a round number
)
_FEWEST_DIGITS = 7


def hints(text: str) -> list[int]:
    """
    Where a source text without signs may still hold what counts by itself.

    Long numbers and values of fields. Days and ranges of years are none: they count beside other
    findings only, and every second licence has them. Nor are versions, measurements, a number
    within a word (of a digest), or the day of a release at the end of a name (`tool_20250818`).
    """
    ends = _hints().ends(text.encode("latin-1", "replace"))
    found: set[int] = set()
    if 0 in ends:
        for number in _NUMBER.finditer(text):
            start, end = number.span()
            digits = sum(map(str.isdecimal, number[0]))
            if digits >= _FEWEST_DIGITS and not _is_nobodys(text, start, end):
                found.add(end)
    if 1 in ends:
        found.update(_each(ends[1]))
    return sorted(found)


def _is_nobodys(text: str, start: int, end: int) -> bool:
    """Whether a long number is one of the program: a day, a version, a piece of a word."""
    if _CALENDAR.fullmatch(text, start, end) or _NOBODYS.fullmatch(text, start, end):
        return True
    before = text[start - 1 : start]
    if before.isalpha() and text[end : end + 1].isalpha():
        return True
    # In quotes after the name of a field it is a hint of the other kind.
    joined = before in ("_", "'", '"') or before.isalpha()
    return joined and _RELEASE.fullmatch(text, start, end) is not None


def _each(runs: list[int]) -> Iterator[int]:
    """The ends in runs of first and last."""
    for first, last in zip(runs[::2], runs[1::2], strict=True):
        yield from range(first, last + 1)


@cache
def _hints() -> Database:
    return _kept([Expression(hint) for hint in _HINTS])


@cache
def _database() -> Database:
    expressions = [Expression(word, cased=False) for word in WORDS]
    expressions += [Expression(shape) for shape in (*_DATES, *_SHAPES, *_fields())]
    return _kept(expressions)


def _kept(expressions: list[Expression]) -> Database:
    """A database from the cache, or made and kept there."""
    kept = Artifacts(cache_folder(os.environ))
    machine = os.uname().machine if hasattr(os, "uname") else "windows"
    key = key_of((ENGINE, machine, *(f"{one.source} {one.cased}" for one in expressions)))
    data = kept.read(key, "signs")
    if data is not None:
        with suppress(ValueError):  # damaged, or of another machine
            return Database(data)
    data = compiled(expressions)
    kept.write(key, "signs", data)
    return Database(data)


def signs(text: str) -> Signs:
    """The signs of a source text."""
    # One byte a character, so that offsets are those of the text.
    ends = _database().ends(text.encode("latin-1", "replace"))
    persons: set[int] = set()
    dates: set[int] = set()
    for number, runs in ends.items():
        found = dates if len(WORDS) <= number < len(WORDS) + len(_DATES) else persons
        found.update(_each(runs))
    return Signs(sorted(persons), sorted(dates))


# A name beside a date: two words with capitals, a word in quotes (two if small), or its field.
_NAMED = regex(
    r"(?!True|False|None|N[ao][NT])[A-Z\u00c0-\uffff][^\W\d_]*[.,'\u2019-]{0,2}[ \t'\"]{1,3}"
    r"(?!True|False|None|N[ao][NT])[A-Z\u00c0-\uffff]"
    r"|['\"](?!True|False|None)[A-Z\u00c0-\uffff][^\W\d_A-Z]+['\",]"
    r"|['\"][a-z]{2,20}[ ,]{1,2}[a-z'-]{2,20}['\"]"
    r"|(?i:name)\w{0,12}['\"\]]{0,2}\s?(?:=>|[=:(,])\s?[\[({]{0,2}['\"]?[A-Za-z]{2}"
)
_BESIDE = 200
"""How far from a date a name is looked for: farther than it counts, and its own length."""


def windows(text: str, found: Signs, hinted: Sequence[int] = ()) -> list[tuple[int, int]]:
    """
    Half-open ranges of whole lines around signs and hints; those near one another are one.

    Around dates alone nothing but names counts, so what holds none near one is left out.
    """
    ranges: list[tuple[int, int, bool]] = []
    dates = frozenset(found.dates).difference(found.persons, hinted)
    for sign in sorted({*found.persons, *found.dates, *hinted}):
        # Looked for no farther than it counts: a line may be as long as the text.
        near, far = max(0, sign - _AROUND), max(0, sign - 2 * _AROUND - 1)
        start = text.rfind("\n", far, near) + 1
        if not start and far:
            start = sign - _AROUND
        most = min(len(text), sign + 2 * _AROUND)
        end = text.find("\n", min(len(text), sign + _AROUND), most + 1)
        if end < 0:
            end = most
        sure = sign not in dates or _named(
            text, max(start, sign - _BESIDE), min(end, sign + _BESIDE)
        )
        if ranges and start <= ranges[-1][1] + _APART:
            first, last, before = ranges[-1]
            ranges[-1] = first, max(end, last), sure or before
        else:
            ranges.append((start, end, sure))
    return [(a, b) for a, b, sure in ranges if sure]


def _named(text: str, start: int, end: int) -> bool:
    return _NAMED.search(text, start, end) is not None

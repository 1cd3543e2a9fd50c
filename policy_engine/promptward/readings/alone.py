"""
Alone: values that a program, an address or a name of a file holds, each as a text of its own.

What stands around them in a program says nothing about them, and braces and assignments make
recognisers doubt that a word names somebody.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit, near
from promptward.readings.identifier import rare_identifiers
from promptward.readings.lone import NO_NUMBER

__all__ = ["alone", "quoted"]

_WHOLE = regex(
    r"(?:[=:(\[{,>]\s{0,3}|\b(?:Error|error|WHERE|user|in|LIKE)[ :=]{1,3}|\A\s*)[rRbBuU]?"
    r"(?P<open>(?:\\{0,7}[\x22']){1,3})(?P<value>(?:[A-Z]|\d)(?:[^\x22'\\\n]|\\[^\x22'n]|(?<=\w)\\?'(?=[a-z])){2,70})"
    r"(?P<close>\\{0,7}[\x22'])(?!\w)"
)
_SAYS = regex(
    r"(?:[A-Z][a-z']+|[A-Z]{2,})(?:\\?[ .,-]\\? ?[A-Z]|-[a-z])|[A-Z][a-z']{4,}$"
    r"|\d{1,4}(?:\\? )?[-/. ]|\d{1,3}[a-z]{2} "
)
_OF_A_MACHINE = regex(r"\d{1,4}\.\d{1,4}\.\d{1,6}-[a-z]|\d{4}-\d\d-\d\dT\d\d:\d\d")
"""A version with its kind, and an hour: `1.97.0-nightly`."""
_MOST = 8
"""Among more, values are data, and capitals say nothing."""
_ESCAPED = regex(r"\\(?=[ .,'/()+&^-])")
_PARAMETER = regex(
    rf"[?&]{NO_NUMBER}[A-Za-z][\w.-]{{0,20}}=(?P<value>[A-Za-z0-9(][\w.,+:/()'-]{{2,70}})"
    r"(?=[&#\s\x22'<>)]|\Z)"
)
_NAME = regex(
    r"(?!(?:Dev|Test|Prod)\b)(?:[A-Z][a-z']{2,}$"
    r"|(?:[A-Z][a-z']+|[A-Z]{2,})(?:\\?[ .,-]\\? ?[A-Z]|-[a-z]))[^@]*\Z"
)
"""Figures and addresses need what stands around them to tell versions and authors."""
_COMMENT = rare(
    r"(?:(?<=[^\s:])[ \t]{1,4}|^[ \t]{0,40})(?:#|//|--)[ \t]{1,2}"
    r"(?P<value>(?=[A-Z][\w'-]{1,24}(?:, ?| )[A-Z]"
    r"|[\w'-]{3,24}(?: [\w'-]{3,24}){0,2}"
    r" (?:asked|said|wants|wanted|reported|called|told|wrote|needs)\b)"
    r"[^\n]{4,120})$",
    re.MULTILINE,
)
"""What somebody is said to want, or that begins as a name does."""
_KINDS = (
    r"(?:mri|ct|cta|mra|xr|xray|us|pet|dexa|echo|ecg|ekg|eeg|emg|scan|scans|image|images"
    r"|report|note|notes|labs?|results?|chart|referral|letter|consent|discharge|summary|intake"
    r"|visit|biopsy|path|pathology|rx)"
)
_FILE = regex(
    r"(?<![A-Za-z0-9_])(?P<value>_?[A-Za-z0-9]{1,40}(?:_{1,3}[A-Za-z0-9]{1,40}){0,12}?)"
    rf"(?:_{{1,2}}{_KINDS}){{1,3}}\.[a-z][a-z0-9]{{1,4}}(?![A-Za-z0-9])"
)
"""The name of a file of an examination, and whose or when it was."""
_KIND = regex(rf"_{_KINDS}\.[a-z]")
_LONGEST_FILE = 640
_DATE = regex(
    r"(?<![A-Za-z0-9])(?:(?:0?[1-9]|1[0-2])_(?:0?[1-9]|[12]\d|3[01])(?:_(?:19|20)?\d\d)?"
    r"|(?:0[1-9]|1[0-2])_(?:19|20)\d\d)(?![A-Za-z0-9])"
)
_ISO = regex(r"(?<![A-Za-z0-9])(?:19|20)\d\d_\d{1,2}_\d{1,2}(?![A-Za-z0-9])")
_GROUPS = regex(r"(?<![A-Za-z0-9])\d{2,4}(?:_\d{2,4}){1,3}(?![A-Za-z0-9])")
_NAMED = regex(
    r"(?<![A-Za-z0-9])[A-Z](?:[a-z]{2,20}|(?=_))(?:_[A-Z](?:[a-z]{1,20}|(?=_))){0,4}(?=_|$|[^A-Za-z0-9])"
)


class _Value(NamedTuple):
    """Where it stands, and what within it reads otherwise."""

    start: int
    end: int
    within: tuple[Edit, ...] = ()


def quoted(text: str) -> Iterable[Edit]:
    """Literals that may hold a name or a place, each as a paragraph of its own where it stands."""
    for found in _literals(text):
        if not _SAYS.match(found["value"]) or _OF_A_MACHINE.match(found["value"]):
            continue
        yield Edit(*found.span("open"), "\n\n")
        for escape in _ESCAPED.finditer(text, *found.span("value")):
            yield Edit(*escape.span())
        yield Edit(*found.span("close"), "\n\n")


def _literals(text: str) -> list[re.Match[str]]:
    whole = list(islice(_WHOLE.finditer(text), _MOST + 1))
    return whole if len(whole) <= _MOST else []


def alone(text: str) -> Iterable[Edit]:
    """The values of literals, addresses and identifiers without all that stands around them."""
    at = 0
    values = (
        *_of_literals(text),
        *_of_addresses(text),
        *_of_files(text),
        *_of_comments(text),
        *_of_cells(text),
        *_of_changes(text),
        *_of_identifiers(text),
    )
    for value in sorted(values):
        if value.start < at:
            continue
        if value.start > at:
            yield Edit(at, value.start, "\n\n")
        yield from value.within
        at = value.end
    if 0 < at < len(text):
        yield Edit(at, len(text), "\n\n")


def _of_literals(text: str) -> Iterator[_Value]:
    for found in _literals(text):
        if not _NAME.match(found["value"]):
            continue
        span = found.span("value")
        yield _Value(*span, tuple(Edit(*one.span()) for one in _ESCAPED.finditer(text, *span)))


def _of_addresses(text: str) -> Iterator[_Value]:
    for found in islice(_PARAMETER.finditer(text), _MOST):
        start, end = found.span("value")
        blanks = tuple(Edit(at, at + 1, " ") for at in range(start, end) if text[at] == "+")
        yield _Value(start, end, blanks)


def _of_comments(text: str) -> Iterator[_Value]:
    found = list(islice(_COMMENT.finditer(text), _MOST + 1))
    for one in found if len(found) <= _MOST else ():
        yield _Value(*one.span("value"))


_ONE_ROW = regex(
    r"(?m)^\|[^\n]{1,200}\|[ \t]*\n\|[-:| ]{3,120}\|[ \t]*\n"
    r"\|(?P<row>[^\n]{1,200})\|[ \t]*(?=\Z|\n(?!\|))"
)
_CELL = regex(r"[^|\n]*[^|\n\s]")


def _of_cells(text: str) -> Iterator[_Value]:
    """The names in a table of one row."""
    for found in islice(_ONE_ROW.finditer(text), _MOST):
        for cell in _CELL.finditer(text, *found.span("row")):
            value = cell[0].lstrip()
            if _NAME.match(value):
                yield _Value(cell.end() - len(value), cell.end())


_ADDED = regex(r"(?m)^\+(?P<value>[A-Z][^\n]{2,60})$")


def _of_changes(text: str) -> Iterator[_Value]:
    """The line that a change adds, if it is one."""
    added = list(islice(_ADDED.finditer(text), 2)) if "@@ -" in text else []
    if len(added) == 1 and _NAME.match(added[0]["value"]):
        yield _Value(*added[0].span("value"))


def _files(text: str) -> Iterator[re.Match[str]]:
    for low, high in near(text, _KIND, _LONGEST_FILE):
        yield from _FILE.finditer(text, low, high)


def _of_files(text: str) -> Iterator[_Value]:
    for found in islice(_files(text), _MOST):
        start, end = found.span("value")
        shown = {
            at: by
            for pattern, by in ((_GROUPS, "-"), (_DATE, "/"), (_ISO, "-"))
            for one in pattern.finditer(text, start, end)
            for at in range(*one.span())
        }
        yield _Value(
            start,
            end,
            tuple(
                Edit(at, at + 1, shown.get(at) or _blank(text, start, at))
                for at in range(start, end)
                if text[at] == "_"
            ),
        )


_MANY = 200


def _of_identifiers(text: str) -> Iterator[_Value]:
    for found in rare_identifiers(text, _MANY):
        for name in _NAMED.finditer(text, *found.span()):
            start, end = name.span()
            yield _Value(
                start,
                end,
                tuple(
                    Edit(at, at + 1, _blank(text, start, at))
                    for at in range(start, end)
                    if text[at] == "_"
                ),
            )


_INITIAL = regex(r"(?<![A-Za-z])[A-Z]\Z")


def _blank(text: str, start: int, at: int) -> str:
    """What a stroke stands for: behind an initial a point as well."""
    return ". " if _INITIAL.search(text, start, at) else " "

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
from promptward.readings.edits import Edit

__all__ = ["alone", "quoted"]

_WHOLE = regex(
    r"(?:[=:(\[{,>]\s{0,3}|\b(?:Error|error|WHERE|user|in|LIKE)[ :=]{1,3}|\A\s*)[rRbBuU]?"
    r"(?P<open>(?:\\{0,7}[\x22']){1,3})(?P<value>(?:[A-Z]|\d)(?:[^\x22'\\\n]|\\[^\x22'n]|\\?'(?=[a-z]\b)){2,70})"
    r"(?P<close>\\{0,7}[\x22'])(?!\w)"
)
_SAYS = regex(
    r"(?:[A-Z][a-z']+|[A-Z]{2,})(?:\\?[ .,-]\\? ?[A-Z]|-[a-z])|[A-Z][a-z']{4,}$"
    r"|\d{1,4}(?:\\? )?[-/. ]|\d{1,3}[a-z]{2} "
)
_MOST = 8
"""Among more, values are data, and capitals say nothing."""
_ESCAPED = regex(r"\\(?=[ .,'/()+-])")
_PARAMETER = regex(
    r"[?&][A-Za-z][\w.-]{0,20}=(?P<value>[A-Za-z0-9(][\w.,+:/()'-]{2,70})(?=[&#\s\x22'<>)]|\Z)"
)
_NAME = regex(
    r"(?!(?:Dev|Test|Prod)\b)(?:[A-Z][a-z']{2,}$"
    r"|(?:[A-Z][a-z']+|[A-Z]{2,})(?:\\?[ .,-]\\? ?[A-Z]|-[a-z]))[^@]*\Z"
)
"""Figures and addresses need what stands around them to tell versions and authors."""
_IDENTIFIER = regex(r"(?<![A-Za-z0-9])[A-Za-z0-9]{1,40}(?:_{1,3}[A-Za-z0-9]{1,40}){1,12}_{0,3}")
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
        if not _SAYS.match(found["value"]):
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
    for value in sorted((*_of_literals(text), *_of_addresses(text), *_of_identifiers(text))):
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


def _of_identifiers(text: str) -> Iterator[_Value]:
    for found in _IDENTIFIER.finditer(text):
        for name in _NAMED.finditer(text, *found.span()):
            start, end = name.span()
            yield _Value(
                start,
                end,
                tuple(Edit(at, at + 1, " ") for at in range(start, end) if text[at] == "_"),
            )

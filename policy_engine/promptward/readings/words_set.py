"""Words of one value that are set one by one: quoted, in brackets, as code, in bold letters."""

import re
from collections.abc import Iterable

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["words_quoted", "words_set"]

_WORDS_QUOTED = regex(
    r"(?P<by>[\x22'])[A-Z0-9][\w.,'-]{0,24}(?P=by)"
    r"(?: (?P=by)[A-Za-z0-9][\w.,'-]{0,24}(?P=by)){1,7}"
    r"(?![\w\x22'])"
)


def _each_within(first: str, last: str) -> "re.Pattern[str]":
    word = rf"[\w.,/@:'-]{{0,24}}?{re.escape(last)}"
    begins, ends = re.escape(first), re.escape(last[-1])
    return regex(
        rf"(?<![\w{re.escape(first[0])}]){begins}[A-Z0-9]{word}"
        rf"(?: {begins}[A-Za-z0-9]{word}){{1,7}}(?![\w{ends}(])"
    )


_PAIRS = (("`", "`"), ("[[", "]]"), ("[", "]"), ("{", "}"), ("__", "__"), ("<", ">"))
_MARKS = (("*", "*"), ("_", "_"))
_SET = tuple((first, last, _each_within(first, last)) for first, last in _PAIRS + _MARKS)


def words_set(text: str) -> Iterable[Edit]:
    """Words each of which is set by itself: in brackets, as code, in bold letters."""
    for first, last, pattern in _SET:
        between = f"{last} {first}"
        if between not in text:
            continue
        for found in pattern.finditer(text):
            start, end = found.span()
            yield Edit(start, start + len(first))
            at = text.find(between, start, end)
            while at >= 0:
                yield Edit(at, at + len(between), " ")
                at = text.find(between, at + len(between), end)
            yield Edit(end - len(last), end)


def words_quoted(text: str) -> Iterable[Edit]:
    """Words each of which is quoted by itself, without their quotes."""
    for found in _WORDS_QUOTED.finditer(text):
        by = found["by"]
        start, end = found.span()
        yield Edit(start, start + 1)
        at = text.find(f"{by} {by}", start, end)
        while at >= 0:
            yield Edit(at, at + 3, " ")
            at = text.find(f"{by} {by}", at + 3, end)
        yield Edit(end - 1, end)

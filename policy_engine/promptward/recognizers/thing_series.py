"""
Series of things that are named like people: lists of eponyms, medicines, devices and marks.

One item alone may be somebody. Where several items can be nothing but things, and most are things,
the others of the same series are things as well, unless more than their shape speaks for a person.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from promptward.deferred import regex
from promptward.recognizers.eponyms import (
    AFTER_EPONYM,
    EPONYM_PAIRS,
    EPONYMS,
    NAMESAKES,
    PRODUCTS,
    TOWNS_OF_METHODS,
)
from promptward.recognizers.kinds_of_things import KINDS
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.word_file import shipped

__all__ = ["ThingSeries"]

_CLAUSE = regex(r"(?:[^\n.?!:]|[.?!:](?=[^\s]))+")
"""What no full stop, colon or end of a line divides; `4.5` and `02:14` do not."""

_SEPARATOR = regex(
    r"[,;](?: (?:and|or|then|not|but))? | (?:and|or|vs\.?|versus|nor|&|\+) |/(?=[A-Z])"
)
_WORD = regex(r"[A-Za-z\xff](?<![\w\xff].)[A-Za-z\xff]*(?:[-'][A-Za-z\xff]+)*")
_GRADE = regex(
    r"(?:'s)? (?:\d+(?:[./+-]\d+)?(?= ?$|[ ,;)%x])|x\d|[IVX]{1,4}[A-Ca-c]?\b|[A-D]\b|neg\b|pos\b"
    r"|negative\b|positive\b|stage\b|mg\b|mcg\b|mL\b|qd\b|bid\b|BID\b|QD\b|qhs\b|PRN\b|prn\b)"
)
_OF_SOMEBODY = regex(
    r"\d{6}|\d{2}[/-]\d{1,2}[/-]\d|[\"@]|\b(?:pts?|patients?|mom|mum|dad|mother|father|wife|husband|son"
    r"|daughter|brother|sister|aunt|uncle|partner|he|she|his|her|who|lives?|living|near|dr|mrs?|ms"
    r"|called|says|said|told|asked|dob|mrn|ssn|room|bed|yo|aged?|[MF]?\d\d ?[MF])\b",
    re.IGNORECASE,
)
"""What stands in an item that is about somebody, and ends a series of things."""

_TRIAL = regex(r"-(?:\d|[A-Z]{1,2}\b)")
_LONGEST = 44
_FEWEST_ITEMS = 3
_FEWEST_SURE = 2
_MOST_ACRONYM = 5
_SHORTEST = 3
_LEADING = 3
_COUNT = regex(r" \d{1,2}")
_GIVEN = ("common_given", "given", "given_words")
_NAMES = ("common_given", "given", "surnames", "given_words", "surname_words")
_MARKS = EPONYMS | PRODUCTS | KINDS
_THINGS = _MARKS | NAMESAKES | TOWNS_OF_METHODS
_SURE, _THING, _OPEN, _NOTHING = range(4)


class ThingSeries:
    """A text, asked whether a place in it lies in such a series; each line is read once."""

    __slots__ = ("_begin", "_end", "_found", "_lines", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[int, list[tuple[int, int]]] = {}
        self._begin = self._end = -1
        self._found: list[tuple[int, int]] = []

    def holds(self, start: int) -> bool:
        """Whether this place lies in one."""
        if not self._begin <= start < self._end:
            self._turn_to(start)
        at = bisect_right(self._found, (start, len(self._text))) - 1
        return at >= 0 and start < self._found[at][1]

    def _turn_to(self, start: int) -> None:
        """The line of a place, which those after it are mostly in as well."""
        text = self._text
        end = text.find("\n", start)
        self._begin, self._end = text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end
        found = self._lines.get(self._begin)
        if found is None:
            found = self._lines[self._begin] = _series(text, self._begin, self._end)
        self._found = found


def _series(text: str, begin: int, finish: int) -> list[tuple[int, int]]:
    """The ranges of all series of a line, in their order."""
    found: list[tuple[int, int]] = []
    for clause in _CLAUSE.finditer(text, begin, finish):
        low, high = clause.span()
        items: list[tuple[int, int]] = []
        start = low
        for end, after in [
            *(one.span() for one in _SEPARATOR.finditer(text, low, high)),
            (high, high),
        ]:
            if end - start > _LONGEST:
                _read(text, items, found)
                items = []
            else:
                items.append((start, end))
            start = after
        _read(text, items, found)
    return found


def _read(text: str, items: Sequence[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    """The series among short items that follow one another."""
    if len(items) < _FEWEST_ITEMS:
        return
    kinds = [_kind(text, *item) for item in items]
    # What somebody is in parts a series further: none of the parts has more of them.
    if kinds.count(_SURE) < _FEWEST_SURE or len(kinds) - kinds.count(_NOTHING) < _FEWEST_ITEMS:
        return
    run: list[tuple[int, int, int]] = []
    for (start, end), kind in zip(items, kinds, strict=True):
        if _OF_SOMEBODY.search(text, start, end):
            _close(run, found)
            run = []
        elif kind != _NOTHING:
            run.append((start, end, kind))
    _close(run, found)


def _close(run: Sequence[tuple[int, int, int]], found: list[tuple[int, int]]) -> None:
    if len(run) < _FEWEST_ITEMS:
        return
    sure = sum(kind == _SURE for _, _, kind in run)
    things = sum(kind != _OPEN for _, _, kind in run)
    if sure >= _FEWEST_SURE and things * 2 >= len(run):
        found.append((run[0][0], run[-1][1]))


def _kind(text: str, start: int, end: int) -> int:
    """What an item of a series is, by the capitalised words and medicines in it."""
    kind = _NOTHING
    previous = ""
    for number, one in enumerate(_WORD.finditer(text, start, end)):
        word = one[0]
        low = word.lower()
        if word[0].islower():
            if number < _LEADING and is_medicine(low):
                return _SURE
            previous = ""
            continue
        if _is_sure(text, one.end(), word, low, previous):
            return _SURE
        kind = min(kind, _THING if _is_thing(word, low) else _OPEN)
        previous = low
    return kind


def _pieces(low: str) -> list[str]:
    return low.removesuffix("'s").split("-")


def _is_thing(word: str, low: str) -> bool:
    return any(one in _THINGS for one in _pieces(low)) or (
        word.isupper()
        and len(word) > 1
        and (len(word) <= _MOST_ACRONYM or not any(low in shipped(name) for name in _NAMES))
    )


def _tail(word: str) -> int:
    """How much of a word stands behind its last hyphen, with it; 0 without one."""
    at = word.rfind("-")
    return len(word) - at if at > 0 else 0


def _is_sure(text: str, end: int, word: str, low: str, previous: str) -> bool:
    """Whether the word that ends here can be nothing but a thing."""
    pieces = _pieces(low)
    known = any(one in _THINGS for one in pieces)
    if f"{previous} {low}" in EPONYM_PAIRS or (
        len(pieces) > 1 and " ".join(pieces) in EPONYM_PAIRS
    ):
        return True
    if known:
        if len(pieces) > 1 and all(one in EPONYMS for one in pieces):
            return True
        grade = _GRADE.match(text, end)
        if grade is not None:
            # `Mason 4, Harrison 7` may be children
            return not (
                _COUNT.fullmatch(grade[0]) and any(pieces[0] in shipped(n) for n in _GIVEN)
            )
        if pieces[0] in _MARKS and not any(pieces[0] in shipped(name) for name in _NAMES):
            return True
    if word.isupper() and len(word) > _SHORTEST and _TRIAL.match(text, end - _tail(word)):
        return True
    follows = _WORD.match(text, end + 1)
    if follows is not None and text[end] in " -" and follows[0] in AFTER_EPONYM:
        return True
    return is_medicine(low) and not word.isupper()

"""
Roster: identifiers that somebody already has in hand, found again wherever they stand in a text.

Exact matching of whole words over a folded text (case, accents and punctuation aside), names also
with the surname first. Held in memory only, and never shown.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from promptward.model import Finding
from promptward_dsl.lattice import Confidence

__all__ = ["Registered", "Roster"]

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 8
_LEAST_LETTERS, _LEAST_DIGITS = 4, 4


class Registered(NamedTuple):
    """
    What became of the values: `registered` are searched for, the others are not.

    `empty` say nothing; `short` and `common` would be found everywhere: a word of up to three
    letters, a number of up to three digits, a common word that stands alone.
    """

    registered: int
    empty: int
    short: int
    common: int


class Roster:
    """
    Values of one category. Immutable; `repr` shows how many, never which.

    `detector` is the name that findings give as what found them.
    """

    __slots__ = ("_entries", "_firsts", "category", "detector", "letter")

    def __init__(self, category: str, letter: str | None, detector: str) -> None:
        self.category = category
        self.letter = letter
        self.detector = detector
        self._entries: set[tuple[str, ...]] = set()
        self._firsts: set[str] = set()

    def __len__(self) -> int:
        """How many forms are searched for."""
        return len(self._entries)

    def __repr__(self) -> str:
        """Sizes only."""
        return f"Roster({self.category}, <{len(self)} forms>)"

    @classmethod
    def of(
        cls,
        values: Iterable[object],
        category: str,
        letter: str | None,
        *,
        detector: str,
        common: frozenset[str] = frozenset(),
    ) -> "tuple[Roster, Registered]":
        """A roster of these values; `common` are words that mean nothing by themselves."""
        made = cls(category, letter, detector)
        registered = empty = short = usual = 0
        for value in dict.fromkeys(values):
            words = tuple(word for word, _, _ in _words(_written(value)))
            if not words or len(words) > _LONGEST:
                empty += 1
            elif len(words) == 1 and len(words[0]) < _least(words[0]):
                short += 1
            elif len(words) == 1 and words[0] in common:
                usual += 1
            else:
                registered += 1
                made._add(words)
        return made, Registered(registered, empty, short, usual)

    def joined(self, other: "Roster") -> "Roster":
        """Both together, under this one's name."""
        made = Roster(self.category, self.letter, self.detector)
        for one in (self, other):
            made._entries |= one._entries  # noqa: SLF001  # of its own kind
            made._firsts |= one._firsts  # noqa: SLF001  # the same
        return made

    def _add(self, words: tuple[str, ...]) -> None:
        forms = [words]
        if len(words) > 1 and not any(word.isdigit() for word in words):
            # Surname first, however many words it has.
            forms += [(*words[at:], *words[:at]) for at in range(1, len(words))]
            if len(words) > 2:  # noqa: PLR2004  # without the names in between
                forms += [(words[0], words[-1]), (words[-1], words[0])]
        for form in forms:
            self._entries.add(form)
            self._firsts.add(form[0])

    def find(self, text: str) -> tuple[Finding, ...]:
        """Every place where one of the values stands; the longest from each place on."""
        words = _words(text)
        found: list[Finding] = []
        at = 0
        while at < len(words):
            length = self._length(words, at) if words[at][0] in self._firsts else 0
            if length:
                start, end = words[at][1], words[at + length - 1][2]
                found.append(
                    Finding(
                        start,
                        end,
                        self.category,
                        self.letter,
                        Confidence.HIGH,
                        self.detector,
                        ("roster",),
                    )
                )
            at += length or 1
        return tuple(found)

    def _length(self, words: "list[tuple[str, int, int]]", at: int) -> int:
        run = [word for word, _, _ in words[at : at + _LONGEST]]
        for length in range(len(run), 0, -1):
            if tuple(run[:length]) in self._entries:
                return length
        return 0


def _least(word: str) -> int:
    return _LEAST_DIGITS if word.isdigit() else _LEAST_LETTERS


def _written(value: object) -> str:
    """A value as it would stand in a text; what is missing says nothing."""
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124  # not a number
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a column of numbers in which one is missing
    return str(value)


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, folded, with where they stand in it."""
    if text.isascii():
        lowered = text.lower()
        return [(m[0], m.start(), m.end()) for m in _WORD.finditer(lowered)]
    folded: list[str] = []
    starts: list[int] = []
    length = 0
    for place, character in enumerate(text):
        for piece in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(piece):
                folded.append(piece)
                starts.append(place)
                length += 1
    starts.append(len(text))
    joined = "".join(folded)
    return [
        (m[0], starts[m.start()], _end(text, starts[m.end() - 1])) for m in _WORD.finditer(joined)
    ]


def _end(text: str, place: int) -> int:
    """Behind a character and the accents that follow it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end

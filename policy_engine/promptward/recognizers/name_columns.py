"""
The same word of several lines, in any case: `4a quillon chf`, `OR 2 0800 PRICE 62M`.

Lines that begin alike (a bed, an hour, a room) or stand among names are rows, and a word of each
of them a column. Where most words of a column are names and nothing else, those that are words
too (`young`, `PRICE`) are names, and so are names that only rare lists know.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.lower_words import only_a_name
from promptward.recognizers.name_evidence import Judged
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_slots import CARE
from promptward.recognizers.name_words import ANY_FAMILY, ANY_GIVEN, COMMON, FAMILY, GIVEN
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    NOT_A_NAME,
    PLACE_AFTER,
    SERVICES,
    SHORT_NAMES,
    SURNAME_WORDS,
    WORD_NAMES,
)
from promptward_dsl.lattice import Confidence

__all__ = ["columns"]

_FEWEST = 3
_FEWEST_KNOWN = 2
_LONGEST = 110
_MOST_LINES = 200
_MOST_COLUMNS = 8
_MOST_WORDS = 7
_TOKEN = regex(r"[^\s|,;/()\[\]]+")
_WORD = regex(r"[A-Za-z](?:[A-Za-z'-]*[A-Za-z])?\Z")
_BEGINS = regex(
    r"[ \t]*(?:(?:OR|Rm|RM|rm|[Bb]ed|BED|[Rr]oom|[Cc]hair|CHAIR|[Bb]ay) ?#?\d|\d{1,2}[a-dA-D]\b"
    r"|\d{1,2}:?\d\d\b|\d{1,4}[).:]?[ \t])"
)
_SHORT = 2
_LONGER = regex(r" [A-Z][a-z]")
"""A name goes on, which whoever reads names as a whole sees."""


class _Token(NamedTuple):
    start: int
    word: str
    labels: bool

    @property
    def end(self) -> int:
        return self.start + len(self.word)

    @property
    def case(self) -> str:
        """How it is written: `aa`, `Aa` or `AA`; and whether a colon follows."""
        word = self.word
        return ("aa" if word.islower() else "AA" if word.isupper() else "Aa") + ":" * self.labels


def _token(found: re.Match[str]) -> _Token:
    """A word without what stands around it."""
    return _Token(found.start(), found[0].rstrip(".:?!\"'-"), found[0].endswith(":"))


def _worth(reading: Reading, token: _Token) -> int:
    """2: a name and nothing else; 1: a word that people are called, too; 0: none."""
    word = token.word
    if not _WORD.match(word):
        return 0
    low = word.lower()
    if low in NOT_A_NAME or low in SERVICES or low in shipped("abbreviations"):
        return 0
    if len(low) == _SHORT:
        return int(low in SHORT_NAMES)
    if low in SURNAME_WORDS or low in WORD_NAMES:
        return 1
    bits = reading.words.kind(token.start, word, low)
    if bits & (ANY_GIVEN | ANY_FAMILY) and low not in PLACE_AFTER:
        last = low.rpartition("'")[2].split("-")[0] if "'" in low or "-" in low else low
        if only_a_name(last, common=bool(bits & COMMON)) and not is_common(low):
            return 2
        # An eponym (`ashworth`) is also a surname.
        return int(bits & (COMMON | GIVEN | FAMILY) > 0 and low not in PRODUCTS)
    return 0


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of short lines without an empty one."""
    block: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if 0 < len(line) <= _LONGEST and not line.isspace():
            block.append((start, start + len(line)))
        elif block:
            if len(block) >= _FEWEST:
                yield block
            block = []
        start += len(line) + 1
    if len(block) >= _FEWEST:
        yield block


def _body(text: str, block: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a block without the head of a table: words above rows with figures."""
    figures = [any(map(str.isdigit, text[start:end])) for start, end in block]
    headed = not figures[0] and sum(figures) * 2 >= len(block)
    return block[1:] if headed else block


def _is_prose(text: str, start: int, end: int) -> bool:
    """Whether a line has more words than a row, and no wide gaps."""
    return text.count(" ", start, end) > _MOST_WORDS and text.find("  ", start, end) < 0


def _of_care(line: str) -> bool:
    return CARE.search(line) is not None or CARE.search(line.upper()) is not None


def columns(reading: Reading, text: str, judged: Sequence[Judged]) -> Iterator[Candidate]:
    """The names of columns that are mostly names; `text` as it was written."""
    if reading.program or text.count("\n") < _FEWEST - 1:
        return
    nothing: set[str] = set()
    people = sum(one.sure for one in judged) >= _FEWEST_KNOWN
    for block in _blocks(text):
        if len(block) > _MOST_LINES:
            continue
        begun = sum(_BEGINS.match(text, start, end) is not None for start, end in block)
        told = begun * 2 >= len(block)
        if not told and sum(_is_prose(text, *line) for line in block) * 2 > len(block):
            continue
        if not people:
            cared = sum(_of_care(text[start:end]) for start, end in block)
            if cared < _FEWEST_KNOWN or not (told or cared * 2 >= len(block)):
                continue
        rows = [
            [*islice(_TOKEN.finditer(text, start, end), _MOST_COLUMNS)]
            for start, end in _body(text, block)
        ]
        for at in range(_MOST_COLUMNS):
            yield from _column(reading, text, [row[at] for row in rows if len(row) > at], nothing)


def _named(
    reading: Reading, words: list[re.Match[str]], nothing: set[str]
) -> list[tuple[_Token, int]]:
    """
    The words of a column that people are called; none where they are fewer than three in four.

    `nothing` gathers words of this text that are no names.
    """
    named: list[tuple[_Token, int]] = []
    others = 0
    for found in words:
        listed = found.start() in reading.words.bits
        worth = 0
        if listed or found[0] not in nothing:
            token = _token(found)
            worth = _worth(reading, token)
            if worth:
                named.append((token, worth))
            elif not listed and token.word.isalpha():
                nothing.add(found[0])
        others += not worth
        if others * 4 > len(words):
            return []
    return named


def _column(
    reading: Reading, text: str, words: list[re.Match[str]], nothing: set[str]
) -> Iterator[Candidate]:
    named = _named(reading, words, nothing) if len(words) >= _FEWEST else []
    known = Counter(token.case for token, worth in named if worth > 1)
    if not known:
        return
    # Names of one column are written alike: `JSON` is none beside `Sipho`.
    case, sure = known.most_common(1)[0]
    told = [
        (token.start, token.word)
        for token, _ in named
        if token.case == case and not _LONGER.match(text, token.end)
    ]
    if sure < _FEWEST_KNOWN or sure * 2 < len(told) or len(told) * 4 < len(words) * 3:
        return
    if len({word.lower() for _, word in told}) < _FEWEST:
        return
    for start, word in told:
        yield Candidate(start, start + len(word), Confidence.MEDIUM, ("same_place",))

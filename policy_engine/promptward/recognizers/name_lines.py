"""
Lines that are a name, an age and what is the matter, in any case: `kim sun hee 54 ILD`.

Several such lines are a list of people, if most of them begin with a name of the lists; so are
words that no list holds, and capitals. A list of medicines and doses has no names of people.
"""

import re
from collections.abc import Iterator, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.rare import rare
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    ANY_GIVEN,
    FAMILY_WORD,
    GIVEN_WORD,
    UNKNOWN,
)
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME, PLACE_AFTER, SERVICES
from promptward_dsl.lattice import Confidence

__all__ = ["lines"]

_LINE = rare(
    r"\n[ \t]*(?:(?:[-*\xff]|\d{1,3}[.):]?)[ \t]{1,3})?"
    r"([A-Za-z][A-Za-z'-]{1,19}(?:,? [A-Za-z][A-Za-z'-]{0,19}\.?){0,3})"
    r"[, ] ?\(?(?:[MFmf][ /]?)?(\d{1,3}[A-Da-d]?)(?: ?[MFmf]\b"
    r"| ?y/?o\b)?[MFmf]?\)?[, :-]{1,3}[A-Za-z?][^\n]*"
)
_DOSED = regex(r"\d ?(?:mg|mcg|ml|g|units?|iu|tabs?|puffs?|daily|bid|tid|qid|qd|qhs|%)\b")
_TIMED = regex(
    r"\n[ \t]*\d{1,2}[:.]?\d\d ?(?:[ap]m?)?[ :-]{1,3}"
    r"([A-Za-z][A-Za-z'-]{1,19}(?:(?:,|, | )(?:[A-Za-z]\b\.?|jr\b|sr\b)"
    r"|, ?[A-Za-z][A-Za-z'-]{1,19})?)"
    r"(?=[ ,(-])[^\n]*"
)
"""A line of a day's list: the hour, a surname with an initial or a given name, the reason."""

_WORD = regex(r"[A-Za-z'-]+")
_FEWEST = 3
_KNOWN = ANY_GIVEN | ANY_FAMILY
_WORDS = FAMILY_WORD | GIVEN_WORD


def _named(reading: Reading, start: int, words: list[str]) -> int:
    """2: the words are known as names; 1: they may be one; 0: some word says otherwise."""
    known = 0
    at = start
    for word in words:
        low = word.lower()
        at = reading.text.find(word, at)
        if len(word) == 1:
            continue
        if (
            low in NOT_A_NAME
            or low in SERVICES
            or low in EPONYMS
            or low in PRODUCTS
            or low in shipped("abbreviations")
        ):
            return 0
        bits = reading.words.kind(at, word, low)
        if low in PLACE_AFTER and not bits & _WORDS:
            return 0
        if bits & _KNOWN and not is_common(low):
            known += 1
        elif not bits & (_WORDS | UNKNOWN):
            return 0
    return 2 if known else 1


def _inverted(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a listed word stands before a comma or an initial, as in lists: `stone, r`."""
    first, *rest = _WORD.findall(match[1])
    bits = reading.words.kind(match.start(1) - 1, first, first.lower())
    return bool(rest and bits & (_KNOWN | _WORDS)) and (
        "," in match[1] or len(rest[0]) == 1 or rest[0] in ("jr", "sr")
    )


def _of_match(reading: Reading, match: re.Match[str]) -> int:
    return _named(reading, match.start(1) - 1, _WORD.findall(match[1]))


def lines(reading: Reading) -> Iterator[Candidate]:
    """The names at the head of such lines, where there are several."""
    text = reading.text
    if reading.program or text.count("\n") < _FEWEST - 1:
        return
    # A break before the first line too, so that the search can go from one to the next.
    broken = "\n" + text
    aged = [match for match in _LINE.finditer(broken) if not _DOSED.search(match[0])]
    yield from _listed(reading, aged)
    yield from _listed(reading, list(_TIMED.finditer(broken)), timed=True)


def _listed(
    reading: Reading, found: Sequence[re.Match[str]], *, timed: bool = False
) -> Iterator[Candidate]:
    """The names of matches in the text with a break before it, where most are known."""
    if len(found) < _FEWEST:
        return
    told = [
        (match, 2 if timed and _inverted(reading, match) else _of_match(reading, match))
        for match in found
    ]
    known = sum(worth > 1 for _, worth in told)
    if known < _FEWEST - 1 or known * 2 < len(told):
        return
    for match, worth in told:
        if worth:
            start, end = match.span(1)
            yield Candidate(start - 1, end - 1, Confidence.MEDIUM, ("name_line",))

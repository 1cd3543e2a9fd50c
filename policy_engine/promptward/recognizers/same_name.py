"""
Names that were found, where they stand in lower case, in identifiers, file names and addresses.

`Halloran` of the text is also the one of `recalc_halloran` and of `halloran_labs.pdf`. Only words
that are names and nothing else are carried over.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.programs import Program
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, MAKERS, NAMESAKES, PRODUCTS
from promptward.recognizers.name_credit import credited
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.recognizers.whole_name import joined_again
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import AMBIGUOUS_LOWER, NOT_A_NAME, OF_A_PERSON, PLACE_AFTER
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["SameName"]

_WORD = regex(r"[A-Z][A-Za-z]{3,}(?:-[A-Za-z]{2,})?|(?<![A-Za-z])[a-z]{5,}", re.ASCII)
_GLUE = frozenset("_-./@\\0123456789")
_QUOTES = frozenset("'\"")
_MOST_WORDS = 48
_MOST_COUNTED = 128
_MOST_FOUND = 256


_LISTS = ("common_given", "given", "surnames")
_RARE = ("rare_given", "rare_surnames")
_LONG = 5
_SHORT = 3
_SAID = frozenset(("honorific", "named", "label", "name_label", "field", "kin", "by", "role"))
"""Evidence that somebody is called so, in lower case, too."""


def _only_a_name(low: str) -> bool:
    """Whether some list of names knows the word and no list of English does."""
    lists = (*_LISTS, *_RARE) if len(low) >= _LONG else _LISTS
    return any(low in shipped(name) for name in lists) and not _means_more(low)


def _means_more(low: str) -> bool:
    """Whether it is a word, or a thing that is called like a person."""
    return (
        is_common(low)
        or low in NOT_A_NAME
        or low in AMBIGUOUS_LOWER
        or low in EPONYMS
        or low in PRODUCTS
        or low in NAMESAKES
        or low in MAKERS
        or low in PLACE_AFTER
        or low in shipped("english")
    )


class _Known(NamedTuple):
    """A word of a name: of which category, and whether it counts in lower case, too."""

    category: str
    lower: bool


def _words(text: str, low_text: str, confirmed: Sequence[Confirmed]) -> dict[str, _Known]:
    """Lower-case words of names that stand elsewhere, too -> what is known of each."""
    places = _places(text, confirmed)
    found: dict[str, _Known] = {}
    asked: set[str] = set()
    for number, (low, (one, word, settled)) in enumerate(places.items()):
        if len(found) >= _MOST_WORDS:
            break
        # INVARIANT: to count takes the length of the text, so it is done for so many words alone.
        if number >= _MOST_COUNTED or low_text.count(low) > len(settled):
            lower = _counts(one, word, low)
            if lower is not None:
                found[low] = _Known(one.category, lower=lower)
        for piece in low.split("-") if "-" in low else ():
            if len(piece) > _SHORT and piece not in asked and piece not in places:
                asked.add(piece)
                counted = number >= _MOST_COUNTED
                if (counted or low_text.count(piece) > len(settled)) and _only_a_name(piece):
                    found[piece] = _Known(one.category, lower=True)
    return found


class _Place(NamedTuple):
    """The first finding that holds a word, the word as it stands there, and where it is found."""

    one: Confirmed
    word: str
    settled: set[int]


def _places(text: str, confirmed: Sequence[Confirmed]) -> dict[str, _Place]:
    """By lower-case word: where it is found, nothing of which could be added to it."""
    places: dict[str, _Place] = {}
    for one in confirmed:
        if one.level is Confidence.LOW or one.end - one.start > _LONGEST:
            continue
        for match in _WORD.finditer(text, one.start, one.end):
            word, start, end = match[0], match.start(), match.end()
            known = places.get(low := word.lower())
            if known is None:
                known = places[low] = _Place(one, word, set())
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                known.settled.add(start)
    return places


def _counts(one: Confirmed, word: str, low: str) -> bool | None:
    """Whether a word of a name counts in lower case, too; None if it is found again nowhere."""
    if "-" in low:
        return True if one.kind == "name" and not any(map(_means_more, low.split("-"))) else None
    if (word[0].isupper() or one.kind == "name") and _only_a_name(low):
        return True
    if one.kind != "name" or len(low) < _LONG or _means_more(low):
        return None
    if word[0].isupper():
        return False
    return True if one.evidence & _SAID else None


_LONGEST = 60


def _apart(text: str, start: int, end: int) -> bool:
    """Whether a word of its own stands there, by itself or in an identifier."""
    before, after = text[start - 1 : start], text[end : end + 1]
    first, last = text[start], text[end - 1]
    if before.isalpha() and not (first.isupper() and before.islower()):
        return False
    if after.isalpha() and not (last.islower() and after.isupper()):
        return after == "s" and not text[end + 1 : end + 2].isalpha()
    return True


def _glued(text: str, start: int, end: int) -> bool:
    """Whether it stands in an identifier, a path or an address."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(
        before.isalpha()
        or after.isalpha()
        or before in _GLUE
        or (after in _GLUE and text[end + 1 : end + 2].isalnum())
    )


def _log_in(text: str, start: int, end: int) -> int:
    """Where a log-in of an initial and this surname starts; `start` if it is none: `bkowalski`."""
    first = start - 1
    if (
        first >= 0
        and end - start > _LONG
        and text[first:end].islower()
        and text[first].isalpha()
        and not text[first - 1 : first].isalnum()
        and not text[end : end + 1].isalpha()
    ):
        return first
    return start


def _capitalised(text: str, start: int, end: int) -> bool:
    """Whether it stands as names do, one capital and a word of its own."""
    return (
        text[start].isupper()
        and text[start + 1 : end].islower()
        and text[start - 1 : start] not in _OF_OTHERS
        and text[end : end + 1] not in _OF_OTHERS
        and not ((after := _NEXT.match(text, end)) and after[1] in _OF_EPONYMS)
    )


_OF_EPONYMS = AFTER_EPONYM - OF_A_PERSON
_NEXT = regex(r"(?:'s)? ([a-z]{2,15})\b")


_OF_OTHERS = frozenset("_-./@\\$#=+")
"""Beside it stands the rest of a compound or of an identifier."""


def _is_family(text: str, start: int, end: int) -> bool:
    """Whether an s behind it makes a family of it: `the Okonjos`."""
    return text[start].isupper() and text[end : end + 1] == "s"


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands at the start or the end of a literal."""
    after = text[end : end + 1]
    return text[start - 1 : start] in _QUOTES or (
        after in _QUOTES and text[end + 1 : end + 2] != "s"
    )


def _joined(
    text: str, low_text: str, confirmed: Sequence[Confirmed]
) -> Iterable[tuple[str, Candidate]]:
    """Whole names within identifiers, wherever those stand."""
    mask = bytearray()
    for one, at, end in joined_again(low_text, confirmed, _means_more):
        if _apart(text, at, end) and not credited(text, at, end, program=True):
            mask = mask or covered(len(text), confirmed)
            if b"\x00" in mask[at:end]:
                yield one.category, Candidate(at, end, Confidence.MEDIUM, ("same_name",))


class SameName(SecondLookBase):
    """Recogniser `same_name`: the names of the text in lower case and in identifiers."""

    name = "same_name"
    version = 2

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """The words of names that were found, where capitals do not say so."""
        text = view.text
        low_text = text.lower()
        if len(low_text) == len(text):
            yield from _joined(text, low_text, confirmed)
        words = _words(text, low_text, confirmed)
        if not words:
            return
        program = Program(text)
        mask = bytearray()
        given = 0
        for word, (category, lower) in words.items():
            at = low_text.find(word)
            while at >= 0:
                end = at + len(word)
                log_in = _log_in(text, at, end) if lower else at
                if log_in < at:
                    mask = mask or covered(len(text), confirmed)
                    if b"\x00" in mask[log_in:end]:
                        yield category, Candidate(log_in, end, Confidence.MEDIUM, ("same_name",))
                if (
                    _apart(text, at, end)
                    and (
                        (lower and (text[at].islower() or _glued(text, at, end)))
                        or _quoted(text, at, end)
                        or _capitalised(text, at, end)
                    )
                    and not program.unattended(at, end)
                    and not credited(text, at, end, program=True)
                ):
                    mask = mask or covered(len(text), confirmed)
                    stop = end + _is_family(text, at, end)
                    if b"\x00" in mask[at:stop]:
                        given += 1
                        if given > _MOST_FOUND:
                            return
                        yield category, Candidate(at, stop, Confidence.MEDIUM, ("same_name",))
                at = low_text.find(word, end)

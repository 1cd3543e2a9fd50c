"""
Words that rules left open and that may name somebody or a place: what the learned look weighs.

General vetoes stand here, so that weights need not know them: words of medicine, months, states,
half of a hyphenated pair, a word before a number, a word of the language that names nobody.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from promptward.deferred import regex
from promptward.fields.words import known
from promptward.recognizers.address_words import STREET_STRONG, STREET_WEAK
from promptward.recognizers.day_words import DAY_WORDS
from promptward.recognizers.eponyms import (
    AFTER_EPONYM,
    EPONYM_PAIRS,
    EPONYMS,
    MAKERS,
    NAMESAKES,
    PRODUCTS,
    TOWNS_OF_METHODS,
)
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, HEADS, WEAK_HEADS
from promptward.recognizers.heading_row import heads_a_column
from promptward.recognizers.house_words import FEATURES
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.name_citation import cited, names_a_case
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, STATES
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    CONTACTED,
    KIN,
    NOT_A_NAME,
    PERSON_VERBS,
    ROLES,
    SAYING_VERBS,
    SERVICES,
    SHORTHAND,
)
from promptward_rules import word_list

__all__ = ["PLACE_HEADS", "Run", "Word", "kind_of", "runs"]

_WORD = regex(r"[A-Z](?<!\w.)(?:\.|t\.|[A-Za-z\xff]*(?:'(?![sS]\b)[A-Za-z\xff]+)*)")
_LOWER = regex(r"[a-z](?<![\w'.@/-].)[a-z]{2,}(?![\w\xff@/-]|\.[a-z])")
_NUMBER = regex(
    r" \d{1,3}(?![\dMFyY/.-])| (?:[IV]{1,4}[ab]?)\b(?!\.)| \d+ ?(?:mg|mcg|g|ml|units?)\b|\+[A-Z]"
)
_NEXT = regex(r"(?:'s)? ([a-z]+)\b")
_AND_MORE = regex(r" (?:and|&) [A-Z][a-z]+")
_TITLE_OF = regex(r" of (?:the )?([A-Z][a-z]+)")
_RESULT = regex(
    r",? (?:neg|pos|negative|positive|absent|unlikely|excluded|ruled out|considered|suspected"
    r"|bilat(?:erally)?|BID|TID|QID|QD|PRN|bid|tid|qid|qhs|qd|prn|daily|nightly|weekly|PO|IV|SC|IM)\b"
    r"|'s? (?:sign|test)\b"
)
"""What is said of signs, tests and medicines, and of nobody."""

_ARTICLE = regex(r"\b[Aa]n? $")
_CONTRACTED = regex(r"(?:i|he|she|we|you|they|it|that|there|what|who|let)'")
_MOST_WORDS = 6
_SHORTEST = 2
_SHORT_NAME = 3
_SHOUTED = 5
_CAPITALS = 50

_TITLES = word_list("language", "titles and small words")
_LANGUAGES = word_list("language", "languages")
_LINKS = frozenset(("of", "on", "in", "at", "the", "and", "to", "from", "is", "for", "by", "with"))

PLACE_HEADS = frozenset(one.split()[-1] for one in HEADS) | WEAK_HEADS | STREET_STRONG | FEATURES
"""Words that say what kind of place it is."""


@cache
def _settled() -> frozenset[str]:
    """Words that name nobody and nowhere, or what has its own rules."""
    titles = frozenset(DAY_WORDS + _TITLES + _LANGUAGES)
    every = frozenset(
        (
            *COUNTRIES,
            *(one.lower() for one in STATES),
            *DEMONYMS,
            *(EPONYMS | PRODUCTS | NAMESAKES | MAKERS | TOWNS_OF_METHODS | AFTER_EPONYM),
            *(ACRONYMS_OF_CARE | SHORTHAND | SERVICES | ROLES | KIN),
        )
    )
    return (every - PLACE_HEADS - STREET_WEAK) | titles


class Word(NamedTuple):
    """A word of a run, in lower case too, with what lists know of it."""

    start: int
    end: int
    word: str
    low: str
    kind: str


class Run(NamedTuple):
    """A half-open range of a text with its words; `lower`: in a text without capitals."""

    start: int
    end: int
    words: tuple[Word, ...]
    lower: bool


@cache
def _lists() -> tuple[Mapping[str, frozenset[str]], ...]:
    """The lists by the two first letters of their words, in the order of `kind_of`."""
    return tuple(shipped(name).alike for name in _NAMES_OF_LISTS)


_NAMES_OF_LISTS = (
    *("common_words", "english", "abbreviations", "common_given", "given", "given_words"),
    *("surnames", "surname_words", "rare_given", "rare_surnames"),
)


def kind_of(low: str) -> str:
    """Two letters: how common a word of the language it is, and which lists of names hold it."""
    if len(low) < _SHORTEST:
        return "-i"
    first = low[:2]
    common, english, short, common_given, given, given_words, *others = _lists()
    surnames, surname_words, rare_given, rare_surnames = others
    if low in common[first]:
        word = "w"
    elif low in english[first] or (low[-1] == "s" and low[:-1] in english[first]):
        word = "e"
    elif low in short[first]:
        word = "a"
    else:
        word = "-"
    if low in common_given[first]:
        return word + "G"
    if low in given[first] or low in given_words[first]:
        return word + "g"
    if low in surnames[first] or low in surname_words[first]:
        return word + "S"
    if low in rare_given[first] or low in rare_surnames[first]:
        return word + "r"
    return word + "0"


def runs(text: str, data: bytes, mask: bytes | bytearray) -> Iterator[Run]:
    """Runs of words that no finding covers, where `mask` says what one does."""
    settled = _settled()
    words: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if mask[start] or mask[end - 1]:
            continue
        word = match[0]
        low = word.lower().rstrip(".")
        if words and (
            words[-1].end + 1 != start or text[start - 1] not in " -" or len(words) == _MOST_WORDS
        ):
            yield from _kept(text, mask, words)
            words = []
        if not words and (low in settled or low in _LINKS):
            continue
        words.append(Word(start, end, word, low, "" if low in settled else kind_of(low)))
    yield from _kept(text, mask, words)
    if _without_capitals(data):
        yield from _lower_runs(text, mask, settled)


def _without_capitals(data: bytes) -> bool:
    capitals = len(data.translate(None, _NO_CAPITALS))
    return capitals * _CAPITALS < len(data.translate(None, _NO_SMALL))


_NO_CAPITALS = bytes(one for one in range(256) if not ord("A") <= one <= ord("Z"))
_NO_SMALL = bytes(one for one in range(256) if not ord("a") <= one <= ord("z"))


def _kept(text: str, mask: bytes | bytearray, words: list[Word]) -> Iterator[Run]:
    """The run without the settled words at its end, if it may be one."""
    words = _trimmed(text, words)
    if not words or _says_nothing(words):
        return
    start, end = words[0].start, words[-1].end
    if text[end - 1] == "." and len(words[-1].low) > 1:
        end -= 1
    if _is_joined(text, mask, start, end) or _NUMBER.match(text, end):
        return
    follows = _NEXT.match(text, end)
    if follows is not None and follows[1] in AFTER_EPONYM:
        return
    if _is_of_things(text, words, start, end) or _is_heading(text, words[0], start, end):
        return
    more = _AND_MORE.match(text, end)
    if is_department(text[start : more.end() if more else end]):
        return
    if any(_CONTRACTED.match(one.low) or is_medicine(one.low) for one in words):
        return
    if text[end : end + 1] == ":" and len(words) == 1 and words[0].kind[1] == "0":
        return
    yield Run(start, end, tuple(words), lower=False)


def _trimmed(text: str, words: list[Word]) -> list[Word]:
    """Without settled words at the end and a verb at the beginning; nothing of a region."""
    if words and is_region(text[words[0].start : words[-1].end]):
        return []
    while words and (not words[-1].kind or words[-1].low in _LINKS):
        words = words[:-1]
    if len(words) > 1 and words[0].kind[1:] == "0" and _begins(text, words[0]):
        words = words[1:]
    return words


def _is_heading(text: str, first: Word, start: int, end: int) -> bool:
    """Whether it is the name of a tag, or the heading of what stands in one or below."""
    before = text[start - 1 : start]
    if before in ("<", ":", "/") and _TAG.search(text, max(0, start - _TAG_MOST), start):
        return True
    if before == ">" and text[end : end + 1] == "<" and known([first.low]) is not None:
        return True
    return heads_a_column(text, start, end)


_TAG = regex(r"</?(?:[\w-]{1,20}:)?$")
_TAG_MOST = 24


def _is_of_things(text: str, words: list[Word], start: int, end: int) -> bool:
    """
    Whether what stands beside it says that it is a thing or a work.

    A result or a dose behind it, an article before one word, a citation, `Power of Attorney`.
    """
    if _RESULT.match(text, end) or cited(text, end) or names_a_case(text, start, end):
        return True
    if len(words) > 1 and f"{words[0].low} {words[-1].low}" in EPONYM_PAIRS:
        return True
    if len(words) == 1 and _ARTICLE.search(text, max(0, start - 4), start):
        return True
    title = _TITLE_OF.match(text, end)
    return title is not None and words[-1].kind[0] in "we" and kind_of(title[1].lower())[0] in "we"


def _begins(text: str, word: Word) -> bool:
    """Whether it is a verb, or another word that names nobody, at the beginning of a sentence."""
    before = text[max(0, word.start - 2) : word.start].rstrip(" ")[-1:]
    return (
        (not before or before in ".!?:\n;")
        and word.kind[0] in "we"
        and (word.low in _BEGINNINGS or word.low.endswith(("ed", "ing")))
    )


_BEGINNINGS = NOT_A_NAME | PERSON_VERBS | SAYING_VERBS | CONTACTED


_PLAIN = frozenset(("", "w0", "e0", "a0"))


def _says_nothing(words: list[Word]) -> bool:
    """Whether they are words of the language that nobody is called, initials, or shouted."""
    first = words[0]
    if len(words) > 1:
        plain = all(one.kind in _PLAIN for one in words)
        return all(len(one.low) == 1 for one in words) or (
            plain
            and (words[-1].low not in PLACE_HEADS or all(one.word.isupper() for one in words))
        )
    if len(first.low) == 1 or first.low in PLACE_HEADS:
        return True
    return first.kind[1] == "0" and (
        first.kind[0] != "-" or (len(first.word) <= _SHOUTED and first.word.isupper())
    )


def _is_joined(text: str, mask: bytes | bytearray, start: int, end: int) -> bool:
    """Whether it is a piece of something else: half of a pair, a name of a program."""
    before, after, next_ = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    if before == "-" and start > 1 and not mask[start - 2]:
        return True
    if after == "-" and next_.isalnum() and not mask[end + 1]:
        return True
    if before in _GLUED_BEFORE or after in _GLUED_AFTER:
        return True
    return (after == "." and next_.isalnum()) or text[end : end + 2] == " ="


_GLUED_BEFORE = frozenset(".$_@\\^`#")
_GLUED_AFTER = frozenset("(_=@^`\\")


def _lower_runs(text: str, mask: bytes | bytearray, settled: frozenset[str]) -> Iterator[Run]:
    words: list[Word] = []
    for match in _LOWER.finditer(text):
        start, end = match.span()
        low = match[0]
        if mask[start] or low in settled or low in _LINKS:
            continue
        kind = kind_of(low)
        if kind[0] == "w" and kind[1] != "G":
            continue
        if kind[0] != "-" and kind[1] not in "Gg":
            continue
        if is_medicine(low):
            continue
        if words and (words[-1].end + 1 != start or text[start - 1] != " "):
            yield Run(words[0].start, words[-1].end, tuple(words), lower=True)
            words = []
        words.append(Word(start, end, low, low, kind))
    if words:
        yield Run(words[0].start, words[-1].end, tuple(words), lower=True)

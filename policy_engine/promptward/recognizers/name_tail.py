"""
How a name without capitals goes on: `jean-baptiste n'diaye`, `a. kruger`, `grace long,`.

Says which letters of it are capitals where it is written as names are.
"""

import re
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.name_words import (
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    RARE_FAMILY,
    RARE_GIVEN,
    UNKNOWN,
    Words,
)
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import (
    EVERYDAY_SURNAMES,
    NOT_A_NAME,
    PLACE_AFTER,
    SHORT_NAMES,
    SURNAME_WORDS,
)

__all__ = ["LOWER", "capitals", "initials_before", "kind", "stands", "tail"]

LOWER = regex(r"(?:[dlnomk]')?[a-z]{2,}(?:['-][a-z]{2,}){0,6}")
"""One word of a name in lower case: seven links at most, since a chain is read anew for each."""

_NEXT = regex(r"[ \t]{1,2}([a-z][A-Za-z'-]*)")
_DECIMAL = regex(r" ?[=:]? ?\d*\.\d")
_NAME = COMMON | GIVEN | FAMILY | RARE_GIVEN | RARE_FAMILY | UNKNOWN
_PARTICLES = frozenset(
    (
        *("bin", "binti", "bint", "ibn", "al", "el", "de", "del", "da", "das", "do", "dos", "di"),
        *("van", "von", "der", "den", "ter", "ten", "la", "lo", "le", "abu", "ap", "af"),
    )
)
_OF_A_FATHER = frozenset(("bin", "binti", "bint", "ibn"))
_LISTED = _NAME & ~UNKNOWN | FAMILY_WORD
_SYLLABLE = 4
_ENDS = regex(
    r"[ \t]*(?:$|[\n,;:)(\]}\"'|/?]|\.(?:\s|$)|\d{1,3} ?(?:[mf]\b|y/?o))"
    r"| (?:mrn|dob|np|md|rn|lpn|cna|aprn|phd)\b"
)
_RUNS_ON = regex(r" (?:of|at|from|is|was|has|had|says|said|wrote|called|who)\b")
_INITIALS = regex(r"(?:^|[\s(\"'>])((?:[a-z]\.[ ]?){1,2})$")
_LOOK_BACK = 8
_PARTS = 4
_SHORT = 2
_IRISH = regex(r"[dlnomk]'[a-z]{3}")


def capitals(match: re.Match[str]) -> Iterator[int]:
    """Where one word of a name has its capitals: at its start, and behind `o'` and hyphens."""
    start, word = match.start(), match[0]
    yield start
    if _IRISH.match(word):
        yield start + 2
    at = word.find("-")
    while at >= 0:
        piece = word[at + 1 :].partition("-")[0]
        if len(piece) > _SHORT and not is_common(piece):
            yield start + at + 1
        at = word.find("-", at + 1)


def kind(words: Words, start: int, word: str) -> int:
    """What is known of the first piece of a word; an Irish surname is one of the lists."""
    if _IRISH.match(word):
        return FAMILY
    if "-" not in word and "'" not in word:
        return words.at(start, word)
    compound = words.kind(start, word) if "-" in word else 0
    return words.at(start, re.split("['-]", word, maxsplit=1)[0]) | (compound & RARE_GIVEN)


def initials_before(text: str, start: int, low: str) -> list[int]:
    """Initials with dots right before a surname: `a. kruger`, and not `e. coli`."""
    found = _INITIALS.search(text, max(0, start - _LOOK_BACK), start)
    if found is None or is_common(low) or low in EPONYMS or low in PRODUCTS:
        return []
    if low in shipped("abbreviations") or low in NOT_A_NAME:
        return []
    return [at for at in range(found.start(1), start) if text[at].isalpha()]


def stands(text: str, match: re.Match[str]) -> bool:
    """Whether the word is one of prose: no piece of an address, a path or an identifier."""
    start, end = match.span()
    after = text[end : end + 2]
    return not (
        (start and (text[start - 1].isalnum() or text[start - 1] in "_./\\#-=&"))
        or (start > 1 and text[start - 1] == "@" and text[start - 2].isalnum())
        or after[:1].isalnum()
        or after[:1] in ("_", "@", "(", "=", "/")
        or (after[:1] in (".", "-") and after[1:].isalnum())
    )


def tail(text: str, words: Words, end: int, *, told: bool) -> Iterator[int]:
    """
    The capitals of what follows a name and can only be of it.

    `told`: a cue says that it is a name, so that its surname may be a word.
    """
    for _ in range(_PARTS):
        follows = _NEXT.match(text, end)
        if follows is None:
            return
        low = follows[1]
        if len(low) == 1:
            dotted = text.startswith(".", follows.end())
            if not dotted and (low in "aix" or _DECIMAL.match(text, follows.end())):
                return
            yield follows.start(1)
            end = follows.end() + dotted
            continue
        word = LOWER.match(text, follows.start(1))
        if word is None or not stands(text, word):
            return
        if _goes_on(text, words, word, told=told):
            yield from capitals(word)
        elif not _leads(text, words, word.end(), word[0], told=told):
            return
        end = word.end()


def _leads(text: str, words: Words, end: int, particle: str, *, told: bool) -> bool:
    """Whether a name follows a particle or a syllable: `ahmad bin yusof`, `teo boon kiat`."""
    for _ in range(_SHORT):
        follows = _NEXT.match(text, end)
        if follows is None:
            return False
        known = kind(words, follows.start(1), follows[1])
        if particle in _PARTICLES:
            if known & (_LISTED | (UNKNOWN if particle in _OF_A_FATHER else 0)):
                return follows[1] not in NOT_A_NAME
            particle, end = follows[1], follows.end()
        else:
            syllable = told and len(particle) <= _SYLLABLE and words.at(0, particle) & FAMILY_WORD
            return bool(syllable and known & (UNKNOWN | RARE_GIVEN | GIVEN))
    return False


def _goes_on(text: str, words: Words, word: re.Match[str], *, told: bool) -> bool:
    low = word[0]
    if low in NOT_A_NAME or (low in PLACE_AFTER and not (told and low in SURNAME_WORDS)):
        return False
    known = kind(words, word.start(), low)
    if known & _NAME or low in EVERYDAY_SURNAMES:
        return True
    if not (low in SHORT_NAMES or (told and (known & FAMILY_WORD or low in SURNAME_WORDS))):
        return False
    if told and known & FAMILY_WORD and _RUNS_ON.match(text, word.end()):
        return True
    return _ENDS.match(text, word.end()) is not None

"""Disfigured: words with symbols for letters, stars for vowels, or each of their letters twice."""

import re
from collections.abc import Iterable

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = ["DISFIGURED_SIGNS", "censored", "symbols", "undoubled"]

_CONSONANTS = "|".join(c + c for c in "bcdfghjklmnpqrstvwxyz")
_VOWELS = ("aa", "ee", "ii", "oo", "uu")
DISFIGURED_SIGNS = {
    # Of the layer beside these, whose words are disfigured too.
    "keyboard": (
        "\\b[a-z][A-Z]{5}",
        "\\b[a-z][A-Z]{2,} [a-z][A-Z]{2}",
        r"[!@#$%^&*()]{3}_[!@#$%^&*()]{2,4}",
    ),
    "symbols marks": (
        r"[A-Za-z0-9][@$!\xff][A-Za-z0-9]{0,4}[@$!][A-Za-z0-9]",
        r"[A-Za-z0-9][@$!][A-Za-z0-9]{0,4}[@$!\xff][A-Za-z0-9 .,']",
    ),
    # Two pairs side by side are in `balloon` as well, three in nothing.
    "doubled": tuple(rf"(?:{_CONSONANTS}){vowel}(?:{_CONSONANTS})" for vowel in _VOWELS),
    "censored marks": (
        r"[A-Z][a-z]{0,6}\*{1,2}[a-z]{1,6}\*",
        r"[A-Z][a-z]{0,3}\*[a-z]{2,8} [A-Z][a-z]{0,3}\*[a-z]{2}",
    ),
}

_LETTER = {
    "@": "a", "$": "s", "!": "i", "\u20ac": "e", "\xff": "e",
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t",
}  # fmt: skip
_WRITTEN = regex(r"(?<![\w@.+/$!\u20ac])[A-Za-z0-9@$!\u20ac\xff]{2,24}(?![\w@/]|[.!]\w)")
_SPOKEN = regex(r"(?i)(?!.*[bcdfghjklmnpqrstvwxz]{5}|.*[aeiou]{4})(?=.*[aeiouy])[a-z]+")
_SEVERAL = 2
SYMBOLS = "symbols_for_letters"
DOUBLED = "doubled_letters"
CENSORED = "letters_left_out"


def symbols(text: str) -> Iterable[Edit]:
    """Words with symbols for letters, where several are: `L@rkm00r`, `P\u20actt!b0n\u20ac`."""
    words = [found for found in _WRITTEN.finditer(text) if _is_symbolic(found[0])]
    meant = {found[0] for found in words if len(set(found[0]) & set(_LETTER)) > 1}
    if len(words) < _SEVERAL or not meant:
        return
    marked = meant if len(meant) >= _SEVERAL else set()
    for found in _WRITTEN.finditer(text):
        if not (_is_symbolic(found[0]) or _FIGURED.search(found[0])):
            continue
        mark = SYMBOLS if found[0] in marked else ""
        for at in range(*found.span()):
            letter = _LETTER.get(text[at])
            if letter is not None:
                first = at == found.start() or found[0].isupper()
                yield Edit(at, at + 1, letter.upper() if first else letter, mark)


def _is_symbolic(word: str) -> bool:
    """Whether letters and symbols stand for letters in it, and it can be spoken."""
    letters = sum(c.isalpha() and c.isascii() for c in word)
    if letters < _SEVERAL or letters * 2 < len(word) - 1:
        return False
    inner = word.rstrip("!")
    shown = sum(c in _SHOWN for c in inner)
    # An `@` by itself parts an address.
    if not shown or (shown == 1 and "@" in inner and not any(c.isdigit() for c in inner)):
        return False
    return _SPOKEN.fullmatch("".join(_LETTER.get(c, c) for c in word)) is not None


_FIGURED = regex(r"[A-Za-z][013457]+[A-Za-z]")
"""A word among those that has figures only."""
_SHOWN = frozenset("@$!\u20ac\xff")
_STARRED = rare(
    r"(?<![\w*])(?P<word>[A-Za-z][b-df-hj-np-tv-xz']{0,24}(?:\*{1,2}[b-df-hj-np-tv-xz']{0,24}){1,8}[a-z]?)(?![\w*])"
)
_LEAST, _LONG = 3, 7


def censored(text: str) -> Iterable[Edit]:
    """Words with stars for their vowels, where several are: what they say nobody can tell."""
    words = [found for found in _STARRED.finditer(text) if _is_starred(found[0], _LEAST)]
    if len({found[0] for found in words}) < _SEVERAL or not any(
        found[0].count("*") >= _SEVERAL and _is_starred(found[0], _LONG) for found in words
    ):
        return
    for found in words:
        for at in range(*found.span()):
            if text[at] == "*":
                yield Edit(at, at + 1, "", CENSORED)


def _is_starred(word: str, least: int) -> bool:
    """Whether it is so long, and has more letters than stars."""
    return (
        len(word) >= least
        and len(word) > 2 * word.count("*")
        # `B*h*s*d` is a product.
        and any(len(piece) > 1 for piece in word.split("*"))
    )


_TWICE = regex(r"(?<![A-Za-z0-9])(?:([A-Za-z0-9])\1){1,24}(?![A-Za-z0-9])")
_HEXADECIMAL = regex(r"[0-9a-fA-F]+")
_PAIRS_OF_A_WORD = 10


def undoubled(text: str) -> Iterable[Edit]:
    """Words and numbers of which each character stands twice, if a long word does."""
    found = list(_TWICE.finditer(text))
    if not any(_is_long(one) for one in found):
        return
    for one in found:
        for at in range(one.start(), one.end(), 2):
            yield Edit(at, at + 2, text[at], DOUBLED if _is_long(one) else "")


def _is_long(found: re.Match[str]) -> bool:
    word = found[0]
    return (
        len(word) >= _PAIRS_OF_A_WORD
        and word.isalpha()
        and len(set(word)) > _LEAST
        and _HEXADECIMAL.fullmatch(word) is None
        and list(word.lower()) != sorted(word.lower())  # in the order of the alphabet: a sample
    )

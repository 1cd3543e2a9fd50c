"""One capitalised word of a text, and what its kinds say of its place in a name."""

from typing import NamedTuple

from promptward.recognizers.name_words import (
    ACRONYM,
    COMMON,
    FAMILY,
    FAMILY_WORD,
    GIVEN,
    INITIAL,
    RARE_GIVEN,
    WORD,
    Part,
)
from promptward.recognizers.words import NOT_A_NAME, PLACE_AFTER

__all__ = ["NO_NAME", "SURNAMES_TOO", "CapitalWord", "is_idle", "is_plain", "surname_too"]

SURNAMES_TOO = frozenset(
    ("cross", "shield", "day", "bed", "page", "brother", "friend", "best", "head", "chart")
)
"""Words of headings that are surnames after a given name."""

NO_NAME = WORD | ACRONYM


class CapitalWord(NamedTuple):
    """A capitalised word that may end a segment."""

    start: int
    whole: int
    word: str
    low: str
    bits: int
    dotted: bool
    last: bool


def is_idle(low: str, bits: int) -> bool:
    """Whether a word is no name where no cue stands before it and no name that it goes on with."""
    if low in NOT_A_NAME or low in PLACE_AFTER:
        return bits != INITIAL
    return bool(bits & NO_NAME)


def is_plain(low: str, bits: int) -> bool:
    """Whether nothing that is known of a word speaks against its being a part of a name."""
    return not bits & NO_NAME and low not in NOT_A_NAME and low not in PLACE_AFTER


def surname_too(word: CapitalWord, parts: list[Part]) -> bool:
    """Whether a word of places or headings closes a name: `Helen Park`."""
    return bool(
        parts
        and word.last
        and word.bits & (FAMILY_WORD | FAMILY)
        and (word.low in PLACE_AFTER or word.low in SURNAMES_TOO)
        and any(part.bits & (COMMON | GIVEN | INITIAL | RARE_GIVEN) for part in parts)
    )

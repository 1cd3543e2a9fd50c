"""What is known of the words of one text: in which lists of names or of English they stand."""

import re
from typing import NamedTuple

from promptward.deferred import regex
from promptward.recognizers.eponyms import EPONYMS
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import AMBIGUOUS_LOWER, SHORT_GIVEN, SHORT_NAMES, SHORTHAND

__all__ = [
    "ACRONYM",
    "ANY_FAMILY",
    "ANY_GIVEN",
    "COMMON",
    "FAMILY",
    "FAMILY_WORD",
    "GIVEN",
    "GIVEN_WORD",
    "INITIAL",
    "LISTED",
    "RARE_FAMILY",
    "RARE_GIVEN",
    "UNKNOWN",
    "WORD",
    "Part",
    "Words",
]

COMMON, GIVEN, RARE_GIVEN, GIVEN_WORD = 1, 2, 4, 8
FAMILY, RARE_FAMILY, FAMILY_WORD = 16, 32, 64
INITIAL, UNKNOWN, WORD, ACRONYM = 128, 256, 512, 1024
ANY_GIVEN = COMMON | GIVEN | RARE_GIVEN
ANY_FAMILY = FAMILY | RARE_FAMILY
LISTED = ANY_GIVEN | GIVEN_WORD | ANY_FAMILY | FAMILY_WORD
_LISTS = (
    ("common_given", COMMON),
    ("given", GIVEN),
    ("given_words", GIVEN_WORD),
    ("surnames", FAMILY),
    ("surname_words", FAMILY_WORD),
)
_IRISH = regex(r"(?:[DKLMNOT]'|Mc|Mac|Fitz)[A-Z]")
_SHORTEST = 3


class Part(NamedTuple):
    """One word of a name: `bits` says in which lists it stands, `dotted` that a dot follows."""

    start: int
    end: int
    word: str
    bits: int
    dotted: bool


class Words:
    """Hits of the shared scan by where they start, and the larger lists on demand."""

    __slots__ = ("_kinds", "bits")

    def __init__(self, hits: Hits) -> None:
        self.bits = bits = dict[int, int]()
        for resource, bit in _LISTS:
            for start, _ in hits.get(resource, ()):
                bits[start] = bits[start] | bit if start in bits else bit
        self._kinds: dict[str, int] = {}

    def at(self, start: int, word: str) -> int:
        """What is known of one lower-case word without hyphen or apostrophe."""
        return self.bits.get(start, 0) or self.unlisted(word)

    def unlisted(self, low: str) -> int:
        """What is known of a word that the shared scan did not report."""
        known = self._kinds.get(low)
        if known is None:
            if len(low) < _SHORTEST:
                known = FAMILY_WORD if low in SHORT_NAMES else ACRONYM
                if low in SHORT_GIVEN:
                    known |= GIVEN_WORD
            elif low in EPONYMS:
                known = RARE_FAMILY
            elif low in shipped("english").alike[low[:2]]:
                known = WORD
            elif low in shipped("rare_given"):
                known = RARE_GIVEN
            elif low in shipped("rare_surnames"):
                known = RARE_FAMILY
            elif (low.endswith("s") and low[:-1] in shipped("english")) or low in AMBIGUOUS_LOWER:
                known = WORD
            else:
                known = UNKNOWN
            self._kinds[low] = known
        return known

    def kind(self, start: int, word: str, low: str = "") -> int:
        """
        The lists a word stands in; for a compound, those of its parts.

        `low` is the word in lower case, where the caller has it.
        """
        if len(word) == 1:
            return INITIAL
        plain = word.isalpha()
        if not (plain and word[1:].islower()) and _IRISH.match(word):
            return FAMILY
        if plain:
            low = low or word.lower()
            if low in SHORTHAND:
                return WORD
            found = self.bits.get(start, 0) or self.unlisted(low)
            return found & LISTED or found
        return self._compound(start, word)

    def _compound(self, start: int, word: str) -> int:
        at = start
        bits = 0
        worst = 0
        proper = True
        given = True
        for piece in re.split("['-]", word):
            found = self.at(at, piece.lower())
            if len(piece) > 1:
                bits |= found & LISTED
                worst |= found & ~LISTED
                given = given and bool(found & (COMMON | GIVEN))
                proper = proper and piece[0].isupper()
            at += len(piece) + 1
        if worst & WORD and not (proper and (bits or worst & UNKNOWN)):
            return WORD
        if bits and not proper and "-" in word:
            return RARE_GIVEN  # `Min-jun`, as given names of two syllables are written
        if not given and "-" in word:
            bits = bits & ~(COMMON | GIVEN) | (RARE_FAMILY if bits & (COMMON | GIVEN) else 0)
        return bits or worst & ~WORD or worst or UNKNOWN

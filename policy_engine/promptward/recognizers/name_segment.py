"""Words in an unbroken run that may be one name, without what cannot be a part of it."""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, PRODUCTS
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    COMMON,
    FAMILY_WORD,
    GIVEN,
    INITIAL,
    LISTED,
    UNKNOWN,
    Part,
)
from promptward.recognizers.words import (
    ADDRESSED,
    NOT_A_NAME,
    PLACE_AFTER,
    ROLES,
    SERVICES,
    SHORTHAND,
)

__all__ = ["Segment", "closes_name", "is_sex_of_row"]

_ABBREVIATION = 3
_REACHED = frozenset(("call", "ask", "tell", "page", "email", "text", "phone", "ring", "notify"))
"""What one does to people, at the start of a sentence."""

_SHORT = 2
_ENDS = regex(
    r"'s\b|[,;:)]|\.?(?:\n|$)|\. [A-Z]| (?:is|was|has|had|will|and|says|said|who|to|in|on|at)\b"
)

_SEXES = ("F", "M")
_AGE_OF_ROW = regex(r"[ \t|/]{1,3}\d{1,3}\b")


def is_sex_of_row(text: str, word: str, end: int) -> bool:
    """Whether a letter behind a name is a sex before an age: `QUILL F 8 asthma`."""
    return word in _SEXES and _AGE_OF_ROW.match(text, end) is not None


def closes_name(text: str, word: str, end: int) -> bool:
    """Whether a word of the larger lists of English may be a surname: `Mozelle Grimsby`."""
    low = word.lower()
    return (
        word[1:].islower()
        and len(low) > _SHORT
        and not is_common(low)
        and low not in NOT_A_NAME
        and low not in PLACE_AFTER
        and low not in ROLES
        and low not in SERVICES
        and low not in SHORTHAND
        and low not in PRODUCTS
        and low not in AFTER_EPONYM
        and _ENDS.match(text, end) is not None
    )


class Segment:
    """
    Parts of what may be a name, and what stands beside it.

    `stop` is the word, lower case, that ended it, or empty; `doubtful`: its last part is also a
    word of places or headings; `possessive`: `'s` follows; `phrase`: a capitalised everyday word
    follows, as in headings and the names of firms.
    """

    __slots__ = ("cues", "doubtful", "end", "parts", "phrase", "possessive", "start", "stop")

    def __init__(self, parts: list[Part], cues: frozenset[str], stop: str) -> None:
        if len(parts) > 2:  # noqa: PLR2004  # surname, given name, and what follows
            parts = _without_result(parts)
        if len(parts) > 1 and not cues:
            parts = _trimmed(parts)
        self.parts = parts
        self.cues = cues
        self.stop = stop
        self.doubtful = False
        self.possessive = False
        self.phrase = False
        self.start = parts[0].start
        last = parts[-1]
        # The dot of an initial belongs to it.
        self.end = last.end + (last.dotted and len(last.word) == 1)


def _without_result(parts: list[Part]) -> list[Part]:
    """Without the analyte behind a listed name in capitals: `QUILL ADA GLU 5.1`."""
    last = parts[-1]
    if last.bits != UNKNOWN or not last.word.isupper() or len(last.word) > _ABBREVIATION:
        return parts
    return parts[:-1] if all(part.bits & LISTED for part in parts[:-1]) else parts


def _trimmed(parts: list[Part]) -> list[Part]:
    """Without a verb before the name, and without the article `A`."""
    first = parts[0]
    if first.bits == INITIAL and first.word in "AI" and not first.dotted:
        return parts[1:]
    low = first.word.lower()
    titled = low in ADDRESSED or (low in ROLES and not first.bits & LISTED)
    if titled and parts[1].bits & LISTED & ~FAMILY_WORD:
        return parts[1:]
    if low in _REACHED and parts[1].bits & (ANY_FAMILY | UNKNOWN):
        return parts[1:]
    shouted = first.word.isupper() and not parts[1].word.isupper()
    if first.bits == FAMILY_WORD and not shouted and parts[1].bits & (COMMON | GIVEN):
        return parts[1:]
    return parts

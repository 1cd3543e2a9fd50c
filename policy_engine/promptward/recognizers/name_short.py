"""
What goes on with a name: two letters before or behind it (`Vo Thi Hoa`, `Tran Vy`, `Ma. Luz`), a
capitalised word of no list before a surname.

Two letters are most often an abbreviation, and a word is a word, so that neither is a name alone.
"""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.name_beside import is_role
from promptward.recognizers.regions import DEMONYMS
from promptward.recognizers.words import (
    NOT_A_NAME,
    PLACE_AFTER,
    SERVICES,
    SHORT_GIVEN,
    SHORT_NAMES,
    SHORTHAND,
)
from promptward_rules import word_list

__all__ = ["short_after", "short_before", "short_known", "syllables_after", "word_before"]

_SHORT = regex(r"(?:^|[\s(\"'/,:;*>\[-])([A-Z][a-z])\.? $")
_STARTS = regex(r"(?:^|[.!?\n][\"')]{0,2}\s{0,3}|[\"'(]|\n\s{0,8}[-*#>]{0,2}\s{0,3})$")
_AFTER = regex(r" ([A-Z][a-z])(?![A-Za-z0-9.:'/-])")
_LONGEST = 5
_NEVER = frozenset(word_list("names", "never short names"))
_SAID_FIRST = frozenset(["oh", "hi", "yo", "ha", "ah", "eh", "um"])
_STARTS_ONLY = _SAID_FIRST | {"an", "do", "so", "ty", "ta"}
"""Words that start a sentence; inside one they are names."""

_SPEAKS = regex(r"[:>] {1,2}$")
"""Behind who speaks: `Dr. Feld: Hi Lidia`, where `Name: An Nguyen` is one."""


def short_before(text: str, start: int) -> int:
    """Where a name of two letters stands right before a name; its own start if there is none."""
    if start < _LONGEST - 2 or text[start - 1] != " " or not text[start - 2 : start].strip():
        return start
    if not (text[start - 3].isupper() or text[start - 4 : start - 3].isupper()):
        return start
    found = _SHORT.search(text, max(0, start - _LONGEST), start)
    if found is None:
        return start
    at, low = found.start(1), found[1].lower()
    if low in _NEVER:
        return start
    if low in _STARTS_ONLY and _STARTS.search(text, max(0, at - 12), at):
        return start
    if low in _SAID_FIRST and _SPEAKS.search(text, max(0, at - 3), at):
        return start
    return at


def short_after(text: str, end: int) -> int:
    """The end of a name of two letters right after a surname; its own end if there is none."""
    found = _AFTER.match(text, end)
    return found.end() if found and found[1].lower() not in _NEVER else end


_MIDDLE = frozenset(("thi", "van"))
_SYLLABLES = regex(r"(?: [A-Z][a-z]{1,5}){1,2}(?![A-Za-z'-])")
_LISTED = frozenset(word_list("names", "surnames of Vietnam"))


def syllables_after(text: str, family: str, last: str, end: int) -> int:
    """
    The end of the syllables behind the middle name of a Vietnamese one: `Ly Thi Be Ba`.

    They are words in most languages, this one included; `family` and `last` are its first and last
    word so far, in lower case.
    """
    if last not in _MIDDLE or family not in _LISTED:
        return end
    found = _SYLLABLES.match(text, end)
    return found.end() if found else end


_WORD_BEFORE = regex(r"(?:[a-z,;] |\()([A-Z][a-z]{2,14}) $")
_DAYS = frozenset(("sunday", "monday", "friday"))
"""Given names in West Africa."""


def word_before(text: str, start: int) -> int:
    """
    Where a capitalised word stands right before a surname inside a sentence: `by Marigold Fenn`.

    A name of one word only is found then; the word is its given name, which no list holds.
    """
    blank = text.rfind(" ", max(0, start - 16), max(0, start - 1))
    at = max(blank, text.rfind("(", max(0, start - 16), start)) + 1
    if not text[at : at + 1].isupper():
        return start
    found = _WORD_BEFORE.search(text, max(0, start - 19), start)
    if found is None:
        return start
    low = found[1].lower()
    if low not in _DAYS and (
        is_common(low)
        or is_role(low)
        or low in NOT_A_NAME
        or low in PLACE_AFTER
        or low in SHORTHAND
        or low in EPONYMS
        or low in PRODUCTS
        or low in DEMONYMS
        or low in SERVICES
    ):
        return start
    return found.start(1)


def short_known(text: str, start: int) -> bool:
    """Whether the two letters that start there are a name of the lists, and no word as well."""
    low = text[start : start + 2].lower()
    return (low in SHORT_NAMES or low in SHORT_GIVEN) and low not in _STARTS_ONLY

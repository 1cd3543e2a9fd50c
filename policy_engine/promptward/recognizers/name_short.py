"""
Given names and surnames of two letters before the rest of a name: `Vo Thi Hoa`, `Ed Marsh`, `Ma. Luz`.

Two letters are most often an abbreviation, so that they are a name only where one goes on.
"""

from promptward.deferred import regex
from promptward.recognizers.words import SHORT_GIVEN, SHORT_NAMES

__all__ = ["short_before", "short_known"]

_SHORT = regex(r"(?:^|[\s(\"'/,:;*>\[-])([A-Z][a-z])\.? $")
_STARTS = regex(r"(?:^|[.!?\n][\"')]{0,2}\s{0,3}|[\"'(]|\n\s{0,8}[-*#>]{0,2}\s{0,3})$")
_LONGEST = 5
_NEVER = frozenset(
    """
    dr mr ms mx pt rn np sr jr lt rt hx dx tx rx fx sx bx cx vs re cc bc ex tv id iv im po ct st mt
    ft na mg ca cr cl hb ht wt rm fe zn hg bp hr rr ok as at be by go he if in is it me of on or to
    up us we am no my th tu pm gi gu ob er vp ph.d av rd ln ln pl
    """.split()  # noqa: SIM905  # legible
)
_STARTS_ONLY = frozenset(["an", "do", "so", "oh", "hi", "yo", "ty", "ta", "ha", "ah", "eh", "um"])
"""Words that start a sentence; inside one they are names."""


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
    return at


def short_known(text: str, start: int) -> bool:
    """Whether the two letters that start there are a name of the lists, and no word as well."""
    low = text[start : start + 2].lower()
    return (low in SHORT_NAMES or low in SHORT_GIVEN) and low not in _STARTS_ONLY

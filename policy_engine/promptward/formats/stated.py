"""What an allow says behind its categories: why, and until which day."""

import re

from promptward.deferred import regex

__all__ = ["UNREADABLE", "said_behind", "until_within"]

UNREADABLE = "?"
"""Stands for a last day that nobody can read: such an allow allows nothing."""

_REASON = regex(
    r"reason\s*=\s*(?:\\?\"([^\"\\\n]{1,200})\\?\"|'([^'\n]{1,200})'|([^\s\"']+))", re.IGNORECASE
)
_UNTIL = regex(r"\buntil\s*[=:]?\s*[\"']?(\d{4}-\d{2}-\d{2})(?!\d)", re.IGNORECASE)
# `until=tomorrow`, and a day under another name: `expires=2027-06-01`, `untill: 1.6.2027`,
# `till 1/6`.
_SLIP = regex(
    r"\buntil|\w\s*[=:]\s*[\"']?\d{1,4}[-/.]\d"
    r"|\b(?:till|expir\w{0,5}|ends?|valid)\b\W{0,3}(?:(?:on|to|till|by)\s{1,3})?\d",
    re.IGNORECASE,
)
# A day that the quotes of the reason, or its only word, took in.
_SWALLOWED = regex(r"\b(?:until|expires?)\s*[=:]\s*[\"']?\d", re.IGNORECASE)
_CLOSE = regex(r"\*/|--%?>|[#%?]\}|[%?]>|\\n|[\"']\s*[,;)}\]]")
"""Where a remark ends, or a string that it stands in: what follows is none of its words."""


def said_behind(rest: str) -> tuple[str, str]:
    """The reason and the last day, empty where none is said; a day that is none is UNREADABLE."""
    reason = _REASON.search(rest)
    said = "" if reason is None else reason[1] or reason[2] or reason[3]
    before, behind = (
        (rest, "") if reason is None else (rest[: reason.start()], rest[reason.end() :])
    )
    beside = f"{before} {behind}"
    until = _UNTIL.search(beside)
    day = "" if until is None else until[1]
    if until is not None:
        beside = f"{beside[: until.start()]} {beside[until.end() :]}"
    closed = _CLOSE.search(beside)
    own = beside if closed is None else beside[: closed.start()]
    if reason is not None and reason[3] and _CLOSE.search(said):
        own = before  # the remark ends within the word
    return said, UNREADABLE if _SLIP.search(own) or _SWALLOWED.search(said) else day


def until_within(rest: str) -> tuple[int, int] | None:
    """Where a last day stands, with its word."""
    found = _UNTIL.search(rest)
    return None if found is None else found.span()

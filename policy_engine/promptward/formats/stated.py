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
# `until=tomorrow`, and a day under another name: `expires=2027-06-01`, `untill: 1.6.2027`.
_SLIP = regex(r"\buntil|\w\s*[=:]\s*[\"']?\d{1,4}[-/.]\d", re.IGNORECASE)


def said_behind(rest: str) -> tuple[str, str]:
    """The reason and the last day, empty where none is said; a day that is none is UNREADABLE."""
    reason = _REASON.search(rest)
    said = "" if reason is None else reason[1] or reason[2] or reason[3]
    beside = rest if reason is None else f"{rest[: reason.start()]} {rest[reason.end() :]}"
    until = _UNTIL.search(beside)
    day = "" if until is None else until[1]
    if until is not None:
        beside = f"{beside[: until.start()]} {beside[until.end() :]}"
    return said, UNREADABLE if _SLIP.search(beside) else day


def until_within(rest: str) -> tuple[int, int] | None:
    """Where a last day stands, with its word."""
    found = _UNTIL.search(rest)
    return None if found is None else found.span()

"""
Allows: findings that somebody accepted, on the line, with a category and a reason.

`promptward: allow[ssn] reason="faker, seed 7" until=2027-06-01` in a comment holds for its line,
or for the next one if the comment stands alone. An allow without a reason, or one whose day has
passed, allows nothing and is told.
"""

import datetime as dt
import re
from typing import NamedTuple

from promptward.scan.outcome import Note

__all__ = ["SIGN", "Allow", "Allows", "without"]

SIGN = "promptward:"
_ALLOW = re.compile(r"promptward:\s*allow\[\s*([\w, *-]{1,200})\]([^\n]{0,400})", re.IGNORECASE)
_REASON = re.compile(
    r"reason\s*=\s*(?:\\?\"([^\"\\\n]{1,200})\\?\"|'([^'\n]{1,200})'|([^\s\"']+))"
)
_UNTIL = re.compile(r"until\s*=\s*[\"']?(\d{4}-\d{2}-\d{2})")
_HEAD = re.compile(r"promptward:\s*allow\[[\w, *-]{1,200}\]", re.IGNORECASE)
_BEFORE = re.compile(r"[\s#/*<!;\-%\"'.\\nrem,\[]*$", re.IGNORECASE)


def without(text: str) -> str:
    """The text with what an allow itself says blanked out, but for its reason."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found[0])

    return _UNTIL.sub(blank, _HEAD.sub(blank, text))


class Allow(NamedTuple):
    """Which lines of a text it holds for, for what, why, and until which day."""

    line: int
    last: int
    categories: frozenset[str]
    reason: str
    until: dt.date | None


class Allows:
    """The allows of one text, and which of them were needed."""

    __slots__ = ("_found", "_used", "notes")

    def __init__(self, text: str, today: dt.date) -> None:
        self._found: list[Allow] = []
        self._used: set[Allow] = set()
        self.notes: list[Note] = []
        if SIGN not in text:
            return
        for number, line in enumerate(text.split("\n"), 1):
            found = _ALLOW.search(line) if SIGN in line else None
            if found is not None:
                self._add(number, line, found, today)

    def _add(self, number: int, line: str, found: re.Match[str], today: dt.date) -> None:
        where = f"line {number}"
        reason = _REASON.search(found[2])
        if reason is None:
            self.notes.append(
                Note("allow_without_reason", where, 'has no reason="…" and so allows nothing')
            )
            return
        until = _UNTIL.search(found[2])
        day: dt.date | None = None
        if until is not None:
            try:
                day = dt.date.fromisoformat(until[1])
            except ValueError:
                self.notes.append(
                    Note("expired_allow", where, "ends on a day that does not exist")
                )
                return
            if day < today:
                self.notes.append(Note("expired_allow", where, f"ended on {day}"))
                return
        alone = _BEFORE.match(line[: found.start()]) is not None
        categories = frozenset(name.strip().lower() for name in found[1].split(","))
        said = reason[1] or reason[2] or reason[3]
        self._found.append(Allow(number, number + (1 if alone else 0), categories, said, day))

    def reason(self, line: int, category: str) -> str:
        """Why a finding of a line is allowed; empty if it is not."""
        name = category.rpartition(".")[2]
        for allow in self._found:
            if allow.line <= line <= allow.last and name in allow.categories:
                self._used.add(allow)
                return allow.reason
        return ""

    def unused(self) -> list[Note]:
        """Those that nothing was found for: they may hide what comes later."""
        return [
            Note("unused_allow", f"line {allow.line}", "allows what is not there; take it out")
            for allow in self._found
            if allow not in self._used
        ]

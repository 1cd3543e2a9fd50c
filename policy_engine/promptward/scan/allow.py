"""
Allows: findings that somebody accepted, on the line, with a category and a reason.

`promptward: allow[ssn] reason="faker, seed 7" until=2027-06-01` in a comment holds for its line,
or for the next one if the comment stands alone. An allow without a reason, or one whose day has
passed, allows nothing and is told. In a notebook the metadata or a tag of a cell may say the same.
"""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from promptward.deferred import regex
from promptward.formats.segment import Stated
from promptward.formats.stated import said_behind, until_within
from promptward.scan.outcome import Note

__all__ = ["SIGN", "Allow", "Allows", "StatedAllows", "without"]

SIGN = "promptward:"
_ALLOW = regex(r"promptward:\s*allow\[\s*([\w, *-]{1,200})\]([^\n]{0,400})", re.IGNORECASE)
_HEAD = regex(r"promptward:\s*allow\[[\w, *-]{1,200}\]", re.IGNORECASE)
_BEFORE = regex(r"[\s#/*<!;\-%\"'.\\nrem,\[]*$", re.IGNORECASE)


def without(text: str) -> str:
    """The text with what allows themselves say blanked out, but for their reasons."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found[0])

    def unsaid(found: re.Match[str]) -> str:
        line = _HEAD.sub(blank, found[0])
        day = until_within(line)
        return (
            line if day is None else f"{line[: day[0]]}{' ' * (day[1] - day[0])}{line[day[1] :]}"
        )

    return _ALLOW.sub(unsaid, text)


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
        said, until = said_behind(found[2])
        day = _day(f"line {number}", said, until, today)
        if isinstance(day, Note):
            self.notes.append(day)
            return
        alone = _BEFORE.match(line[: found.start()]) is not None
        categories = frozenset(name.strip().lower() for name in found[1].split(","))
        self._found.append(Allow(number, number + (1 if alone else 0), categories, said, day))

    def reason(self, line: int, category: str) -> str:
        """Why a finding of a line is allowed; empty if it is not."""
        name = category.rpartition(".")[2]
        for allow in self._found:
            if allow.line <= line <= allow.last and name in allow.categories:
                self._used.add(allow)
                return allow.reason
        return ""

    def unused(self, known: Collection[str] = ()) -> list[Note]:
        """
        Those that nothing was found for: they may hide what comes later.

        `known` are the policy's categories, short and in lower case, to tell what is mistyped.
        """
        return [
            Note("unused_allow", f"line {allow.line}", _unneeded(allow.categories, known))
            for allow in self._found
            if allow not in self._used
        ]


class StatedAllows:
    """The allows of a file that hold for whole segments, and which of them were needed."""

    __slots__ = ("_today", "_used")

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self._used: dict[Stated, bool] = {}

    def reason(self, stated: Sequence[Stated], category: str) -> str:
        """Why a finding of a segment with these is allowed; empty if it is not."""
        name = category.rpartition(".")[2]
        for allow in stated:
            self._used.setdefault(allow, False)
            known = {one.lower() for one in allow.categories}
            if name in known and not isinstance(self._day(allow), Note):
                self._used[allow] = True
                return allow.reason
        return ""

    def met(self, stated: Sequence[Stated]) -> None:
        """Remember that these are in the file."""
        for allow in stated:
            self._used.setdefault(allow, False)

    def notes(self, known: Collection[str] = ()) -> list[Note]:
        """Those that allow nothing, have ended, or were not needed; `known` as of `unused`."""
        found = []
        for allow, used in self._used.items():
            day = self._day(allow)
            if isinstance(day, Note):
                found.append(day)
            elif not used:
                named = {one.lower() for one in allow.categories}
                found.append(Note("unused_allow", allow.where, _unneeded(named, known)))
        return found

    def _day(self, allow: Stated) -> dt.date | Note | None:
        return _day(allow.where, allow.reason, allow.until, self._today)


def _unneeded(named: Collection[str], known: Collection[str]) -> str:
    """Why an allow was not needed. What was written is not repeated: it may be a value."""
    strange = sorted(name for name in named if name not in known)
    if not known or not strange:
        return "allows what is not there; take it out"
    from promptward_dsl.nearest import nearest  # noqa: PLC0415  # only after a slip

    near = nearest(strange[0], sorted(known))
    meant = f"did you mean `{near}`?" if near else "findings say theirs, as `names`"
    return f"allows a category that the policy does not have; {meant}"


def _day(where: str, reason: str, until: str, today: dt.date) -> dt.date | Note | None:
    """Until when an allow holds (None: without end), or why it does not."""
    if not reason:
        return Note("allow_without_reason", where, 'has no reason="…" and so allows nothing')
    if not until:
        return None
    try:
        day = dt.date.fromisoformat(until)
    except ValueError:
        said = "ends on a day that can't be read, and so allows nothing; write until=2027-06-01"
        return Note("expired_allow", where, said)
    return Note("expired_allow", where, f"ended on {day}") if day < today else day

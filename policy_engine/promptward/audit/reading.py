"""Reading a log: its records, those that a filter lets through."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from promptward.audit.failure import AuditError
from promptward.audit.layout import Layout
from promptward.system_error import reason_of

__all__ = [
    "Filter",
    "Row",
    "counts_in",
    "number_of",
    "read_lines",
    "read_records",
    "subjects_of",
    "text_of",
    "words_of",
]

Row: TypeAlias = Mapping[str, object]
"""A record as it was read: plain JSON."""


class Filter(NamedTuple):
    """
    What is wanted; None and empty let everything through.

    `since` and `until` are the beginnings of times as records write them (`2026-11-23`,
    `2026-11-23T08`); `until` is included; `id` is the
    beginning of one. `subjects` are digests, of which any will do.
    """

    since: str | None = None
    until: str | None = None
    events: frozenset[str] = frozenset()
    actor: str | None = None
    destination: str | None = None
    purpose: str | None = None
    verdict: str | None = None
    id: str | None = None
    session: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    def lets(self, row: Row) -> bool:  # a line for each thing that may be asked
        """Whether a record is wanted."""
        time = text_of(row, "ts")
        if self.since is not None and time < self.since:
            return False
        if self.until is not None and time[: len(self.until)] > self.until:
            return False
        if self.events and row.get("ev") not in self.events:
            return False
        for wanted, name in (
            (self.actor, "actor"),
            (self.verdict, "verdict"),
        ):
            if wanted is not None and row.get(name) != wanted:
                return False
        for wanted, name in ((self.destination, "dest"), (self.purpose, "purpose")):
            if wanted is not None and not _named(row.get(name), wanted):
                return False
        if self.id is not None and not text_of(row, "id").startswith(self.id):
            return False
        if self.session and row.get("session") not in self.session:
            return False
        return not self.subjects or any(d in self.subjects for _, _, d in subjects_of(row))


def subjects_of(row: Row) -> Iterator[tuple[str, str, str]]:
    """Category, what became of it and digest of each identifier in a record; the person's too."""
    listed = row.get("subjects")
    if isinstance(listed, list):
        for one in listed:
            if isinstance(one, list) and len(one) == 3:  # noqa: PLR2004  # as they are written
                yield str(one[0]), str(one[1]), str(one[2])
    person = row.get("person")
    if isinstance(person, str):
        yield "person", "named", person


def read_records(folder: str, wanted: Filter | None = None) -> Iterator[dict[str, object]]:
    """
    The records of a log, in order, without those that the filter keeps back.

    What is no record (a torn end, damage) is passed over: `verify` is who judges. Raises
    AuditError where there is no log.
    """
    for line in read_lines(folder):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and (wanted is None or wanted.lets(row)):
            yield row


def read_lines(folder: str) -> Iterator[bytes]:
    """The lines of all segments. Raises AuditError where there are none to read."""
    layout = Layout(folder)
    try:
        for first in layout.firsts():
            with open(layout.segment(first), "rb") as file:
                for line in file:
                    yield line.rstrip(b"\n")
    except FileNotFoundError:
        raise AuditError(
            "audit_missing", f"no log stands in `{folder}`: promptward audit init"
        ) from None
    except OSError as error:
        reason = reason_of(error)
        raise AuditError("audit_unwritable", f"`{folder}`: {reason}") from None


def text_of(row: Row, name: str) -> str:
    """A field that holds a word, '' where there is none."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def words_of(row: Row, name: str) -> tuple[str, ...]:
    """A field that holds words."""
    value = row.get(name)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def number_of(row: Row, name: str) -> int:
    """A field that holds a number, 0 where there is none."""
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def counts_in(row: Row, name: str) -> Mapping[str, int]:
    """A field that holds numbers by name."""
    value = row.get(name)
    if not isinstance(value, dict):
        return {}
    return {str(key): number for key, number in value.items() if isinstance(number, int)}


def _named(value: object, wanted: str) -> bool:
    """Whether a canonical name is `wanted`, or ends in it."""
    return isinstance(value, str) and (value == wanted or value.endswith(f".{wanted}"))

"""
The baseline: findings that were there before, known again without any value.

Sorted JSON lines without line numbers, times or versions of the tool, so that two branches merge
and nothing changes without a reason. An entry knows its finding by path, category, structural
place and the words around it (`context.fingerprint`); `n` is how many there are, so that one more
is a new finding. With a key that lies outside the repository, keyed tags of the values close the
remaining gap: one value swapped for another in the same place.
"""

import datetime as dt
import hmac
import json
import os
from collections.abc import Iterable
from typing import NamedTuple

from promptward.no_pipe import no_pipe
from promptward.scan.outcome import FileScan, Note, Placed

__all__ = [
    "PLACE",
    "STATES",
    "Baseline",
    "BaselineError",
    "Entry",
    "gathered",
    "read_baseline",
    "tag_of",
]

PLACE = os.path.join(".promptward", "baseline.jsonl")
STATES = ("todo", "synthetic", "false", "accepted", "real")
"""What an audit says: not looked at, invented, no identifier, accepted; `real` is never hidden."""

_TAG = 20  # hexadecimal digits: 80 bits


class BaselineError(Exception):
    """A baseline that can't be used; the message says which line, and what to do."""


class Entry(NamedTuple):
    """One line of a baseline."""

    path: str
    category: str
    loc: str
    fp: str
    n: int
    status: str = "todo"
    reason: str = ""
    by: str = ""
    expires: str = ""
    tags: tuple[str, ...] = ()

    def to_line(self) -> str:
        """JSON without what is empty; keys in one order."""
        data: dict[str, object] = {"path": self.path, "category": self.category}
        if self.loc:
            data["loc"] = self.loc
        data |= {"fp": self.fp, "n": self.n, "status": self.status}
        for name in ("reason", "by", "expires"):
            if getattr(self, name):
                data[name] = getattr(self, name)
        if self.tags:
            data["tags"] = list(self.tags)
        return json.dumps(data, ensure_ascii=True)

    def holds(self, today: dt.date) -> bool:
        """Whether it hides its finding."""
        return self.status != "real" and (not self.expires or self.expires >= today.isoformat())


def tag_of(key: bytes, category: str, value: str) -> str:
    """A keyed tag of a value, 80 bits; without the key it says nothing about the value."""
    message = f"{category}\0{value}".encode("utf-8", "surrogatepass")
    return hmac.new(key, message, "sha256").hexdigest()[:_TAG]


class Baseline:
    """Entries by path and fingerprint, and how many of each were met."""

    __slots__ = ("_met", "entries")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            known = self.entries.get((entry.path, entry.fp))
            # Two branches that were merged line by line may both have one.
            if known is None or known.n < entry.n:
                self.entries[entry.path, entry.fp] = entry
        self._met: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self.entries)

    def apply(self, scan: FileScan, today: dt.date) -> FileScan:
        """
        The same scan, with findings that the baseline knows marked as such.

        Each version of a file may hold what its entries say, since history has several.
        """
        if not self.entries or not scan.findings:
            return scan
        notes = list(scan.notes)
        left: dict[tuple[str, str], int] = {}
        return scan._replace(
            findings=tuple(
                self._applied(scan.path, placed, today, notes, left) for placed in scan.findings
            ),
            notes=tuple(notes),
        )

    def _applied(
        self,
        path: str,
        placed: Placed,
        today: dt.date,
        notes: list[Note],
        left: dict[tuple[str, str], int],
    ) -> Placed:
        key = (_posix(path), placed.fingerprint)
        entry = self.entries.get(key)
        if entry is None or placed.status != "new":
            return placed
        self._met[key] = self._met.get(key, 0) + placed.times
        if not entry.holds(today):
            if entry.status != "real":
                notes.append(
                    Note("expired_baseline", placed.place.where, f"ended on {entry.expires}")
                )
            return placed
        if placed.tag and entry.tags and placed.tag not in entry.tags:
            return placed
        if left.setdefault(key, entry.n) < placed.times:
            return placed
        left[key] -= placed.times
        return placed._replace(status="baseline", reason=entry.reason or entry.status)

    def again(self) -> "Baseline":
        """The same with nothing met yet."""
        return Baseline(self.entries.values())

    def gone(self) -> list[Entry]:
        """Entries whose findings were not met, or less often than they say."""
        return [e for key, e in self.entries.items() if self._met.get(key, 0) < e.n]

    def met(self, key: tuple[str, str]) -> int:
        """How many findings of an entry were met."""
        return self._met.get(key, 0)

    def lines(self) -> str:
        """The file."""
        ordered = sorted(self.entries.values())
        return "".join(f"{entry.to_line()}\n" for entry in ordered)


def gathered(scans: Iterable[FileScan], known: Baseline | None = None) -> Baseline:
    """A baseline of all findings of a scan; what `known` says of them is kept."""
    counts: dict[tuple[str, str], Entry] = {}
    for scan in scans:
        path = _posix(scan.path)
        for placed in scan.findings:
            if placed.status == "allowed":
                continue
            key = (path, placed.fingerprint)
            before = counts.get(key)
            tags = {placed.tag} - {""}
            if before is None:
                category = placed.finding.category.rpartition(".")[2]
                old = known.entries.get(key) if known is not None else None
                fresh = Entry(path, category, placed.place.anchor, placed.fingerprint, 0)
                before = (old or fresh)._replace(n=0, tags=())
            counts[key] = before._replace(
                n=before.n + placed.times, tags=tuple(sorted({*before.tags, *tags}))
            )
    return Baseline(counts.values())


def read_baseline(path: str) -> Baseline:
    """The baseline of a file; empty if there is none. Raises BaselineError."""
    try:
        with open(path, encoding="utf-8-sig", opener=no_pipe) as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return Baseline()
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"can't be read: {type(error).__name__}") from None
    return Baseline(_entry(line, number) for number, line in enumerate(lines, 1) if line.strip())


def _entry(line: str, number: int) -> Entry:
    try:
        data = json.loads(line)
        entry = Entry(
            str(data["path"]), str(data["category"]), str(data.get("loc", "")), str(data["fp"]),
            int(data["n"]), str(data.get("status", "todo")), str(data.get("reason", "")),
            str(data.get("by", "")), str(data.get("expires", "")),
            tuple(map(str, data.get("tags", ()))),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        what = (
            "a conflict of a merge"
            if line[:7] in ("<<<<<<<", "=======", ">>>>>>>")
            else "no entry"
        )
        raise BaselineError(
            f"line {number} is {what}: repair it, or create the baseline anew"
        ) from None
    if entry.expires and not _is_day(entry.expires):
        raise BaselineError(f"line {number}: `expires` is no day: write it as 2027-06-01")
    strange = sorted(data.keys() - _KEYS)
    if strange:
        raise BaselineError(f"line {number}: entries know {', '.join(Entry._fields)}")
    if entry.status not in STATES:
        raise BaselineError(f"line {number}: the status must be one of {', '.join(STATES)}")
    return entry


_KEYS = frozenset(Entry._fields)


def _is_day(text: str) -> bool:
    # As a text that sorts by days: other forms of the standard, such as 20270601, do not.
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")

"""The nouns of a scan: what came of a finding, of a file, and of the whole."""

from collections import Counter
from typing import Literal, NamedTuple, TypeAlias

from promptward.formats.segment import Place, UnreadError
from promptward.model import Finding

__all__ = ["FileScan", "Note", "Placed", "Status", "Totals", "Unread", "unread_of"]

Status: TypeAlias = Literal["new", "baseline", "allowed"]
"""Whether a finding counts: new ones do, those in the baseline or allowed with a reason do not."""


class Unread(NamedTuple):
    """Why something was not read: a stable code, what is wrong, and what to do."""

    code: str
    message: str
    help: str


def unread_of(error: UnreadError) -> Unread:
    """The same as an exception of a format says it."""
    return Unread(error.code, error.message, error.help)


class Placed(NamedTuple):
    """
    A finding in a file, and where a person sees it.

    `exact` says that `finding.start` and `.end` are code points of the decoded file. `context` is
    the line around it without any value. `fingerprint` stays the same when lines move.
    `times` is more than one for a whole column or for more of the same kind in the same place.
    `also` names other categories of the same text; `reason` why it is allowed or in the baseline.
    `tag` is a keyed tag of the value, only where the baseline has a key (`baseline.tag_of`);
    `ranges` where it stands in the decoded file, only where it is to be replaced.
    """

    place: Place
    finding: Finding
    exact: bool = True
    context: str = ""
    fingerprint: str = ""
    times: int = 1
    also: tuple[str, ...] = ()
    status: Status = "new"
    reason: str = ""
    tag: str = ""
    ranges: tuple[tuple[int, int], ...] = ()

    def to_json(self) -> dict[str, object]:
        """The form of `Finding`, with what the file adds."""
        data = self.finding.to_json()
        if not self.exact:
            del data["start"], data["end"]
        data["location"] = self.place.where
        if self.place.line:
            data["line"], data["column"] = self.place.line, self.place.column
        data["fingerprint"] = self.fingerprint
        data["context"] = self.context
        data["status"] = self.status
        if self.times > 1:
            data["count"] = self.times
        if self.also:
            data["also"] = list(self.also)
        if self.reason:
            data["reason"] = self.reason
        return data


class Note(NamedTuple):
    """What a person should know of a file: an allow that expired or was not needed."""

    code: str
    where: str
    message: str


class FileScan(NamedTuple):
    """What came of one file: findings, what of it was left out, and why if not all was scanned."""

    path: str
    size: int = 0
    findings: tuple[Placed, ...] = ()
    unread: Unread | None = None
    left_out: tuple[tuple[str, int], ...] = ()
    notes: tuple[Note, ...] = ()
    format: str = ""
    commit: str = ""

    @property
    def label(self) -> str:
        """How people are told of it: `path`, or `commit:path` of a version in history."""
        return f"{self.commit}:{self.path}" if self.commit else self.path

    @property
    def out_of_scope(self) -> bool:
        """Whether it is nothing but a picture, a program and the like."""
        return self.format.startswith("=")

    def to_json(self) -> dict[str, object]:
        """Path, format and findings, and what could not be scanned."""
        data: dict[str, object] = {
            "path": self.path,
            "format": self.format,
            "findings": [placed.to_json() for placed in self.findings],
        }
        if self.commit:
            data["commit"] = self.commit
        if self.left_out:
            data["left_out"] = dict(self.left_out)
        if self.notes:
            data["notes"] = [note._asdict() for note in self.notes]
        if self.unread is not None:
            data["error"], data["message"] = self.unread.code, self.unread.message
        return data


class Totals:
    """What a scan adds up to; grows while the scan runs."""

    __slots__ = (
        "allowed", "baseline", "bytes", "expired", "files", "findings", "left_out",
        "out_of_scope", "unread",
    )  # fmt: skip

    def __init__(self) -> None:
        self.files = 0
        self.bytes = 0
        self.findings = 0
        self.baseline = 0
        self.allowed = 0
        self.expired = 0
        self.unread: Counter[str] = Counter()
        self.out_of_scope: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()

    def add(self, scan: FileScan) -> None:
        """Count one file."""
        if scan.out_of_scope:
            self.out_of_scope[scan.format[1:]] += 1
            return
        if scan.unread is not None:
            self.unread[scan.unread.code] += 1
        else:
            self.files += 1
            self.bytes += scan.size
        self.left_out.update(dict(scan.left_out))
        self.expired += sum(1 for note in scan.notes if note.code == "expired_allow")
        for placed in scan.findings:
            if placed.status == "new":
                self.findings += placed.times
            elif placed.status == "baseline":
                self.baseline += placed.times
            else:
                self.allowed += placed.times

    def to_json(self) -> dict[str, object]:
        """All counts."""
        return {
            "files": self.files,
            "bytes": self.bytes,
            "findings": self.findings,
            "baseline": self.baseline,
            "allowed": self.allowed,
            "expired_allows": self.expired,
            "not_scanned": dict(sorted(self.unread.items())),
            "out_of_scope": dict(sorted(self.out_of_scope.items())),
            "left_out": dict(sorted(self.left_out.items())),
        }

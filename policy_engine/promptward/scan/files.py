"""Scanning files: from paths to findings with places, or the reason why there are none."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from promptward.model import Finding, ScanError
from promptward.scan.lines import Lines
from promptward.scan.read_text import MAX_BYTES, Text, Unread, read_file, read_standard_input
from promptward.scan.walk import Missing, OutOfScope, walk
from promptward_dsl.lattice import Confidence

__all__ = ["FileScan", "Find", "Placed", "Totals", "scan_files", "scan_text"]

Find: TypeAlias = Callable[[str], Iterable[Finding]]
STANDARD_INPUT = "-"


class Placed(NamedTuple):
    """A finding and where a person sees it: line and column from 1."""

    line: int
    column: int
    finding: Finding


class FileScan(NamedTuple):
    """What came of one file: its findings, or why it was not scanned (`unread`)."""

    path: str
    size: int
    findings: tuple[Placed, ...]
    unread: Unread | None = None

    def to_json(self) -> dict[str, object]:
        """Path and findings; or path, the code and what is wrong."""
        if self.unread is not None:
            return {"path": self.path, "error": self.unread.code, "message": self.unread.message}
        return {"path": self.path, "findings": [p.finding.to_json() for p in self.findings]}


class Totals:
    """What a scan adds up to; grows while the scan runs."""

    __slots__ = ("bytes", "files", "findings", "out_of_scope", "unread")

    def __init__(self) -> None:
        self.files = 0
        self.bytes = 0
        self.findings = 0
        self.out_of_scope = 0
        self.unread: dict[str, int] = {}

    def add(self, scan: FileScan) -> None:
        """Count one file."""
        if scan.unread is not None:
            self.unread[scan.unread.code] = self.unread.get(scan.unread.code, 0) + 1
            return
        self.files += 1
        self.bytes += scan.size
        self.findings += len(scan.findings)

    def to_json(self) -> dict[str, object]:
        """All counts."""
        return {
            "files": self.files,
            "bytes": self.bytes,
            "findings": self.findings,
            "not_scanned": dict(sorted(self.unread.items())),
            "out_of_scope": self.out_of_scope,
        }


def scan_files(
    paths: Iterable[str],
    find: Find,
    *,
    least: Confidence,
    totals: Totals,
    limit: int = MAX_BYTES,
) -> Iterator[FileScan]:
    """
    Scan each file once, in the order of `walk`; `-` is standard input.

    A failure of the engine on one file is that file's `engine_error`, never the end of the scan
    and never an exception: what failed to be looked at must not pass as clean.
    """
    for path in _targets(paths):
        if isinstance(path, OutOfScope):
            totals.out_of_scope += 1
            continue
        scan = _scan_one(path, find, least, limit)
        totals.add(scan)
        yield scan


def scan_text(path: str, text: Text, find: Find, least: Confidence) -> FileScan:
    """The findings of one text from `least` confidence on, with their places."""
    try:
        findings = [f for f in find(text.text) if f.confidence >= least]
    except ScanError as error:
        return FileScan(path, text.size, (), Unread(error.code, str(error), "split the file"))
    except Exception as error:  # noqa: BLE001  # whatever it was, this file was not scanned
        # The exception's own words may carry text; its type does not.
        message = f"the engine failed with {type(error).__name__}"
        return FileScan(
            path, text.size, (), Unread("engine_error", message, "report it, without the file")
        )
    lines = Lines(text.text)
    placed = []
    for finding in findings:
        line, column = lines.at(finding.start)
        where = f"line {line} column {column}"
        placed.append(Placed(line, column, finding._replace(location=where)))
    return FileScan(path, text.size, tuple(placed))


def _targets(paths: Iterable[str]) -> Iterator[str | Missing | OutOfScope]:
    named = list(paths)
    if STANDARD_INPUT in named:
        yield STANDARD_INPUT
    yield from walk(path for path in named if path != STANDARD_INPUT)


def _scan_one(path: str, find: Find, least: Confidence, limit: int) -> FileScan:
    if path == STANDARD_INPUT:
        text = read_standard_input(limit)
    elif isinstance(path, Missing):
        text = Unread("missing", "names no file", "check the path or the pattern")
    else:
        text = read_file(path, limit)
    if isinstance(text, Unread):
        return FileScan(path, 0, (), text)
    return scan_text(path, text, find, least)

"""Reports of one line a finding: for people, for GitHub's annotations, and as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator

from promptward.scan.outcome import FileScan, Placed, Totals
from promptward.scan.printing import printable
from promptward.scan.reports.facts import Facts, said, short
from promptward_dsl.lattice import Confidence

__all__ = ["github", "table", "text"]


def text(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """
    `path:line:column: confidence category …`, as compilers write it, and its line without values.

    What the baseline or an allow accepts is counted, not listed.
    """
    del totals, facts
    for scan in scans:
        path = printable(scan.label)
        for placed in scan.findings:
            if placed.status != "new":
                continue
            yield f"{path}{_at(placed)}: {_finding(placed)}"
            if placed.context:
                yield f"    | {placed.context}"
        for note in scan.notes:
            yield f"{path}: {note.where}: {note.message} [{note.code}]"
        if scan.unread is not None:
            unread = scan.unread
            yield f"{path}: not scanned: {unread.message}; {unread.help} [{unread.code}]"


def _at(placed: Placed) -> str:
    return f":{placed.place.line}:{placed.place.column}" if placed.place.line else ""


def _finding(placed: Placed) -> str:
    finding = placed.finding
    level = finding.confidence.word.ljust(len("medium"))
    line = f"{level} {said(finding)} by {finding.detector}"
    where = placed.place.where
    if where != f"line {placed.place.line} column {placed.place.column}":
        line += f", {printable(where)}"
    if placed.times > 1:
        line += f" ({placed.times:,} in all)"
    return line


_LEVELS = {Confidence.HIGH: "error", Confidence.MEDIUM: "warning", Confidence.LOW: "notice"}


def github(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """Workflow commands of GitHub Actions: `::error file=…,line=…::…`."""
    del totals
    for scan in scans:
        file = _property(scan.path)
        for placed in scan.findings:
            if placed.status == "new":
                where = (
                    f",line={placed.place.line},col={placed.place.column}"
                    if placed.place.line
                    else ""
                )
                finding = placed.finding
                title = _property(f"{facts.title(finding.category)}")
                message = f"{finding.confidence.word} {said(finding)}, {placed.place.where}"
                level = _LEVELS[finding.confidence]
                yield f"::{level} file={file}{where},title={title}::{_message(message)}"
        if scan.unread is not None:
            yield f"::error file={file},title=not scanned::{_message(scan.unread.message)}"
        for note in scan.notes:
            message = _message(f"{note.where} {note.message}")
            yield f"::warning file={file},title={note.code}::{message}"


def _message(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _message(value).replace(":", "%3A").replace(",", "%2C")


_COLUMNS = (
    "path", "line", "column", "location", "category", "safe_harbor", "confidence", "detector",
    "count", "status", "reason", "fingerprint", "context",
)  # fmt: skip


def table(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """CSV with a heading, one row a finding; what was not scanned has the category `!`."""
    del totals, facts
    yield _row(_COLUMNS)
    for scan in scans:
        for placed in scan.findings:
            finding = placed.finding
            yield _row((
                printable(scan.label), placed.place.line or "", placed.place.column or "",
                placed.place.where, short(finding.category), finding.safe_harbor or "",
                finding.confidence.word, finding.detector, placed.times, placed.status,
                placed.reason, placed.fingerprint, placed.context,
            ))  # fmt: skip
        if scan.unread is not None:
            yield _row((printable(scan.label), "", "", "", "!", "", "", scan.unread.code, "", "",
                        scan.unread.message, "", ""))  # fmt: skip


def _row(cells: Iterable[object]) -> str:
    line = io.StringIO()
    # A spreadsheet must not take a cell for a formula.
    safe = [f"'{cell}" if str(cell)[:1] in ("=", "+", "-", "@") else cell for cell in cells]
    csv.writer(line, lineterminator="").writerow(safe)
    return line.getvalue()

"""How a scan is reported: places, kinds and confidence; never the text that was found."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from promptward.scan.files import FileScan, Placed, Totals

__all__ = ["REPORTS", "printable", "summary"]


def text_report(scans: Iterable[FileScan], totals: Totals) -> Iterator[str]:
    """One line a finding, `path:line:column: confidence category …`, as compilers write them."""
    del totals
    for scan in scans:
        path = printable(scan.path)
        for placed in scan.findings:
            yield f"{path}:{placed.line}:{placed.column}: {_finding(placed)}"
        if scan.unread is not None:
            yield f"{path}: not scanned: {scan.unread.message} [{scan.unread.code}]"


def json_report(scans: Iterable[FileScan], totals: Totals) -> Iterator[str]:
    """One JSON object: `files`, `not_scanned` and `summary`."""
    scanned: list[dict[str, object]] = []
    unread: list[dict[str, object]] = []
    for scan in scans:
        (scanned if scan.unread is None else unread).append(scan.to_json())
    report = {"files": scanned, "not_scanned": unread, "summary": totals.to_json()}
    yield json.dumps(report, indent=2)


def jsonl_report(scans: Iterable[FileScan], totals: Totals) -> Iterator[str]:
    """One JSON object a file, as each is done."""
    del totals
    for scan in scans:
        yield json.dumps(scan.to_json())


# INVARIANT: `--format` offers exactly these; a new format is a function and an entry.
REPORTS: Mapping[str, Callable[[Iterable[FileScan], Totals], Iterator[str]]] = {
    "text": text_report,
    "json": json_report,
    "jsonl": jsonl_report,
}


def summary(totals: Totals) -> str:
    """The last line of every scan: how much was looked at, and what was not."""
    parts = [f"scanned {_count(totals.files, 'file')}, {_size(totals.bytes)}"]
    if totals.unread:
        reasons = ", ".join(f"{code} {n}" for code, n in sorted(totals.unread.items()))
        parts.append(f"not scanned {sum(totals.unread.values())} ({reasons})")
    if totals.out_of_scope:
        parts.append(f"out of scope {totals.out_of_scope} (links, version control)")
    parts.append(f"findings {totals.findings}")
    return "; ".join(parts)


def printable(path: str) -> str:
    """A path that can't move the cursor or break the encoding of whoever reads the report."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in path)


def _finding(placed: Placed) -> str:
    finding = placed.finding
    letter = f" ({finding.safe_harbor})" if finding.safe_harbor else ""
    level = finding.confidence.word.ljust(len("medium"))
    return f"{level} {finding.category}{letter} by {finding.detector}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _size(size: int) -> str:
    thousand = 1000
    if size < thousand:
        return _count(size, "byte")
    amount = float(size)
    for unit in ("kB", "MB"):
        amount /= thousand
        if amount < thousand:
            return f"{amount:.1f} {unit}"
    return f"{amount / thousand:.1f} GB"

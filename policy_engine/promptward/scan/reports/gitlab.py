"""GitLab: Code Quality, and the Secret Detection report (security report schemas 15.0)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from promptward.scan.outcome import FileScan, Totals
from promptward.scan.printing import printable
from promptward.scan.reports.facts import Facts, short
from promptward.scan.reports.written import written
from promptward_dsl.lattice import Confidence

__all__ = ["quality", "secrets"]

_QUALITY = {Confidence.HIGH: "critical", Confidence.MEDIUM: "major", Confidence.LOW: "minor"}
_SECURITY = {Confidence.HIGH: "Critical", Confidence.MEDIUM: "High", Confidence.LOW: "Low"}


def quality(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """An array; every fingerprint once, since GitLab shows only the first of those alike."""
    del totals
    seen: Counter[str] = Counter()
    yield "["
    separator = ""
    for scan in scans:
        for placed in scan.findings:
            if placed.status != "new":
                continue
            category = placed.finding.category
            number = seen[placed.fingerprint]
            seen[placed.fingerprint] += 1
            yield separator + written({
                "description": f"{facts.title(category)}: {placed.place.where}",
                "check_name": f"promptward.{short(category)}",
                "fingerprint": sha256(f"{placed.fingerprint}:{number}".encode()).hexdigest(),
                "severity": _QUALITY[placed.finding.confidence],
                "location": {
                    "path": printable(scan.path), "lines": {"begin": placed.place.line or 1},
                },
            })  # fmt: skip
            separator = ","
        if scan.unread is not None:
            mark = sha256(f"{scan.path}:{scan.unread.code}".encode("utf-8", "replace")).hexdigest()
            yield separator + written({
                "description": f"not scanned: {scan.unread.message}",
                "check_name": "promptward.not_scanned",
                "fingerprint": mark,
                "severity": "blocker",
                "location": {"path": printable(scan.path), "lines": {"begin": 1}},
            })  # fmt: skip
            separator = ","
    yield "]"


def secrets(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """One object of type `secret_detection`."""
    found: list[dict[str, object]] = []
    seen: Counter[str] = Counter()
    for scan in scans:
        for placed in scan.findings:
            if placed.status != "new":
                continue
            category = placed.finding.category
            number = seen[placed.fingerprint]
            seen[placed.fingerprint] += 1
            mark = sha256(f"{placed.fingerprint}:{number}".encode()).hexdigest()
            found.append({
                "id": mark,
                "category": "secret_detection",
                "name": f"Identifier found: {facts.title(category)}",
                "description": placed.place.where,
                "severity": _SECURITY[placed.finding.confidence],
                "solution": facts.help(category),
                "location": {
                    "file": printable(scan.path),
                    "commit": {"sha": "0" * 40},
                    "start_line": placed.place.line or 1,
                },
                "identifiers": [
                    {"type": "promptward_rule", "name": short(category), "value": short(category)}
                ],
            })  # fmt: skip
    tool = {
        "id": "promptward", "name": "Promptward", "version": facts.version,
        "vendor": {"name": "Promptward"},
    }  # fmt: skip
    ended = facts.ended or facts.began
    yield written({
        "version": "15.0.7",
        "scan": {
            "analyzer": tool,
            "scanner": tool,
            "type": "secret_detection",
            "start_time": facts.began.strftime("%Y-%m-%dT%H:%M:%S"),
            "end_time": ended.strftime("%Y-%m-%dT%H:%M:%S"),
            "status": "failure" if totals.unread else "success",
        },
        "vulnerabilities": found,
    })  # fmt: skip

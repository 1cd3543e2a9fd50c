"""
Reports of a scan, a file each. None of them shows a value.

A report is given scans as they come and gives lines; `Facts` say under which policy.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TypeAlias

from promptward.scan.outcome import FileScan, Totals
from promptward.scan.reports.facts import Facts

__all__ = ["REPORTS", "Facts", "Report", "report_of"]

Report: TypeAlias = Callable[[Iterable[FileScan], Totals, Facts], Iterator[str]]
"""Lines of a report; `totals` are complete when the scans have ended."""

REPORTS: dict[str, str] = {
    "text": "lines.text",
    "json": "objects.whole",
    "jsonl": "objects.lines",
    "sarif": "sarif.report",
    "junit": "junit.report",
    "github": "lines.github",
    "gitlab": "gitlab.quality",
    "gitlab-secrets": "gitlab.secrets",
    "csv": "lines.table",
    "html": "page.report",
}
"""INVARIANT: `--format` offers exactly these; a new one is a function and an entry."""


def report_of(name: str) -> Report:
    """The function of a report, imported now."""
    module, _, function = REPORTS[name].partition(".")
    found: Report = getattr(import_module(f"promptward.scan.reports.{module}"), function)
    return found

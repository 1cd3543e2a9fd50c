"""JUnit XML, as Jenkins, GitLab and others read it: a test case for each file."""

from collections.abc import Iterable, Iterator

from promptward.scan.outcome import FileScan, Totals
from promptward.scan.printing import printable
from promptward.scan.reports.facts import Facts, said

__all__ = ["report"]

_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


def report(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """One suite: files with new findings fail, those that could not be scanned are errors."""
    cases: list[str] = []
    failures = errors = tests = 0
    for scan in scans:
        if scan.out_of_scope:
            continue
        tests += 1
        new = [placed for placed in scan.findings if placed.status == "new"]
        inside = ""
        if new:
            failures += 1
            lines = "\n".join(
                f"{p.finding.confidence.word} {said(p.finding)}, {p.place.where}" for p in new
            )
            inside += (
                f'<failure message="{len(new)} findings" type="findings">{_text(lines)}</failure>'
            )
        if scan.unread is not None:
            errors += 1
            inside += f'<error message="{_text(scan.unread.message)}" type="{scan.unread.code}"/>'
        name = _text(printable(scan.label))
        cases.append(
            f'<testcase classname="promptward" name="{name}" file="{name}">{inside}</testcase>'
        )
    counts = f'tests="{tests}" failures="{failures}" errors="{errors}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites {counts}><testsuite name="promptward {_text(facts.policy)}" {counts}>'
    yield from cases
    yield f"<system-err>{totals.findings} findings</system-err></testsuite></testsuites>"


def _text(text: str) -> str:
    return "".join(_SIGNS.get(c, c) for c in text if c.isprintable() or c == "\n")

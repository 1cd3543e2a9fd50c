"""A whole scan: targets, one process or several, allows for paths, the baseline, the counts."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from promptward.scan.baseline import Baseline
from promptward.scan.examine import Terms
from promptward.scan.examiner import Examiner
from promptward.scan.outcome import FileScan, Note, Placed, Totals
from promptward.scan.settings import PathAllow
from promptward.scan.targets import Target

if TYPE_CHECKING:
    from promptward.scan.workers import Open

__all__ = ["Accepted", "accepted_in", "allowed", "cores", "run"]

_FEW = 12
_LITTLE = 400_000


class Accepted(NamedTuple):
    """What does not count: the baseline, and allows for paths; `today` says which have ended."""

    baseline: Baseline
    allows: Sequence[PathAllow]
    today: dt.date


def cores() -> int:
    """How many processes are of use here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    targets: Iterable[Target],
    opened: "Open",
    terms: Terms,
    accepted: Accepted,
    totals: Totals,
    *,
    jobs: int = 0,
    limit: int = 0,
) -> Iterator[FileScan]:
    """
    Scans in the order of the targets, whatever the number of processes.

    `jobs` 0 is one for each core; a handful of small files is not worth a second process.
    """
    waiting = iter(targets)
    first = list(islice(waiting, _FEW + 1))
    jobs = jobs or cores()
    if len(first) <= _FEW and sum(map(_size, first)) < _LITTLE:
        jobs = 1
    for scan in _scans(chain(first, waiting), opened, terms, jobs, limit):
        counted = accepted_in(scan, accepted)
        totals.add(counted)
        yield counted


def accepted_in(scan: FileScan, accepted: Accepted) -> FileScan:
    """A scan with the findings marked that do not count; a baseline remembers what it met."""
    return accepted.baseline.apply(allowed(scan, accepted), accepted.today)


def _scans(
    targets: Iterable[Target], opened: "Open", terms: Terms, jobs: int, limit: int
) -> Iterator[FileScan]:
    if jobs > 1:
        from promptward.scan.workers import spread  # noqa: PLC0415  # starts processes

        yield from spread(targets, opened, terms, jobs, limit)
        return
    examiner = Examiner(opened(), terms, limit)
    try:
        for target in targets:
            yield examiner(target)
    finally:
        examiner.close()


def _size(target: Target) -> int:
    if target.root or target.missing:
        return 0
    try:
        return os.stat(target.path).st_size
    except OSError:
        return 0


def allowed(scan: FileScan, accepted: Accepted) -> FileScan:
    """With findings marked that an allow for the path accepts."""
    if not scan.findings:
        return scan
    path = scan.path.replace(os.sep, "/")
    ways = [allow for allow in accepted.allows if allow.paths.ignores(path)]
    if not ways:
        return scan
    ended = [
        Note("expired_allow", f"[scan.allow] {allow.pattern}", f"ended on {allow.until}")
        for allow in ways
        if allow.until is not None and allow.until < accepted.today
    ]
    return scan._replace(
        findings=tuple(_marked(placed, ways, accepted.today) for placed in scan.findings),
        notes=(*scan.notes, *ended),
    )


def _marked(placed: Placed, ways: Sequence[PathAllow], today: dt.date) -> Placed:
    name = placed.finding.category.rpartition(".")[2]
    for allow in ways:
        if name in allow.categories and (allow.until is None or allow.until >= today):
            return placed._replace(status="allowed", reason=allow.reason)
    return placed

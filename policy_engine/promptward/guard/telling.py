"""Telling: the event of a request that was decided."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from promptward.decision import Decision
from promptward.guard.bodies import Rendering
from promptward.guard.events import STOPPED, Event, Place, new_id
from promptward.model import Finding, Request
from promptward.scan.outermost import outermost
from promptward_dsl.lattice import KEEP, Disposition

__all__ = ["About", "told"]


class About(NamedTuple):
    """What an event says a request was about."""

    rendering: Rendering
    host: str
    destination: str | None
    request: Request


def told(
    decision: Decision, about: About, agreement: str | None, outcome: str, message: str, at: float
) -> Event:
    """The event of a request that was decided; `agreement` is the one with its destination."""
    counted: Counter[tuple[str, str | None, str, str]] = Counter()
    for finding in _told_once(decision.findings, stopped=outcome in STOPPED):
        if finding.disposition == KEEP and outcome in {"sent", "rewritten"}:
            continue
        path = about.rendering.path_at(finding.start, finding.end)
        done = str(finding.disposition) if finding.disposition else "undecided"
        counted[finding.category, finding.safe_harbor, path, done] += 1
    return Event(
        new_id(),
        at,
        outcome,
        decision.verdict,
        about.host,
        about.destination,
        about.request.purpose,
        agreement,
        tuple(Place(*key, count) for key, count in counted.items()),
        decision.reasons,
        message,
        str(decision.policy),
        decision.explain(),
    )


def _told_once(findings: Sequence[Finding], *, stopped: bool) -> Iterator[Finding]:
    """
    One finding for each place, as several may say the same of it.

    Where something is sent, one for each thing that happens there.
    """
    alike: dict[Disposition | None, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(None if stopped else finding.disposition, []).append(finding)
    for several in alike.values():
        for finding, _ in outermost(several):
            yield finding

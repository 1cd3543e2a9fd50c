"""
Where purposes let PHI go: W205 to a party that must not have it, W216 nowhere at all.

PHI here is a finding of one of the 18 identifiers whose disposition Safe Harbor would not accept
(45 CFR 164.514(b)(2)). Text released under expert determination ((b)(1)) is no PHI.
"""

import datetime as dt
from collections.abc import Iterator

from promptward_dsl.analysis.dates import turning_points
from promptward_dsl.analysis.reach import Reach, Route
from promptward_dsl.analysis.subject import Subject
from promptward_dsl.chains import baa_on, parties
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import DestinationIR
from promptward_dsl.lattice import Disposition, join, safe_harbor_allows

__all__ = ["exposed"]

_COVERED = {"active", "not_required"}


def exposed(subject: Subject, today: dt.date) -> Iterator[Diagnostic]:
    """W205 and W216 for each destination that an own purpose lists."""
    reach = Reach(subject.ir)
    for purpose, granted in subject.ir.purposes.items():
        if not subject.own(purpose):
            continue
        for destination in granted.destinations:
            if destination in subject.ir.destinations:
                yield from _listed(subject, reach, Route(purpose, destination, today))


def _listed(subject: Subject, reach: Reach, route: Route) -> Iterator[Diagnostic]:
    if blocking := reach.always_blocked(route):
        yield _never_reached(subject, route, blocking)
    if subject.ir.purposes[route.purpose].basis == "expert_determination":
        return
    for day in turning_points(subject.ir, route.destination, route.day):
        faults = _faults(subject, route.destination, day)
        leak = _leak(reach, route._replace(day=day)) if faults else None
        if leak:
            yield _reached(subject, route, day, faults, leak)
            return


def _never_reached(subject: Subject, route: Route, blocking: frozenset[str]) -> Diagnostic:
    names = ", ".join(subject.called(name) for name in sorted(blocking))
    return Diagnostic(
        "W216",
        subject.span("purpose", route.purpose),
        f"purpose {subject.called(route.purpose)} lists destination "
        f"{subject.called(route.destination)}, where every prompt with PHI is blocked",
        help="remove the destination from the purpose",
        note=f"blocked by {names}",
        related=subject.related("destination", route.destination, "its facts are stated here"),
    )


def _reached(
    subject: Subject,
    route: Route,
    day: dt.date,
    faults: list[str],
    leak: tuple[str, Disposition],
) -> Diagnostic:
    category, disposition = leak
    when = "" if day == route.day else f" from {day} on"
    return Diagnostic(
        "W205",
        subject.span("purpose", route.purpose),
        f"purpose {subject.called(route.purpose)} lets PHI reach "
        f"{subject.called(route.destination)}{when}, but {' and '.join(faults)}",
        help="add a rule that blocks it, or remove the destination",
        note=f"{subject.called(category)} leaves as `{disposition}`, and no rule blocks it",
        related=subject.related("destination", route.destination, "its facts are stated here"),
    )


def _leak(reach: Reach, route: Route) -> tuple[str, Disposition] | None:
    """An identifier that can leave in a form that Safe Harbor refuses, and that form."""
    purpose = reach.ir.purposes[route.purpose]
    for category in reach.identifiers:
        granted = purpose.needs.get(category, purpose.otherwise)
        if safe_harbor_allows(granted):
            continue
        for fired in reach.outcomes(route, category) or ():
            released = granted
            for rule in fired:
                for transform, categories in reach.ir.rules[rule].transforms:
                    if category in categories:
                        released = join(released, transform)
            if not reach.blocks(fired) and not safe_harbor_allows(released):
                return category, released
    return None


def _faults(subject: Subject, destination: str, day: dt.date) -> list[str]:
    """Why parties along the chain must not have PHI on a day, in the order of the chain."""
    found = []
    for party in parties(subject.ir, destination):
        facts = subject.ir.destinations.get(party)
        if facts is None:
            continue  # an undeclared party is an error of its own
        called = subject.called(party)
        if (fault := _agreement(facts, day)) is not None:
            found.append(f"{called} {fault}")
        if facts.trains_on_data is not False:
            trains = "trains on it" if facts.trains_on_data else "may train on it"
            found.append(f"{called} {trains}")
    return found


def _agreement(facts: DestinationIR, day: dt.date) -> str | None:
    baa = baa_on(facts, day)
    if baa in _COVERED:
        return None
    return {None: "states no BAA", "expired": "has an expired BAA"}.get(baa, "has no BAA")

"""W204: what a purpose grants and a rule takes back every time."""

import datetime as dt
from collections.abc import Iterator

from promptward_dsl.analysis.dates import turning_points
from promptward_dsl.analysis.reach import Reach, Route
from promptward_dsl.analysis.subject import Subject
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import RuleIR
from promptward_dsl.lattice import Disposition, join

__all__ = ["overridden"]


def overridden(subject: Subject, today: dt.date) -> Iterator[Diagnostic]:
    """
    W204 for each category of an own purpose that one rule overrides on every open route.

    Routes on which everything is blocked do not count: they are W216's.
    """
    reach = Reach(subject.ir)
    for purpose, granted in subject.ir.purposes.items():
        if not subject.own(purpose):
            continue
        routes = [
            route
            for destination in granted.destinations
            if destination in subject.ir.destinations
            for day in turning_points(subject.ir, destination, today)
            if not reach.always_blocked(route := Route(purpose, destination, day))
        ]
        for category, disposition in sorted(granted.needs.items()):
            always = _always_overriding(reach, routes, category, disposition)
            if always:
                yield _taken_back(subject, purpose, category, disposition, min(always))


def _always_overriding(
    reach: Reach, routes: list[Route], category: str, granted: Disposition
) -> set[str]:
    candidates = {
        name for name, rule in reach.ir.rules.items() if _effect(rule, category, granted)
    }
    if not routes:
        return set()
    for route in routes:
        if not candidates:
            break
        for fired in reach.outcomes(route, category) or [frozenset()]:
            candidates &= fired
    return candidates


def _effect(rule: RuleIR, category: str, granted: Disposition) -> str | None:
    """What a rule makes of a granted category, in words; None where it leaves it alone."""
    if rule.verdict == "block":
        return "blocks it"
    for transform, categories in rule.transforms:
        if category in categories and (made := join(granted, transform)) != granted:
            return f"makes it `{made}`"
    return None


def _taken_back(
    subject: Subject, purpose: str, category: str, granted: Disposition, rule: str
) -> Diagnostic:
    effect = _effect(subject.ir.rules[rule], category, granted)
    return Diagnostic(
        "W204",
        subject.span("purpose", purpose),
        f"purpose {subject.called(purpose)} grants {subject.called(category)} `{granted}`, "
        f"but rule {subject.called(rule)} always {effect}",
        help="list what the rule leaves, or leave it out",
        related=subject.related("rule", rule, "this rule overrides it"),
    )

"""Rules that cannot hold: W202 in any world, I202 for any destination declared today."""

import datetime as dt
from collections.abc import Iterator

from promptward_dsl.analysis.dates import turning_points
from promptward_dsl.analysis.subject import Subject
from promptward_dsl.analysis.worlds import (
    Atom,
    PossibleWorld,
    assignments,
    domains,
    fires,
    mentions,
)
from promptward_dsl.chains import effective
from promptward_dsl.conditions import Truth, truth_of
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import ConditionIR, PolicyIR

__all__ = ["contradictory", "contradicts_itself", "idle"]


def contradictory(subject: Subject) -> Iterator[Diagnostic]:
    """W202: a rule that no known facts and no text at all make true (open world)."""
    for name, rule in subject.ir.rules.items():
        if contradicts_itself(subject.ir, rule.when):
            yield Diagnostic(
                "W202",
                subject.span("rule", name),
                f"rule {subject.called(name)} contradicts itself",
                help="no request can meet all of its conditions",
                note="it fires only where a fact is unknown",
            )


def idle(subject: Subject, today: dt.date) -> Iterator[Diagnostic]:
    """I202: an own rule that fires for no declared destination, today or as agreements end."""
    ir = subject.ir
    for name, rule in ir.rules.items():
        if not (ir.destinations and subject.own(name)) or contradicts_itself(ir, rule.when):
            continue
        if _asks_about_destinations(rule.when) and not _fires_somewhere(ir, rule.when, today):
            yield Diagnostic(
                "I202",
                subject.span("rule", name),
                f"rule {subject.called(name)} fires for no destination declared today",
                note="it still holds for a destination that is declared or changed later",
            )


def contradicts_itself(ir: PolicyIR, when: ConditionIR) -> bool:
    """Whether no known facts and no text make it true; no where the cases are too many."""
    open_domains = domains(ir, mentions([when]), unknown=False)
    if not open_domains:
        return False
    return not any(
        truth_of(when, PossibleWorld(facts, _everything, ir.defaults.act_on)) is Truth.TRUE
        for facts in assignments(open_domains)
    )


def _asks_about_destinations(when: ConditionIR) -> bool:
    return any(path.startswith("destination.") for path in mentions([when]))


def _fires_somewhere(ir: PolicyIR, when: ConditionIR, today: dt.date) -> bool:
    spoken = mentions([when])
    elsewhere = {
        path: uses for path, uses in spoken.items() if path.split(".")[0] != "destination"
    }
    open_domains = domains(ir, elsewhere, unknown=False)
    if open_domains is None:
        return True
    for destination in ir.destinations:
        for day in turning_points(ir, destination, today):
            known = {
                f"destination.{key}": value
                for key, value in effective(ir, destination, day).items()
            }
            for facts in assignments(open_domains):
                if fires(when, PossibleWorld(facts | known, _everything, ir.defaults.act_on)):
                    return True
    return False


def _everything(_: Atom) -> bool:
    """`contains` is positive only, so a text full of findings makes the most conditions true."""
    return True

"""W203: a rule that another makes superfluous, whatever the facts and the text (open world)."""

from collections.abc import Iterator
from itertools import product

from promptward_dsl.analysis.contradiction import contradicts_itself
from promptward_dsl.analysis.subject import Subject
from promptward_dsl.analysis.worlds import (
    Atom,
    PossibleWorld,
    assignments,
    atoms,
    domains,
    fires,
    implies,
    mentions,
)
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import ObligationIR, PolicyIR, RuleIR
from promptward_dsl.lattice import Verdict, at_least

__all__ = ["fires_whenever", "obliges_at_least", "shadowed"]

MOST_ATOMS = 6
"""Rules with more different `contains` than this are left alone: 2 to this power is tried."""


def shadowed(subject: Subject) -> Iterator[Diagnostic]:
    """
    W203 for each own rule during which another always fires and does at least as much.

    Of two rules that do the same, the later one is named. A rule that contradicts itself (W202) is
    left out: that it could be removed would be advice beside the point.
    """
    rules = subject.ir.rules
    for name, rule in rules.items():
        if not subject.own(name) or not _does_anything(rule):
            continue
        if contradicts_itself(subject.ir, rule.when):
            continue
        for other in sorted(rules):
            if other == name or not _makes_superfluous(subject.ir, rules[other], rule):
                continue
            twins = _makes_superfluous(subject.ir, rule, rules[other])
            if twins and subject.own(other) and _place(subject, name) < _place(subject, other):
                continue
            yield Diagnostic(
                "W203",
                subject.span("rule", name),
                f"rule {subject.called(name)} is shadowed by rule {subject.called(other)}",
                help="remove it, or make it stricter",
                note="whenever it fires, the other fires too and does at least as much",
                related=subject.related("rule", other, "this rule does at least as much"),
            )
            break


def _place(subject: Subject, name: str) -> tuple[object, ...]:
    return (*subject.span("rule", name), name)


def _does_anything(rule: RuleIR) -> bool:
    return bool(rule.verdict not in {None, "allow"} or rule.transforms or rule.oblige)


def _makes_superfluous(ir: PolicyIR, strict: RuleIR, loose: RuleIR) -> bool:
    return _does_at_least(strict, loose) and fires_whenever(ir, strict, loose)


# ------------------------------------------------------------------ effects


def _does_at_least(strict: RuleIR, loose: RuleIR) -> bool:
    if _rank(strict) < _rank(loose):
        return False
    obliged = all(
        any(obliges_at_least(one, wanted) for one in strict.oblige) for wanted in loose.oblige
    )
    if not obliged:
        return False
    # Nothing leaves a blocked request, so what would have happened to its findings is no matter.
    return _rank(strict) is Verdict.BLOCK or all(
        any(
            category in categories and at_least(disposition, wanted)
            for disposition, categories in strict.transforms
        )
        for wanted, where in loose.transforms
        for category in where
    )


def _rank(rule: RuleIR) -> Verdict:
    return Verdict[rule.verdict.upper()] if rule.verdict else Verdict.ALLOW


def obliges_at_least(one: ObligationIR, wanted: ObligationIR) -> bool:
    """Whether who meets `one` has met `wanted` as well."""
    if one.kind != wanted.kind:
        return False
    if one.kind == "audit":
        return one.argument in {"full", wanted.argument}
    return one.argument == wanted.argument and (
        wanted.minutes is None or (one.minutes is not None and one.minutes <= wanted.minutes)
    )


# ------------------------------------------------------------------ conditions


def fires_whenever(ir: PolicyIR, strict: RuleIR, loose: RuleIR) -> bool:
    """
    Whether `strict` fires for every request for which `loose` does, unknown facts included.

    False as well where there are too many cases to go through.
    """
    act_on = ir.defaults.act_on
    own, others = atoms(loose.when, act_on), atoms(strict.when, act_on)
    if len(own) > MOST_ATOMS:
        return False
    reached = {one: {other for other in [*own, *others] if implies(one, other)} for one in own}
    open_domains = domains(ir, mentions([strict.when, loose.when]), unknown=True)
    if open_domains is None:
        return False
    for holding in _texts(own, reached):
        for facts in assignments(open_domains):
            world = PossibleWorld(facts, holding.__contains__, act_on)
            if fires(loose.when, world) and not fires(strict.when, world):
                return False
    return True


def _texts(own: list[Atom], reached: dict[Atom, set[Atom]]) -> Iterator[frozenset[Atom]]:
    """For each choice of the rule's atoms, the fewest atoms that then hold; poor texts first."""
    seen = set()
    for choice in product((False, True), repeat=len(own)):
        chosen = {atom for atom, holds in zip(own, choice, strict=True) if holds}
        holding = frozenset(chosen.union(*(reached[atom] for atom in chosen)))
        if holding not in seen:
            seen.add(holding)
            yield holding

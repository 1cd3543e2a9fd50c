"""
A naive reading of the semantics of Ward, to hold against `promptward.decide`.

Written from the specification, without a look at the engine: no tables, no early exit, every
question answered by looking at everything. It shares only the nouns and the join of dispositions.
"""

import datetime as dt

from promptward.model import Finding, Request
from promptward_dsl.ir import DestinationIR, PolicyIR
from promptward_dsl.lattice import KEEP, REDACT, Confidence, Disposition, join, safe_harbor_allows

VERDICTS = ["allow", "warn", "require_justification", "block"]
NO, MAYBE, YES = 0, 1, 2
BAA = ["not_required", "active", "expired", "none"]


def everyone_behind(ir: PolicyIR, name: str) -> list[DestinationIR | None]:
    reached = {name}
    while True:
        more = {q for p in reached if p in ir.destinations for q in ir.destinations[p].passes_to}
        if more <= reached:
            return [ir.destinations.get(p) for p in reached]
        reached |= more


def agreement(party: DestinationIR, day: dt.date) -> str | None:
    if party.baa == "until":
        if party.baa_from and day < dt.date.fromisoformat(party.baa_from):
            return "none"
        if day > dt.date.fromisoformat(party.baa_until or ""):
            return "expired"
        if party.requires_zero_retention and party.retention_days is None:
            return None
        return "none" if party.requires_zero_retention and party.retention_days else "active"
    return party.baa


def fact(ir: PolicyIR, request: Request, path: str) -> object:
    subject, _, name = path.partition(".")
    if subject == "destination":
        return destination_fact(ir, request, name)
    if subject == "actor":
        if name == "role":
            named = {ir.names.get(r, r) for r in (request.actor.roles if request.actor else ())}
            roles = {q for r in named if r in ir.roles for q in ir.roles[r]}
            return roles or None
        return getattr(request.actor, name) if request.actor else None
    if name == "purpose":
        purpose = ir.names.get(request.purpose or "", request.purpose)
        return purpose if purpose in ir.purposes else None
    return getattr(request, name)


def destination_fact(ir: PolicyIR, request: Request, name: str) -> object:
    target = ir.names.get(request.destination or "", request.destination)
    if target not in ir.destinations:
        return None
    if name in {"vendor", "kind"}:
        return getattr(ir.destinations[target], name)
    chain = everyone_behind(ir, target)
    if None in chain:
        return None
    values = [agreement(p, request.date) if name == "baa" else getattr(p, name) for p in chain]
    if None in values:
        return None
    match name:
        case "baa":
            return max(values, key=BAA.index)
        case "region":
            return set(values)
        case "encrypted":
            return all(values)
        case _:
            return max(values)


def compare(path: str, op: str, value: object, known: object) -> int:
    if known is None:
        return MAYBE
    if path == "actor.role":
        wanted = {value} if isinstance(value, str) else set(value)
        return YES if bool(known & wanted) == (op in {"is", "in"}) else NO
    if isinstance(known, set):
        answers = {compare("", op, value, one) for one in known}
        return answers.pop() if len(answers) == 1 else MAYBE
    answer = {
        "true": lambda: known,
        "is": lambda: known == value,
        "is_not": lambda: known != value,
        "in": lambda: known in value,
        "not_in": lambda: known not in value,
        ">=": lambda: known >= value,
        "<=": lambda: known <= value,
        ">": lambda: known > value,
        "<": lambda: known < value,
    }[op]()
    return YES if answer else NO


def gap(text: str, one: Finding, other: Finding, unit: str) -> int:
    first, second = sorted([one, other], key=lambda f: (f.start, f.end))
    if second.start <= first.end:
        return 0
    if unit == "chars":
        return second.start - first.end
    if unit == "lines":
        return text[first.end : second.start].count("\n")
    return sum(
        1
        for i in range(first.end, second.start)
        if not text[i].isspace() and (i == 0 or text[i - 1].isspace())
    )


def holds(ir: PolicyIR, request: Request, findings: list[Finding], condition: tuple) -> int:
    match condition:
        case ("true",):
            return YES
        case ("not", inner):
            return 2 - holds(ir, request, findings, inner)
        case ("and", *parts):
            return min([holds(ir, request, findings, part) for part in parts], default=YES)
        case ("or", *parts):
            return max([holds(ir, request, findings, part) for part in parts], default=NO)
        case ("attr", path, op, value):
            return compare(path, op, value, fact(ir, request, path))
    _, quantity, n, distinct, categories, level, near, within, unit = condition
    least = Confidence[level.upper()] if level else ir.defaults.act_on
    seen = [f for f in findings if f.confidence >= least]
    counted = [f for f in seen if f.category in categories]
    if near is not None:
        counted = [
            f
            for f in counted
            if any(
                g.category in near
                and (g.start, g.end, g.category) != (f.start, f.end, f.category)
                and gap(request.text, f, g, unit) <= within
                for g in seen
            )
        ]
    places = {(f.start, f.end) for f in counted}
    texts = {request.text[a:b].casefold() for a, b in places}
    number = len(texts if distinct else places)
    answer = {
        "any": bool(counted),
        "all": bool(categories) and all(c in [f.category for f in counted] for c in categories),
        "min": number >= n,
        "max": number < n,
    }[quantity]
    return YES if answer else NO


def reference(
    ir: PolicyIR, request: Request, findings: list[Finding]
) -> tuple[str, list[Disposition], set[tuple[str, str, int | None]], dict[str, str]]:
    """Verdict, dispositions by finding, obligations, and which rules fired how."""
    fired = {
        name: holds(ir, request, findings, rule.when)
        for name, rule in ir.rules.items()
        if holds(ir, request, findings, rule.when) != NO
    }
    verdicts = [ir.defaults.no_findings] + [ir.rules[name].verdict or "allow" for name in fired]
    purpose = ir.purposes.get(str(fact(ir, request, "request.purpose")))
    target = ir.names.get(request.destination or "", request.destination)
    granted = (
        purpose is not None
        and bool((fact(ir, request, "actor.role") or set()) & set(purpose.roles))
        and target in ir.destinations
        and target in purpose.destinations
    )

    def asked_for(category: str) -> bool:
        return ir.categories[category].safe_harbor is not None or any(
            p.needs.get(category, KEEP) != KEEP for p in ir.purposes.values()
        )

    acted = [f for f in findings if f.confidence >= ir.defaults.act_on]
    if not granted and any(asked_for(f.category) for f in acted):
        verdicts.append(ir.defaults.no_purpose)
        if target not in ir.destinations:
            verdicts.append(ir.defaults.unknown_destination)
    dispositions = []
    for finding in findings:
        what = KEEP
        if finding in acted and asked_for(finding.category):
            what = purpose.needs.get(finding.category, purpose.otherwise) if granted else REDACT
        by_rule = [
            transform
            for name in fired
            for transform, categories in ir.rules[name].transforms
            if finding.category in categories
        ]
        for transform in by_rule:
            what = join(what, transform)
        if (
            granted
            and purpose.basis == "safe_harbor"
            and ir.categories[finding.category].safe_harbor
            and (finding in acted or by_rule)
            and not safe_harbor_allows(what)
        ):
            what = REDACT
        dispositions.append(what)
    obligations = {
        (o.kind, ir.contacts.get(o.argument, o.argument), o.minutes)
        for name in fired
        for o in ir.rules[name].oblige
    }
    truths = {name: "true" if truth == YES else "unknown" for name, truth in fired.items()}
    return max(verdicts, key=VERDICTS.index), dispositions, obligations, truths

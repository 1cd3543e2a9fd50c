"""Rules that are gone, fire less often, or ask for less when they fire."""

from collections.abc import Iterator

from promptward_dsl.analysis.shadowing import fires_whenever, obliges_at_least
from promptward_dsl.diff.change import Change
from promptward_dsl.ir import ConditionIR, ObligationIR, PolicyIR, RuleIR
from promptward_dsl.lattice import KEEP, Disposition, Verdict, at_least, join

__all__ = ["rules", "shown_condition"]


def rules(a: PolicyIR, b: PolicyIR) -> Iterator[Change]:
    """Every difference between the rules of two policies."""
    for name in a.rules.keys() | b.rules.keys():
        old, new = a.rules.get(name), b.rules.get(name)
        if old is None:
            yield Change("rule added", name, None, _summary(b.rules[name]), weakens=False)
        elif new is None:
            yield Change("rule removed", name, _summary(old), None, _does_anything(old))
        elif old != new:
            yield from _rule(b, name, old, new)


def _rule(ir: PolicyIR, name: str, old: RuleIR, new: RuleIR) -> Iterator[Change]:
    if old.when != new.when:
        weakens = _does_anything(old) and not fires_whenever(ir, new, old)
        yield Change(
            "rule condition", name, shown_condition(old.when), shown_condition(new.when), weakens
        )
    if old.verdict != new.verdict:
        yield Change("rule verdict", name, old.verdict, new.verdict, _rank(new) < _rank(old))
    before, after = _transforms(old), _transforms(new)
    for category in sorted(before.keys() | after.keys()):
        was, now = before.get(category, KEEP), after.get(category, KEEP)
        if was != now:
            shown_was, shown_now = _on(category, was), _on(category, now)
            yield Change("rule transform", name, shown_was, shown_now, not at_least(now, was))
    lost = [o for o in old.oblige if not any(obliges_at_least(n, o) for n in new.oblige)]
    if old.oblige != new.oblige:
        yield Change(
            "rule obligations",
            name,
            _obligations(old.oblige),
            _obligations(new.oblige),
            bool(lost),
        )


def _on(category: str, transform: Disposition) -> str | None:
    return None if transform == KEEP else f"{category} {transform}"


def _does_anything(rule: RuleIR) -> bool:
    return bool(rule.verdict not in {None, "allow"} or rule.transforms or rule.oblige)


def _rank(rule: RuleIR) -> Verdict:
    return Verdict[rule.verdict.upper()] if rule.verdict else Verdict.ALLOW


def _transforms(rule: RuleIR) -> dict[str, Disposition]:
    found: dict[str, Disposition] = {}
    for transform, categories in rule.transforms:
        for category in categories:
            found[category] = join(found.get(category, KEEP), transform)
    return found


def _obligations(oblige: tuple[ObligationIR, ...]) -> str | None:
    shown = (
        f"{one.kind} {one.argument}"
        + (f" within {one.minutes} minutes" if one.minutes is not None else "")
        for one in oblige
    )
    return ", ".join(shown) or None


def _summary(rule: RuleIR) -> str:
    asked = [rule.verdict or "", *(f"{t} on {', '.join(c)}" for t, c in rule.transforms)]
    asked.append(_obligations(rule.oblige) or "")
    return "; ".join(part for part in asked if part) or "nothing"


def shown_condition(condition: ConditionIR) -> str:
    """A condition in the words of Ward, with canonical names."""
    match condition:
        case ("and" | "or" as word, *parts):
            return f" {word} ".join(_within(part) for part in parts)
        case ("not", part):
            return f"not {_within(part)}"
        case ("attr", path, op, value):
            return _attribute(str(path), str(op), value)
        case ("contains", *asked):
            return _contains(asked)
        case _:
            return "always"


def _within(part: object) -> str:
    shown = shown_condition(part) if isinstance(part, tuple) else str(part)
    compound = isinstance(part, tuple) and part[:1] in {("and",), ("or",)}
    return f"({shown})" if compound else shown


def _attribute(path: str, op: str, value: object) -> str:
    if op == "true":
        return path
    if isinstance(value, tuple):
        shown = f"[{', '.join(map(str, value))}]"
    elif isinstance(value, bool):
        shown = "yes" if value else "no"
    else:
        shown = str(value)
    return f"{path} {op.replace('_', ' ')} {shown}"


def _contains(asked: list[object]) -> str:
    quantity, n, distinct, categories, level, near, within, unit = asked
    many = {
        "any": "any",
        "all": "all",
        "min": f"{n} or more" + (" distinct" if distinct else ""),
        "max": f"fewer than {n}",
    }[str(quantity)]
    shown = f"contains {many} {_names(categories)}"
    if level is not None:
        shown += f" at least {level}"
    if near is not None:
        shown += f" near {_names(near)} within {within} {unit}"
    return shown


def _names(names: object) -> str:
    return ", ".join(map(str, names)) if isinstance(names, tuple) else str(names)

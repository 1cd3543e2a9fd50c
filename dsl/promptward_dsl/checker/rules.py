"""Rules: conditions that only tighten (E109), values (E104), and rules that do nothing."""

from promptward_dsl import ast
from promptward_dsl.checker.domains import check_distance, check_level, check_value, check_word
from promptward_dsl.checker.report import Report, suggestion
from promptward_dsl.checker.transforms import check_transform
from promptward_dsl.program import Declared, Kind, Scope
from promptward_dsl.vocabulary import ATTRIBUTES, VERDICTS

__all__ = ["check", "check_duty"]

_AUDIT = ("minimal", "full")


def check(report: Report) -> None:
    """Every rule, disabled ones too."""
    for rule in report.program.rules.values():
        for condition in rule.node.when:
            _condition(report, condition, rule.scope, positive=True)
        for duty in rule.node.oblige:
            check_duty(report, duty)
        _effects(report, rule)


def check_duty(report: Report, duty: ast.Obligation) -> None:
    """E104 for an unknown audit level and a term of nothing."""
    if duty.kind == "audit" and duty.level is not None:
        check_word(report, "audit level", duty.level, _AUDIT)
    if duty.count is not None and duty.count < 1:
        report.error("E104", duty.span, "a term is at least 1")


def _effects(report: Report, rule: Declared[ast.Rule]) -> None:
    does = bool(rule.node.oblige)
    allows: ast.ThenVerdict | None = None
    for then in rule.node.then:
        if isinstance(then, ast.ThenVerdict):
            check_word(report, "verdict", then.verdict, VERDICTS)
            does = does or then.verdict.text != "allow"
            allows = then
            continue
        picked = _selection(report, then.selector, rule.scope)
        check_transform(report, then.transform, picked)
        if then.transform.op == "keep":
            report.warn(
                "W214",
                rule.scope,
                then.span,
                "`keep` in a rule has no effect",
                help="grant it in a purpose",
                note="rules only tighten",
            )
        else:
            does = True
    if does:
        return
    name = rule.node.name
    if allows is not None and allows.verdict.text == "allow":
        report.warn(
            "W215",
            rule.scope,
            allows.span,
            f"rule `{name.text}` does nothing: rules only tighten, and `allow` asks for nothing",
            help="ask for more than `allow`, or delete the rule; what may leave is up to purposes",
        )
    else:
        report.warn(
            "W215", rule.scope, name.span, f"rule `{name.text}` does nothing", help="add a `then`"
        )


def _selection(report: Report, selector: ast.Selector, scope: Scope) -> frozenset[str]:
    """What a selector picks; E104 if names are known and yet nothing is left."""
    program = report.program
    picked = program.select(selector, scope)
    known = all(
        any(program.find(kind, name.text, scope) for kind in (Kind.CATEGORY, Kind.GROUP))
        for name in (*selector.include, *selector.exclude)
    )
    if known and not picked:
        report.error("E104", selector.span, "this selects no category")
    return picked


def _condition(report: Report, condition: ast.Condition, scope: Scope, *, positive: bool) -> None:
    match condition:
        case ast.And() | ast.Or():
            for one in condition.conditions:
                _condition(report, one, scope, positive=positive)
        case ast.Not():
            _condition(report, condition.condition, scope, positive=not positive)
        case ast.Contains():
            _contains(report, condition, scope, positive=positive)
        case ast.Attribute():
            _attribute(report, condition)


def _contains(report: Report, one: ast.Contains, scope: Scope, *, positive: bool) -> None:
    fewer = one.quantity is not None and one.quantity.kind == "max"
    if fewer and positive:
        report.error(
            "E109",
            one.span,
            "`fewer than` makes the rule depend on absence",
            help="write `N or more`, or put it under `not`",
            note="a detector that is added must never turn a rule off",
        )
    elif not fewer and not positive:
        report.error(
            "E109",
            one.span,
            "`contains` under `not` makes the rule depend on absence",
            help="say what is there, not what is missing",
            note="a detector that is added must never turn a rule off",
        )
    if one.quantity is not None and one.quantity.count < 1:
        report.error("E104", one.quantity.span, "a number of findings is at least 1")
    _selection(report, one.selector, scope)
    check_level(report, one.level)
    if one.proximity is not None:
        _selection(report, one.proximity.selector, scope)
        check_distance(report, one.proximity, one.proximity.within)


def _attribute(report: Report, one: ast.Attribute) -> None:
    path = one.path.text
    domain = ATTRIBUTES.get(path)
    if domain is None:
        report.error(
            "E101", one.path.span, f"there is no `{path}`", help=suggestion(path, ATTRIBUTES)
        )
        return
    number, yes_no = domain.kind == "number", domain.kind == "yes_no"
    match one.op:
        case "true":
            if not yes_no:
                report.error("E104", one.span, f"`{path}` is not yes or no", help=f"`{path} is …`")
        case "is" | "is_not":
            if isinstance(one.value, ast.ListValue):
                report.error("E104", one.value.span, "a list needs `in`", help=f"`{path} in […]`")
            elif one.value is not None:
                check_value(report, path, domain, one.value)
        case "in" | "not_in":
            _listed(report, one, path, comparable=not (number or yes_no))
        case _:
            if not number or not isinstance(one.value, ast.Number):
                report.error("E104", one.span, f"`{path}` can't be compared with `{one.op}`")


def _listed(report: Report, one: ast.Attribute, path: str, *, comparable: bool) -> None:
    items = one.value.items if isinstance(one.value, ast.ListValue) else ()
    if not items:
        report.error("E104", one.span, "an empty list holds for nothing")
    elif not comparable:
        report.error("E104", one.span, f"`{path}` is not compared with a list")
    for item in items if comparable else ():
        check_value(report, path, ATTRIBUTES[path], item)

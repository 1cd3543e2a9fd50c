"""Conditions and obligations, compiled: canonical names, sorted operands, defaults filled in."""

import json

from promptward_dsl import ast
from promptward_dsl.defaults import AUDIT, QUANTITY
from promptward_dsl.ir import ConditionIR, ObligationIR
from promptward_dsl.program import Kind, Program, Scope

__all__ = ["condition", "obligation"]

_MINUTES = {"minutes": 1, "hours": 60, "days": 24 * 60}


def condition(program: Program, scope: Scope, when: tuple[ast.Condition, ...]) -> ConditionIR:
    """The conditions of a rule, and-ed; `("true",)` where there is none."""
    if not when:
        return ("true",)
    return _joined("and", tuple(_condition(program, scope, one) for one in when))


def obligation(program: Program, scope: Scope, duty: ast.Obligation) -> ObligationIR:
    """An obligation, its term in minutes."""
    if duty.kind == "audit":
        return ObligationIR("audit", duty.level.text if duty.level else AUDIT)
    contact = duty.contact.text if duty.contact else ""
    minutes = None if duty.count is None else duty.count * _MINUTES.get(duty.unit or "minutes", 1)
    return ObligationIR("notify", program.find(Kind.CONTACT, contact, scope) or contact, minutes)


def _condition(program: Program, scope: Scope, one: ast.Condition) -> ConditionIR:
    match one:
        case ast.And():
            return _joined("and", tuple(_condition(program, scope, c) for c in one.conditions))
        case ast.Or():
            return _joined("or", tuple(_condition(program, scope, c) for c in one.conditions))
        case ast.Not():
            return ("not", _condition(program, scope, one.condition))
        case ast.Contains():
            return _contains(program, scope, one)
        case ast.Attribute():
            return _attribute(program, scope, one)


def _joined(op: str, operands: tuple[ConditionIR, ...]) -> ConditionIR:
    """`and` and `or` have no order and need no repetition: flat, distinct, sorted."""
    flat: list[ConditionIR] = []
    for operand in operands:
        flat += operand[1:] if operand[0] == op else (operand,)  # type: ignore[arg-type]  # operands
    distinct = sorted(set(flat), key=json.dumps)
    return distinct[0] if len(distinct) == 1 else (op, *distinct)


def _contains(program: Program, scope: Scope, one: ast.Contains) -> ConditionIR:
    quantity = one.quantity
    near = one.proximity
    return (
        "contains",
        quantity.kind if quantity else QUANTITY,
        quantity.count if quantity else 1,
        quantity.distinct if quantity else False,
        tuple(sorted(program.select(one.selector, scope))),
        one.level.text if one.level else None,
        tuple(sorted(program.select(near.selector, scope))) if near else None,
        near.within if near else 0,
        near.unit if near else "chars",
    )


_REFERS = {"actor.role": Kind.ROLE, "request.purpose": Kind.PURPOSE}


def _attribute(program: Program, scope: Scope, one: ast.Attribute) -> ConditionIR:
    path = one.path.text
    kind = _REFERS.get(path)

    def plain(value: ast.Value) -> str | bool | int | float:
        match value:
            case ast.Flag() | ast.Number():
                return value.value
            case ast.Text():
                return value.value
            case ast.Name() | ast.Date():
                found = program.find(kind, value.text, scope) if kind else None
                return found or value.text
            case _:
                return ""

    if one.value is None:
        return ("attr", path, one.op, None)
    if isinstance(one.value, ast.ListValue):
        return ("attr", path, one.op, tuple(sorted({str(plain(v)) for v in one.value.items})))
    return ("attr", path, one.op, plain(one.value))

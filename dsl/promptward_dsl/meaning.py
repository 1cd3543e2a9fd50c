"""
What declarations come to once every name is in place: the part that more than the compiler asks.
"""

from collections.abc import Collection

from promptward_dsl import ast
from promptward_dsl.defaults import DEFAULTS, disposition
from promptward_dsl.ir import DefaultsIR
from promptward_dsl.lattice import Confidence, Disposition, Verdict
from promptward_dsl.program import Declared, Program

__all__ = ["effective_defaults", "needs", "preferred_name", "stated_defaults"]


def needs(program: Program, declared: Declared[ast.Purpose]) -> dict[str, Disposition]:
    """The disposition of each category that a purpose lists, groups expanded."""
    return {
        category: disposition(need.transform)
        for need in declared.node.needs
        for category in sorted(program.categories_of(need.target, declared.scope))
    }


def effective_defaults(program: Program) -> DefaultsIR:
    """
    The defaults that hold: the entry's word, else the strictest of the built-in ones and of what
    imports state; and never looser than what the floor states.
    """
    chosen = DEFAULTS
    for declared in program.defaults:
        if declared.scope.module != program.entry:
            chosen = _strictest(chosen, stated_defaults(declared))
    for declared in program.defaults:
        if declared.scope.module == program.entry:
            chosen = _with(chosen, stated_defaults(declared))
    for declared in program.defaults:
        if program.in_floor(declared.scope):
            chosen = _strictest(chosen, stated_defaults(declared))
    return chosen


def stated_defaults(declared: Declared[ast.Defaults]) -> dict[str, str]:
    """The keys and words of one `defaults` block."""
    return {p.key.text: p.value.text for p in declared.node.pairs if isinstance(p.value, ast.Name)}


def _with(defaults: DefaultsIR, stated: dict[str, str]) -> DefaultsIR:
    plain = {key: word for key, word in stated.items() if key != "act_on"}
    level = Confidence[stated["act_on"].upper()] if "act_on" in stated else defaults.act_on
    return DefaultsIR(**{**defaults._asdict(), **plain, "act_on": level})


def _strictest(one: DefaultsIR, stated: dict[str, str]) -> DefaultsIR:
    other = _with(one, stated)
    # The lower the level that is acted on, the more findings are: stricter.
    return DefaultsIR(
        min(one.act_on, other.act_on),
        *(max(pair, key=_verdict) for pair in zip(one[1:], other[1:], strict=True)),
    )


def _verdict(word: str) -> Verdict:
    return Verdict[word.upper()]


def preferred_name(program: Program, short: str, found: Collection[str]) -> str | None:
    """
    Which of several things a bare name means to callers; None where it is ambiguous.

    The entry's own, else the floor's own, else the only one. That the entry's own is no weaker
    than the floor's is what `check_floor` makes sure of.
    """
    for module in (program.entry, program.floor):
        if module is not None and f"{module}.{short}" in found:
            return f"{module}.{short}"
    return next(iter(found)) if len(found) == 1 else None

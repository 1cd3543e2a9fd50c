"""What follows from a policy and is not written in it: counts, grants, the cost of a pattern."""

from typing import NamedTuple

from promptward_dsl import ast
from promptward_dsl.program import Program
from promptward_lsp.ward.policy import Whole

__all__ = ["Hint", "hints"]

_MOST_PATTERNS = 40


class Hint(NamedTuple):
    """A remark behind an offset."""

    offset: int
    label: str
    tooltip: str


def hints(  # noqa: C901, PLR0912  # one case a declaration
    known: Whole, start: int, end: int
) -> list[Hint]:
    """
    The hints of a range of the source: how many categories a group or selection holds, how a
    category leaves for each purpose, what a pattern costs.
    """
    program = known.program
    if program is None:
        return []
    found: list[Hint] = []
    scope = program.entry_scope
    tree = next(t for t in program.modules[program.entry].trees if not t.prefix)
    patterns: list[ast.Regex] = []
    for item in tree.module.items:
        if item.span.end < start or item.span.start > end:
            continue
        match item:
            case ast.Group():
                size = len(program.select(item.members, scope))
                found.append(_counted(item.span.end, size))
            case ast.Rule():
                for then in item.then:
                    if isinstance(then, ast.ThenTransform):
                        size = len(program.select(then.selector, scope))
                        found.append(_counted(then.span.end, size))
            case ast.Category():
                ways = _ways(program, f"{scope.module}.{item.name.text}")
                if ways:
                    said = ", ".join(f"{p}: {op}" for p, op in ways[:4])
                    found.append(Hint(item.span.end, said, "how it leaves, by purpose"))
            case ast.Detector() | ast.Extend() | ast.Override():
                patterns += [
                    pattern
                    for one in item.items
                    if isinstance(one, ast.Match)
                    for pattern in one.patterns
                    if isinstance(pattern, ast.Regex)
                ]
                if isinstance(item, ast.Detector):
                    found += _level(item)
            case ast.Lexicon():
                words = program.words.get(f"{scope.module}.{item.name.text}", ())
                found.append(Hint(item.span.end, f"{len(words):,} entries", "size of the lexicon"))
            case _:
                pass
    found += _costs(patterns[:_MOST_PATTERNS])
    return [hint for hint in found if start <= hint.offset <= end]


def _counted(offset: int, size: int) -> Hint:
    return Hint(
        offset, f"{size} categor{'y' if size == 1 else 'ies'}", "after groups and `except`"
    )


def _level(item: ast.Detector) -> list[Hint]:
    """The range of confidence that the evidence of a detector can lead to."""
    order = {"low": 0, "medium": 1, "high": 2}
    starts = [
        order.get(one.level.text, 2) if one.level is not None else 2
        for one in item.items
        if isinstance(one, ast.Match)
    ]
    raises = [
        order.get(o.level.text, 2)
        for o in item.items
        if isinstance(o, ast.Adjust) and o.op == "raise"
    ]
    lowers = [
        order.get(o.level.text, 0)
        for o in item.items
        if isinstance(o, ast.Adjust) and o.op == "lower"
    ]
    if not starts:
        return []
    names = ("low", "medium", "high")
    low, high = min([*starts, *lowers]), max([*starts, *raises])
    said = names[low] if low == high else f"{names[low]} to {names[high]}"
    return [Hint(item.finds.span.end, said, "effective confidence, by the evidence")]


def _ways(program: Program, category: str) -> list[tuple[str, str]]:
    found = []
    for name, purpose in sorted(program.purposes.items()):
        node = purpose.node
        op = node.otherwise.op if node.otherwise is not None else "redact"
        for need in node.needs:
            if category in program.categories_of(need.target, purpose.scope):
                op = need.transform.op
        found.append((name.rpartition(".")[2], op))
    return found


def _costs(patterns: list[ast.Regex]) -> list[Hint]:
    """Microseconds for 1,000 characters of ordinary text; measured, so it differs by machine."""
    from promptward.database import cost, refusal  # noqa: PLC0415  # only with hints on
    from promptward.patterns import PatternError, parse_pattern  # noqa: PLC0415  # as above
    from promptward.verify.patterns import COSTLY  # noqa: PLC0415  # as above

    sample = (
        b"The patient was seen in clinic for follow-up; blood pressure 132/84, A1c 7.2 %. " * 40
    )
    found = []
    for pattern in patterns:
        try:
            scan = parse_pattern(pattern.source, pattern.flags).scan
        except PatternError:
            continue
        if refusal(scan):
            continue
        taken = cost(scan, sample, rounds=3)
        mark = " (costly)" if taken >= COSTLY else ""
        found.append(
            Hint(
                pattern.span.end,
                f"{taken:.1f} µs/kB{mark}",
                "time to search for this pattern alone",
            )
        )
    return found

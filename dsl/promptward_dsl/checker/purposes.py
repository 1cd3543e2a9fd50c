"""Purposes: whom they grant (W220), E102, E104, E105, what a basis allows (E117, E121)."""

from collections.abc import Iterator

from promptward_dsl import ast
from promptward_dsl.checker.domains import check_word
from promptward_dsl.checker.report import Report
from promptward_dsl.checker.transforms import check_transform
from promptward_dsl.defaults import disposition
from promptward_dsl.diagnostics import Related
from promptward_dsl.lattice import Disposition, safe_harbor_allows
from promptward_dsl.program import Declared
from promptward_dsl.span import SourceSpan
from promptward_dsl.vocabulary import BASES, TRANSFORMS

__all__ = ["check"]

_LIMITED_FREE = "BCR"
"""
Letters whose values a limited data set may hold: 45 CFR 164.514(e)(2) takes out sixteen direct
identifiers, and leaves town, city, State, ZIP code, dates, and other unique characteristics.
"""


def check(report: Report) -> None:
    """Every purpose."""
    for purpose in report.program.purposes.values():
        node = purpose.node
        _grants_nobody(report, purpose)
        _listed_twice(report, "role", node.roles)
        _listed_twice(report, "destination", node.destinations)
        if node.basis is not None:
            check_word(report, "basis", node.basis, BASES)
        _needs(report, purpose)
        _basis(report, purpose)


def _grants_nobody(report: Report, purpose: Declared[ast.Purpose]) -> None:
    node = purpose.node
    given = (("roles", node.roles), ("destinations", node.destinations))
    without = [word for word, names in given if not names]
    declared = report.program.roles or report.program.destinations  # a pack knows neither
    if without and declared:
        lacks = " and no ".join(without)
        report.warn(
            "W220",
            purpose.scope,
            node.name.span,
            f"purpose `{node.name.text}` grants nobody anything: it lists no {lacks}",
            help=" and ".join(f"add `{word} …`" for word in without),
        )


def _listed_twice(report: Report, what: str, names: tuple[ast.Name, ...]) -> None:
    seen: dict[str, ast.Name] = {}
    for name in names:
        first = seen.setdefault(name.text, name)
        if first is not name:
            report.error(
                "E102",
                name.span,
                f"{what} `{name.text}` is listed twice",
                related=(Related(first.span, "first listed here"),),
            )


def _needs(report: Report, purpose: Declared[ast.Purpose]) -> None:
    seen: dict[str, ast.Need] = {}
    for need in purpose.node.needs:
        picked = report.program.categories_of(need.target, purpose.scope)
        check_transform(report, need.transform, picked)
        for category in sorted(picked):
            first = seen.setdefault(category, need)
            if first is not need:
                short = category.rpartition(".")[2]
                report.error(
                    "E102",
                    need.target.span,
                    f"`{short}` is listed twice in purpose `{purpose.node.name.text}`",
                    help="list each category once; `group … except …` takes one out of a group",
                    related=(Related(first.target.span, "first listed here"),),
                )
                break
    otherwise = purpose.node.otherwise
    if otherwise is not None:
        check_transform(report, otherwise, set(report.program.categories) - set(seen))


def _basis(report: Report, purpose: Declared[ast.Purpose]) -> None:
    basis = purpose.node.basis.text if purpose.node.basis else None
    if basis not in {"safe_harbor", "limited_data_set"}:
        return
    for category, asked, span in _granted(report, purpose):
        letter = report.program.letter(category)
        short = category.rpartition(".")[2]
        if letter is None:
            continue
        if basis == "safe_harbor" and not safe_harbor_allows(asked):
            report.error(
                "E117",
                span,
                f"`{asked}` is not allowed under `basis safe_harbor` for `{short}`",
                help="redact, pseudonymise, or generalise to year, decade, zip3 or state",
                note=f"`{short}` is {letter} of the 18: 45 CFR 164.514(b)(2) and (c)",
            )
        elif (
            basis == "limited_data_set"
            and letter not in _LIMITED_FREE
            and asked.op in {"keep", "mask"}
        ):
            report.error(
                "E121",
                span,
                f"`{asked}` is not allowed under `basis limited_data_set` for `{short}`",
                help="redact or pseudonymise it",
                note=f"`{short}` is a direct identifier: 45 CFR 164.514(e)(2)",
            )


def _granted(
    report: Report, purpose: Declared[ast.Purpose]
) -> Iterator[tuple[str, Disposition, SourceSpan]]:
    """Each category with what it gets; of a group or of `otherwise`, only the first offender."""
    listed: set[str] = set()
    for need in purpose.node.needs:
        picked = report.program.categories_of(need.target, purpose.scope)
        listed |= picked
        if need.transform.op in TRANSFORMS:
            lettered = sorted(c for c in picked if report.program.letter(c))
            for category in lettered[:1] if len(picked) > 1 else lettered:
                yield category, disposition(need.transform), need.transform.span
    otherwise = purpose.node.otherwise
    if otherwise is not None and otherwise.op in TRANSFORMS:
        rest = sorted(set(report.program.categories) - listed)
        for category in [c for c in rest if report.program.letter(c)][:1]:
            yield category, disposition(otherwise), otherwise.span

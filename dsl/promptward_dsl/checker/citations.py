"""Citations: paragraphs that the regulation does not have (W218)."""

from collections.abc import Iterator

from promptward_dsl import ast
from promptward_dsl.checker.report import Report
from promptward_dsl.paragraphs import missing_paragraphs
from promptward_dsl.program import Scope

__all__ = ["check"]


def check(report: Report) -> None:
    """What detectors, rules and purposes cite."""
    for cites, scope in _cited(report):
        for place, reason in missing_paragraphs(cites.source.value):
            report.warn(
                "W218",
                scope,
                cites.source.span,
                f"45 CFR has no paragraph {place}",
                help=reason,
            )


def _cited(report: Report) -> Iterator[tuple[ast.Cites, Scope]]:
    program = report.program
    for body in program.bodies.values():
        for item, scope in body.items:
            if isinstance(item, ast.Cites):
                yield item, scope
    for rule in program.rules.values():
        yield from ((cites, rule.scope) for cites in rule.node.cites)
    for purpose in program.purposes.values():
        yield from ((cites, purpose.scope) for cites in purpose.node.cites)

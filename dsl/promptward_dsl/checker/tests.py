"""Tests of a policy: what is given and expected has to make sense (E102, E103, E104)."""

from promptward_dsl import ast
from promptward_dsl.checker.domains import check_value, check_word
from promptward_dsl.checker.report import Report, suggestion
from promptward_dsl.checker.rules import check_duty
from promptward_dsl.checker.transforms import check_transform
from promptward_dsl.program import Scope
from promptward_dsl.vocabulary import GIVEN, VERDICTS

__all__ = ["check"]


def check(report: Report) -> None:
    """The entry's own tests; whether they pass is the engine's to say (E120)."""
    for test in report.program.tests:
        _given(report, test.node)
        name = test.node.name
        if test.node.prompt is None:
            report.error("E104", name.span, f"test `{name.value}` has no prompt")
        if not test.node.expect:
            report.error("E104", name.span, f"test `{name.value}` expects nothing")
        for expect in test.node.expect:
            _expect(report, expect, test.scope)


def _given(report: Report, test: ast.Test) -> None:
    seen: set[str] = set()
    for pair in test.given:
        key = pair.key.text.removeprefix("request.")
        domain = GIVEN.get(key)
        if domain is None:
            report.error(
                "E103",
                pair.key.span,
                f"unknown key `{pair.key.text}` in `given`",
                help=suggestion(pair.key.text, GIVEN),
            )
        elif key in seen:
            report.error("E102", pair.key.span, f"`{pair.key.text}` is given twice")
        else:
            check_value(report, pair.key.text, domain, pair.value)
        seen.add(key)


def _expect(report: Report, expect: ast.Expect, scope: Scope) -> None:
    match expect:
        case ast.ExpectVerdict():
            check_word(report, "verdict", expect.verdict, VERDICTS)
        case ast.ExpectTransform():
            picked = report.program.categories_of(expect.target, scope)
            check_transform(report, expect.transform, picked)
        case ast.ExpectOblige():
            for duty in expect.obligations:
                check_duty(report, duty)
        case _:
            pass

"""
What can only be said about a policy by running it: examples, tests, and what its patterns cost.

`verify` holds a policy against its own word. Nothing here reads a clock but the measuring of
times, which no message that stops a policy depends on.
"""

from typing import NamedTuple, Protocol

from promptward.decision import Decision
from promptward.model import Finding, Request
from promptward.verify.examples import check_examples
from promptward.verify.patterns import check_patterns
from promptward.verify.trials import TrialResult, run_tests
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import PolicyIR
from promptward_dsl.notes import Notes

__all__ = [
    "Runs",
    "TrialResult",
    "Verification",
    "check_examples",
    "check_patterns",
    "verify",
]


class Runs(Protocol):
    """What verification needs of an engine; `promptward.engine.Engine` is one."""

    def find(self, text: str) -> tuple[Finding, ...]:
        """All findings in a text."""

    def treat(self, request: Request) -> Decision:
        """What may happen to a request, and the text that may leave, held back or not."""


class Verification(NamedTuple):
    """Messages by place (E106, E120, W208), and one row for each test, in order of source."""

    diagnostics: tuple[Diagnostic, ...]
    results: tuple[TrialResult, ...]


def verify(ir: PolicyIR, notes: Notes, engine: Runs, *, examples: bool = True) -> Verification:
    """
    Run every example and every test of a policy on an engine that holds it.

    Any error among the diagnostics means that the policy must not be used. Without `examples`
    those are left out: for who knows that this engine has held them all, with these detectors.
    """
    from promptward_dsl.analysis import unfired_rules  # noqa: PLC0415  # not on the hot start

    diagnostics = check_examples(notes, engine.find) if examples else []
    tried = run_tests(ir, notes, engine.treat)
    diagnostics += tried.diagnostics
    diagnostics += unfired_rules(ir, notes, set(tried.fired))
    diagnostics.sort(key=lambda one: (one.span, one.code, one.message))
    return Verification(tuple(diagnostics), tried.results)

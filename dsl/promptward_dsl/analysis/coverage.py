"""W208: rules that no test makes fire."""

from promptward_dsl.analysis.subject import Subject
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import PolicyIR
from promptward_dsl.notes import Notes

__all__ = ["unfired_rules"]


def unfired_rules(ir: PolicyIR, notes: Notes, fired: set[str]) -> list[Diagnostic]:
    """
    W208 for each rule of the checked module that is not among `fired` (canonical names).

    Rules of imported modules are left to their own tests.
    """
    subject = Subject(ir, notes)
    silent = [name for name in ir.rules if subject.own(name) and name not in fired]
    return sorted(
        (
            Diagnostic(
                "W208",
                subject.span("rule", name),
                f"no test makes rule {subject.called(name)} fire",
                help="add a test with a request that it should stop",
            )
            for name in silent
        ),
        key=lambda one: (one.span, one.message),
    )

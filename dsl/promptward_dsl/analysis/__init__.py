"""
What can be decided about a policy without running it, by enumerating finite domains.

Conditions compare attributes with constants and nothing else, so each attribute has finitely many
cases that a policy can tell apart: closed sets of words, booleans, the constants mentioned and
their neighbours, one value that nobody mentions. `contains` is positive only, so the text with
the fewest findings decides. Questions with too many cases are left unanswered: a check may stay
silent, but never hangs and never guesses.
"""

import datetime as dt

from promptward_dsl.analysis.agreements import lapsing
from promptward_dsl.analysis.contradiction import contradictory, idle
from promptward_dsl.analysis.coverage import unfired_rules
from promptward_dsl.analysis.exposure import exposed
from promptward_dsl.analysis.overridden import overridden
from promptward_dsl.analysis.shadowing import shadowed
from promptward_dsl.analysis.subject import Subject
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import PolicyIR
from promptward_dsl.notes import Notes

__all__ = ["analyse", "unfired_rules"]


def analyse(ir: PolicyIR, notes: Notes, today: dt.date) -> list[Diagnostic]:
    """W202, I202, W203, W204, W205, W206 and W216, by place and code."""
    subject = Subject(ir, notes)
    found = [
        *contradictory(subject),
        *idle(subject, today),
        *shadowed(subject),
        *overridden(subject, today),
        *exposed(subject, today),
        *lapsing(subject, today),
    ]
    return sorted(found, key=lambda one: (one.span, one.code, one.message))

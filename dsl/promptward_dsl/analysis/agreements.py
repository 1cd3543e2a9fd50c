"""W206: business associate agreements that have ended or are about to."""

import datetime as dt
from collections.abc import Iterator

from promptward_dsl.analysis.dates import day_of
from promptward_dsl.analysis.subject import Subject
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.vocabulary import NOTICE_DAYS

__all__ = ["lapsing"]


def lapsing(subject: Subject, today: dt.date) -> Iterator[Diagnostic]:
    """W206 for each destination whose own agreement has ended, or ends within 60 days."""
    for name, facts in subject.ir.destinations.items():
        ends = day_of(facts.baa_until) if facts.baa == "until" else None
        if ends is None or (left := (ends - today).days) > NOTICE_DAYS:
            continue
        called = subject.called(name)
        if left < 0:
            message = f"the BAA with {called} expired on {ends}"
        elif left == 0:
            message = f"the BAA with {called} expires today, on {ends}"
        else:
            message = f"the BAA with {called} expires in {left} day{'s' * (left > 1)}, on {ends}"
        yield Diagnostic(
            "W206",
            subject.span("destination", name),
            message,
            help="renew the agreement and update `baa`",
            note="from the day after, the destination counts as one without a BAA",
        )

"""Sending: while a request that passed is on its way, and what is written down afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from promptward.guard.context import APPROVED
from promptward.guard.passed import Passed

__all__ = ["sending"]


@contextmanager
def sending(passed: Passed) -> Iterator[None]:
    """
    While the body runs, layers below may talk to the place that was approved.

    Afterwards the audit log learns what became of it. An outcome that can't be written down is no
    error: an intent without one counts as disclosed.
    """
    token = APPROVED.set(passed.place)
    outcome = "failed"
    try:
        yield
        outcome = "sent"
    finally:
        APPROVED.reset(token)
        if passed.settle is not None:
            with suppress(Exception):
                passed.settle(outcome)

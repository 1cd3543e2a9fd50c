"""What a panel says to do next."""

from types import SimpleNamespace

import pytest

from promptward.guard.events import Event
from promptward.model import Reason
from promptward_jupyter.panel import advice

GUARD = SimpleNamespace(engine=SimpleNamespace(ir=SimpleNamespace(purposes={}, destinations={})))


def event(outcome: str, *reasons: Reason) -> Event:
    return Event("abc", 0.0, outcome, "block", "h", None, None, None, (), reasons, "", "p@1", None)


def rule(message: str) -> Reason:
    return Reason("rule", "r", message, ())


@pytest.mark.parametrize(
    ("outcome", "message", "wanted", "unwanted"),
    [
        ("blocked", "PHI needs a second factor (unknown: actor.mfa)", "actor.mfa: not known", "-"),
        ("blocked", "no bulk", "take the identifiers out", "not known"),
        ("blocked", "sent encrypted (unknown: destination.encrypted)", "take the", "not known"),
        (
            "unreadable",
            "the body is no UTF-8",
            "JSON or text in UTF-8",
            "take the identifiers out",
        ),
    ],
)
def test_what_to_do_follows_from_what_was_wrong(outcome, message, wanted, unwanted) -> None:
    said = "\n".join(advice(event(outcome, rule(message)), GUARD))
    assert wanted in said
    assert unwanted not in said

"""Session: for whom and what the requests of a block of code are; and looking without sending."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from promptward.decision import Decision
from promptward.guard.blocked import PromptBlocked
from promptward.guard.context import Asked, asking, check_mode
from promptward.guard.guard import Guard
from promptward.guard.process import install
from promptward.model import Finding, Request
from promptward.scan.outermost import outermost

__all__ = ["Report", "Session", "acknowledge", "check", "request_for", "session", "text_of"]


class Session:
    """A conversation: within it the same value has the same pseudonym."""

    __slots__ = ("_guard", "_scope")

    def __init__(self, guard: Guard, scope: str) -> None:
        self._guard = guard
        self._scope = scope

    def restore(self, text: str) -> str:
        """
        A text with the pseudonyms of this conversation turned back.

        Replies that come through a guarded client are restored already; this is for what came
        another way. Raises PromptwardError before anything was pseudonymised.
        """
        return self._guard.engine.restore(text, self._scope).text


@contextmanager
def session(
    to: str | None = None,
    purpose: str | None = None,
    *,
    mode: str | None = None,
    person: str | None = None,
    restore: bool | None = None,
) -> Iterator[Session]:
    """
    Requests of the block are for `purpose`, and may go to the destination `to` only.

    `mode="block"` sends a prompt only if nothing in it has to be replaced. A thread that the
    block starts does not inherit this; `use` holds for all threads. Raises ValueError for another
    mode.
    """
    check_mode(mode)
    guard = install()
    scope = f"session-{os.urandom(8).hex()}"
    with asking(Asked(to, purpose, mode, scope, person, restore)):
        yield Session(guard, scope)


def acknowledge(blocked: PromptBlocked) -> None:
    """
    Say that this block was expected, and that going on without the prompt is what is meant.

    In a notebook, a cell that catches a block and does not say so ends with an error all the same.
    """
    if blocked.event is not None:
        install().events.acknowledge(blocked.event.id)


class Report(NamedTuple):
    """What would happen to an object as a prompt; nothing was sent. Holds none of its text."""

    verdict: str
    findings: tuple[Finding, ...]
    decision: Decision

    def __repr__(self) -> str:
        """Verdict and counts."""
        counts: dict[str, int] = {}
        for finding, _ in outermost(self.findings):
            name = finding.category.rpartition(".")[2]
            counts[name] = counts.get(name, 0) + 1
        found = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
        # Where nothing was looked at, nothing being found says nothing.
        failed = "; ".join(one.message for one in self.decision.reasons if one.kind == "error")
        return f"Report({self.verdict}: {failed or found or 'nothing found'})"


def check(obj: object, to: str | None = None, purpose: str | None = None) -> Report:
    """
    What would happen to an object as a prompt: a text, messages, a frame; nothing is sent.

    The destination's address is taken to be the declared one. Raises GuardError for a destination
    or a purpose that the policy does not declare.
    """
    guard = install()
    guard.check_names(to, purpose)
    request = request_for(guard, text_of(obj), to=to, purpose=purpose)
    decision = guard.engine.decide(request)
    if decision.text is not None:
        decision.settle("not_sent")
    # In this mode nothing is rewritten: what would have to be is not sent.
    strict = guard.asked.mode == "block" and bool(decision.replaced)
    return Report("block" if strict else decision.verdict, decision.findings, decision)


def request_for(
    guard: Guard, text: str, *, to: str | None = None, purpose: str | None = None
) -> Request:
    """A request with this text under what is said here and now, in the running conversation."""
    asked = Asked(to, purpose).over(guard.asked).settled()
    return Request(
        text,
        destination=asked.to,
        purpose=asked.purpose,
        actor=guard.actor,
        channel=guard.channel,
        scope=asked.scope or guard.scope,
        person=asked.person,
    )


def text_of(obj: object) -> str:
    """An object as text, as somebody would put it into a prompt."""
    if isinstance(obj, str):
        return obj
    if isinstance(obj, bytes):
        return obj.decode("utf-8", "replace")
    to_csv = getattr(obj, "to_csv", None)
    if callable(to_csv):  # a frame or column of pandas: all of it, not what is displayed
        return str(to_csv())
    write_csv = getattr(obj, "write_csv", None)
    if callable(write_csv):  # polars
        return str(write_csv())
    if isinstance(obj, Mapping | list | tuple):
        return json.dumps(obj, ensure_ascii=False, default=str, indent=0)
    return str(obj)

"""E120: the tests that a policy carries, run on the engine."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import NamedTuple

from promptward.decision import Decision
from promptward.model import Actor, Finding, Obligation, Request
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.ir import Json, PolicyIR
from promptward_dsl.notes import At, Expectation, Notes, TestCase
from promptward_dsl.span import SourceSpan

__all__ = ["TrialResult", "Trials", "request_of", "run_tests"]


class TrialResult(NamedTuple):
    """One test of a policy: `messages` say what came out otherwise; empty if it passed."""

    name: str
    at: At
    messages: tuple[str, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.messages


class Trials(NamedTuple):
    """All tests: messages, rows, and the rules that fired in any of them."""

    diagnostics: list[Diagnostic]
    results: tuple[TrialResult, ...]
    fired: frozenset[str]


def run_tests(ir: PolicyIR, notes: Notes, decide: Callable[[Request], Decision]) -> Trials:
    """Decide on the prompt of every test, in order of source, and compare."""
    diagnostics: list[Diagnostic] = []
    results: list[TrialResult] = []
    fired: set[str] = set()
    for case in notes.tests:
        begun = perf_counter()
        decision = decide(request_of(case))
        seconds = perf_counter() - begun
        fired.update(trace.id for trace in decision.traces)
        failed = [(one.at, said) for one in case.expect for said in _judge(ir, one, decision)]
        results.append(TrialResult(case.name, case.at, tuple(said for _, said in failed), seconds))
        diagnostics += [
            Diagnostic(
                "E120",
                SourceSpan(at.file, at.start, at.end),
                f"test `{case.name}` fails: {said}",
                note=_why(decision),
            )
            for at, said in failed
        ]
    return Trials(diagnostics, tuple(results), frozenset(fired))


# ---------------------------------------------------------------------- given


def request_of(case: TestCase) -> Request:
    """
    The request of a test. What is not given is unknown, the date included: a test must come out
    the same on every day.
    """
    given = case.given
    day = given.get("date")
    request = Request(
        case.prompt,
        destination=_word(given.get("destination")),
        purpose=_word(given.get("purpose")),
        actor=_actor(given),
        date=dt.date.fromisoformat(day) if isinstance(day, str) else dt.date.min,
        justified=_flag(given.get("justified")),
        channel=_word(given.get("channel")),
    )
    return request if isinstance(day, str) else request._replace(date=None)


def _actor(given: dict[str, Json]) -> Actor | None:
    if not any(key.startswith("actor.") for key in given):
        return None
    role = given.get("actor.role")
    roles = role if isinstance(role, list) else [role]
    return Actor(
        "test",
        [one for one in roles if isinstance(one, str)],
        mfa=_flag(given.get("actor.mfa")),
        department=_word(given.get("actor.department")),
        assurance=_word(given.get("actor.assurance")) or "asserted",
    )


def _word(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: Json) -> bool | None:
    return value if isinstance(value, bool) else None


# ---------------------------------------------------------------------- expected


def _judge(ir: PolicyIR, expected: Expectation, decision: Decision) -> Iterable[str]:
    args = expected.args
    match expected.kind:
        case "verdict":
            return _verdict(decision, *args)
        case "transform":
            return _transform(ir, decision, *args)
        case "absent":
            return _absent(ir, decision, *args)
        case "oblige":
            return _oblige(ir, decision, *args)
        case "text":
            return _text(decision, *args)
        case _:
            return [f"this engine does not know the expectation `{expected.kind}`"]


def _verdict(decision: Decision, verdict: str, by: str) -> Iterable[str]:
    if decision.verdict != verdict:
        yield f"the verdict is {decision.verdict}, not {verdict}"
    if by:
        said = {trace.id: trace.verdict for trace in decision.traces}
        if by not in said:
            yield f"rule `{_last(by)}` does not fire"
        elif (said[by] or "allow") != verdict:
            yield f"rule `{_last(by)}` says {said[by] or 'nothing about the verdict'}"


def _transform(ir: PolicyIR, decision: Decision, target: str, op: str, arg: str) -> Iterable[str]:
    """Findings at `act_on` and above count; where there are none, those below it."""
    found = _of(ir, decision, target)
    counted = [f for f in found if f.confidence >= ir.defaults.act_on] or found
    if not counted:
        yield f"there is no finding of `{_last(target)}`"
    others = {
        str(f.disposition)
        for f in counted
        if f.disposition is None
        or f.disposition.op != op
        or (arg and str(f.disposition.arg or "") != arg)
    }
    if others:
        yield f"`{_last(target)}` gets {' and '.join(sorted(others))}"


def _absent(ir: PolicyIR, decision: Decision, target: str) -> Iterable[str]:
    found = [f for f in _of(ir, decision, target) if f.confidence >= ir.defaults.act_on]
    if found:
        by = ", ".join(sorted({f"`{_last(f.detector)}`" for f in found}))
        yield f"`{_last(target)}` is found, by {by}"


def _oblige(
    ir: PolicyIR, decision: Decision, kind: str, argument: str, minutes: str
) -> Iterable[str]:
    wanted = ir.contacts.get(argument, argument)
    if not any(_fulfils(one, kind, wanted, minutes) for one in decision.obligations):
        within = f" within {minutes} minutes" if minutes else ""
        yield f"there is no obligation `{kind} {_last(argument)}{within}`"


def _fulfils(one: Obligation, kind: str, argument: str, minutes: str) -> bool:
    if one.kind != kind or (minutes and str(one.minutes) != minutes):
        return False
    # A full audit is a minimal one and more.
    return one.argument == argument or (kind, argument, one.argument) == (
        "audit",
        "minimal",
        "full",
    )


def _text(decision: Decision, expected: str) -> Iterable[str]:
    if decision.text is None:
        yield "no text may leave"
    elif not re.fullmatch(_pattern(expected), decision.text):
        yield f"the text that may leave is `{decision.text}`"


_PLACEHOLDER = re.compile(r"\[[^\[\]\n]*\*[^\[\]\n]*\]")


def _pattern(expected: str) -> str:
    """The expected text literally, but a `*` in a placeholder stands for any run within it."""
    done = 0
    pieces: list[str] = []
    for placeholder in _PLACEHOLDER.finditer(expected):
        pieces.append(re.escape(expected[done : placeholder.start()]))
        parts = placeholder[0].split("*")
        pieces.append(r"[^\[\]\n]*".join(re.escape(part) for part in parts))
        done = placeholder.end()
    return "".join((*pieces, re.escape(expected[done:])))


def _of(ir: PolicyIR, decision: Decision, target: str) -> list[Finding]:
    categories = ir.groups.get(target, (target,))
    return [finding for finding in decision.findings if finding.category in categories]


def _why(decision: Decision) -> str | None:
    """What led to the decision, for the author of the test."""
    lines = [f"{_last(reason.id)}: {reason.message}" for reason in decision.reasons]
    return "; ".join(lines) or None


def _last(name: str) -> str:
    return name.rpartition(".")[2]

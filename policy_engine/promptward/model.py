"""
The nouns of a decision: frozen, shared by all stages, and without matched text.

This module stands on the hot start: it imports nothing heavier than `typing` and `datetime`.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from promptward.clock import local_day
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.lattice import Confidence, Disposition

__all__ = [
    "Actor",
    "Candidate",
    "Finding",
    "Obligation",
    "PolicyError",
    "PromptwardError",
    "Reason",
    "Request",
    "RuleTrace",
    "ScanError",
    "TruncatedPolicyError",
]


class PromptwardError(Exception):
    """Base of all exceptions for callers; messages never hold prompt text."""


class PolicyError(PromptwardError):
    """
    A policy that can't be loaded: missing, malformed, failing its own tests, weakening a floor.

    `diagnostics` are the messages about its sources, `rendered` the same as text for a terminal;
    empty where the policy never got so far as to be read.
    """

    def __init__(
        self,
        message: str,
        diagnostics: tuple[Diagnostic, ...] = (),
        rendered: str = "",
    ) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics
        self.rendered = rendered


class TruncatedPolicyError(PolicyError):
    """A policy whose file is the beginning of what was loaded from there before."""


class ScanError(PromptwardError):
    """
    A text that could not be searched to the end; whoever asked must not let it pass.

    `code` is stable: `scan_too_costly`, `scan_too_large`, `scan_too_many`, `scan_out_of_time`,
    `scan_engine`, `scan_validator`, `scan_recognizer`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Candidate(NamedTuple):
    """A match nobody has confirmed yet: a half-open range of one view, and its evidence so far."""

    start: int
    end: int
    level: Confidence
    evidence: tuple[str, ...]


class Finding(NamedTuple):
    """
    One piece of text that carries protected information.

    Holds where it is (`start`, `end`: half-open, code points of the original text) and why we
    believe it, never the text itself: findings go into audit records and editor hovers, and text
    must not follow them there. `category` and `detector` are canonical Ward names; `safe_harbor`
    is the letter of 45 CFR 164.514(b)(2)(i) or None. `evidence` names terms of the policy.
    `disposition` is set once a decision was taken; `location` says where in a file.
    """

    start: int
    end: int
    category: str
    safe_harbor: str | None
    confidence: Confidence
    detector: str
    evidence: tuple[str, ...] = ()
    disposition: Disposition | None = None
    location: str | None = None

    @property
    def id(self) -> str:
        """`detector@start-end`, as explanations name it."""
        return f"{self.detector}@{self.start}-{self.end}"

    def to_json(self) -> dict[str, object]:
        """The form of a finding in every report; the contract of the documentation."""
        data: dict[str, object] = {
            "start": self.start,
            "end": self.end,
            "category": self.category,
            "safe_harbor": self.safe_harbor,
            "confidence": self.confidence.word,
            "detector": self.detector,
            "evidence": list(self.evidence),
        }
        if self.disposition is not None:
            data["disposition"] = str(self.disposition)
        if self.location is not None:
            data["location"] = self.location
        return data


class _Actor(NamedTuple):
    id: str
    roles: frozenset[str]
    mfa: bool | None
    department: str | None
    assurance: str | None


class Actor(_Actor):
    """
    Who asks. A fact that is None is unknown, and unknown counts against the request.

    `roles` are names that the policy declares; `assurance` is `verified` (from a checked token)
    or `asserted` (the caller says so, the default).
    """

    __slots__ = ()

    def __new__(  # noqa: PYI034  # Actor has no subclass, and Self costs an import
        cls,
        id: str,  # noqa: A002  # the public name of the field
        roles: Iterable[str] = (),
        *,
        mfa: bool | None = None,
        department: str | None = None,
        assurance: str | None = "asserted",
    ) -> "Actor":
        if isinstance(roles, str):
            raise TypeError("roles must be a set or list of names, not one string")
        if not isinstance(id, str):
            raise TypeError("id must be a str")
        _refuse_others((("department", department), ("assurance", assurance)))
        if not (mfa is None or isinstance(mfa, bool)):
            raise TypeError("mfa must be True, False or None")
        return super().__new__(cls, id, _names("roles", roles), mfa, department, assurance)


class _Request(NamedTuple):
    text: str
    destination: str | None
    purpose: str | None
    actor: Actor | None
    date: dt.date | None
    justified: bool | None
    channel: str | None
    scope: str | None
    person: str | None
    endpoint: str | None
    model: str | None
    features: frozenset[str]
    justification: str | None
    break_glass: str | None


class Request(_Request):
    """
    The thing decided about: a text, and who would send it where and why.

    `date` is the day the request is made; today, read when the Request is built, if left out
    (the evaluator itself never reads a clock). `scope` names the conversation within which
    pseudonyms and date shifts stay consistent; without it every request is its own scope.
    `person` tells apart the people whose dates shift differently within one scope.
    `channel` is notebook | editor | precommit | api.

    `endpoint` is the URL it would be sent to, `model` the model's name there, `features` what else
    of the service is used (`files`, `beta` …): a use that the agreement with the destination does
    not cover has no agreement. A fact of another type is a TypeError that names it, never a
    decision. `justification` is the one that `Engine.justify` gave out;
    `break_glass` the reason for overriding a block in an emergency.
    """

    __slots__ = ()

    def __new__(  # noqa: PLR0913, PYI034  # each fact of a request is a parameter
        cls,
        text: str,
        *,
        destination: str | None = None,
        purpose: str | None = None,
        actor: Actor | None = None,
        date: dt.date | None = None,
        justified: bool | None = None,
        channel: str | None = None,
        scope: str | None = None,
        person: str | None = None,
        endpoint: str | None = None,
        model: str | None = None,
        features: Iterable[str] = (),
        justification: str | None = None,
        break_glass: str | None = None,
    ) -> "Request":
        if not isinstance(text, str):
            raise TypeError("text must be a str")
        if isinstance(features, str):
            raise TypeError("features must be a set or list of names, not one string")
        if not (actor is None or isinstance(actor, Actor)):
            raise TypeError("actor must be a promptward.Actor, as Actor(id, roles)")
        if isinstance(date, dt.datetime) or not (date is None or isinstance(date, dt.date)):
            raise TypeError("date must be a datetime.date, and no datetime")
        if not (justified is None or isinstance(justified, bool)):
            raise TypeError("justified must be True, False or None")
        _refuse_others(
            (
                ("destination", destination),
                ("purpose", purpose),
                ("channel", channel),
                ("scope", scope),
                ("person", person),
                ("endpoint", endpoint),
                ("model", model),
                ("justification", justification),
                ("break_glass", break_glass),
            )
        )
        return super().__new__(
            cls,
            # INVARIANT: what is searched is what is released. A subclass of str may say otherwise
            # of itself than its characters do.
            str.__str__(text),
            destination,
            purpose,
            actor,
            date if date is not None else local_day(),
            justified,
            channel,
            scope,
            person,
            endpoint,
            model,
            _names("features", features),
            justification,
            break_glass,
        )

    def __repr__(self) -> str:
        """How long the text is, the day, and which facts are stated; none of them is shown."""
        stated = [
            name
            for name, value in zip(self._fields, self, strict=True)
            if value is not None and value != frozenset() and name not in {"text", "date"}
        ]
        return (
            f"Request(<{len(self.text)} code points>, date={self.date}, "
            f"stated={', '.join(stated) or 'nothing'})"
        )


def _refuse_others(stated: tuple[tuple[str, object], ...]) -> None:
    """Raises TypeError for a fact that is no string: nothing could be decided with it."""
    for name, value in stated:
        if not (value is None or isinstance(value, str)):
            raise TypeError(f"{name} must be a str or None")


def _names(field: str, given: Iterable[str]) -> frozenset[str]:
    """Names as a set. Raises TypeError where one is no string."""
    try:
        names = frozenset(given)
    except TypeError:
        names = None
    if names is None or not all(isinstance(name, str) for name in names):
        raise TypeError(f"{field} must be a set or list of names, each a str")
    return names


class Obligation(NamedTuple):
    """What must be done besides: `audit` (minimal | full) or `notify` a contact within minutes."""

    kind: str
    argument: str
    minutes: int | None = None


class Reason(NamedTuple):
    """
    One thing that contributed to the decision, beyond a plain purpose grant.

    `kind`: rule | purpose | default | destination | release | error; `id` is the canonical name of
    what spoke, or a stable code; `message` is for people and holds no matched text.
    """

    kind: str
    id: str
    message: str
    cites: tuple[str, ...] = ()


class RuleTrace(NamedTuple):
    """A rule that fired: `true` or `unknown`, its verdict, and its witnesses."""

    id: str
    truth: str
    verdict: str | None
    why: tuple[tuple[object, ...], ...]  # ("contains", (finding ids…)) | ("attr", path, value)

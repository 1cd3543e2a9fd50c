"""Account: the record of a decision, from what was asked and decided; it holds no text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import reduce

from promptward.audit.digest import DigestKey
from promptward.audit.record import Body, as_word
from promptward.decision import Decision
from promptward.facts import Standing
from promptward.model import Actor, Finding, Request
from promptward.regions import Marked, treated
from promptward.resolve import Region, regions
from promptward.version import __version__
from promptward_dsl.lattice import REDACT, Confidence, join

__all__ = ["account", "counts_of", "full_asked"]

_CHANNELS = frozenset({"notebook", "editor", "precommit", "api"})
_ASSURANCES = frozenset({"verified", "asserted"})
_SUBJECTS, _SUBJECTS_FULL = 64, 1000
_LONGEST_ID = 256


def account(
    event: str,
    id_: str,
    request: Request,
    decision: Decision,
    parties: Standing,
    baa: object,
    digests: DigestKey,
    *,
    full: bool,
) -> Body:
    """
    The record of one decision.

    Names are the policy's own (`parties`), never what a caller wrote: a misspelt destination may
    be a patient's name. Texts, values, sessions and persons stand in it as keyed digests.
    """
    actor = request.actor
    body: Body = {
        "ev": event,
        "id": id_,
        **who(actor),
        "roles": sorted(parties.roles),
        "purpose": parties.purpose,
        "dest": parties.destination,
        "policy": str(decision.policy),
        "policy_id": decision.policy.id,
        "engine": __version__,
        "verdict": decision.verdict,
        "rules": [trace.id for trace in decision.traces],
        "reasons": [reason.id for reason in decision.reasons if reason.kind != "rule"],
        "counts": dict(counts_of(decision)),
        "became": dict(_became(decision)),
        "in": digests.of_text(request.text),
        "kid": digests.id,
    }
    if decision.text is not None:
        body["out"] = digests.of_text(decision.text)
    if decision.obligations:
        body["oblige"] = [as_word(f"{o.kind} {o.argument}") for o in decision.obligations]
    if isinstance(baa, str):
        body["baa"] = baa if parties.covered else "none"
    if not parties.covered:
        body["covered"] = False
    if request.date is not None:
        # Agreements were looked up for the day that was stated, not for that of the record.
        body["day"] = request.date.isoformat()
    if request.channel in _CHANNELS:
        body["channel"] = request.channel
    if request.scope is not None:
        body["session"] = digests.of_name(request.scope)
    if request.person is not None:
        body["person"] = digests.of_subject(request.person)
    if full:
        body["full"] = True
    _add_subjects(body, request, decision, digests, full=full)
    return body


def who(actor: Actor | None) -> Body:
    """The fields that say who asked; an actor's id is a member of the workforce, not a patient."""
    if actor is None:
        return {"actor": None, "assurance": None, "mfa": None}
    return {
        "actor": actor.id[:_LONGEST_ID],
        "assurance": actor.assurance if actor.assurance in _ASSURANCES else None,
        "mfa": actor.mfa if isinstance(actor.mfa, bool) else None,
    }


def _add_subjects(
    body: Body, request: Request, decision: Decision, digests: DigestKey, *, full: bool
) -> None:
    """
    Keyed digests of the identifiers in the text, and what became of each.

    With them an inquiry can ask which prompts disclosed a person. A blocked prompt disclosed
    nobody, so its identifiers are written down only where everything is.
    """
    if decision.text is None and not full:
        return
    most = _SUBJECTS_FULL if full else _SUBJECTS
    subjects: dict[tuple[str, str, str], None] = {}
    for finding, op in _operations(decision):
        if finding.safe_harbor is None:
            continue
        value = request.text[finding.start : finding.end]
        key = (finding.category, op, digests.of_subject(value))
        subjects[key] = None
    body["subjects"] = [list(one) for one in list(subjects)[:most]]
    if len(subjects) > most:
        body["more_subjects"] = len(subjects) - most


def _operations(decision: Decision) -> Iterator[tuple[Finding, str]]:
    """
    The findings, and what became of the text they cover.

    What a doubtful finding would keep did not leave where another over all of it is redacted.
    """
    marked = [
        Marked(one.start, one.end, one.category, one.disposition)
        for one in decision.findings
        if one.disposition is not None and one.start < one.end
    ]
    ranges = treated(marked)
    starts = [one.start for one in ranges]
    for finding in decision.findings:
        if finding.disposition is None:
            continue
        behind = bisect_right(starts, finding.start)
        over = ranges[behind - 1] if behind else None
        covered = over is not None and finding.end <= over.end
        yield finding, over.disposition.op if over and covered else finding.disposition.op


def counts_of(decision: Decision) -> Mapping[str, int]:
    """In how many places each category stands; a place counts once, whoever else sees it."""
    return Counter(category for category, _ in _places(decision))


def _became(decision: Decision) -> Mapping[str, int]:
    """What was decided on those places."""
    return Counter(
        reduce(join, (finding.disposition or REDACT for finding in findings)).op
        for _, findings in _places(decision)
    )


_CELL = 6  # places are looked for among those that touch the same 64 characters


def _places(decision: Decision) -> list[tuple[str, list[Finding]]]:
    """
    The places, each under what is surest of it, then most definite, then longest; with all that
    is found there.

    What lies in a surer place is that place, and so is what is less sure and lies around one: a
    record number that may also be another number, with its label or without.
    """
    by_category: dict[str, list[Finding]] = {}
    for finding in decision.findings:
        by_category.setdefault(finding.category, []).append(finding)
    every = [
        (max(one.confidence for one in region.findings), category, region)
        for category, findings in by_category.items()
        for region in regions(findings)
    ]
    every.sort(key=_surest_first)
    places: list[tuple[str, list[Finding]]] = []
    near: dict[int, list[tuple[Confidence, Region, int]]] = {}
    for level, category, region in every:
        cells = range(region.start >> _CELL, (max(region.end - 1, region.start) >> _CELL) + 1)
        same = next(
            (
                number
                for cell in cells
                for surer, one, number in near.get(cell, ())
                if _holds(one, region) or (level < surer and _holds(region, one))
            ),
            None,
        )
        if same is not None:
            places[same][1].extend(region.findings)
            continue
        for cell in cells:
            near.setdefault(cell, []).append((level, region, len(places)))
        places.append((category, list(region.findings)))
    return places


def _surest_first(one: tuple[Confidence, str, Region]) -> tuple[int, bool, int, int, str]:
    level, category, region = one
    other = category.rpartition(".")[2] == "other_unique"
    return -level, other, region.start - region.end, region.start, category


def _holds(outer: Region, inner: Region) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def full_asked(decision: Decision) -> bool:
    """Whether a rule asks for a full record."""
    return any(o.kind == "audit" and o.argument == "full" for o in decision.obligations)

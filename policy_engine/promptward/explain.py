"""
Explanations: why a decision is what it is, sorted, stable, and without matched text.

Two forms of one thing: plain JSON for machines and lines for people. Neither depends on the order
of declarations or findings, on a clock or on a float; a finding is named `detector@start-end`.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias, cast

from promptward.model import Finding, Obligation, Reason, RuleTrace
from promptward_dsl.notes import Notes

__all__ = ["Decided", "Explanation", "explanation", "readable"]

Explanation: TypeAlias = dict[str, object]

_ID_DIGITS = 16


class Decided(Protocol):
    """What an explanation is made from; `promptward.decision.Decision` is one."""

    @property
    def verdict(self) -> str:
        """The word of the verdict."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings with their dispositions."""

    @property
    def because(self) -> tuple[tuple[str, ...], ...]:
        """Parallel to the findings: what each disposition rests on."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What contributed."""

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What must be done besides."""

    @property
    def traces(self) -> tuple[RuleTrace, ...]:
        """The rules that fired."""

    @property
    def notes(self) -> Notes:
        """Positions, citations and advice of the policy."""


def explanation(decided: Decided, *, policy: str, policy_id: str) -> Explanation:
    """
    The explanation as plain JSON.

    Keys: `policy` (name@version), `ir` (the first 16 digits of the policy id), `verdict`,
    `findings`, `rules` (those that fired), `obligations`, and `reasons`: what defaults, purposes,
    the check of the released text and errors contributed, as [kind, id, message].
    """
    ordered = sorted(
        zip(decided.findings, decided.because, strict=True), key=lambda pair: _place(pair[0])
    )
    return {
        "policy": policy,
        "ir": policy_id[:_ID_DIGITS],
        "verdict": decided.verdict,
        "findings": [_finding(finding, because) for finding, because in ordered],
        "rules": [
            _rule(trace, decided.notes) for trace in sorted(decided.traces, key=lambda t: t.id)
        ],
        "obligations": [_obligation(oblige) for oblige in decided.obligations],
        "reasons": sorted([r.kind, r.id, r.message] for r in decided.reasons if r.kind != "rule"),
    }


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return (finding.start, finding.end, finding.detector, finding.category)


def _finding(finding: Finding, because: tuple[str, ...]) -> dict[str, object]:
    return {
        "id": finding.id,
        "category": finding.category,
        "safe_harbor": finding.safe_harbor,
        "level": finding.confidence.word,
        "evidence": sorted(finding.evidence),
        "disposition": None if finding.disposition is None else str(finding.disposition),
        "because": sorted(because),
    }


def _rule(trace: RuleTrace, notes: Notes) -> dict[str, object]:
    key = f"rule {trace.id}"
    at = notes.at.get(key)
    return {
        "id": trace.id,
        "at": None if at is None else f"{at.file}:{at.line}",
        "truth": trace.truth,
        "verdict": trace.verdict,
        "why": [_plain(witness) for witness in trace.why],
        "cites": list(notes.cites.get(key, ())),
        "advise": notes.advise.get(key),
    }


def _obligation(oblige: Obligation) -> list[object]:
    plain: list[object] = [oblige.kind, oblige.argument]
    return plain if oblige.minutes is None else [*plain, oblige.minutes]


def _plain(value: object) -> object:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


# -------------------------------------------------------------------- for people


def readable(explained: Mapping[str, object]) -> str:
    """
    The same explanation in lines for a person, ending in a line feed.

    Names are shortened to their last part.
    """
    findings = cast("list[dict[str, object]]", explained["findings"])
    rules = cast("list[dict[str, object]]", explained["rules"])
    reasons = cast("list[list[str]]", explained["reasons"])
    obligations = cast("list[list[object]]", explained["obligations"])
    lines = [f"{explained['verdict']}  ({explained['policy']}, {explained['ir']})"]
    lines += [f"  because of {kind} {_last(name)}: {said}" for kind, name, said in reasons]
    for rule in rules:
        lines += _rule_lines(rule)
    if findings:
        lines.append("findings")
        lines += [_finding_line(finding) for finding in findings]
    if obligations:
        lines.append("obligations")
        lines += [f"  {_obligation_line(oblige)}" for oblige in obligations]
    return "\n".join(lines) + "\n"


def _rule_lines(rule: Mapping[str, object]) -> list[str]:
    asked = rule["verdict"] or "transforms"
    where = f" at {rule['at']}" if rule["at"] else ""
    lines = [f"  rule {_last(str(rule['id']))}{where}: {asked}"]
    if rule["truth"] != "true":
        lines[0] += " (what it asks about is unknown, which counts against the request)"
    for why in cast("list[list[object]]", rule["why"]):
        if why[0] == "attr":
            lines.append(f"    {why[1]} is {_fact(why[2])}")
        else:
            lines.append(f"    {_count(len(cast('list[str]', why[1])), 'finding')} in the text")
    if rule["advise"]:
        lines.append(f"    {rule['advise']}")
    lines += [f"    {source}" for source in cast("list[str]", rule["cites"])]
    return lines


_VIEW = "view:"


def _finding_line(finding: Mapping[str, object]) -> str:
    _, _, place = str(finding["id"]).rpartition("@")
    because = ", ".join(
        f"{kind} {_last(name)}"
        for kind, name in (str(b).split(" ", 1) for b in cast("list[str]", finding["because"]))
    )
    letter = f" ({finding['safe_harbor']})" if finding["safe_harbor"] else ""
    line = (
        f"  {place:>11}  {_last(str(finding['category']))}{letter}, {finding['level']}: "
        f"{finding['disposition'] or 'undecided'}"
    )
    views = [e for e in cast("list[str]", finding["evidence"]) if e.startswith(_VIEW)]
    # Some other reading may have shown it too: one is enough to understand why.
    read = f", read through {views[0][len(_VIEW) :].replace('_', ' ')}" if views else ""
    return f"{line}{read}, by {because}" if because else f"{line}{read}"


def _obligation_line(oblige: Sequence[object]) -> str:
    kind, argument, *minutes = oblige
    return f"{kind} {argument}" + (f" within {_duration(minutes[0])}" if minutes else "")


def _duration(minutes: object) -> str:
    count = int(cast("int", minutes))
    for size, unit in ((1440, "day"), (60, "hour")):
        if count % size == 0 and count:
            return _count(count // size, unit)
    return _count(count, "minute")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _fact(value: object) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _last(name: str) -> str:
    return name.rpartition(".")[2]

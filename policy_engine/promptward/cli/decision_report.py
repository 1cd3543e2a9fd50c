"""How a decision is shown: verdict, places and kinds, reasons, and what to do next."""

from collections.abc import Iterable, Iterator, Sequence

import click

from promptward.decision import Decision
from promptward.model import Finding, Obligation, Reason
from promptward.scan.lines import Lines
from promptward_dsl.lattice import KEEP

__all__ = ["decision_json", "decision_text", "next_step"]

_COLOURS = {"allow": "green", "warn": "yellow", "require_justification": "yellow", "block": "red"}


def decision_json(decision: Decision, text: str) -> dict[str, object]:
    """The decision as plain JSON, findings with their places, and the next step; no text."""
    lines = Lines(text)
    return {
        **decision.to_json(),
        "findings": [
            finding._replace(location=_place(lines, finding, "line {} column {}")).to_json()
            for finding in decision.findings
        ],
        "advise": advice(decision),
        "next_step": next_step(decision),
    }


def decision_text(decision: Decision, text: str) -> Iterator[str]:
    """The decision in lines for a person."""
    verdict = click.style(decision.verdict, fg=_COLOURS.get(decision.verdict), bold=True)
    yield f"{verdict}  by {decision.policy}"
    if decision.findings:
        yield ""
        yield from _findings(decision.findings, Lines(text))
    if decision.reasons:
        yield ""
        yield "why"
        for reason in decision.reasons:
            yield from _reason(reason)
    if decision.obligations:
        yield ""
        yield "obligations"
        for obligation in decision.obligations:
            yield f"  {_obligation(obligation)}"
    yield ""
    yield "what to do"
    yield f"  {next_step(decision)}"


def advice(decision: Decision) -> list[str]:
    """What the rules that fired advise, each once."""
    advise = decision.notes.advise
    said = (advise.get(f"rule {trace.id}") for trace in decision.traces)
    return sorted({line for line in said if line})


def next_step(decision: Decision) -> str:
    """What the person who asked can do now."""
    changed = any(disposition != KEEP for disposition in decision.dispositions)
    missing = {r.id for r in decision.reasons if r.kind == "default"}
    match decision.verdict:
        case "block" if any(reason.kind == "error" for reason in decision.reasons):
            return "Nothing may leave: the engine failed. Report it, without the text."
        case "block" if missing & {"unknown_destination", "no_purpose"}:
            names = {"unknown_destination": "a destination", "no_purpose": "a purpose"}
            wanted = " and ".join(text for id_, text in names.items() if id_ in missing)
            return (
                f"Name {wanted} that the policy declares, or send what `promptward redact` prints."
            )
        case "block":
            return (
                "Nothing may leave. Send what `promptward redact` prints, or ask as a role and "
                "for a purpose and destination that the policy grants."
            )
        case "require_justification":
            return "State a reason where you send it, and ask again with --justified."
        case _ if changed:
            return "Send what `promptward redact` prints with the same options, not the original."
        case _:
            return "It may leave as it is."


def _findings(findings: Sequence[Finding], lines: Lines) -> Iterator[str]:
    rows = [("place", "category", "", "confidence", "becomes")]
    rows += [
        (
            _place(lines, finding, "{}:{}"),
            finding.category,
            finding.safe_harbor or "",
            finding.confidence.word,
            str(finding.disposition or ""),
        )
        for finding in findings
    ]
    yield from (f"  {line}" for line in table(rows))


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _place(lines: Lines, finding: Finding, form: str) -> str:
    return form.format(*lines.at(finding.start))


def _reason(reason: Reason) -> Iterable[str]:
    cites = f" [{'; '.join(reason.cites)}]" if reason.cites else ""
    return [f"  {reason.kind} {reason.id}: {reason.message}{cites}"]


def _obligation(obligation: Obligation) -> str:
    within = ""
    if obligation.minutes is not None:
        hours, minutes = divmod(obligation.minutes, 60)
        within = (
            f" within {hours} hours" if not minutes else f" within {obligation.minutes} minutes"
        )
    return f"{obligation.kind} {obligation.argument}{within}"

"""How a decision is shown: verdict, places and kinds, reasons, and what to do next."""

import os
import re
import sys
from collections.abc import Iterator, Sequence

import click

from promptward.decision import Decision
from promptward.formats.lines import Lines
from promptward.model import Finding, Obligation, Reason
from promptward.scan.outermost import last_name
from promptward.scan.printing import printable
from promptward_dsl.lattice import KEEP, Confidence
from promptward_dsl.notes import Notes

__all__ = ["decision_json", "decision_text", "next_step", "table", "wrapped"]

_NARROWEST, _WIDEST = 24, 100
_CUSTODY = ("audit_", "identity_", "key_", "notify_", "vault_")
_COLOURS = {"allow": "green", "warn": "yellow", "require_justification": "yellow", "block": "red"}


def decision_json(
    decision: Decision, text: str, *, keeps_reasons: bool = False
) -> dict[str, object]:
    """The decision as plain JSON, findings with their places, and the next step; no text."""
    lines = Lines(text)
    return {
        **decision.to_json(),
        "findings": [
            finding._replace(location=_place(lines, finding, "line {} column {}")).to_json()
            for finding in decision.findings
        ],
        "advise": advice(decision),
        "next_step": next_step(decision, keeps_reasons=keeps_reasons),
    }


def decision_text(decision: Decision, text: str, *, keeps_reasons: bool = False) -> Iterator[str]:
    """The decision in lines for a person, as wide as their terminal."""
    verdict = click.style(decision.verdict, fg=_COLOURS.get(decision.verdict), bold=True)
    yield f"{verdict}  by {decision.policy}"
    if decision.findings:
        yield from ("", *_findings(decision.findings, Lines(text)))
    if decision.reasons:
        yield from ("", "why")
        for reason in decision.reasons:
            yield from _reason(reason, decision.notes)
    # What is unknown may stand behind the advice in a reason.
    said = tuple(reason.message for reason in decision.reasons)
    more = [line for line in advice(decision) if not any(one.startswith(line) for one in said)]
    if more:
        yield from ("", "advice")
        for line in more:
            yield from wrapped(line)
    if decision.obligations:
        yield from ("", "obligations")
        for obligation in _strictest(decision.obligations):
            yield from wrapped(_obligation(obligation))
    yield from ("", "what to do")
    yield from wrapped(next_step(decision, keeps_reasons=keeps_reasons))


def advice(decision: Decision) -> list[str]:
    """What the rules that fired advise, each once."""
    advise = decision.notes.advise
    said = (advise.get(f"rule {trace.id}") for trace in decision.traces)
    return sorted({line for line in said if line})


_UNKNOWN = re.compile(r"\(unknown: ([a-z_., ]+)\)$")
_OPTIONS = {
    "actor.mfa": "--mfa or --no-mfa",
    "actor.role": "--role",
    "actor.department": "--department",
    "request.channel": "--channel",
}


def _unsaid(decision: Decision) -> str:
    """Which options would tell what rules asked about in vain, as a sentence; else nothing."""
    asked: set[str] = set()
    for reason in decision.reasons:
        found = _UNKNOWN.search(reason.message)
        asked.update(found[1].split(", ") if found else ())
    options = [option for name, option in _OPTIONS.items() if name in asked]
    if not options:
        return ""
    return f"What is not known counts against the request: say {', '.join(options)}. "


def next_step(decision: Decision, *, keeps_reasons: bool = False) -> str:
    """What the person who asked can do now, where reasons are kept or are not."""
    changed = any(disposition != KEEP for disposition in decision.dispositions)
    missing = {r.id for r in decision.reasons if r.kind == "default"}
    match decision.verdict:
        case "block" if any(reason.id == "lockdown" for reason in decision.reasons):
            return "Everything is blocked here: `promptward lockdown status` says why."
        case "block" if any(reason.id.startswith(_CUSTODY) for reason in decision.reasons):
            return (
                "Nothing may leave, because it could not be written down or kept as configured. "
                "Tell whoever looks after this machine the code above."
            )
        case "block" if any(reason.kind == "error" for reason in decision.reasons):
            return "Nothing may leave: the engine failed. Report it, without the text."
        case "block" if missing & {"unknown_destination", "no_purpose"}:
            names = {"unknown_destination": "a destination", "no_purpose": "a purpose"}
            wanted = " and ".join(text for id_, text in names.items() if id_ in missing)
            return (
                f"Name {wanted} that the policy declares, or send what `promptward redact` prints."
            )
        case "block":
            return _unsaid(decision) + (
                "Nothing may leave. Send what `promptward redact` prints without a purpose and "
                "destination, or ask in a role and for a purpose and destination that the "
                "policy grants."
            )
        case "require_justification" if keeps_reasons:
            return (
                "Write the reason into a file, and ask again with --reason-from FILE: it is kept "
                "here, so that --justified alone counts for nothing."
            )
        case "require_justification":
            return "State a reason where you send it, and ask again with --justified."
        case _ if changed:
            return "Send what `promptward redact` prints with the same options, not the original."
        case _:
            return "It may leave as it is."


def _findings(findings: Sequence[Finding], lines: Lines) -> Iterator[str]:
    """
    A row for each place: the surest kind of what overlaps there, and what else it may be.

    A kind that is to become something else has a row of its own. What is only a low finding of
    another kind at the same place is left to `--format json`.
    """
    cells = [("place", "category", "letter", "confidence", "becomes", "or")]
    for cluster in _overlapping(findings):
        rows: dict[str, list[Finding]] = {}
        for finding in sorted(cluster, key=_surest):
            rows.setdefault(str(finding.disposition or ""), []).append(finding)
        keeps_only = len(rows) == 1
        for becomes, (first, *others) in rows.items():
            if becomes == str(KEEP) and not keeps_only and first.confidence == Confidence.LOW:
                continue
            named = {one.category for one in others if one.confidence > Confidence.LOW}
            cells.append((
                _place(lines, first, "{}:{}"),
                first.category,
                first.safe_harbor or "",
                first.confidence.word,
                becomes,
                ", ".join(sorted(map(last_name, named - {first.category}))),
            ))  # fmt: skip
    others_named = any(row[-1] for row in cells[1:])
    yield from (
        f"  {line}" for line in table(cells if others_named else [row[:-1] for row in cells])
    )


def _surest(finding: Finding) -> tuple[int, int, int, str]:
    return (-finding.confidence, finding.start - finding.end, finding.start, finding.category)


def _overlapping(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """
    Findings that overlap, directly or through others, in the order of the text.

    Reports of scans tell apart what only overlaps (`scan.outermost`), since each is mended by
    itself; here a wider and less sure reading of the same number is no second thing.
    """
    cluster: list[Finding] = []
    end = 0
    for finding in sorted(findings, key=lambda one: (one.start, one.end)):
        if cluster and finding.start >= end:
            yield cluster
            cluster = []
        cluster.append(finding)
        end = max(end, finding.end)
    if cluster:
        yield cluster


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """
    Rows as aligned columns; on a terminal the last one is broken where that ends.

    Nothing in a cell reaches the terminal but what it prints: a policy's titles are its author's.
    Where the others leave no room for it, it stands on lines of its own.
    """
    rows = [[_on_one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    before = sum(width + 2 for width in widths[:-1])
    screen = _screen()
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        if 0 < screen < before + 2 + min(len(row[-1]), _NARROWEST):
            yield "  ".join(cells[:-1]).rstrip()
            yield from (line[2:] for line in wrapped(row[-1], " " * 8))
            continue
        first, *rest = list(wrapped(row[-1], " " * (before + 2))) or [""]
        yield ("  ".join(cells[:-1]) + "  " + first.strip()).rstrip()
        yield from (line[2:] for line in rest)


def wrapped(line: str, indent: str = "  ") -> Iterator[str]:
    """
    A line of prose, broken where the terminal ends, each part indented.

    Where nobody watches, nothing is broken: what searches the output finds whole sentences.
    """
    line = _on_one_line(line)
    if not sys.stdout.isatty():
        yield indent + line
        return
    from textwrap import wrap  # noqa: PLC0415  # only for a terminal

    width = _screen()
    yield from wrap(
        line,
        min(max(width, len(indent) + _NARROWEST), len(indent) + _WIDEST),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _on_one_line(text: str) -> str:
    """The words of a policy's author, harmless to the terminal."""
    return printable(text.replace("\n", " ").replace("\t", " "))


def _screen() -> int:
    """Columns of the terminal that is written to; 0 where there is none, or none that says."""
    if not sys.stdout.isatty():
        return 0
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return 0


def _place(lines: Lines, finding: Finding, form: str) -> str:
    return form.format(*lines.at(finding.start))


def _reason(reason: Reason, notes: Notes) -> Iterator[str]:
    """What spoke; what it is called, what it says, and the paragraphs it implements."""
    yield f"  {reason.kind} {reason.id}"
    title = notes.titles.get(f"{reason.kind} {reason.id}")
    if title and not reason.message.startswith(title):
        yield from wrapped(title, "    ")
    yield from wrapped(reason.message, "    ")
    if reason.cites:
        for line in wrapped("; ".join(reason.cites), "    "):
            yield click.style(line, dim=True)


def _strictest(obligations: Sequence[Obligation]) -> Iterator[Obligation]:
    """Without those that another one includes: a later term, a smaller record."""
    terms: dict[tuple[str, str], int | None] = {}
    for kind, argument, minutes in obligations:
        known = terms.get((kind, argument))
        if known is None or (minutes is not None and minutes < known):
            terms[kind, argument] = minutes
    for (kind, argument), minutes in terms.items():
        if (kind, argument) == ("audit", "minimal") and ("audit", "full") in terms:
            continue
        yield Obligation(kind, argument, minutes)


def _obligation(obligation: Obligation) -> str:
    within = ""
    if obligation.minutes is not None:
        hours, minutes = divmod(obligation.minutes, 60)
        within = (
            f" within {hours} hours" if not minutes else f" within {obligation.minutes} minutes"
        )
    return f"{obligation.kind} {obligation.argument}{within}"

"""What the policy would do: for a region of a document, and for one finding in it."""

import re
from typing import TYPE_CHECKING, NamedTuple

from promptward.formats.python_source import pieces_of
from promptward.model import Actor, Request
from promptward_lsp.diagnostics import citation, titled
from promptward_lsp.documents import Document
from promptward_lsp.look import Shown
from promptward_lsp.project import Project
from promptward_lsp.wishes import Wishes

if TYPE_CHECKING:
    from promptward.decision import Decision

__all__ = ["LARGEST_REGION", "Region", "decide", "hover_text", "lens_title", "regions"]

LARGEST_REGION = 60_000
"""Code points that are decided about for a lens or a hover."""

_PROSE = frozenset(
    {"markdown", "plaintext", "text", "", "prompt", "latex", "restructuredtext", "rst"}
)
_AROUND = 4_000
_MOST_LENSES = 60
_FENCE = re.compile(r"\n[ \t]*\n")


class Region(NamedTuple):
    """A part of a document that reads like one prompt, and how many findings it holds."""

    start: int
    end: int
    findings: int


def regions(document: Document, shown: list[Shown]) -> list[Region]:
    """
    The prompt-like parts that hold findings: prose as a whole, in Python each string by itself.
    """
    counted = [one for one in shown if one.placed.status == "new"]
    if not counted:
        return []
    text = document.text
    if document.language == "python":
        found = []
        for piece in pieces_of(text):
            inside = sum(1 for s in counted if piece.start <= s.start and s.end <= piece.end)
            if inside and not piece.comment:
                found.append(Region(piece.start, piece.end, inside))
        return found[:_MOST_LENSES]
    if document.language in _PROSE or document.notebook is not None:
        return [Region(0, len(text), len(counted))]
    return []


def request_for(text: str, wishes: Wishes, project: Project) -> Request:
    """The request that the client's settings describe; what they leave out is unknown."""
    return Request(
        text,
        destination=wishes.destination or None,
        purpose=wishes.purpose or None,
        actor=Actor("editor", [wishes.role]) if wishes.role else None,
        date=project.terms.today,
        channel="editor",
    )


def decide(text: str, wishes: Wishes, project: Project) -> "Decision":
    """The decision about a text as one prompt; never raises."""
    return project.engine.decide(request_for(text, wishes, project))


def lens_title(count: int, decision: "Decision | None", wishes: Wishes) -> str:
    """`3 identifiers · block for azure_openai`."""
    said = f"{count} identifier{'' if count == 1 else 's'}"
    if decision is None:
        return f"{said} · too long to decide about here"
    where = wishes.destination or "a destination that is not named"
    return f"{said} · {decision.verdict} for {where}"


def hover_text(document: Document, one: Shown, wishes: Wishes, project: Project) -> str:
    """Category, why, citation, confidence and what the policy would do: never the value."""
    engine = project.engine
    finding = one.finding
    paragraph, address = citation(engine, finding.category)
    lines = [f"**{titled(engine, finding.category)}** · `{finding.category}`", ""]
    if paragraph:
        lines += [f"Identifier under [{paragraph}]({address})", ""]
    name = finding.detector.rpartition(".")[2]
    lines += [f"Confidence **{finding.confidence.word}**, found by `{name}`"]
    title = engine.notes.titles.get(f"detector {finding.detector}")
    if title:
        lines[-1] += f" ({title})"
    lines.append("")
    if finding.evidence:
        lines += ["Evidence: " + ", ".join(f"`{e}`" for e in finding.evidence), ""]
    for source in engine.notes.cites.get(f"detector {finding.detector}", ()):
        lines += [f"Cites {source}", ""]
    lines += [_consequence(document, one, wishes, project), ""]
    if one.placed.status != "new":
        lines += [f"Does not count: {one.placed.status}, {one.placed.reason}", ""]
    return "\n".join(lines).rstrip()


def _consequence(document: Document, one: Shown, wishes: Wishes, project: Project) -> str:
    start = max(0, one.start - _AROUND)
    end = min(len(document.text), one.end + _AROUND)
    decision = decide(document.text[start:end], wishes, project)
    where = f"`{wishes.destination}`" if wishes.destination else "a destination that is not named"
    for number, finding in enumerate(decision.findings):
        inside = finding.start < one.end - start and one.start - start < finding.end
        if inside and finding.category == one.finding.category:
            because = ", ".join(decision.because[number]) if decision.because else ""
            done = f"**{finding.disposition}**"
            said = f"In a prompt to {where}: {done}, verdict **{decision.verdict}**"
            return f"{said} ({because})" if because else said
    return f"In a prompt to {where}: verdict **{decision.verdict}**"

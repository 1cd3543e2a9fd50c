"""
What can be done about a finding: edits that take it away, and ways to accept it with a reason.

An action that is offered holds no edit; it is made when the client asks for it, of the text as it
is then. No action holds the value it removes. What accepts a finding needs a reason: a client
that can ask for one is told to (`ASK_REASON`), any other gets an empty one to fill in.
"""

import datetime as dt
import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from promptward.scan.baseline import Entry
from promptward.transform import mask, placeholder
from promptward_lsp.comments import allow_comment
from promptward_lsp.documents import Document
from promptward_lsp.look import Shown
from promptward_lsp.project import Project
from promptward_lsp.strings import literal_at, variable_for, way_of
from promptward_lsp.synthetic import synthetic

__all__ = [
    "ACCEPTING", "ALLOW", "ASK_REASON", "DAYS", "FIX_ALL", "KINDS", "NOTEBOOK_FIX_ALL", "Because",
    "Change", "Offer", "because_of", "change_for", "fix_all", "offers",
]  # fmt: skip

FIX_ALL = "source.fixAll.promptward"
NOTEBOOK_FIX_ALL = "notebook.source.fixAll.promptward"
KINDS = ("quickfix", FIX_ALL, NOTEBOOK_FIX_ALL)

ASK_REASON = "promptward.askReason"
"""A command of the client: ask for a reason and a last day, then run `ALLOW` with them."""
ALLOW = "promptward.allowWithReason"
"""A command of the server: accept a finding, with the reason and the last day."""
ACCEPTING = frozenset({"allow_here", "allow_file", "allow_project", "baseline"})

DAYS = 90
"""How long an allow that the editor proposes holds."""
_LONGEST_REASON = 200
_NOT_IN_REASONS = re.compile(r"[\x00-\x1f\x7f\"\\]|-->|\*/")


class Offer(NamedTuple):
    """An action on one finding, not yet made: what to do, its title, whether it is the usual."""

    do: str
    title: str
    preferred: bool = False


class Change(NamedTuple):
    """
    An edit of one file: the half-open range of its text, and what comes there.

    `path` is None for the document itself; for another file `create` says that it is not there.
    """

    start: int
    end: int
    new: str
    path: str | None = None
    create: bool = False


class Because(NamedTuple):
    """Why a finding is accepted, empty if nobody has said so yet, and until which day."""

    reason: str
    until: dt.date


def because_of(reason: object, until: object, today: dt.date) -> Because | None:
    """
    What a client was told, fit for a comment; None without a reason or with a day that is past.

    Quotes, ends of comments and control characters become blanks. No day means `DAYS` from today.
    """
    said = _NOT_IN_REASONS.sub(" ", reason).strip() if isinstance(reason, str) else ""
    day = today + dt.timedelta(days=DAYS)
    if isinstance(until, str) and until.strip():
        try:
            day = dt.date.fromisoformat(until.strip())
        except ValueError:
            return None
    if not said or day < today:
        return None
    return Because(said[:_LONGEST_REASON].rstrip(), day)


def offers(document: Document, one: Shown, project: Project) -> list[Offer]:
    """What can be done about a finding here, the usual first."""
    name = one.finding.category.rpartition(".")[2]
    found = []
    if one.start < one.end:
        found += [
            Offer("redact", f"Redact: replace with {placeholder(one.finding.category)}", True),  # noqa: FBT003  # the usual
            Offer("mask", "Mask it with *"),
            Offer("synthetic", "Replace with an invented value"),
        ]
    if way_of(document.language) is not None and _literal(document, one) is not None:
        found.append(Offer("environment", f"Read it from ${variable_for(one.finding.category)}"))
    if project.terms.allows and allow_comment(document.language, name, "") is not None:
        found.append(Offer("allow_here", f"Allow {name} on this line (needs a reason)"))
    if document.path is not None:
        found.append(Offer("allow_file", f"Allow {name} in this file (needs a reason)"))
        found.append(Offer("allow_project", f"Allow {name} in the project (needs a reason)"))
        if project.settings.baseline_allowed:
            found.append(Offer("baseline", "Put it into the baseline"))
    return found


def change_for(  # one action, made
    do: str,
    document: Document,
    one: Shown,
    shown: Sequence[Shown],
    project: Project,
    because: Because | None = None,
) -> list[Change]:
    """The edits of an action; empty if it does not apply any more."""
    because = because or Because("", project.terms.today + dt.timedelta(days=DAYS))
    value = document.text[one.start : one.end]
    category = one.finding.category
    match do:
        case "redact":
            return [Change(one.start, one.end, placeholder(category))]
        case "mask":
            return [Change(one.start, one.end, mask(value, ""))]
        case "synthetic":
            same = [s for s in shown if s.finding.category == category]
            number = next((n for n, s in enumerate(same) if s.start == one.start), 0)
            return [Change(one.start, one.end, synthetic(category, value, number))]
        case "environment":
            return _environment(document, one)
        case "allow_here":
            return _allow_here(document, one, because)
        case "allow_file" | "allow_project":
            everywhere = do == "allow_project"
            return _allow_path(document, one, project, because, everywhere=everywhere)
        case "baseline":
            return _baseline(document, one, shown, project, because)
        case _:
            return []


def fix_all(shown: Iterable[Shown]) -> list[Change]:
    """Every finding that counts, replaced by its placeholder; overlapping ones as one."""
    changes: list[Change] = []
    for one in sorted(shown, key=lambda s: (s.start, -s.end)):
        if one.placed.status != "new" or one.start == one.end:
            continue
        if changes and one.start < changes[-1].end:
            last = changes[-1]
            changes[-1] = last._replace(end=max(last.end, one.end))
            continue
        changes.append(Change(one.start, one.end, placeholder(one.finding.category)))
    return changes


# ---------------------------------------------------------------------- code


def _literal(document: Document, one: Shown):  # type: ignore[no-untyped-def]  # noqa: ANN202  # a Literal with its line
    line = document.lines.line_of(one.start)
    start, end = document.lines.bounds(line)
    if one.end > end:
        return None
    found = literal_at(document.text[start:end], one.start - start, one.end - start)
    # Formatted and raw strings, bytes and long strings are left alone: taking them apart would
    # change what the rest of them means.
    if found is None or found.prefix or len(found.quote) > 1 or found.quote == "`":
        return None
    return found, start


def _environment(document: Document, one: Shown) -> list[Change]:
    found, way = _literal(document, one), way_of(document.language)
    if found is None or way is None:
        return []
    literal, line = found
    text, quote = document.text, literal.quote
    read = way.read.format(variable_for(one.finding.category))
    before = text[line + literal.body_start : one.start]
    after = text[one.end : line + literal.body_end]
    if (before or after) and not way.join:
        parts = [f"{quote}{part}{quote}" if part else "" for part in (before, after)]
        new = f"paste0({', '.join(p for p in (parts[0], read, parts[1]) if p)})"
    else:
        parts = [f"{quote}{part}{quote}" for part in (before,) if part]
        parts.append(read)
        parts += [f"{quote}{part}{quote}" for part in (after,) if part]
        new = way.join.join(parts)
    changes = [Change(line + literal.start, line + literal.end, new)]
    if way.imports and not re.search(r"^import os\b", text, re.MULTILINE):
        at = _after_head(text)
        changes.insert(0, Change(at, at, way.imports))
    return changes


_HEAD = re.compile(
    r"(?:#![^\n]*\n)?(?:[ \t]*#[^\n]*\n|[ \t]*\n)*"
    r"(?:(?:\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?''')[ \t]*\n)?(?:[ \t]*\n)*"
    r"(?:from __future__ import[^\n]*\n)*"
)


def _after_head(text: str) -> int:
    """Behind a Python file's comments, docstring and imports from the future."""
    found = _HEAD.match(text)
    return found.end() if found is not None else 0


# ---------------------------------------------------------------------- allows


_ALLOWED = re.compile(r"promptward:\s*allow\[\s*([\w, *-]*)", re.IGNORECASE)


def _allow_here(document: Document, one: Shown, because: Because) -> list[Change]:
    category, until = one.finding.category, because.until.isoformat()
    comment = allow_comment(document.language, category, until, because.reason)
    if comment is None:
        return []
    start, end = document.lines.bounds(document.lines.line_of(one.start))
    known = _ALLOWED.search(document.text, start, end)
    if known is None:
        return [Change(end, end, comment)]
    # One comment a line is read: its list gets one more category, its reason stays.
    name = category.rpartition(".")[2]
    if name in {said.strip() for said in known[1].split(",")}:
        return []
    return [Change(known.end(1), known.end(1), f", {name}" if known[1].strip() else name)]


def _allow_path(
    document: Document, one: Shown, project: Project, because: Because, *, everywhere: bool
) -> list[Change]:
    if document.path is None:
        return []
    pattern = "*" if everywhere else f"/{project.label(document.path)}"
    name = one.finding.category.rpartition(".")[2]
    path = os.path.join(project.root, ".promptward", "config.toml")  # noqa: PTH118  # plain paths throughout
    text = _text_of(path)
    table = f"[scan.allow.{json.dumps(pattern)}]"
    if text is not None and table in text:
        # The table is there: its list gets one more category, its reason stays.
        found = re.compile(
            re.escape(table) + r"[^\[]*?categories\s*=\s*\[(?P<list>[^\]]*)\]"
        ).search(text)
        if found is None or json.dumps(name) in found["list"]:
            return []
        joint = ", " if found["list"].strip() else ""
        at = found.end("list")
        return [Change(at, at, f"{joint}{json.dumps(name)}", path)]
    block = (
        f'{table}\ncategories = ["{name}"]\nreason = "{because.reason}"\n'
        f'until = "{because.until.isoformat()}"\n'
    )
    if text is None:
        return [Change(0, 0, block, path, create=True)]
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    return [Change(len(text), len(text), gap + block, path)]


def _baseline(
    document: Document, one: Shown, shown: Sequence[Shown], project: Project, because: Because
) -> list[Change]:
    if document.path is None:
        return []
    mark = one.placed.fingerprint
    count = sum(s.placed.times for s in shown if s.placed.fingerprint == mark)
    entry = Entry(
        project.label(document.path),
        one.finding.category.rpartition(".")[2],
        one.placed.place.anchor,
        mark,
        count,
        status="accepted" if because.reason else "todo",
        reason=because.reason,
        expires=because.until.isoformat(),
        tags=tuple(sorted({one.placed.tag} - {""})),
    )
    text = _text_of(project.baseline_path)
    line = f"{entry.to_line()}\n"
    if text is None:
        return [Change(0, 0, line, project.baseline_path, create=True)]
    gap = "" if not text or text.endswith("\n") else "\n"
    return [Change(len(text), len(text), gap + line, project.baseline_path)]


def _text_of(path: str) -> str | None:
    try:
        return Path(path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None

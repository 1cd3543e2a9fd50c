"""Panels: what happened to a request, for a person: as HTML, as plain text, and as JSON."""

import re
from collections.abc import Iterable
from html import escape

from promptward.guard.events import Event, Place
from promptward.guard.guard import Guard

__all__ = ["MIME", "advice", "mime_bundle", "title"]

MIME = "application/vnd.promptward.event+json"

_TITLES = {
    "blocked": "Prompt blocked: nothing was sent",
    "unreadable": "Prompt blocked: it could not be looked at",
    "held": "Prompt held: it needs a reason",
    "rewritten": "Prompt sent with identifiers replaced",
    "released": "Prompt released",
    "sent": "Prompt sent",
}
_SIGNS = {"blocked": "stop", "unreadable": "stop", "held": "wait"}
_COLOURS = {
    "stop": "var(--jp-error-color1, var(--vscode-errorForeground, #c62828))",
    "wait": "var(--jp-warn-color1, var(--vscode-editorWarning-foreground, #b26a00))",
    "go": "var(--jp-info-color1, var(--vscode-editorInfo-foreground, #0277bd))",
}
_STANDING = {
    "active": "agreement in force",
    "not_required": "no agreement needed",
    "none": "no agreement",
    "expired": "agreement ended",
    "unknown": "agreement unknown",
}


def title(event: Event) -> str:
    """One line: what happened."""
    if event.outcome == "sent" and event.verdict == "warn":
        return "Prompt sent, with a warning"
    return _TITLES.get(event.outcome, event.outcome)


def mime_bundle(event: Event, guard: Guard, *, explained: bool = False) -> dict[str, object]:
    """
    The panel in all its forms; none of them holds anything of the prompt.

    `explained`: its explanation stands beside it.
    """
    todo = advice(event, guard)
    if explained:
        todo = tuple(one for one in todo if not one.startswith("%promptward explain"))
    return {
        "text/plain": _plain(event, todo),
        "text/html": _html(event, todo),
        MIME: event.to_json(),
    }


def advice(event: Event, guard: Guard) -> tuple[str, ...]:
    """What to do next; only commands that exist, only names that the policy declares."""
    reasons = {reason.id for reason in event.reasons}
    ir = guard.engine.ir
    todo: list[str] = []
    if event.outcome == "held":
        todo.append(f'%promptward override {event.id} --reason "why this prompt needs it"')
    if "no_purpose" in reasons:
        roles = _roles(guard)
        mine = sorted(
            name.rpartition(".")[2]
            for name, purpose in ir.purposes.items()
            if roles & set(purpose.roles)
        )
        if mine:
            todo.append(f"say what it is for: %promptward use --purpose {' | '.join(mine)}")
        elif ir.purposes:
            todo.append("no purpose of this policy is granted to you; ask who looks after it")
        else:
            todo.append("this policy grants no purpose; take the identifiers out")
    if "unknown_destination" in reasons:
        known = sorted(
            name.rpartition(".")[2]
            for name, one in ir.destinations.items()
            if one.host is not None
        )
        said = f"; it knows {', '.join(known)}" if known else ""
        todo.append(f"this address belongs to no party that the policy declares{said}")
    granted = [ir.purposes[name] for name in reasons if name in ir.purposes]
    if granted:
        parties = ", ".join(sorted(one.rpartition(".")[2] for one in granted[0].destinations))
        todo.append(f"this purpose lets prompts go to {parties}")
    todo += _of_facts(event, "or " if todo else "")
    if event.explanation:
        todo.append(f"%promptward explain {event.id}")
    return tuple(todo)


def _of_facts(event: Event, first: str) -> Iterable[str]:
    """What is left: facts that nobody stated, and what can be sent all the same."""
    unknown = {name for one in event.reasons for name in _unknown(one.message)}
    mine = sorted(name for name in unknown if name.startswith("actor."))
    if mine:
        yield f"{', '.join(mine)}: not known, which counts against you; a checked token would say"
    if any(one.id == "lockdown" for one in event.reasons):
        yield "everything is stopped here until that is lifted; ask who looks after it"
    elif event.outcome == "blocked":
        first = "or " if mine else first
        yield f"{first}take the identifiers out: promptward.guard.view(df) gives what may leave"
    elif event.outcome == "unreadable" and any("body" in one.message for one in event.reasons):
        yield "send what can be read: JSON or text in UTF-8, not compressed"


_UNKNOWN = re.compile(r"\(unknown: ([a-z_., ]+)\)")


def _unknown(message: str) -> list[str]:
    """What a rule asked about in vain."""
    found = _UNKNOWN.search(message)
    return found[1].split(", ") if found else []


def _roles(guard: Guard) -> set[str]:
    ir = guard.engine.ir
    held: set[str] = set()
    for name in guard.actor.roles:
        held |= set(ir.roles.get(ir.names.get(name, name), ()))
    return held


def _where(event: Event) -> str:
    party = (event.destination or "").rpartition(".")[2]
    host = f"{party} ({event.host})" if party else event.host
    standing = _STANDING.get(event.agreement or "", "")
    return f"{host}, {standing}" if standing else host


def _rows(event: Event) -> list[tuple[str, str, str, str]]:
    return [
        (
            _kind(place),
            place.safe_harbor or "",
            place.path,
            "not sent"
            if event.outcome in _SIGNS
            else _DONE.get(place.disposition, place.disposition),
        )
        for place in event.places
    ]


def _kind(place: Place) -> str:
    name = place.category.rpartition(".")[2]
    return f"{name} ({place.times} times)" if place.times > 1 else name


_DONE = {
    "pseudonymise": "replaced by a pseudonym",
    "redact": "taken out",
    "keep": "sent as it is",
    "hash": "replaced by a hash",
    "undecided": "not sent",
}


def _because(event: Event) -> list[str]:
    said = []
    for reason in event.reasons:
        cites = f" ({'; '.join(reason.cites)})" if reason.cites else ""
        said.append(f"{reason.message}{cites} [{reason.id.rpartition('.')[2]}]")
    return said


def _said(event: Event) -> list[str]:
    """The reasons; where there are none, what happened, unless the title says it."""
    told = event.outcome in {"sent", "rewritten"}
    return _because(event) or ([] if told else [event.message])


_MOST_ROWS = 12


def _plain(event: Event, todo: Iterable[str]) -> str:
    lines = [title(event), f"  to {_where(event)}"]
    if event.purpose:
        lines[-1] += f", for {event.purpose}"
    rows = _rows(event)
    lines += [f"  {kind} {letter and f'({letter}) '}in {path}: {done}" for kind, letter, path, done in rows[:_MOST_ROWS]]  # fmt: skip  # noqa: E501  # one line reads best
    if len(rows) > _MOST_ROWS:
        lines.append(f"  and {len(rows) - _MOST_ROWS} more places")
    lines += [f"  because {said}" for said in _said(event)]
    lines += [f"  next: {one}" for one in todo]
    lines.append(f"  {event.policy}  id {event.id}")
    return "\n".join(lines)


def _html(event: Event, todo: Iterable[str]) -> str:
    colour = _COLOURS[_SIGNS.get(event.outcome, "wait" if event.verdict == "warn" else "go")]
    purpose = f", for <b>{escape(event.purpose)}</b>" if event.purpose else ""
    rows = _rows(event)
    cells = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows[:_MOST_ROWS]
    )
    if len(rows) > _MOST_ROWS:
        cells += f'<tr><td style="{_CELL}">and {len(rows) - _MOST_ROWS} more places</td></tr>'
    head = "".join(
        f'<th style="{_CELL};font-weight:600">{name}</th>'
        for name in ("found", "Safe Harbor", "where", "what happens to it")
    )
    table = f'<table style="{_TABLE}"><tr>{head}</tr>{cells}</table>' if rows else ""
    because = "".join(f"<li>{escape(said)}</li>" for said in _said(event))
    nexts = "".join(_next(one) for one in todo)
    after = f'<div style="font-weight:600">Next</div><ul style="{_LIST}">{nexts}</ul>'
    role = "alert" if event.outcome in _SIGNS else "status"
    return (
        f'<div role="{role}" class="promptward-panel" style="{_BOX};border-left-color:{colour}">'
        f'<div style="font-weight:600;color:{colour}">{escape(title(event))}</div>'
        f"<div>to <b>{escape(_where(event))}</b>{purpose}</div>{table}"
        f'<ul style="{_LIST}">{because}</ul>{after if nexts else ""}'
        f'<div style="opacity:.7">{escape(event.policy)} · id {escape(event.id)}</div></div>'
    )


def _next(one: str) -> str:
    text = escape(one)
    return f"<li><code>{text}</code></li>" if one.startswith("%") else f"<li>{text}</li>"


# Colours of the reader's theme, JupyterLab's or VS Code's: readable on light and dark, and where
# there is neither.
_BOX = (
    "border:1px solid var(--jp-border-color1, currentColor);border-left-width:5px;"
    "border-left-style:solid;border-radius:3px;padding:.6em .9em;margin:.3em 0;"
    "font-family:var(--jp-ui-font-family, sans-serif);font-size:var(--jp-ui-font-size1, 13px);"
    "color:var(--jp-ui-font-color1, inherit);line-height:1.45"
)
_TABLE = "border-collapse:collapse;margin:.4em 0"
_CELL = "text-align:left;padding:.1em 1em .1em 0;border:0;background:none"
_LIST = "margin:.2em 0 .4em 0;padding-left:1.2em"

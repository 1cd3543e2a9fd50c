"""Completion of the magics: subcommands, options, and the names that the policy declares."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from promptward.guard.guard import Guard

__all__ = ["SUBCOMMANDS", "complete"]

SUBCOMMANDS = ("status", "policy", "check", "explain", "log", "override", "use")

_OPTIONS = {
    "use": ("--purpose", "--to", "--mode", "--role"),
    "check": ("--purpose", "--to"),
    "override": ("--reason",),
    "log": ("--last",),
    "%%": ("--to", "--purpose", "--mode", "--run"),
}


class _Asked(Protocol):
    line: str
    symbol: str


def complete(event: _Asked, guard: Guard) -> list[str]:
    """What may stand where the cursor is."""
    words = event.line.split()
    before = words[-1] if event.line.endswith(" ") or len(words) < 2 else words[-2]  # noqa: PLR2004  # magic and symbol
    ir = guard.engine.ir
    cell = event.line.startswith("%%")
    choices: Iterable[str]
    if before == "--purpose":
        choices = _short(ir.purposes)
    elif before == "--to":
        choices = _short(ir.destinations)
    elif before == "--role":
        choices = _short(ir.roles)
    elif before == "--mode":
        choices = ("rewrite", "block")
    elif cell:
        choices = _OPTIONS["%%"]
    elif before in {"explain", "override"}:
        wanted = "held" if before == "override" else None
        choices = [e.id for e in guard.events.last() if wanted is None or e.outcome == wanted]
    elif len(words) > 1 and words[1] in _OPTIONS and before != "%promptward":
        choices = _OPTIONS[words[1]]
    elif before == "%promptward":
        choices = SUBCOMMANDS
    else:
        choices = ()
    return [one for one in choices if one.startswith(event.symbol)]


def _short(declared: Mapping[str, object]) -> list[str]:
    return sorted(name.rpartition(".")[2] for name in declared)

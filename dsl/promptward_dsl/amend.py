"""Amendments put in place: detectors extended and overridden, waivers that hold today."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from promptward_dsl.ast import Detector, Disable, Extend, Override
from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.program import Amendment, Declared, DetectorBody, Kind, Program, Scope

__all__ = ["amend", "expired"]


def amend(
    program: Program,
    written: Iterable[tuple[Extend | Override | Disable, Scope]],
    diagnostics: list[Diagnostic],
    today: dt.date,
) -> Program:
    """
    The program with its detectors as amended and its waivers as of `today`.

    Extensions add to whatever an override leaves, so their order does not matter; two overrides
    of one detector would, and are E102. Of several waivers the one that holds longest counts.
    """
    amendments = tuple(
        Amendment(node, scope, program.find(_kind(node), node.target.text, scope))
        for node, scope in written
    )
    disabled: dict[str, Amendment] = {}
    overrides: dict[str, Amendment] = {}
    extensions: dict[str, list[Amendment]] = {}
    for amendment in amendments:
        node, target = amendment.node, amendment.target
        if target is None:
            continue
        match node:
            case Extend():
                extensions.setdefault(target, []).append(amendment)
            case Override():
                first = overrides.setdefault(target, amendment)
                if first is not amendment:
                    diagnostics.append(_twice(node, target, first.node))
            case Disable():
                key = f"{_kind(node)} {target}"
                known = disabled.get(key)
                if not expired(node, today) and (known is None or _ends(known) < _ends(amendment)):
                    disabled[key] = amendment
    bodies = {
        name: _body(declared, overrides.get(name), extensions.get(name, ()))
        for name, declared in program.detectors.items()
    }
    return replace(program, amendments=amendments, disabled=disabled, bodies=bodies)


def expired(waiver: Disable, today: dt.date) -> bool:
    """Whether a waiver has lapsed: it holds up to and including its date."""
    return waiver.until is not None and (waiver.until.value or dt.date.max) < today


def _ends(waiver: Amendment) -> dt.date:
    until = waiver.node.until if isinstance(waiver.node, Disable) else None
    return (until.value if until else None) or dt.date.max


def _kind(node: Extend | Override | Disable) -> Kind:
    return Kind.RULE if isinstance(node, Disable) and node.kind == "rule" else Kind.DETECTOR


def _body(
    declared: Declared[Detector], override: Amendment | None, extensions: Iterable[Amendment]
) -> DetectorBody:
    items = [(item, declared.scope) for item in declared.node.items]
    if override is not None and isinstance(override.node, Override):
        items = [(item, override.scope) for item in override.node.items]
    for extension in extensions:
        if isinstance(extension.node, Extend):
            items += [(item, extension.scope) for item in extension.node.items]
    return DetectorBody(declared, tuple(items))


def _twice(node: Override, target: str, first: Extend | Override | Disable) -> Diagnostic:
    return Diagnostic(
        "E102",
        node.target.span,
        f"`{target}` is overridden twice",
        help="keep one of the two",
        related=(Related(first.target.span, "first overridden here"),),
    )

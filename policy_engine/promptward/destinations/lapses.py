"""Which agreements end soon or have ended, and which purposes stop working with them."""

import datetime as dt
from typing import NamedTuple

from promptward_dsl.chains import effective, parties
from promptward_dsl.ir import PolicyIR

__all__ = ["Lapse", "lapses"]

_HOLDING = frozenset({"active", "not_required"})


class Lapse(NamedTuple):
    """
    A destination whose agreement doesn't hold to the end of the time that was asked about.

    `last_day` is the last on which it holds, None where it doesn't hold at all today. `party` is
    who lacks it: the destination itself, or one behind it. `stopping` are the purposes that have
    no other destination left, `narrowed` those that lose this one and keep another.
    """

    destination: str
    party: str
    standing: str
    last_day: dt.date | None
    agreement: str | None
    stopping: tuple[str, ...]
    narrowed: tuple[str, ...]


def lapses(ir: PolicyIR, today: dt.date, days: int = 60) -> tuple[Lapse, ...]:
    """
    Destinations of the policy, by the day their agreement ends, that lapse within `days`.

    One that a policy declares as having no agreement is listed only if a purpose relies on it.
    """
    horizon = today + dt.timedelta(days=days)
    holding = {name: _holds_until(ir, name, today, horizon) for name in ir.destinations}
    kept = {name for name, until in holding.items() if until is None}
    found = []
    for name, until in holding.items():
        if until is None:
            continue
        users = sorted(p for p, purpose in ir.purposes.items() if name in purpose.destinations)
        standing = str(effective(ir, name, today)["baa"] or "unknown")
        if standing == "none" and not users:
            continue
        stopping = tuple(p for p in users if kept.isdisjoint(ir.purposes[p].destinations))
        party = _who(ir, name, today if until < today else until + dt.timedelta(days=1))
        declared = ir.destinations.get(party)
        found.append(
            Lapse(
                name,
                party,
                standing,
                until if until >= today else None,
                declared.agreement if declared else None,
                stopping,
                tuple(p for p in users if p not in stopping),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.last_day or dt.date.min, one.destination)))


def _holds_until(ir: PolicyIR, name: str, today: dt.date, horizon: dt.date) -> dt.date | None:
    """The last day on which it holds; None if all through the horizon; before today if not now."""
    if effective(ir, name, today)["baa"] not in _HOLDING:
        return dt.date.min
    ends = [
        dt.date.fromisoformat(declared.baa_until)
        for declared in map(ir.destinations.get, parties(ir, name))
        if declared is not None and declared.baa == "until" and declared.baa_until is not None
    ]
    last = min(ends, default=dt.date.max)
    return None if last > horizon else last


def _who(ir: PolicyIR, name: str, day: dt.date) -> str:
    for party in parties(ir, name):
        declared = ir.destinations.get(party)
        if declared is None:
            return party
        alone = ir._replace(destinations={party: declared._replace(passes_to=())})
        if effective(alone, party, day)["baa"] not in _HOLDING:
            return party
    return name

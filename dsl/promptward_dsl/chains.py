"""
What is true of a destination on a day, taking in every party behind it.

A text sent to a destination is seen by all whom it `passes_to`, so its facts are the worst along
the chain: a business associate agreement (45 CFR 164.504(e)) with the vendor of a model does not
cover another vendor's service in front of it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

from promptward_dsl.conditions import Fact
from promptward_dsl.ir import DestinationIR, PolicyIR

__all__ = ["BAA_ORDER", "CHAIN_FACTS", "baa_on", "effective", "parties"]

_Stated = TypeVar("_Stated")

BAA_ORDER = ("not_required", "active", "expired", "none")
"""From best to worst."""

CHAIN_FACTS = ("baa", "region", "trains_on_data", "retention_days", "encrypted")
"""The facts that are the worst along `passes_to`; `vendor` and `kind` are the entry's own."""


def effective(ir: PolicyIR, name: str, date: dt.date | str | None) -> dict[str, Fact | None]:
    """
    Facts of the destination `name` (canonical) on `date`, keyed as in `destination.KEY`.

    None is unknown and worst: one party that does not state a fact, or that is not declared at
    all, makes the fact unknown for the whole chain. `region` is the set of all regions. Without a
    date, an agreement that runs `until` a day is unknown. Cycles are harmless.
    """
    own = ir.destinations.get(name)
    facts: dict[str, Fact | None] = {
        "vendor": own.vendor if own else None,
        "kind": own.kind if own else None,
    }
    chain = [ir.destinations.get(party) for party in parties(ir, name)]
    declared = [party for party in chain if party is not None]
    if len(declared) < len(chain):
        return facts | dict.fromkeys(CHAIN_FACTS)

    agreements = _all_known(baa_on(party, date) for party in declared)
    regions = _all_known(party.region for party in declared)
    training = _all_known(party.trains_on_data for party in declared)
    retention = _all_known(party.retention_days for party in declared)
    encrypted = _all_known(party.encrypted for party in declared)
    facts["baa"] = max(agreements, key=BAA_ORDER.index) if agreements else None
    facts["region"] = frozenset(regions) if regions else None
    facts["trains_on_data"] = any(training) if training else None
    facts["retention_days"] = max(retention) if retention else None
    facts["encrypted"] = all(encrypted) if encrypted else None
    return facts


def parties(ir: PolicyIR, name: str) -> Iterator[str]:
    """The destination itself and all parties behind it, each once, the nearest first."""
    waiting = [name]
    seen = {name}
    for party in waiting:  # grows while it is walked: a breadth-first search
        yield party
        declared = ir.destinations.get(party)
        fresh = [other for other in (declared.passes_to if declared else ()) if other not in seen]
        seen.update(fresh)
        waiting.extend(dict.fromkeys(fresh))


def baa_on(party: DestinationIR, date: dt.date | str | None) -> str | None:
    """
    `not_required`, `active`, `expired` or `none` for one party alone; None where unknown.

    An agreement holds from and including its first to and including its last day; before the
    first there is none yet. One that `requires_zero_retention` is none where anything is retained.
    """
    if party.baa != "until":
        return party.baa
    if date is None or party.baa_until is None:
        return None
    day = date if isinstance(date, str) else date.isoformat()[:10]
    if party.baa_from is not None and day < party.baa_from:
        return "none"
    if day > party.baa_until:
        return "expired"
    if party.requires_zero_retention and party.retention_days != 0:
        return None if party.retention_days is None else "none"
    return "active"


def _all_known(facts: Iterable[_Stated | None]) -> list[_Stated]:
    """The facts of all parties, or nothing at all where one of them is unknown."""
    listed = list(facts)
    known = [fact for fact in listed if fact is not None]
    return known if len(known) == len(listed) else []

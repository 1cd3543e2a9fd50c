"""The days on which the facts of a destination change."""

import datetime as dt

from promptward_dsl.chains import parties
from promptward_dsl.ir import PolicyIR

__all__ = ["day_of", "turning_points"]


def turning_points(ir: PolicyIR, destination: str, today: dt.date) -> list[dt.date]:
    """Today, and each later day on which an agreement along the chain begins or has ended."""
    days = {today}
    for party in parties(ir, destination):
        facts = ir.destinations.get(party)
        if facts is None or facts.baa != "until":
            continue
        begins, ends = day_of(facts.baa_from), day_of(facts.baa_until)
        if begins is not None:
            days.add(begins)
        if ends is not None and ends < dt.date.max:
            days.add(ends + dt.timedelta(days=1))
    return sorted(day for day in days if day >= today)


def day_of(iso: str | None) -> dt.date | None:
    """The day an ISO date names; None for none, or for what is no date."""
    try:
        return dt.date.fromisoformat(iso) if iso is not None else None
    except ValueError:
        return None

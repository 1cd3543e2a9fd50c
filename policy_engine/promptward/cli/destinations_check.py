"""`promptward destinations check`: agreements that end soon, and what ends with them."""

import datetime as dt
import json
from collections.abc import Iterator

import click

from promptward.cli.decision_report import table, wrapped
from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.options import Day, policy_option
from promptward.cli.policies import open_engine
from promptward.clock import local_day
from promptward.destinations.lapses import Lapse, lapses

__all__ = ["check"]


@click.command
@click.option(
    "--within",
    "days",
    type=click.IntRange(0, 3660),
    default=60,
    metavar="DAYS",
    help="How far to look ahead [60].",
)
@click.option("--date", type=Day(), metavar="DAY", help="The day to look from [today].")
@policy_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def check(*, days: int, date: dt.date | None, policy: str | None, form: str) -> int:
    """
    List agreements that end soon, and what stops working with them.

    A purpose stops when none of its destinations has an agreement that holds to the end of the
    time looked at; it is narrowed when another one is left.

    Exit code 0: all agreements hold; 1: some don't.
    """
    engine = open_engine(policy)
    today = date or local_day()
    found = lapses(engine.ir, today, days)
    if form == "json":
        click.echo(json.dumps([_json(one) for one in found], indent=2))
    else:
        for line in _text(found, len(engine.ir.destinations), today, days):
            click.echo(line)
    return OBJECTIONABLE if found else OK


def _json(one: Lapse) -> dict[str, object]:
    return {
        "destination": one.destination,
        "party": one.party,
        "baa": one.standing,
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "agreement": one.agreement,
        "stopping": list(one.stopping),
        "narrowed": list(one.narrowed),
    }


def _text(found: tuple[Lapse, ...], number: int, today: dt.date, days: int) -> Iterator[str]:
    if not found:
        if number:
            horizon = today + dt.timedelta(days=days)
            yield f"no agreement that a purpose relies on ends by {horizon}"
        else:
            yield "the policy declares no destination"
        return
    rows = [("last day", "destination", "agreement", "purposes that stop", "that lose it")]
    rows += [
        (
            one.last_day.isoformat() if one.last_day else one.standing,
            one.destination
            if one.party == one.destination
            else f"{one.destination} ({one.party})",
            one.agreement or "-",
            ", ".join(one.stopping) or "-",
            ", ".join(one.narrowed) or "-",
        )
        for one in found
    ]
    yield from table(rows)
    yield ""
    yield from wrapped(
        "Renew the agreements, state the new dates in the policy, or grant those purposes another "
        "destination. After its last day a destination has no agreement, and what needs one is "
        "blocked.",
        "",
    )

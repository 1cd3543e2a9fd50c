"""`promptward lockdown on`: block every decision, from the next one on."""

import os
import time

import click

from promptward.cli.failure import OK
from promptward.cli.policies import warn
from promptward.cli.site import failures, here
from promptward.lockdown import Lockdown, lockdown_places

__all__ = ["note_down", "on", "place_for"]


@click.command
@click.option("--reason", required=True, metavar="TEXT", help="Why; everybody here can read it.")
@click.option("--user", "mine", is_flag=True, help="Only for this user [root: for the machine].")
def on(*, reason: str, mine: bool) -> int:
    """
    Block every decision, from the next one on, until it is lifted.

    As root it holds for the whole machine, else for this user. Don't name a patient in the
    reason.
    """
    from promptward.identity import current_actor  # noqa: PLC0415  # after --help

    places = lockdown_places(os.environ)
    place = place_for(places, mine=mine)
    with failures():
        by = current_actor(None, os.environ, int(time.time())).actor.id
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        # First the block, then the record: a log that is gone must not delay it.
        Lockdown(places).lay_on(place, by=by, at=stamp, reason=reason)
        click.echo(f"locked down: {place}")
        if place != places[0]:
            warn("this holds for your own decisions only; the machine's is for its administrator")
        note_down(on=True)
    return OK


def place_for(places: tuple[str, str], *, mine: bool) -> str:
    """The machine's place for its administrator, else the user's own."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return places[0] if root and not mine else places[1]


def note_down(*, on: bool) -> None:
    """Write into the log that it was laid on or lifted; a log that fails is only said so."""
    from promptward.custody.opening import open_log  # noqa: PLC0415  # as above
    from promptward.identity import current_actor  # noqa: PLC0415  # the same
    from promptward.model import PromptwardError  # noqa: PLC0415  # the same

    try:
        log = open_log(here())
        if log is not None:
            by = current_actor(None, os.environ, int(time.time())).actor
            log.append({"ev": "lockdown", "on": on, "actor": by.id, "assurance": by.assurance})
    except PromptwardError as error:
        warn(f"it could not be written down: {error}")

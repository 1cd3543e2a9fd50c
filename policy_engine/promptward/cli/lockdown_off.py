"""`promptward lockdown off`: lift the block."""

import os

import click

from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.lockdown_on import note_down, place_for
from promptward.cli.site import failures
from promptward.lockdown import Lockdown, lockdown_places

__all__ = ["off"]


@click.command
@click.option("--user", "mine", is_flag=True, help="Only this user's [root: the machine's].")
def off(*, mine: bool) -> int:
    """Lift the block. Exit code 1 where another one still stands."""
    places = lockdown_places(os.environ)
    standing = Lockdown(places)
    with failures():
        if standing.lift(place_for(places, mine=mine)):
            note_down(on=False)
            click.echo("lifted")
        else:
            click.echo("there was none to lift")
    for note in standing.notes():
        whose = " --user" if note.path == places[1] else ""
        click.echo(f"one still stands: {note.path} (promptward lockdown off{whose} lifts it)")
    return OBJECTIONABLE if standing.stands() else OK

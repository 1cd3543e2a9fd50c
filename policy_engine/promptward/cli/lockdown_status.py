"""`promptward lockdown status`: whether a lockdown stands, and why."""

import json
import os

import click

from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.lockdown import Lockdown, lockdown_places

__all__ = ["status"]


@click.command
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def status(*, form: str) -> int:
    """Say whether a lockdown stands, where, since when, by whom and why. Exit code 1 if so."""
    places = lockdown_places(os.environ)
    standing = Lockdown(places)
    locked, notes = standing.stands(), standing.notes()
    if form == "json":
        said = {"locked": locked, "places": [note._asdict() for note in notes]}
        click.echo(json.dumps(said, indent=2))
    elif not locked:
        click.echo("no lockdown stands")
    else:
        click.echo(click.style("locked down: every decision is a block", fg="red", bold=True))
        for note in notes:
            click.echo(f"  {note.path}")
            click.echo(f"  {note.at or 'at an unknown time'}, {note.by or 'by somebody unknown'}")
            click.echo(f"  {note.reason or 'no reason was left'}")
            whose = " --user" if note.path == places[1] else ""
            click.echo(f"  promptward lockdown off{whose} lifts it")
    return OBJECTIONABLE if locked else OK

"""`promptward lexicon show`: what a roster holds."""

import json

import click

from promptward.cli.failure import OK
from promptward.cli.paths import FILE
from promptward.cli.roster_here import opened_roster
from promptward.cli.site import failures

__all__ = ["show"]


@click.command
@click.argument("roster", type=FILE)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
def show(*, roster: str, form: str) -> int:
    """Say how many names a roster holds, and verify that every byte of it is as it was built."""
    with failures():
        people = opened_roster(roster)
        people.verify()
    head = people.head
    told = {
        "names": head.names,
        "words": head.words,
        "edits": head.edits,
        "built": head.built,
        "sound": True,
    }
    if form == "json":
        click.echo(json.dumps(told))
    else:
        click.echo(
            f"{roster}: {head.names:,} names of {head.words:,} distinct words, up to {head.edits} "
            f"edits, built {head.built or 'some day'}; sound"
        )
    return OK

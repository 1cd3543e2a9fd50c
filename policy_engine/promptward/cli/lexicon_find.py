"""`promptward lexicon find`: whether a roster finds a name in a text."""

import click

from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.inputs import read_input
from promptward.cli.paths import FILE
from promptward.cli.roster_here import opened_roster
from promptward.cli.site import failures

__all__ = ["find"]


@click.command
@click.argument("roster", type=FILE)
@click.argument("text", type=FILE, default="-")
def find(*, roster: str, text: str) -> int:
    """
    Say where people of a roster stand in TEXT, a file or standard input, and with how many edits.

    The names themselves are not printed. Ends with 1 if anybody was found.
    """
    with failures():
        people = opened_roster(roster)
    found = people.find(read_input(text))
    for one in found:
        how = (
            "as written" if not one.edits else f"{one.edits} edits" if one.edits > 1 else "1 edit"
        )
        click.echo(f"{one.start}–{one.end}: {how}{', swapped' if one.swapped else ''}")  # noqa: RUF001  # a range
    if not found:
        click.echo("nobody of this roster")
    return OBJECTIONABLE if found else OK

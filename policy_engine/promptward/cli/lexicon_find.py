"""`promptward lexicon find`: whether a roster finds a name in a text."""

import click

from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.inputs import read_input
from promptward.cli.paths import FILE
from promptward.cli.roster_here import opened_roster
from promptward.cli.site import failures
from promptward.scan.printing import counted
from promptward.text import SourceText

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
        people.verify()
    source = SourceText(read_input(text))
    found = sorted(
        {
            (*view.original(one.start, one.end), one.edits, one.swapped)
            for view in source.views
            for one in people.find(view.text)
        }
    )
    for start, end, edits, swapped in found:
        how = counted(edits, "edit") if edits else "as written"
        click.echo(f"{start}–{end}: {how}{', swapped' if swapped else ''}")  # noqa: RUF001  # a range
    if not found:
        click.echo("nobody of this roster")
    return OBJECTIONABLE if found else OK

"""`promptward lexicon`: rosters of the people of a site."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["lexicon"]


class _Lexicon(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "build": ("promptward.cli.lexicon_build", "Build a roster from a table of names."),
        "show": (
            "promptward.cli.lexicon_show",
            "Say what a roster holds, and whether it is sound.",
        ),
        "find": ("promptward.cli.lexicon_find", "Say whether a roster finds a name."),
    }


@click.group(cls=_Lexicon)
def lexicon() -> None:
    """
    Rosters: the people of a site, found exactly, misspelt or with their names swapped.

    A roster is a keyed file that reveals no name. A policy asks it by `match recognizer
    roster_person`, and the configuration says where it is:

    \b
    promptward lexicon build patients.csv --column first --column last -o patients.roster
    [roster]
    patients = "/srv/promptward/patients.roster"
    """

"""`promptward destinations`: the parties that prompts may go to, and their agreements."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["destinations"]


class _Destinations(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "check": (
            "promptward.cli.destinations_check",
            "List agreements that end soon, and what stops working with them.",
        ),
        "resolve": (
            "promptward.cli.destinations_resolve",
            "Say which destination an address belongs to.",
        ),
    }


@click.group(cls=_Destinations)
def destinations() -> None:
    """
    Look after the parties that prompts may go to.

    \b
    promptward destinations check --within 90
    promptward destinations resolve https://clinic.openai.azure.com/openai/deployments/x/chat
    """

"""`promptward notebook`: what notebooks keep."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["notebook"]


class _Notebook(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "clean": (
            "promptward.cli.notebook_clean",
            "Mask identifiers in the outputs that notebook files keep.",
        ),
    }


@click.group(cls=_Notebook)
def notebook() -> None:
    """Look after what notebook files keep."""

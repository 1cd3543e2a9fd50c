"""`promptward jupyter`: the guard for every kernel of an environment."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["jupyter"]


class _Jupyter(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "enable": ("promptward.cli.jupyter_enable", "Guard every kernel of this environment."),
        "disable": ("promptward.cli.jupyter_disable", "Undo what enable did."),
    }


@click.group(cls=_Jupyter)
def jupyter() -> None:
    """Guard the kernels of an environment, for one person or for a hub."""

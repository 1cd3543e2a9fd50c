"""`promptward lockdown`: block everything, at once."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["lockdown"]


class _Lockdown(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "on": ("promptward.cli.lockdown_on", "Block every decision, from the next one on."),
        "off": ("promptward.cli.lockdown_off", "Lift the block."),
        "status": ("promptward.cli.lockdown_status", "Say whether a lockdown stands, and why."),
    }


@click.group(cls=_Lockdown)
def lockdown() -> None:
    """
    Block every decision on this machine, also in kernels and servers that run already.

    \b
    promptward lockdown on --reason 'key of azure_openai leaked'
    promptward lockdown off
    """

"""`promptward notify`: notices to contacts that a policy names."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["notify"]


class _Notify(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "list": ("promptward.cli.notify_list", "List notices that nobody has got yet."),
        "deliver": ("promptward.cli.notify_deliver", "Deliver notices."),
    }


@click.group(cls=_Notify)
def notify() -> None:
    """
    Look after notices to the contacts that a policy names.

    \b
    promptward notify deliver --every 60
    """

"""`promptward vault`: the commands of whoever looks after kept pseudonyms and reasons."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["vault"]


class _Vault(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "init": ("promptward.cli.vault_init", "Make the vault and its key."),
        "list": ("promptward.cli.vault_list", "List conversations, without their names."),
        "shred": ("promptward.cli.vault_shred", "Make a conversation unreadable for good."),
        "purge": ("promptward.cli.vault_purge", "Shred conversations that have expired."),
        "reason": ("promptward.cli.vault_reason", "Show a reason that was stated."),
    }


@click.group(cls=_Vault)
def vault() -> None:
    """
    Look after pseudonyms and reasons that are kept sealed.

    \b
    promptward vault init
    promptward vault shred --scope 'chat 7'
    """

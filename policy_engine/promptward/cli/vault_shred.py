"""`promptward vault shred`: make a conversation unreadable for good."""

import click

from promptward.cli.failure import OK
from promptward.cli.site import failures, here, log_here, vault_here

__all__ = ["shred"]


@click.command
@click.option("--scope", required=True, metavar="ID", help="The conversation.")
def shred(*, scope: str) -> int:
    """
    Make a conversation unreadable for good: its key is deleted.

    Backups hold the wrapped key too; delete them, or rotate the key of the vault.
    """
    with failures():
        config = here()
        log = log_here(config)
        number = vault_here(config).shred(scope)
        digests = log.digests()
        log.append(
            {
                "ev": "shred",
                "session": digests.of_name(scope),
                "kid": digests.id,
                "restored": number,
            }
        )
    click.echo(f"{number} pseudonyms lost their values")
    return OK

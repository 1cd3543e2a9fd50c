"""`promptward vault purge`: shred conversations that have expired."""

import click

from promptward.cli.failure import OK
from promptward.cli.site import failures, here, vault_here

__all__ = ["purge"]


@click.command
def purge() -> int:
    """Shred conversations that have expired. Run it from a timer."""
    with failures():
        number = vault_here(here()).purge()
    click.echo(f"{number} conversations shredded")
    return OK

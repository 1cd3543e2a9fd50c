"""`promptward vault init`: make the vault and its key."""

import click

from promptward.cli.failure import OK
from promptward.cli.policies import warn
from promptward.cli.site import failures, here, vault_here

__all__ = ["init"]


@click.command
def init() -> int:
    """Make the configured vault and the key that wraps all others, where they are missing."""
    from promptward.custody.opening import keys_of  # noqa: PLC0415  # after --help

    with failures():
        config = here()
        vault = vault_here(config)
        vault.create()
        keys = keys_of(config)
        if keys is not None and keys.warning is not None:
            warn(keys.warning)
    click.echo(f"vault in {vault.folder}")
    return OK

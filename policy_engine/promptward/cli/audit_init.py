"""`promptward audit init`: begin a log."""

import time

import click

from promptward.cli.failure import OK
from promptward.cli.policies import warn
from promptward.cli.site import failures, here, log_folder

__all__ = ["init"]


@click.command
def init() -> int:
    """
    Begin a log in the configured folder, and print the key that verifies it.

    Keep that key where whoever writes the log can't write: with it, and a checkpoint that was
    kept elsewhere (`promptward audit anchor`), nobody can change the log unnoticed.
    """
    from promptward.audit.create import create  # noqa: PLC0415  # after --help
    from promptward.custody.opening import keys_of  # noqa: PLC0415  # the same

    with failures():
        config = here()
        folder = log_folder(config)
        keys = keys_of(config)
        assert keys is not None  # noqa: S101  # there is a folder
        verifier = create(folder, keys, clock=time.time)
        if keys.warning is not None:
            warn(keys.warning)
    click.echo(f"log begun in {folder}")
    click.echo(f"verify with: {verifier}")
    return OK

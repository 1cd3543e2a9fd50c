"""`promptward audit rotate`: sign, or digest, with a new key from now on."""

import os

import click

from promptward.cli.failure import OK
from promptward.cli.site import failures, here, log_here

__all__ = ["rotate"]


@click.command
@click.option("--digests", is_flag=True, help="The key of digests instead of the one that signs.")
def rotate(*, digests: bool) -> int:
    """
    Sign with a new key from now on; the old and the new key both sign the record that says so.

    With --digests, new records are digested with a new key; inquiries still ask with the old
    ones.
    """
    from promptward.audit.digest import rotate_digest_key  # noqa: PLC0415  # after --help

    with failures():
        log = log_here(here())
        if digests:
            made = rotate_digest_key(log.keys, os.urandom(32))
            log.append({"ev": "digest_rotation", "kid": made.id})
            click.echo(f"digests from now on by key {made.id}")
        else:
            click.echo(f"verify with: {log.rotate()}")
    return OK

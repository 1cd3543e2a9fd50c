"""`promptward policy bundle key`: make the key that signs policies."""

import os

import click

from promptward.cli.failure import OK, Failure
from promptward.cli.policies import warn
from promptward.cli.site import failures, here

__all__ = ["key"]


@click.command
@click.argument("name")
@click.option(
    "--replace", is_flag=True, help="Make another; what the old one signed stays signed."
)
def key(*, name: str, replace: bool) -> int:
    """
    Make the key that signs policies here, and print the line that trusts it.

    NAME says whose it is (`st-elsewhere/privacy`). The key stays in the system's keyring, or in a
    file for you alone.
    """
    from promptward.audit.note import Signer  # noqa: PLC0415  # after --help
    from promptward.signing import KEY, signing_keys  # noqa: PLC0415  # the same

    if not name.isprintable() or any(sign in name for sign in " +"):
        raise Failure(
            "usage", "a key's name has no spaces and no `+`", help="name it st-elsewhere/privacy"
        )
    with failures():
        keys = signing_keys(here())
        if keys.get(KEY) is not None and not replace:
            raise Failure(
                "key_there",
                "a key that signs policies is here already",
                help="use it, or make another with --replace",
            )
        seed = os.urandom(32)
        signer = Signer(name, seed)
        keys.replace(KEY, seed + name.encode())
        if keys.warning is not None:
            warn(keys.warning)
    click.echo("trust it in /etc/promptward/config.toml:", err=True)
    click.echo(f'[policy]\nsigned_by = ["{signer.verifier}"]')
    return OK

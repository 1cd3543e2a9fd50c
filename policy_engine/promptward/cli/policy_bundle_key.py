"""`promptward policy bundle key`: make the key that signs policies."""

import os
from typing import TYPE_CHECKING

import click

from promptward.cli.failure import OK, Failure
from promptward.cli.policies import warn
from promptward.cli.site import failures, here, signer_here

if TYPE_CHECKING:
    from promptward.audit.note import Signer

__all__ = ["key"]


@click.command
@click.argument("name", required=False)
@click.option(
    "--replace", is_flag=True, help="Make another; what the old one signed stays signed."
)
def key(*, name: str | None, replace: bool) -> int:
    """
    Make the key that signs policies here, and print the line that trusts it.

    NAME says whose it is (`st-elsewhere/privacy`). The key stays in the system's keyring, or in a
    file for you alone. Without NAME, the line of the key that is here already.
    """
    from promptward.audit.note import Signer  # noqa: PLC0415  # after --help
    from promptward.signing import KEY, signing_keys  # noqa: PLC0415  # the same

    if name is None and not replace:
        # The line is lost more easily than the key.
        return _shown(signer_here())
    if not name or not name.isprintable() or any(sign in name for sign in " +"):
        raise Failure(
            "usage", "a key has a name without spaces and `+`", help="name it st-elsewhere/privacy"
        )
    with failures():
        keys = signing_keys(here())
        if keys.get(KEY) is not None and not replace:
            raise Failure(
                "key_there",
                "a key that signs policies is here already",
                help="promptward policy bundle key, without a name, shows its line; "
                "--replace makes another",
            )
        seed = os.urandom(32)
        signer = Signer(name, seed)
        keys.replace(KEY, seed + name.encode())
        if keys.warning is not None:
            warn(keys.warning)
    return _shown(signer)


def _shown(signer: "Signer") -> int:
    click.echo("trust it in /etc/promptward/config.toml:", err=True)
    click.echo(f'[policy]\nsigned_by = ["{signer.verifier}"]')
    return OK

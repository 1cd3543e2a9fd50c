"""`promptward policy bundle verify`: whether a policy is as it was signed."""

import os

import click

from promptward.cli.failure import OBJECTIONABLE, OK, Failure
from promptward.cli.paths import FILE
from promptward.cli.policy_sources import shown
from promptward.cli.site import failures, here
from promptward.model import PolicyError

__all__ = ["verify"]


@click.command
@click.argument("policy", type=FILE, required=False)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="A key to trust, as `bundle key` prints it; repeatable [those of the configuration].",
)
def verify(*, policy: str | None, keys: tuple[str, ...]) -> int:
    """Say whether a policy is as somebody signed it who is trusted here; exit code 1 if not."""
    from promptward.audit.note import Verifier  # noqa: PLC0415  # after --help
    from promptward.policy import locate, policy_inputs  # noqa: PLC0415  # the same
    from promptward.signing import Signers, signers  # noqa: PLC0415  # the same

    with failures():
        place = locate(policy, os.environ, os.curdir)
        asked = Signers(tuple(map(Verifier.parse, keys))) if keys else signers(here())
    if place.found.path is None:
        click.echo("the embedded policy is part of the engine; it needs no signature")
        return OK
    if asked is None:
        raise Failure(
            "config_missing",
            "no key is trusted here",
            help="name one with --key, or write [policy] signed_by into the configuration",
        )
    try:
        _, _, by = asked.check(place.found, policy_inputs(place.found))
    except PolicyError as error:
        click.echo(str(error))
        return OBJECTIONABLE
    click.echo(f"{shown(place)}: as signed by {by.name}")
    return OK

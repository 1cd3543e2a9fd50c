"""`promptward policy bundle sign`: sign a policy with all its files."""

import click

from promptward.cli.failure import OK, Failure
from promptward.cli.paths import FILE
from promptward.cli.policy_sources import as_floor_option, place_of, reviewed, shown
from promptward.cli.site import failures, signer_here
from promptward.clock import local_day

__all__ = ["sign"]


@click.command
@click.argument("policy", type=FILE)
@as_floor_option
def sign(*, policy: str, as_floor: bool) -> int:
    """
    Sign a policy with all the files it is built from; the signature is POLICY.sig.

    A policy that would not load is not signed. Sign again after every change.
    """
    from promptward.signing import sign_policy  # noqa: PLC0415  # after --help

    if not reviewed(policy, local_day(), as_floor=as_floor).sound:
        raise Failure(
            "policy",
            "has errors, so it is not signed",
            where=policy,
            help=f"`promptward policy check {policy}` says what is wrong with it",
        )
    with failures():
        signer = signer_here()
        place = place_of(policy, as_floor=as_floor)
        try:
            sign_policy(place, signer)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise Failure(
                "unwritable", reason, where=f"{policy}.sig", help="make the folder writable"
            ) from None
    click.echo(f"{shown(place)}: signed by {signer.verifier.name}")
    return OK

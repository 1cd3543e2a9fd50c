"""`promptward audit hold`: legal holds, while which nothing is removed."""

import time

import click

from promptward.cli.failure import OK
from promptward.cli.site import failures, here, log_here

__all__ = ["hold"]


@click.command
@click.argument("name", required=False)
@click.option("--lift", is_flag=True, help="End the hold.")
def hold(*, name: str | None, lift: bool) -> int:
    """
    Place a legal hold under a short NAME, end it with --lift, or list those that stand.

    While one stands, nothing is removed from the log, however old.
    """
    from promptward.audit import retention  # noqa: PLC0415  # after --help

    with failures():
        log = log_here(here())
        if name is not None and lift:
            retention.lift_hold(log, name)
        elif name is not None:
            now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            retention.place_hold(log, name, now)
        standing = retention.holds(log.layout.folder)
    for one in standing:
        click.echo(f"{one.name}  since {one.since}")
    if not standing:
        click.echo("no hold stands")
    return OK

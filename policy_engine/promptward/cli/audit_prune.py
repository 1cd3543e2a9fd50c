"""`promptward audit prune`: remove records past their retention."""

import click

from promptward.cli.failure import OK
from promptward.cli.site import failures, here, log_here

__all__ = ["prune"]


@click.command
def prune() -> int:
    """
    Remove segments all of whose records are past `[audit] retention_years` (at least 6).

    Never while a legal hold stands. What was removed is written down, and the rest still
    verifies.
    """
    from promptward.audit import retention  # noqa: PLC0415  # after --help
    from promptward.custody.settings import custody_settings  # noqa: PLC0415  # the same

    with failures():
        config = here()
        gone = retention.prune(log_here(config), custody_settings(config).retention_years)
    click.echo(f"{gone.segments} segments with {gone.records:,} records removed")
    return OK

"""`promptward audit prune`: remove records past their retention."""

import click

from promptward.cli.failure import OK
from promptward.cli.site import failures, here, log_here
from promptward.scan.printing import counted

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
    if gone.segments:
        click.echo(
            f"{counted(gone.segments, 'segment')} with {counted(gone.records, 'record')} removed"
        )
    else:
        click.echo("nothing is past its retention")
    return OK

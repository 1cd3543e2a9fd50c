"""`promptward audit repair`: set aside what stands behind the last good record."""

import click

from promptward.cli.failure import OK
from promptward.cli.site import failures, here, log_here

__all__ = ["repair"]


@click.command
def repair() -> int:
    """
    Set aside what stands behind the last good record, into a file beside the log.

    Only what no checkpoint covers. A log whose signed records are damaged is evidence: rename
    its folder, keep it, and begin a new one.
    """
    with failures():
        moved = log_here(here()).repair()
    click.echo(f"{moved} bytes set aside" if moved else "nothing to repair")
    return OK

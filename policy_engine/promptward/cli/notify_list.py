"""`promptward notify list`: notices that nobody has got yet."""

import time
from typing import TYPE_CHECKING

import click

from promptward.cli.decision_report import table
from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.site import failures, here

if TYPE_CHECKING:
    from promptward.obligations.spool import Spool

__all__ = ["list", "spool_here"]


def spool_here() -> "Spool":
    """The configured spool."""
    from promptward.cli.failure import Failure  # noqa: PLC0415  # rarely
    from promptward.obligations.spool import Spool  # noqa: PLC0415  # after --help

    folder = here().section("notify").path("spool")
    if folder is None:
        raise Failure(
            "notify_missing",
            "no notifications are configured here",
            help='write [notify] spool = "…" into the configuration',
        )
    return Spool(folder)


@click.command("list")
def list() -> int:  # noqa: A001  # the name of the command
    """List notices that nobody has got yet. Exit code 1 where one is past its term."""
    with failures():
        found = spool_here().pending()
    now = time.time()
    rows = [("contact", "since", "due", "tries", "about", "record")]
    rows += [
        (
            one.contact,
            _minute(one.created),
            "-" if one.due is None else _minute(one.due) + (" OVERDUE" if one.due < now else ""),
            str(one.attempts),
            "break-glass" if one.break_glass else one.verdict,
            one.record[:12],
        )
        for one in found
    ]
    for line in table(rows) if found else ["every notice was delivered"]:
        click.echo(line)
    late = any(one.due is not None and one.due < now for one in found)
    return OBJECTIONABLE if late else OK


def _minute(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds))

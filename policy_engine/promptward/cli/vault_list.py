"""`promptward vault list`: conversations, without their names."""

import time

import click

from promptward.cli.decision_report import table
from promptward.cli.failure import OK
from promptward.cli.site import failures, here, vault_here

__all__ = ["list"]


@click.command("list")
def list() -> int:  # noqa: A001  # the name of the command
    """List kept conversations: when they began and end, how many pseudonyms they hold."""
    with failures():
        found = vault_here(here()).scopes()
    rows = [("conversation", "began", "expires", "pseudonyms")]
    rows += [
        (one.id, _minute(one.created), _minute(one.expires), str(one.tokens)) for one in found
    ]
    for line in table(rows) if found else ["no conversation is kept"]:
        click.echo(line)
    return OK


def _minute(seconds: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds))

"""`promptward vault reason`: a reason that was stated, for whoever reviews it."""

import click

from promptward.cli.failure import OK, Failure
from promptward.cli.site import failures, here, log_here, vault_here

__all__ = ["reason"]


@click.command
@click.argument("id_", metavar="ID")
def reason(*, id_: str) -> int:
    """Show a reason that was stated, by the id in its record. That it was read is written down."""
    from promptward.obligations.justifications import Justifications  # noqa: PLC0415  # as always

    with failures():
        config = here()
        log = log_here(config)
        said = Justifications(vault_here(config)).reason(id_)
        if said is None:
            raise Failure("justification_unknown", "no reason is kept under that id")
        log.append({"ev": "justification", "justification": id_, "outcome": "read"})
    click.echo(said)
    return OK

"""`promptward destinations resolve`: which destination an address belongs to."""

import json

import click

from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.options import policy_option
from promptward.cli.policies import open_engine
from promptward.clock import local_day
from promptward.destinations import resolve as resolved
from promptward_dsl.chains import effective

__all__ = ["resolve"]


@click.command
@click.argument("url", metavar="URL")
@click.option("--model", metavar="NAME", help="The model that would be asked.")
@click.option("--feature", "features", multiple=True, metavar="NAME", help="What else is used.")
@policy_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def resolve(
    *, url: str, model: str | None, features: tuple[str, ...], policy: str | None, form: str
) -> int:
    """
    Say which destination an address belongs to, and whether its agreement covers the use.

    Exit code 0: a declared destination whose agreement covers it; 1: anything else.
    """
    ir = open_engine(policy).ir
    found = resolved(ir, url, model=model, features=features)
    today = local_day()
    name = found.destination
    baa = None if name is None else effective(ir, name, today)["baa"]
    fine = name is not None and found.covered and found.refused is None
    if form == "json":
        said = {
            "destination": name,
            "covered": found.covered,
            "refused": found.refused,
            "baa": (baa if found.covered else "none") if name else None,
            "message": found.message,
        }
        click.echo(json.dumps(said, indent=2))
    else:
        click.echo(f"{name or 'no destination'}: {found.message or f'covered, BAA {baa}'}")
        if name is None and found.refused is None:
            click.echo("  a destination owns the addresses of the `host` that it states", err=True)
    return OK if fine else OBJECTIONABLE

"""`promptward policy new`: starting points that check clean as they are."""

import click

from promptward.cli.scaffold import create, extend, scaffold

__all__ = ["new"]


@click.command
@click.argument("kind", type=click.Choice(["policy", "detector", "rule"]))
@click.argument("name")
@click.option(
    "-o", "--output", metavar="FILE", help="A new file; for a detector or rule, one to add to."
)
def new(*, kind: str, name: str, output: str | None) -> None:
    """
    Start a policy, a detector or a rule.

    Prints it, or writes it: a policy to a new FILE, a detector or rule to the end of FILE.

    \b
    promptward policy new policy clinic.prompts -o clinic.ward
    promptward policy new detector case_number -o clinic.ward
    """
    source = scaffold(kind, name)
    if output is None:
        click.echo(source, nl=False)
        return
    (create if kind == "policy" else extend)(output, source)
    click.echo(f"wrote {output}; next: promptward policy check {output}", err=True)

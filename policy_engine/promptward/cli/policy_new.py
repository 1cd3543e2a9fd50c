"""`promptward policy new`: starting points that load as they are."""

import click

from promptward.cli.failure import Failure
from promptward.cli.paths import FILE
from promptward.cli.scaffold import checked_name, create, extend, scaffold

__all__ = ["new"]


@click.command
@click.argument("kind", type=click.Choice(["policy", "detector", "rule"]))
@click.argument("name")
@click.option(
    "-o",
    "--output",
    type=FILE,
    metavar="FILE",
    help="A new file; for a detector or rule, one to add to.",
)
@click.option(
    "--from-examples",
    "examples",
    type=FILE,
    metavar="FILE",
    help="For a detector: numbers of one kind, one a line, to learn the form from.",
)
@click.option(
    "--sample",
    type=FILE,
    metavar="FILE",
    help="With --from-examples: a text to show what else it hits.",
)
def new(
    *, kind: str, name: str, output: str | None, examples: str | None, sample: str | None
) -> None:
    """
    Start a policy, a detector or a rule.

    Prints it, or writes it: a policy to a new FILE, a detector or rule to the end of FILE.

    With --from-examples it proposes a detector for record numbers of your own: prefixes,
    separators and lengths stay, the rest becomes classes of characters. The policy gets invented
    examples of the same form, never yours. Of a sample it shows places and shapes, never text.

    \b
    promptward policy new policy clinic.prompts -o clinic.ward
    promptward policy new detector case_number -o clinic.ward
    promptward policy new detector our_mrn --from-examples numbers.txt --sample notes.txt
    """
    if examples is None and sample is not None:
        raise click.UsageError("--sample goes with --from-examples")
    source = scaffold(kind, name) if examples is None else _proposed(kind, name, examples, sample)
    if output is None:
        click.echo(source.lstrip("\n"), nl=False)
        return
    if kind == "policy":
        create(output, source)
    else:
        extend(output, kind, name, source)
    click.echo(f"wrote {output}; next: promptward policy check {output}", err=True)


def _proposed(kind: str, name: str, examples: str, sample: str | None) -> str:
    if kind != "detector":
        raise click.UsageError("--from-examples is for a detector")
    from promptward.cli.proposed_detector import propose  # noqa: PLC0415  # needs the engine
    from promptward.model import PromptwardError  # noqa: PLC0415  # the same

    checked_name(kind, name)
    try:
        proposal = propose(name, examples, sample)
    except PromptwardError as error:
        raise Failure("sample", str(error), where=sample) from None
    for line in proposal.report:
        click.echo(line, err=True)
    return proposal.source

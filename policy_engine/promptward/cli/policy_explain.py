"""`promptward policy explain`: what a diagnostic code means, or how a name is declared."""

import re
from collections.abc import Mapping

import click

from promptward.cli.failure import Failure
from promptward.cli.paths import FILE
from promptward.cli.policy_sources import compiled_at
from promptward.clock import local_day
from promptward_dsl.codes import CODES
from promptward_dsl.nearest import nearest
from promptward_dsl.notes import At
from promptward_dsl.pages import shortened
from promptward_dsl.parser import parse
from promptward_dsl.render import visible

__all__ = ["explain"]

_CODE = re.compile(r"[EWI]\d{1,4}", re.IGNORECASE)


@click.command
@click.argument("wanted", metavar="CODE|NAME")
@click.option(
    "--policy",
    type=FILE,
    metavar="FILE",
    help="Where NAME is declared [the policy that holds here].",
)
def explain(*, wanted: str, policy: str | None) -> None:
    """
    Explain a diagnostic code, or show how a rule, purpose, detector … is declared.

    \b
    promptward policy explain E109
    promptward policy explain ssn_never --policy hospital.ward
    """
    if _CODE.fullmatch(wanted):
        _explain_code(wanted.upper())
    else:
        _explain_name(wanted, policy)


def _explain_code(code: str) -> None:
    known = CODES.get(code)
    if known is None:
        near = nearest(code, CODES)
        raise Failure(
            "name",
            f"there is no diagnostic `{code}`",
            help=f"did you mean {near}?" if near else "the codes are listed in docs/rules",
        )
    click.echo(f"{code}: {known.title}\n")
    click.echo(known.explanation.strip())
    _show("Wrong", known.bad, known.files)
    # Where a file beside it was at fault, the policy itself stays as it is.
    _show("Right", "" if known.good == known.bad else known.good, known.mended)


def _show(title: str, source: str, files: Mapping[str, str]) -> None:
    click.echo(f"\n{title}:")
    if source:
        click.echo(f"\n{_indented(source)}")
    for name, text in files.items():
        click.echo(f"\nwith {name}:\n\n{_indented(shortened(text))}")


def _indented(source: str) -> str:
    return "\n".join(f"  {visible(line)}".rstrip() for line in source.strip().splitlines())


def _explain_name(wanted: str, policy: str | None) -> None:
    compiled, build = compiled_at(policy, local_day())
    notes = compiled.notes
    keys = [key for key in sorted(notes.at) if _names(key, wanted)]
    if not keys and "." in wanted:
        # As it is written in the policy: the alias of an import, and the name there.
        keys = [key for key in sorted(notes.at) if _names(key, wanted.rpartition(".")[2])]
    if not keys:
        near = nearest(wanted, {key.partition(" ")[2].rpartition(".")[2] for key in notes.at})
        raise Failure(
            "name",
            f"`{compiled.ir.name}` declares no `{wanted}`",
            help=f"did you mean `{near}`?" if near else "promptward policy show lists its names",
        )
    for number, key in enumerate(keys):
        at = notes.at[key]
        click.echo(("\n" if number else "") + f"{key}  ({at.file}:{at.line})")
        if key in notes.titles:
            click.echo(visible(notes.titles[key]))
        click.echo()
        source = _declaration(build.sources.get(at.file, ""), at)
        click.echo(_indented(source))
        category = key.partition(" ")[2] if key.startswith("category ") else None
        found = [name for name, one in compiled.ir.detectors.items() if one.finds == category]
        if category is not None:
            click.echo(f"\nfound by: {', '.join(sorted(found)) or 'nothing'}")


def _declaration(source: str, at: At) -> str:
    """The whole declaration whose name stands at `at`; the name alone where it is YAML data."""
    module, _ = parse(source, at.file)
    for item in module.items:
        if item.span.start <= at.start and at.end <= item.span.end:
            return source[item.span.start : item.span.end]
    return source[at.start : at.end]


def _names(key: str, wanted: str) -> bool:
    """Whether a key such as `rule hospital.prompts.ssn_never` is meant by `ssn_never`."""
    name = key.partition(" ")[2]
    return wanted in {key, name} or name.endswith(f".{wanted}")

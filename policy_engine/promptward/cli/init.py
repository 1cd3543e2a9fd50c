"""`promptward init`: a policy for this project."""

import os
import re

import click

from promptward.cli.scaffold import create, scaffold

__all__ = ["init"]

_PLACE = os.path.join(".promptward", "policy.ward")  # noqa: PTH118  # plain paths, as in the cli


@click.command
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--name", metavar="NAME", help="The policy's name [the folder's].")
def init(*, folder: str, name: str | None) -> None:
    """
    Start a policy for this project: FOLDER/.promptward/policy.ward.

    It passes its own tests as it is. Nothing that exists is overwritten.

    \b
    promptward init
    promptward policy check .promptward/policy.ward
    """
    path = os.path.normpath(os.path.join(folder, _PLACE))  # noqa: PTH118  # as above
    create(path, scaffold("policy", name or _name_of(folder)))
    click.echo(f"wrote {path}")
    click.echo("next:")
    click.echo(
        f"  edit its destinations, roles and purposes, then: promptward policy check {path}"
    )
    click.echo("  commit .promptward/: a policy holds no identifiers of anybody")
    click.echo("  keep texts out of git that you redact from or scan; add them to .gitignore")


def _name_of(folder: str) -> str:
    name = os.path.basename(os.path.abspath(folder)).lower()  # noqa: PTH100, PTH119  # as above
    name = re.sub(r"[^a-z0-9]+", "_", name).strip("_")
    return name if name and not name[0].isdigit() else f"project_{name}".rstrip("_")

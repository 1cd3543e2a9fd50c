"""`promptward init`: a policy for this project."""

import os
import re
import sys

import click

from promptward.cli.failure import Failure
from promptward.cli.paths import FOLDER
from promptward.cli.scaffold import create, scaffold

__all__ = ["init"]

_PLACE = os.path.join(".promptward", "policy.ward")  # noqa: PTH118  # plain paths, as in the cli

_CONFIG = os.path.join(".promptward", "config.toml")  # noqa: PTH118  # as above
_IGNORE = ".promptwardignore"

CONFIG = """\
# How this project is scanned; `promptward config show` says what holds.
[scan]
# exclude = ["vendor/**"]
# min_confidence = "medium"
# max_file_size = 0
# timeout = 0               # seconds for a file

# [scan.allow."tests/fixtures/**"]
# categories = ["names", "dates"]
# reason = "invented by faker, seed 7"
# until = …                 # a day in quotes, year-month-day

# What `promptward init` wrote; leave it out once tests of yours hold anything real.
[scan.allow.".promptward/policy.ward"]
categories = ["dates", "mrn", "health_plan"]
reason = "invented, for the tests of the policy"
"""
IGNORE = """\
# Paths that promptward scan leaves out, in the syntax of .gitignore. They are counted.
"""


@click.command
@click.argument("folder", default=".", type=FOLDER, metavar="[FOLDER]")
@click.option("--name", metavar="NAME", help="The policy's name [the folder's].")
@click.option("--yes", is_flag=True, help="Everything without a question: policy, scans, hook.")
@click.option("--hook/--no-hook", "hook", default=None, help="Install git hooks, or don't.")
def init(*, folder: str, name: str | None, yes: bool, hook: bool | None) -> None:
    """
    Start a project: FOLDER/.promptward/policy.ward, config.toml, .promptwardignore, git hooks.

    The policy passes its own tests as it is. Nothing that exists is overwritten: what is missing
    is written, and what was there is said. Asks whether to write settings for scans and to
    install hooks; --yes answers all of it, and without a terminal only the policy is written.

    \b
    promptward init --yes
    promptward policy check .promptward/policy.ward
    """
    path = os.path.normpath(os.path.join(folder, _PLACE))  # noqa: PTH118  # as above
    asks = sys.stdin.isatty() and not yes
    source = scaffold("policy", name or _name_of(folder))
    if not os.path.lexists(path):
        create(path, source)
        click.echo(f"wrote {path}")
    elif yes or asks or hook:
        click.echo(f"kept {path}" + (", and its name" if name else ""))
    else:
        raise Failure(
            "exists", "is there already, and nothing else was asked for", where=path,
            help="promptward init --yes writes what is missing: settings for scans, git hooks",
        )  # fmt: skip
    if yes or (asks and click.confirm("settings for scans?", default=True)):
        _settings(folder)
    if hook or (hook is None and (yes or (asks and click.confirm("git hooks?", default=True)))):
        _hooks(folder, must=bool(hook))
    click.echo("next:")
    if not (yes or asks):
        click.echo("  settings for scans and git hooks: promptward init --yes")
    click.echo(
        f"  edit its destinations, roles and purposes, then: promptward policy check {path}"
    )
    click.echo("  commit .promptward/: a policy holds no identifiers of anybody")
    click.echo("  keep texts out of git that you redact from or scan; add them to .gitignore")


def _settings(folder: str) -> None:
    for name, content in ((_CONFIG, CONFIG), (_IGNORE, IGNORE)):
        place = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118  # as above
        if os.path.lexists(place):  # as above
            click.echo(f"kept {place}")
            continue
        create(place, content)
        click.echo(f"wrote {place}")


def _hooks(folder: str, *, must: bool) -> None:
    from promptward.cli.hook_install import install_hooks  # noqa: PLC0415  # only for hooks

    try:
        for path in install_hooks(chain=False, folder=folder):
            click.echo(f"wrote {path}")
    except Failure as failure:
        if must:
            raise
        click.echo(f"no hooks: {failure.message}; {failure.help}")


def _name_of(folder: str) -> str:
    name = os.path.basename(os.path.abspath(folder)).lower()  # noqa: PTH100, PTH119  # as above
    name = re.sub(r"[^a-z0-9]+", "_", name).strip("_")
    return name if name and not name[0].isdigit() else f"project_{name}".rstrip("_")

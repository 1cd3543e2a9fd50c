"""`promptward hook`: what git, pre-commit and prek call, and putting it in place."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["hook"]


class _Group(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "install": ("promptward.cli.hook_install", "Put hooks into this repository."),
        "uninstall": ("promptward.cli.hook_install", "Take them out again."),
        "pre-commit": ("promptward.cli.hook_run", "Scan files, or the index, before a commit."),
        "pre-push": ("promptward.cli.hook_run", "Scan the commits that a push would bring."),
        "pre-receive": ("promptward.cli.hook_run", "The same on a server, for what is pushed."),
        "commit-msg": ("promptward.cli.hook_run", "Scan the message of a commit."),
    }


@click.group(cls=_Group)
def hook() -> None:
    """
    Stop commits and pushes that carry identifiers.

    `install` writes plain git hooks; with pre-commit or prek use the hooks of
    .pre-commit-hooks.yaml. `promptward doctor --hook` proves that they work.
    """

"""`promptward config`: whether the configuration is sound, and what holds here."""

import os

import click

from promptward.cli.failure import OK
from promptward.cli.scanning import settings_here

__all__ = ["config"]


@click.group
def config() -> None:
    """Check and show the configuration that holds in this folder."""


@config.command(short_help="Say whether the configuration can be used.")
def validate() -> int:
    """
    Say whether the configuration can be used: exit code 0, or 2 with what is wrong and where.

    Reads .promptward/config.toml (or the file that PROMPTWARD_CONFIG names) under the machine's
    own, and [tool.promptward.scan] of pyproject.toml where no file has a [scan].
    """
    from promptward.config import read_config  # noqa: PLC0415  # may fail

    settings = settings_here()
    files = dict.fromkeys((*read_config(os.environ, os.curdir).files, *settings.files))
    for file in files:
        click.echo(f"ok  {file}")
    if not files:
        click.echo("ok  nothing is configured here")
    return OK


@config.command(short_help="Show the settings of scans that hold here.")
def show() -> int:
    """Show the settings of scans that hold here, and which files they come from."""
    settings = settings_here()
    for name in ("min_confidence", "jobs", "max_file_size", "timeout", "baseline", "every",
                 "include_ignored", "inline_allow", "baseline_allowed"):  # fmt: skip
        shown = "thorough" if name == "every" else name
        click.echo(f"{shown.ljust(18)}{getattr(settings, name) or '-'}")
    click.echo(f"{'exclude'.ljust(18)}{', '.join(settings.exclude.lines) or '-'}")
    for allow in settings.allows:
        until = f" until {allow.until}" if allow.until else ""
        click.echo(
            f"allow {allow.pattern}: {', '.join(sorted(allow.categories))}{until}: {allow.reason}"
        )
    for file in settings.files:
        click.echo(f"from {file}")
    return OK

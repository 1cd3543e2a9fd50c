"""`promptward jupyter disable`: undo what enable did."""

import click

from promptward.cli.failure import OK
from promptward.cli.jupyter_files import MARK, files_of

__all__ = ["disable"]


@click.command
@click.option("--system", is_flag=True, help="For everybody who uses this environment.")
def disable(*, system: bool) -> int:
    """Undo what enable did; files that somebody else wrote stay."""
    for file in files_of(system=system, pth=True):
        if not file.path.exists():
            continue
        content = file.path.read_text(encoding="utf-8")
        if MARK in content or content == file.content:
            file.path.unlink()
            click.echo(f"removed {file.path}")
    return OK

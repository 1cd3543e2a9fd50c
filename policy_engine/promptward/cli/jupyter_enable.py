"""`promptward jupyter enable`: guard every kernel of this environment."""

import sys
from importlib.util import find_spec

import click

from promptward.cli.failure import OK, Failure
from promptward.cli.jupyter_files import MARK, files_of

__all__ = ["enable"]


@click.command
@click.option("--system", is_flag=True, help="For everybody who uses this environment.")
@click.option("--pth", is_flag=True, help="Also guard every other Python of this environment.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
def enable(*, system: bool, pth: bool, dry_run: bool) -> int:
    """
    Guard every kernel of this environment.

    Writes the configuration of IPython's kernels (the guard is loaded, and a kernel in which that
    fails does not start) and of the Jupyter server (outputs are masked when saved). With --pth
    also a file in site-packages, so that child processes and a profile that somebody emptied are
    guarded too. A file that somebody else wrote is left alone, and that is an error.

    For a hub: run it with --system --pth in an environment that its users can't write.
    """
    if find_spec("ipykernel") is None:
        raise Failure(
            "missing_extra",
            "there is no Jupyter in this environment, so nothing was written",
            where=sys.prefix,
            help="pip install 'promptward[jupyter]' into the environment whose kernels are meant, "
            "and run this there",
        )
    files = files_of(system=system, pth=pth)
    for file in files:
        if file.path.exists() and _foreign(file.path.read_text(encoding="utf-8"), file.content):
            raise Failure(
                "jupyter_config_exists",
                "is somebody else's, and is left as it is",
                where=str(file.path),
                help="add these lines to it:\n" + file.content,
            )
    for file in files:
        if not dry_run:
            try:
                file.path.parent.mkdir(parents=True, exist_ok=True)
                file.path.write_text(file.content, encoding="utf-8")
            except OSError as error:
                raise Failure(
                    "jupyter_config_unwritable",
                    (error.strerror or "can't be written").lower(),
                    where=str(file.path),
                    help="run this as whoever owns the environment",
                ) from None
        click.echo(f"{'would write' if dry_run else 'wrote'} {file.path}: {file.purpose}")
    return OK


def _foreign(content: str, ours: str) -> bool:
    return MARK not in content and content != ours

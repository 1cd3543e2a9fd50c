"""`promptward notebook clean`: identifiers in the outputs that notebook files keep."""

from pathlib import Path

import click

from promptward.cli.failure import INCOMPLETE, OBJECTIONABLE, OK, Failure
from promptward.cli.options import policy_option
from promptward.cli.paths import FILE
from promptward.cli.policies import open_engine
from promptward.guard.outputs import Cleaned, NotebookError, clean_file
from promptward.system_error import reason_of

__all__ = ["clean"]


@click.command
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@click.option(
    "--check", is_flag=True, help="Change nothing; exit code 1 where something is found."
)
@policy_option
def clean(*, files: tuple[str, ...], check: bool, policy: str | None) -> int:
    """
    Mask identifiers in the outputs that notebook files keep.

    Texts, tables, errors, tracebacks and the state of widgets are looked at; sources of cells are
    not (`promptward scan` does), nor are pictures, which are counted.

    \b
    promptward notebook clean analysis.ipynb
    promptward notebook clean --check notebooks/*.ipynb

    Exit code 0: done, or with --check nothing found; 1: with --check something was found; 3: a
    file could not be read.
    """
    engine = open_engine(policy)
    code = OK
    for name in files:
        try:
            content = Path(name).read_text(encoding="utf-8")
            new, cleaned = clean_file(content, engine)
        except (OSError, UnicodeDecodeError, NotebookError) as error:
            failure = Failure("notebook_unreadable", _why(error), where=name)
            click.echo(f"promptward: {failure}", err=True)
            code = max(code, INCOMPLETE)
            continue
        click.echo(f"{name}: {_said(cleaned, check=check)}")
        if cleaned.clean:
            continue
        if check:
            code = max(code, OBJECTIONABLE)
        else:
            _replace(Path(name), new)
    return code


def _why(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "does not exist"
        case IsADirectoryError():
            return "is a folder: name the notebooks in it"
        case OSError():
            return f"can't be read: {reason_of(error)}"
        case UnicodeDecodeError():
            return "can't be read as UTF-8 text"
        case _:
            return str(error)


def _said(cleaned: Cleaned, *, check: bool) -> str:
    unread = f"; {cleaned.unread} pictures not looked at" if cleaned.unread else ""
    if cleaned.clean:
        return f"nothing found{unread}"
    kinds = ", ".join(f"{number} {kind}" for kind, number in cleaned.counts.items())
    cells = ", ".join(map(str, cleaned.cells)) or "none (widgets)"
    return f"{kinds} {'found' if check else 'masked'} in the outputs of cell {cells}{unread}"


def _replace(path: Path, content: str) -> None:
    """Write beside the file, then put it in its place: never half a notebook."""
    beside = path.with_name(f".{path.name}.promptward")
    beside.write_text(content, encoding="utf-8")
    beside.chmod(path.stat().st_mode & 0o777)
    beside.replace(path)

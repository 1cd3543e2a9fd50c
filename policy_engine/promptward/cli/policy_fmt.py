"""`promptward policy fmt`: policies as everybody lays them out."""

import os
from difflib import unified_diff
from glob import escape, glob

import click

from promptward.cli.failure import OBJECTIONABLE, OK, USAGE, Failure
from promptward.cli.paths import FILE
from promptward.scan.outcome import Unread
from promptward.scan.read_text import read_file
from promptward_dsl.foreign import data_file, no_policy, withheld
from promptward_dsl.formatter import format_source
from promptward_dsl.render import render_all

__all__ = ["fmt"]


@click.command
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE|FOLDER...")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit 1 if anything would change."
)
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; show what would change.")
def fmt(*, files: tuple[str, ...], only_check: bool, show_diff: bool) -> int:
    """
    Lay policies out: every comment stays, the meaning too.

    \b
    promptward policy fmt hospital.ward
    promptward policy fmt --check policies/

    Exit code 0: laid out (now); 1: would change, with --check or --diff; 2: a syntax error, or a
    file that can't be read or written. The other files are laid out all the same.
    """
    changed = failed = 0
    for path in _expand(files):
        try:
            before, after = _laid_out(path)
            if before == after:
                continue
            if not (only_check or show_diff):
                _replace(path, after)
        except (Failure, SyntaxError) as error:
            failed += 1
            said = f"promptward: {error}" if isinstance(error, Failure) else f"{error}\n"
            click.echo(said, err=True)
            continue
        changed += 1
        if show_diff:
            click.echo(_difference(path, before, after), nl=False)
        if only_check or not show_diff:
            click.echo(f"{'would change' if only_check else 'formatted'} {path}", err=True)
    if failed:
        return USAGE
    return OBJECTIONABLE if changed and (only_check or show_diff) else OK


def _laid_out(path: str) -> tuple[str, str]:
    """A policy before and after; Failure if it can't be read, SyntaxError with what is wrong."""
    source = read_file(path)
    if isinstance(source, Unread):
        raise Failure(source.code, source.message, where=path, help=source.help)
    data = data_file(path, source.text)
    if data is not None:
        raise Failure("data", "is a data file in YAML, which keeps its own layout", where=path)
    formatted, diagnostics = format_source(source.text, path)
    if formatted is None:
        foreign = no_policy(source.text, diagnostics)
        said = [withheld(path)] if foreign else diagnostics
        raise SyntaxError(render_all(said, {path: "" if foreign else source.text}))
    return source.text, formatted


def _expand(files: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for path in files:
        if os.path.isdir(path):  # noqa: PTH112  # plain paths, as in the rest of the cli
            pattern = os.path.join(escape(path), "**", "*.ward")  # noqa: PTH118  # as above
            found += sorted(glob(pattern, recursive=True))  # noqa: PTH207  # as above
        else:
            found.append(path)
    return found


def _difference(path: str, before: str, after: str) -> str:
    lines = unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        path,
        f"{path} (formatted)",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _replace(path: str, source: str) -> None:
    """The file as a whole or not at all, with the permissions it had."""
    temporary = f"{path}.{os.getpid()}.part"
    try:
        mode = os.stat(path).st_mode & 0o777  # noqa: PTH116  # as above
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(source)
        os.replace(temporary, path)  # noqa: PTH105  # as above
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Failure("unwritable", reason, where=path, help="check its permissions") from None

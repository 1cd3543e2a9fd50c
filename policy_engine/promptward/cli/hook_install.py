"""`promptward hook install` and `uninstall`: plain git hooks in a repository."""

import os
import shlex
import sys

import click

from promptward.cli.failure import OK, USAGE, Failure
from promptward.cli.whole_file import write_whole
from promptward.scan.git import GitError, Repository, find_bare, find_repository

__all__ = ["install", "install_hooks", "uninstall"]

_LOCAL = ("pre-commit", "pre-merge-commit", "pre-push")
_SERVER = ("pre-receive",)
TYPES = (*_LOCAL, "commit-msg", *_SERVER)
_MARK = "# installed by `promptward hook install`"
_CHAINED = ".before-promptward"


def _script(kind: str, chained: str) -> str:
    command = "pre-commit" if kind == "pre-merge-commit" else kind
    lines = ["#!/bin/sh", _MARK]
    if chained:
        lines.append(f'{shlex.quote(chained)} "$@" || exit $?')
    python = shlex.quote(sys.executable)
    # -P: a click.py or yaml.py in the repository must not be taken for a part of the guard.
    lines.append(f'exec {python} -P -m promptward hook {command} "$@"')
    return "\n".join(lines) + "\n"


def _repository(folder: str) -> tuple[Repository, bool]:
    """The repository of a folder, and whether it is a bare one; raises Failure."""
    found = find_repository(folder)
    bare = find_bare(folder) if found is None else None
    if found is None and bare is None:
        raise Failure("git", "this is no git repository, or git is missing", help="git init")
    return (found, False) if found is not None else (bare, True)  # type: ignore[return-value]  # as tested


def install_hooks(
    kinds: tuple[str, ...] = (), *, chain: bool, folder: str = os.curdir
) -> list[str]:
    """
    The files that were written: hooks of these kinds, or those that such a repository calls.

    Raises Failure where another hook is in the way.
    """
    repository, bare = _repository(folder)
    kinds = kinds or (_SERVER if bare else _LOCAL)
    useless = [kind for kind in kinds if bare and kind not in _SERVER]
    if useless:
        raise Failure(
            "usage", f"a bare repository never calls {useless[0]}", where=repository.root,
            help=f"promptward hook install --type {_SERVER[0]}", exit_code=USAGE,
        )  # fmt: skip
    try:
        folder = repository.hooks()
    except GitError as error:
        raise Failure("git", str(error), help="see git status") from None
    written = []
    for kind in kinds:
        path = os.path.join(folder, kind)  # plain paths, as in the cli
        chained = ""
        if os.path.lexists(path) and not _ours(path):  # as above
            if not chain:
                raise Failure(
                    "exists", "another hook is there", where=path,
                    help="--chain calls it first; or use pre-commit's own configuration",
                )  # fmt: skip
            chained = path + _CHAINED
            os.replace(path, chained)  # as above
        elif os.path.lexists(path + _CHAINED):  # as above
            chained = path + _CHAINED
        try:
            os.makedirs(folder, exist_ok=True)  # as above
            write_whole(path, _script(kind, chained), mode=0o755)  # git starts it
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise Failure("unwritable", reason, where=path, help="check its permissions") from None
        written.append(path)
    return written


def _ours(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # as above
            return _MARK in file.read(400)
    except OSError:
        return False


@click.command
@click.option(
    "--type",
    "kinds",
    multiple=True,
    type=click.Choice(TYPES),
    help="[pre-commit, pre-merge-commit, pre-push; in a bare repository pre-receive]",
)
@click.option("--chain", is_flag=True, help="Keep a hook that is there, and call it first.")
def install(*, kinds: tuple[str, ...], chain: bool) -> int:
    """
    Put hooks into this repository, where git (core.hooksPath) looks for them.

    In a bare repository, on the server, that is pre-receive, which looks at what is pushed.
    They call the Python that runs this command. `git commit --no-verify` goes past any hook: what
    must not happen is checked again by a pre-receive hook or in CI.
    """
    written = install_hooks(kinds, chain=chain)
    for path in written:
        click.echo(f"wrote {path}")
    if any(os.path.basename(path) not in _SERVER for path in written):
        click.echo("next: promptward doctor --hook")
    return OK


@click.command
def uninstall() -> int:
    """Take out the hooks that `install` wrote; one that was there before comes back."""
    repository, _ = _repository(os.curdir)
    folder = repository.hooks()
    for kind in TYPES:
        path = os.path.join(folder, kind)  # as above
        if os.path.lexists(path) and _ours(path):  # as above
            os.unlink(path)  # as above
            if os.path.lexists(path + _CHAINED):  # as above
                os.replace(path + _CHAINED, path)  # as above
            click.echo(f"took out {path}")
    return OK

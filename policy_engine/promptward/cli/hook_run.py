"""What hooks run: the files of pre-commit, the index, the commits of a push, a message."""

import os
import sys
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import click

from promptward.cli.failure import OK, USAGE, Failure
from promptward.cli.hook_staged import refuse_unstaged_settings
from promptward.cli.index import Index
from promptward.cli.options import policy_option
from promptward.cli.paths import FILE
from promptward.cli.scanning import Scanner, exit_code, write_reports
from promptward.scan.outcome import Totals
from promptward.scan.targets import Target, blobs_of, messages_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promptward.scan.git import Repository

__all__ = ["commit_msg", "pre_commit", "pre_push", "pre_receive"]

_NONE = frozenset("0")
_PARTS = 3

Ignores: TypeAlias = Callable[[str], bool]
"""Whether a path is left out."""


def _repository() -> "Repository":
    from promptward.scan.git import find_bare, find_repository  # noqa: PLC0415  # starts a program

    # A server's repository has no working tree.
    found = find_repository(os.curdir) or find_bare(os.curdir)
    if found is None:
        raise Failure("git", "this is no git repository, or git is missing", help="see git status")
    return found


def _run(targets: "Iterable[Target]", scanner: Scanner, totals: Totals) -> int:
    write_reports(scanner.scans(targets, totals), totals, scanner.facts, "text")
    code = exit_code(totals) if totals.files or totals.unread else OK
    if totals.unread:
        click.echo(
            "promptward: what could not be scanned stops too; a line in .promptwardignore, which "
            "is committed, leaves a file out",
            err=True,
        )
    if totals.findings or totals.expired:
        click.echo(
            "promptward: what is invented or accepted gets a comment on its line, "
            'promptward: allow[category] reason="…", or an entry: promptward baseline update',
            err=True,
        )
    return code


@click.command("pre-commit")
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE]...")
@policy_option
def pre_commit(*, files: tuple[str, ...], policy: str | None) -> int:
    """
    Scan FILES, as pre-commit and prek give them; without any, the index.

    A baseline that was changed but not staged is refused, and so are .promptwardignore and
    settings of this repository that are not staged: the commit would not hold what was looked
    at. Exit codes as of scan.
    """
    index = None if files else Index()
    scanner = Scanner.open(policy=policy)
    totals = Totals()
    _refuse_unstaged_baseline(scanner)
    refuse_unstaged_settings(scanner.settings)
    exclude = scanner.settings.exclude
    targets: Iterable[Target]
    if index is None:
        targets = _given(files, totals, exclude.ignores)
    else:
        targets = blobs_of(index.entries(), index.repository, totals.out_of_scope, exclude)
    return _run(targets, scanner, totals)


def _given(files: tuple[str, ...], totals: Totals, ignores: Ignores) -> "Iterable[Target]":
    for file in dict.fromkeys(files):
        if os.path.islink(file):  # plain paths, as in the cli
            totals.out_of_scope["link"] += 1
        elif os.path.isdir(file):  # as above
            totals.out_of_scope["submodule"] += 1
        elif ignores(file.replace(os.sep, "/")):
            totals.out_of_scope["excluded"] += 1
        elif os.path.lexists(file):  # as above
            yield Target(file, file)
        else:
            totals.out_of_scope["deleted"] += 1


def _refuse_unstaged_baseline(scanner: Scanner) -> None:
    if not len(scanner.accepted.baseline):
        return
    from promptward.scan.git import GitError, Repository  # noqa: PLC0415  # starts a program

    path = os.path.abspath(scanner.baseline_path)  # plain paths, as in the cli
    try:
        changed = Repository(os.curdir).run("ls-files", "--modified", "--others", "--", path)
    except GitError:
        return  # it lies elsewhere, or this is no repository
    if changed:
        raise Failure(
            "baseline_not_staged", "was changed but not staged", where=scanner.baseline_path,
            help="git add it, so that the commit holds what was looked at", exit_code=USAGE,
        )  # fmt: skip


@click.command("pre-push")
@click.argument("remote", default="origin")
@click.argument("url", required=False)
@policy_option
def pre_push(*, remote: str, url: str | None, policy: str | None) -> int:
    """
    Scan every version of a file in commits that REMOTE does not have yet, and what was written
    into these commits and into annotated tags that are pushed.

    Reads what git gives a pre-push hook on standard input.
    """
    del url
    news = [line[1] for line in _lines(4) if not set(line[1]) <= _NONE]
    wanted = [*news, "--not", f"--remotes={remote}"] if news else []
    return _commits(wanted, news, policy, settings_of="HEAD")


@click.command("pre-receive")
@policy_option
def pre_receive(*, policy: str | None) -> int:
    """
    Scan every version of a file in commits that a push brings, on the server, and what was
    written into these commits and into annotated tags.

    Reads `old new ref` lines on standard input. A server that gives hooks little time (5 seconds
    on GitHub Enterprise) does better with a check that runs after the push.
    """
    news = [line[1] for line in _lines(_PARTS) if not set(line[1]) <= _NONE]
    return _commits([*news, "--not", "--all"] if news else [], news, policy)


def _lines(parts: int) -> list[list[str]]:
    """Lines of names and object ids; raises Failure for others."""
    lines = [line.split() for line in sys.stdin.read().splitlines() if line.strip()]
    for line in lines:
        if len(line) != parts or not all(c in "0123456789abcdef" for c in line[1]):
            raise Failure("usage", "standard input is not what git gives this hook",
                          help="let git call it", exit_code=USAGE)  # fmt: skip
    return lines


def _commits(wanted: list[str], news: list[str], policy: str | None, settings_of: str = "") -> int:
    if not wanted:
        return OK
    from promptward.scan.git import GitError  # noqa: PLC0415  # starts a program

    scanner = Scanner.open(policy=policy)
    if settings_of:
        refuse_unstaged_settings(scanner.settings, settings_of)
    totals = Totals()
    repository = _repository()
    exclude = scanner.settings.exclude
    try:
        versions = blobs_of(repository.history(wanted), repository, totals.out_of_scope, exclude)
        said = messages_of(repository.messages(wanted), repository.tags(news), repository)
        return _run(chain(versions, said), scanner, totals)
    except GitError as error:
        raise Failure("git", str(error), help="git fsck") from None


@click.command("commit-msg")
@click.argument("file", type=FILE)
@policy_option
def commit_msg(*, file: str, policy: str | None) -> int:
    """Scan the message of a commit in FILE, without the lines that git takes out."""
    scanner = Scanner.open(policy=policy, use_baseline=False)
    refuse_unstaged_settings(scanner.settings)
    totals = Totals()
    return _run([Target("commit message", file)], scanner, totals)

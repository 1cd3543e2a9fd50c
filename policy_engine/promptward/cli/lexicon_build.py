"""`promptward lexicon build`: a roster from a table of names."""

import os
import sys
import time
from typing import TYPE_CHECKING, BinaryIO

import click

from promptward.cli.failure import OK, Failure
from promptward.cli.paths import FILE
from promptward.cli.policies import warn
from promptward.cli.site import failures, here
from promptward.cli.whole_file import write_whole
from promptward.clock import local_day
from promptward.scan.printing import counted
from promptward.system_error import reason_of

if TYPE_CHECKING:
    from promptward.roster_file import RosterHead

__all__ = ["build"]

_SUFFIX = ".roster"


@click.command
@click.argument("table", type=FILE)
@click.option(
    "--column", "-c", "columns", multiple=True, metavar="NAME",
    help="A column of the table; several make one name, in this order. Without any, each line is "
    "a name.",
)  # fmt: skip
@click.option("--lines", is_flag=True, help="Each line is a name, commas in it or not.")
@click.option("--output", "-o", type=FILE, required=True, help="The roster, FILE.roster.")
@click.option(
    "--edits", type=click.IntRange(0, 2), default=2, show_default=True,
    help="How many letters of a name may differ.",
)  # fmt: skip
def build(*, table: str, columns: tuple[str, ...], lines: bool, output: str, edits: int) -> int:
    """
    Build a roster from a table of names: a CSV file, or a text file with a name a line.

    TABLE may be compressed (.gz), or `-` for standard input. The roster reveals no name without
    the key `roster` of this machine, which is made with the first one and kept as [keys] says. An
    earlier roster is replaced at once; whoever uses it goes on with the new one within seconds.
    """
    from promptward.roster_file import build_roster, names_of  # noqa: PLC0415  # after --help

    if not output.endswith(_SUFFIX):
        raise Failure(
            "usage", f"a roster's name ends in `{_SUFFIX}`", where=output,
            help=f"-o {output}{_SUFFIX}",
        )  # fmt: skip
    key = _key()
    progress = _Progress()
    with _opened(table) as file, failures():
        names = names_of(file, table, columns, lines=lines, packed=table.endswith(".gz"))
        try:
            made = build_roster(
                names, key, edits=edits, built=local_day().isoformat(), progress=progress
            )
        finally:
            progress.end()
    _write(output, made.data)
    click.echo(_said(output, made.head, len(made.data)))
    if made.left_out:
        warn(
            f"{counted(made.left_out, 'name')} left out: without two letters, or in another "
            "script than Latin"
        )
    if made.single:
        warn(f"{counted(made.single, 'name')} of one word: each finds everybody of that name")
    return OK


def _key() -> bytes:
    from promptward.keys import own_keys  # noqa: PLC0415  # after --help
    from promptward.rosters import KEY, key_of_rosters  # noqa: PLC0415  # after --help

    with failures():
        keys = own_keys(here())
        if keys.get(KEY) is None:
            keys.put(KEY, os.urandom(32))
            click.echo("made the key `roster` of this machine", err=True)
            if keys.warning is not None:
                warn(keys.warning)
        return key_of_rosters(keys)


def _opened(table: str) -> BinaryIO:
    if table == "-":
        return sys.stdin.buffer
    try:
        return open(table, "rb")  # noqa: PTH123  # plain paths keep the start short
    except OSError as error:
        raise Failure(
            "unreadable", reason_of(error), where=table, help="name a file that you may read"
        ) from None


def _write(path: str, data: bytes) -> None:
    try:
        # Whoever has the old one mapped keeps it whole: never written into, only replaced.
        write_whole(path, data, mode=_mode(path))
    except OSError as error:
        raise Failure(
            "unwritable", reason_of(error), where=path, help="name a place that you may write to"
        ) from None


def _mode(path: str) -> int:
    """Who may read it: as before, and at first its owner and a group."""
    try:
        return os.stat(path).st_mode & 0o755 | 0o600  # noqa: PTH116  # plain paths keep the start short
    except OSError:
        return 0o640


def _said(path: str, head: "RosterHead", size: int) -> str:
    return (
        f"{path}: {head.names:,} names of {head.words:,} distinct words, "
        f"{head.edits} edits, {size / 1e6:.1f} MB"
    )


class _Progress:
    """What is done, on standard error, if a person watches it."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._shown = 0.0

    def __call__(self, what: str, done: int) -> None:
        now = time.monotonic()
        if self._watched and now - self._shown > 0.25:  # noqa: PLR2004  # seconds
            self._shown = now
            sys.stderr.write(f"\r{what}: {done:,}\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        if self._watched and self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

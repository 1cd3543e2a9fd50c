"""`promptward audit verify`: whether the log is what was written."""

import json
import sys
import time
from typing import TYPE_CHECKING

import click

from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.paths import FILE, FOLDER
from promptward.cli.site import failures, here, log_folder
from promptward.scan.printing import counted, size_of

if TYPE_CHECKING:
    from promptward.audit.anchors import Anchor
    from promptward.audit.note import Verifier
    from promptward.audit.verify import Progress, Verification

__all__ = ["anchors_of", "shown_progress", "verify"]

_PAUSE = 0.2  # seconds between two lines of progress


@click.command
@click.option(
    "--log", "folder", type=FOLDER, metavar="FOLDER", help="Another log than the configured one."
)
@click.option("--key", type=FILE, metavar="KEY|FILE", help="The key that `audit init` printed.")
@click.option(
    "--anchor", "files", multiple=True, type=FILE, metavar="FILE", help="Kept checkpoints."
)
@click.option("--anchor-git", "repositories", multiple=True, type=FOLDER, metavar="FOLDER",
              help="A git repository whose notes hold them.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def verify(
    *,
    folder: str | None,
    key: str | None,
    files: tuple[str, ...],
    repositories: tuple[str, ...],
    form: str,
) -> int:
    """
    Say whether the log is what was written: its chain, its signatures, its length.

    Without --key the key in the folder is believed; without an anchor a log that was cut off, or
    written anew by somebody who has its keys, does not show.

    Exit code 0: sound; 1: something is wrong, each thing on a line.
    """
    from promptward.audit.verify import verify as verified  # noqa: PLC0415  # after --help

    with failures():
        place = log_folder(here(), folder)
        found = verified(
            place,
            key=_key(key),
            anchors=anchors_of(files, repositories),
            progress=shown_progress(),
        )
    if form == "json":
        said = {**found._asdict(), "problems": [one._asdict() for one in found.problems]}
        click.echo(json.dumps({**said, "sound": found.sound}, indent=2))
    else:
        _print(found, anchored=bool(files or repositories), keyed=key is not None)
    return OK if found.sound else OBJECTIONABLE


def anchors_of(files: tuple[str, ...], repositories: tuple[str, ...]) -> "list[Anchor]":
    """The anchors in files and repositories. Raises AuditError."""
    from promptward.audit.anchors import file_anchors  # noqa: PLC0415  # after --help
    from promptward.audit.git_anchors import git_anchors  # noqa: PLC0415  # the same

    found = [anchor for path in files for anchor in file_anchors(path)]
    return found + [anchor for path in repositories for anchor in git_anchors(path)]


def shown_progress() -> "Progress | None":
    """Shows on standard error how far reading has come, if a person watches it."""
    if not sys.stderr.isatty():
        return None
    begun = shown = time.monotonic()

    def show(done: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done >= of:
            sys.stderr.write("\r\x1b[K" if shown > begun else "")
        elif now - shown > _PAUSE:
            shown = now
            left = int((now - begun) / max(done, 1) * (of - done))
            sys.stderr.write(
                f"\rverifying {size_of(done)} of {size_of(of)} · "
                f"{left // 60}:{left % 60:02d} left\x1b[K"
            )
        sys.stderr.flush()

    return show


def _key(given: str | None) -> "Verifier | None":
    from promptward.audit.note import Verifier  # noqa: PLC0415  # as above

    if given is None:
        return None
    try:
        with open(given, encoding="ascii") as file:  # noqa: PTH123  # plain paths
            given = file.read(1024)
    except (OSError, UnicodeDecodeError, ValueError):
        pass  # then it is the key itself
    return Verifier.parse(given)


def _print(found: "Verification", *, anchored: bool, keyed: bool) -> None:
    state = click.style("sound", fg="green") if found.sound else click.style("NOT SOUND", fg="red")
    click.echo(f"{state}  {found.origin}")
    click.echo(f"  records      {found.records:,}")
    if found.first_time:
        click.echo(f"  from, to     {found.first_time}, {found.last_time}")
    click.echo(f"  checkpoints  {found.checkpoints:,} hold; the first {found.signed:,} are signed")
    if found.anchored is not None:
        click.echo(f"  anchored     the first {counted(found.anchored, 'record')}")
    if found.torn:
        click.echo(f"  unfinished   {found.torn} bytes at the end, as a crash leaves them")
    for problem in found.problems:
        where = "" if problem.seq is None else f"record {problem.seq}: "
        click.echo(f"  {click.style(problem.code, fg='red')}: {where}{problem.message}")
    if not keyed:
        click.echo("  note: the key in the folder was believed; name yours with --key")
    if not anchored:
        click.echo("  note: no anchor was given, so a log that was cut off would not show")

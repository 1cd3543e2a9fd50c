"""`promptward audit anchor`: keep a signed checkpoint elsewhere."""

import time

import click

from promptward.cli.failure import OK, Failure
from promptward.cli.paths import FILE, FOLDER
from promptward.cli.site import failures, here, log_here

__all__ = ["anchor"]


@click.command
@click.option(
    "--to", "files", multiple=True, type=FILE, metavar="FILE", help="A file on another disk."
)
@click.option("--to-git", "repositories", multiple=True, type=FOLDER, metavar="FOLDER",
              help="A git repository; a note is added to its HEAD, to be pushed.")  # fmt: skip
@click.option("--every", type=click.IntRange(1), metavar="SECONDS", help="Go on, so often.")
def anchor(*, files: tuple[str, ...], repositories: tuple[str, ...], every: int | None) -> int:
    """
    Sign what stands in the log now, and keep the checkpoint elsewhere.

    Run it from a timer, or with --every as a service: then silence shows, too. Whoever writes the
    log should not be able to write there: an anchor is what shows that a log was cut off or
    written anew. Without options it is only printed.
    """
    from promptward.audit.anchors import append_anchor  # noqa: PLC0415  # after --help
    from promptward.audit.git_anchors import add_git_anchor  # noqa: PLC0415  # the same

    with failures():
        log = log_here(here())
        while True:
            made = log.checkpoint()
            try:
                with open(log.layout.checkpoint, encoding="utf-8") as file:  # noqa: PTH123  # plain
                    note = file.read()
            except OSError:
                raise Failure("audit_damaged", "the checkpoint just made is gone") from None
            for path in files:
                append_anchor(path, note)
            for path in repositories:
                add_git_anchor(path, note)
            if files or repositories:
                log.append({"ev": "anchor", "size": made.size})
            click.echo(note, nl=False)
            if every is None:
                return OK
            time.sleep(every)

"""`promptward baseline create`, `update` and `prune`."""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from promptward.cli.failure import INCOMPLETE, OK, Failure
from promptward.cli.options import policy_option
from promptward.cli.paths import FILE
from promptward.cli.scanning import Scanner, settings_here
from promptward.scan.baseline import Baseline, gathered
from promptward.scan.outcome import FileScan, Totals
from promptward.scan.printing import counted, summary
from promptward.scan.targets import files_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["create", "prune", "update", "write_baseline"]

_file = click.option(
    "--baseline", type=FILE, metavar="FILE", help="The file [.promptward/baseline.jsonl]."
)
_paths = click.argument("paths", nargs=-1, type=FILE, metavar="[PATH]...")


def _opened(policy: str | None, baseline: str | None, *, use_baseline: bool = True) -> Scanner:
    """The scanner; raises Failure where a baseline would not be in force, whatever it holds."""
    settings = settings_here()
    if not settings.baseline_allowed:
        raise Failure(
            "forbidden", "`baseline_allowed = false` is set here, so no baseline is in force",
            where=settings.files[0], help="take the values out, or ask whoever set it",
        )  # fmt: skip
    return Scanner.open(
        policy=policy, baseline=baseline, use_baseline=use_baseline, settings=settings
    )


def _scanned(scanner: Scanner, paths: "Sequence[str]", totals: Totals) -> Iterator[FileScan]:
    targets = files_of(
        paths or (os.curdir,), totals.out_of_scope, exclude=scanner.settings.exclude,
        include_ignored=scanner.settings.include_ignored,
    )  # fmt: skip
    yield from scanner.scans(targets, totals)


def write_baseline(path: str, baseline: Baseline) -> None:
    """The file, whole or not at all. Raises Failure."""
    folder = os.path.dirname(path) or os.curdir  # plain paths, as in the cli
    temporary = f"{path}.new-{os.getpid()}"
    try:
        os.makedirs(folder, exist_ok=True)  # as above
        with open(temporary, "x", encoding="ascii", newline="\n") as file:  # as above
            file.write(baseline.lines())
        os.replace(temporary, path)  # as above
    except OSError as error:
        with suppress(OSError):
            os.unlink(temporary)  # as above
        reason = (error.strerror or type(error).__name__).lower()
        raise Failure("unwritable", reason, where=path, help="choose another place") from None


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def _ended(totals: Totals) -> int:
    click.echo(summary(totals), err=True)
    return INCOMPLETE if totals.unread else OK


@click.command
@_paths
@policy_option
@_file
@click.option("--force", is_flag=True, help="Write over a baseline that is there.")
def create(
    *, paths: tuple[str, ...], policy: str | None, baseline: str | None, force: bool
) -> int:
    """
    Write all findings of PATHS [the working folder] into a new baseline.

    \b
    promptward baseline create
    promptward baseline audit
    """
    scanner = _opened(policy, None, use_baseline=False)
    path = baseline or scanner.baseline_path
    if os.path.exists(path) and not force:  # as above
        raise Failure(
            "exists", "is there already", where=path, help="promptward baseline update, or --force"
        )
    totals = Totals()
    made = gathered(_scanned(scanner, paths, totals))
    write_baseline(path, made)
    click.echo(f"wrote {path}: {_entries(len(made))}; next: promptward baseline audit")
    return _ended(totals)


@click.command
@_paths
@policy_option
@_file
def update(*, paths: tuple[str, ...], policy: str | None, baseline: str | None) -> int:
    """
    Add the new findings of PATHS [the working folder]; what was said of others is kept.

    Entries of paths that were not scanned stay as they are.
    """
    scanner = _opened(policy, baseline)
    path = baseline or scanner.baseline_path
    known = scanner.accepted.baseline
    totals = Totals()
    seen: set[str] = set()
    made = gathered(_watched(_scanned(scanner, paths, totals), seen), known)
    kept = [entry for entry in known.entries.values() if entry.path not in seen]
    merged = Baseline([*kept, *made.entries.values()])
    write_baseline(path, merged)
    # An entry stands for all findings in lines of one form: two more of them are no new entry.
    before = {key: entry.n for key, entry in known.entries.items()}
    added = sum(max(0, one.n - before.get(key, 0)) for key, one in merged.entries.items())
    click.echo(f"wrote {path}: {_entries(len(merged))}, {counted(added, 'new finding')}")
    return _ended(totals)


@click.command
@_paths
@policy_option
@_file
def prune(*, paths: tuple[str, ...], policy: str | None, baseline: str | None) -> int:
    """
    Take out entries whose findings are not there any more; nothing is added.

    Only entries of files that were scanned, or that are gone, are looked at.
    """
    scanner = _opened(policy, baseline)
    path = baseline or scanner.baseline_path
    known = scanner.accepted.baseline
    totals = Totals()
    seen: set[str] = set()
    made = gathered(_watched(_scanned(scanner, paths, totals), seen), known)
    kept = []
    for key, entry in known.entries.items():
        found = made.entries.get(key)
        if found is not None:
            kept.append(entry._replace(n=min(entry.n, found.n)))
        elif entry.path not in seen and os.path.lexists(entry.path):  # as above
            kept.append(entry)
    write_baseline(path, Baseline(kept))
    click.echo(f"wrote {path}: {_entries(len(kept))}, {len(known) - len(kept)} taken out")
    return _ended(totals)


def _watched(scans: Iterator[FileScan], seen: set[str]) -> Iterator[FileScan]:
    for scan in scans:
        if scan.unread is None:
            seen.add(scan.path.replace(os.sep, "/"))
        yield scan

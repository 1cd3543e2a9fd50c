"""`promptward baseline audit` and `stats`: what people say of the entries."""

import datetime as dt
import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from promptward.cli.baseline_write import write_baseline
from promptward.cli.failure import OK, USAGE, Failure
from promptward.cli.options import policy_option
from promptward.cli.paths import FILE
from promptward.cli.scanning import Scanner, settings_here
from promptward.clock import local_day
from promptward.scan.baseline import PLACE, Baseline, BaselineError, Entry, read_baseline
from promptward.scan.outcome import Placed, Totals
from promptward.scan.printing import printable
from promptward.scan.targets import files_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["audit", "stats"]

_ANSWERS = {"s": "synthetic", "f": "false", "a": "accepted", "r": "real"}
_ASKED = "[s]ynthetic  [f]alse alarm  [a]ccepted  [r]eal  [n]ext  [b]ack  [q]uit"


def _read(path: str) -> Baseline:
    try:
        return read_baseline(path)
    except BaselineError as error:
        raise Failure("baseline", str(error), where=path, help="repair that line") from None


@click.command
@policy_option
@click.option(
    "--baseline", type=FILE, metavar="FILE", help="The file [.promptward/baseline.jsonl]."
)
@click.option(
    "--all", "everything", is_flag=True, help="Ask about every entry, not only new ones."
)
@click.option("--by", metavar="NAME", help="Who says so [$USER].")
def audit(*, policy: str | None, baseline: str | None, everything: bool, by: str | None) -> int:
    """
    Look at the entries one after another, and say what each is.

    Shows the place and the line without its values; open the file to see more. `real` is never
    hidden: such a finding fails until it is out of the file. Each answer is written at once.
    """
    if not sys.stdin.isatty():
        raise Failure("no_terminal", "audit asks questions, and nobody is there to answer",
                      help="run it in a terminal", exit_code=USAGE)  # fmt: skip
    path = baseline or settings_here().baseline or PLACE
    known = _read(path)
    waiting = [e for e in sorted(known.entries.values()) if everything or e.status == "todo"]
    if not waiting:
        click.echo(f"{path}: nothing to audit in {len(known)} entries")
        return OK
    places = _places(policy, waiting)
    who = by or os.environ.get("USER", "")
    number = 0
    while number < len(waiting):
        entry = waiting[number]
        _show(entry, number, len(waiting), places.get((entry.path, entry.fp), []))
        answer = click.prompt(_ASKED, default="n", show_default=False).strip().lower()[:1]
        if answer == "q":
            break
        if answer == "b":
            number = max(0, number - 1)
            continue
        if answer in _ANSWERS:
            said = _said(entry, _ANSWERS[answer], who)
            known.entries[entry.path, entry.fp] = waiting[number] = said
            write_baseline(path, known)
        number += 1
    left = sum(1 for entry in known.entries.values() if entry.status == "todo")
    click.echo(f"{path}: {left} of {len(known)} entries still to be looked at")
    return OK


def _said(entry: Entry, status: str, who: str) -> Entry:
    reason = click.prompt("reason", default=entry.reason, show_default=bool(entry.reason))
    expires = entry.expires
    if status == "accepted":
        expires = click.prompt(
            "until (2027-06-01, empty for ever)", default=entry.expires, value_proc=_day,
            show_default=bool(entry.expires),
        )  # fmt: skip
    return entry._replace(status=status, reason=reason, by=who, expires=expires)


def _day(text: str) -> str:
    if text:
        try:
            dt.date.fromisoformat(text)
        except ValueError:
            raise click.UsageError("write the day as 2027-06-01") from None
    return text


def _places(policy: str | None, waiting: list[Entry]) -> "Mapping[tuple[str, str], list[Placed]]":
    scanner = Scanner.open(policy=policy, use_baseline=False)
    paths = [
        path for path in dict.fromkeys(entry.path for entry in waiting) if os.path.exists(path)
    ]  # plain paths
    found: dict[tuple[str, str], list[Placed]] = {}
    totals = Totals()
    targets = files_of(paths, totals.out_of_scope, exclude=scanner.settings.exclude)
    for scan in scanner.scans(targets, totals):
        for placed in scan.findings:
            key = (scan.path.replace(os.sep, "/"), placed.fingerprint)
            found.setdefault(key, []).append(placed)
    return found


def _show(entry: Entry, number: int, of: int, places: list[Placed]) -> None:
    click.echo(f"\n{number + 1} of {of}: {click.style(entry.category, bold=True)} x {entry.n}")
    click.echo(f"  {printable(entry.path)}" + (f"  {entry.loc}" if entry.loc else ""))
    if not places:
        click.echo("  is not found any more: promptward baseline prune")
    for placed in places[:3]:
        line = f" (line {placed.place.line})" if placed.place.line else ""
        click.echo(f"  {placed.finding.confidence.word}, {printable(placed.place.where)}{line}")
        click.echo(f"    | {placed.context}")


@click.command
@click.option(
    "--baseline", type=FILE, metavar="FILE", help="The file [.promptward/baseline.jsonl]."
)
def stats(*, baseline: str | None) -> int:
    """Say how many entries there are of which category and state, and which have ended."""
    path = baseline or settings_here().baseline or PLACE
    known = _read(path)
    today = local_day()
    entries = list(known.entries.values())
    click.echo(f"{path}: {len(entries)} entries, {sum(e.n for e in entries)} findings")
    for title, counts in (
        ("by state", Counter(entry.status for entry in entries)),
        ("by category", Counter(entry.category for entry in entries)),
    ):
        click.echo(title)
        for name, count in counts.most_common():
            click.echo(f"  {count:6}  {name}")
    ended = sum(1 for e in entries if e.expires and not e.holds(today) and e.status != "real")
    click.echo(f"ended: {ended}; with keyed tags: {sum(1 for e in entries if e.tags)}")
    return OK

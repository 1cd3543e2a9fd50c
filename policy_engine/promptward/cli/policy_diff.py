"""`promptward policy diff`: what one policy changes against another, what it weakens first."""

import json

import click

from promptward.cli.decision_report import table
from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.paths import FILE
from promptward.cli.policy_sources import as_floor_option, compiled_at
from promptward.clock import local_day
from promptward.scan.printing import counted
from promptward_dsl.diff import Change, changes, weakenings, with_waivers

__all__ = ["diff"]


@click.command
@click.argument("a", type=FILE, metavar="A")
@click.argument("b", type=FILE, metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@as_floor_option
def diff(*, a: str, b: str, form: str, as_floor: bool) -> int:
    """
    List what policy B changes against A; first what it weakens.

    Compared is what the policies do, imports included, not how they are written. What a `disable`
    or an `override` brings about is shown with its reason and its last day.

    \b
    git show main:hospital.ward > before.ward
    promptward policy diff before.ward hospital.ward
    promptward policy diff /etc/promptward/policy.ward next.ward --as-floor

    Exit code 0: B weakens nothing; 1: B weakens something; 2: one of them does not compile.
    """
    old, _ = compiled_at(a, local_day(), as_floor=as_floor)
    new, _ = compiled_at(b, local_day(), as_floor=as_floor)
    words = old.lexicons, new.lexicons
    found = with_waivers(
        [*weakenings(old.ir, new.ir, *words), *changes(old.ir, new.ir, *words)],
        old.notes,
        new.notes,
    )
    weaker = [change for change in found if change.weakens]
    other = [change for change in found if not change.weakens]
    if form == "json":
        report = {
            "weakenings": [c._asdict() for c in weaker],
            "other": [c._asdict() for c in other],
        }
        click.echo(json.dumps(report, indent=2))
    else:
        _show(click.style("weakenings", fg="red", bold=True), weaker)
        _show(click.style("other changes", bold=True), other)
        click.echo(f"{counted(len(weaker), 'weakening')}, {counted(len(other), 'other change')}")
    return OBJECTIONABLE if weaker else OK


def _show(title: str, listed: list[Change]) -> None:
    if not listed:
        return
    click.echo(title)
    rows = [(change.kind, change.subject, _told(change)) for change in listed]
    for line in table(rows):
        click.echo(f"  {line}")
    click.echo()


def _told(change: Change) -> str:
    became = _became(change)
    if change.waiver is None:
        return became
    waiver = f'{change.waiver} because "{change.because}"'
    return f"{became}; {waiver}" if became else waiver


def _became(change: Change) -> str:
    match change.before, change.after:
        case None, None:
            return ""
        case None, after:
            return f"{after}"
        case before, None:
            return f"was {before}"
        case before, after:
            return f"{before} -> {after}"

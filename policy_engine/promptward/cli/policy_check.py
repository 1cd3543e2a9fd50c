"""`promptward policy check`: everything that can be said about a policy before it is used."""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Mapping

import click

from promptward.cli.failure import OBJECTIONABLE, OK, USAGE
from promptward.cli.options import Day
from promptward.cli.paths import FILE
from promptward.cli.policy_sources import as_floor_option, mendable, reviewed, shown
from promptward.clock import local_day
from promptward.review import Review
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.span import line_and_column

__all__ = ["check"]


@click.command
@click.argument("policies", nargs=-1, type=FILE, metavar="[POLICY]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.option("--all", "everything", is_flag=True, help="Also warnings inside shipped packs.")
@click.option("--date", type=Day(), metavar="DAY", help="When: waivers and BAAs end [today].")
@as_floor_option
def check(
    *,
    policies: tuple[str, ...],
    form: str,
    strict: bool,
    everything: bool,
    date: dt.date | None,
    as_floor: bool,
) -> int:
    """
    Say what is wrong with policies, and how to mend it.

    Syntax, names, types, citations, examples, tests, contradictions, what reaches whom. Without
    a POLICY it checks the one that holds here. A policy without errors is checked once a day and
    for every change: of its files, the packs, the engine.

    \b
    promptward policy check
    promptward policy check hospital.ward --strict
    promptward policy check next.ward --as-floor

    Exit code 0: it loads; 1: warnings, with --strict; 2: errors, it does not load.
    """
    results = [
        reviewed(policy, date or local_day(), as_floor=as_floor) for policy in policies or (None,)
    ]
    if not everything:
        results = [r._replace(diagnostics=mendable(r.diagnostics)) for r in results]
    if form == "json":
        click.echo(json.dumps([_plain(result) for result in results], indent=2))
    else:
        for result in results:
            _show(result)
    if not all(result.sound for result in results):
        return USAGE
    warned = any(d.severity == "warning" for result in results for d in result.diagnostics)
    return OBJECTIONABLE if strict and warned else OK


def _show(result: Review) -> None:
    if result.diagnostics:
        from promptward_dsl.render import render_all  # noqa: PLC0415  # only if there are any

        colour = _colour()
        rendered = render_all(result.diagnostics, result.sources, colour=colour)
        click.echo(rendered.rstrip("\n") + "\n", color=colour)
    counts = Counter(d.severity for d in result.diagnostics)
    said = ", ".join(_count(counts[s], s) for s in ("error", "warning", "note") if counts[s])
    click.echo(f"{_name(result)}: {said or 'nothing to object to'}")
    if result.diagnostics:
        code = result.diagnostics[0].code
        click.echo(f"promptward policy explain {code} says more about {code}", err=True)


def _colour() -> bool:
    return sys.stdout.isatty() and click.get_current_context().color is not False


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _name(result: Review) -> str:
    path = shown(result.place)
    return path if result.name is None else f"{path} ({result.name} {result.version})"


def _plain(result: Review) -> dict[str, object]:
    return {
        "policy": result.place.found.path,
        "id": result.policy_id,
        "loads": result.sound,
        "diagnostics": [_diagnostic(d, result.sources) for d in result.diagnostics],
    }


def _diagnostic(diagnostic: Diagnostic, sources: Mapping[str, str]) -> dict[str, object]:
    span = diagnostic.span
    line, column = line_and_column(sources.get(span.file, ""), span.start)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "file": span.file,
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "note": diagnostic.note,
    }

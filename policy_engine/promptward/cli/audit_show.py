"""`promptward audit show`: records, filtered."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

import click

from promptward.cli.decision_report import table
from promptward.cli.failure import OK
from promptward.cli.options import Moment
from promptward.cli.paths import FOLDER
from promptward.cli.site import failures, here, log_folder
from promptward.scan.printing import printable
from promptward_dsl.lattice import Verdict

if TYPE_CHECKING:
    from promptward.audit.reading import Filter

__all__ = ["filter_options", "show"]


def _known_events(
    context: click.Context, option: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """The events, if a log can hold them all: of another one there would be no record to show."""
    if names:
        from promptward.audit.record import EVENTS  # noqa: PLC0415  # after --help

        for name in names:
            if name not in EVENTS:
                said = f"`{name}` is no event; there are {', '.join(EVENTS)}"
                raise click.BadParameter(said, context, option)
    return names


_OPTIONS = (
    click.option("--since", type=Moment(), metavar="TIME", help="From this day or time on (UTC)."),
    click.option(
        "--until", type=Moment(), metavar="TIME", help="Up to and including this day or time."
    ),
    click.option(
        "--event",
        "events",
        multiple=True,
        metavar="NAME",
        callback=_known_events,
        help="intent, denial, …",
    ),
    click.option("--actor", metavar="ID", help="Who asked."),
    click.option("--destination", metavar="NAME", help="Where to."),
    click.option("--purpose", metavar="NAME", help="For what."),
    click.option(
        "--verdict", type=click.Choice([v.word for v in Verdict]), help="What was decided."
    ),
    click.option("--id", metavar="ID", help="One decision and what followed from it."),
)


F = TypeVar("F", bound=Callable[..., object])


def filter_options(command: F) -> F:
    """Give a command the options of a filter."""
    decorated: Callable[..., object] = command
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated  # type: ignore[return-value]  # click's border


def filter_of(given: Mapping[str, object]) -> "Filter":
    """The filter that the options say."""
    from promptward.audit.reading import Filter  # noqa: PLC0415  # after --help

    events = given.get("events")
    names = ("since", "until", "actor", "destination", "purpose", "verdict", "id")
    texts = {name: str(given[name]) for name in names if given.get(name) is not None}
    return Filter(events=frozenset(map(str, events)) if isinstance(events, tuple) else frozenset(),
                  **texts)  # type: ignore[arg-type]  # all texts  # fmt: skip


@click.command
@filter_options
@click.option(
    "--log", "folder", type=FOLDER, metavar="FOLDER", help="Another log than the configured one."
)
@click.option(
    "--last", type=click.IntRange(1), default=50, help="At most so many, the newest [50]."
)
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text")
def show(*, folder: str | None, last: int, form: str, **given: object) -> int:
    """
    List records, the newest last.

    \b
    promptward audit show --since 2026-11-01 --verdict block
    promptward audit show --id 5f0c… --format jsonl
    """
    from promptward.audit.reading import read_records  # noqa: PLC0415  # after --help

    with failures():
        rows = deque(read_records(log_folder(here(), folder), filter_of(given)), last)
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, sort_keys=True))
        return OK
    if not rows:
        click.echo("no records")
        return OK
    cells: list[tuple[str, ...]] = [
        ("time", "event", "who", "destination", "purpose", "verdict", "id", "about")
    ]
    cells += [tuple(map(printable, _cells(row))) for row in rows]
    for line in table(cells):
        click.echo(line)
    return OK


def _cells(row: Mapping[str, object]) -> tuple[str, ...]:
    short = [str(row.get(name) or "-").rpartition(".")[2] for name in ("dest", "purpose")]
    return (
        str(row.get("ts", ""))[:19].replace("T", " "),
        str(row.get("ev", "")),
        str(row.get("actor") or "-"),
        *short,
        str(row.get("verdict") or row.get("outcome") or "-"),
        str(row.get("id") or "-")[:12],
        _about(row),
    )


def _about(row: Mapping[str, object]) -> str:
    """What else a record says; a kept reason by its whole id, which `vault reason` asks for."""
    reason = row.get("justification")
    said = _counted(row)
    return ", ".join(part for part in (said, f"reason {reason}" if reason else "") if part)


def _counted(row: Mapping[str, object]) -> str:
    counts = row.get("counts")
    if isinstance(counts, dict) and counts:
        return ", ".join(f"{key.rpartition('.')[2]} {n}" for key, n in sorted(counts.items()))
    for name in ("reasons", "policy", "name", "contact", "dropped", "restored"):
        value = row.get(name)
        if value:
            return ", ".join(map(str, value)) if isinstance(value, list) else f"{value}"
    return ""

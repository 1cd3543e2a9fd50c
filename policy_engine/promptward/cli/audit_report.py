"""`promptward audit report`: an access review of a period."""

import os
import time

import click

from promptward.cli.audit_verify import anchors_of, shown_progress
from promptward.cli.failure import OBJECTIONABLE, OK
from promptward.cli.options import Moment, policy_option
from promptward.cli.paths import FILE, FOLDER
from promptward.cli.policies import open_engine, warn
from promptward.cli.site import failures, here, log_folder, write_private
from promptward.clock import local_day
from promptward.scan.printing import counted

__all__ = ["report"]


@click.command
@click.option("--since", type=Moment(), required=True, metavar="DAY",
              help="The first day, 2026-10-01.")  # fmt: skip
@click.option("--until", type=Moment(), metavar="DAY", help="The last day [today].")
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", default="access-review.html", show_default=True
)
@click.option(
    "--csv", "tables", type=FOLDER, metavar="FOLDER", help="Also write the tables there as CSV."
)
@click.option(
    "--log", "folder", type=FOLDER, metavar="FOLDER", help="Another log than the configured one."
)
@click.option(
    "--anchor", "files", multiple=True, type=FILE, metavar="FILE", help="Kept checkpoints."
)
@click.option("--anchor-git", "repositories", multiple=True, type=FOLDER, metavar="FOLDER",
              help="A git repository whose notes hold them.")  # fmt: skip
@policy_option
def report(  # each option is a parameter
    *,
    since: str,
    until: str | None,
    output: str,
    tables: str | None,
    folder: str | None,
    files: tuple[str, ...],
    repositories: tuple[str, ...],
    policy: str | None,
) -> int:
    """
    Write an access review: who asked, for what, where to, what was held, what nobody used.

    A page of HTML with its charts, to be read, signed and kept; CSV with the same numbers.

    Exit code 0: written, and the log is sound; 1: written, and the log is not.
    """
    from promptward.audit.reading import Filter, read_records  # noqa: PLC0415  # after --help
    from promptward.audit.review import reviewed  # noqa: PLC0415  # the same
    from promptward.audit.review_page import Circumstances, page  # noqa: PLC0415  # the same
    from promptward.audit.review_tables import tables as made_tables  # noqa: PLC0415  # the same
    from promptward.audit.verify import verify  # noqa: PLC0415  # the same
    from promptward.destinations.lapses import lapses  # noqa: PLC0415  # the same

    engine = open_engine(policy)
    with failures():
        config = here()
        place = log_folder(config, folder)
        state = verify(place, anchors=anchors_of(files, repositories), progress=shown_progress())
        granted = {
            "roles": {r for purpose in engine.ir.purposes.values() for r in purpose.roles},
            "purposes": set(engine.ir.purposes),
            "destinations": {d for p in engine.ir.purposes.values() for d in p.destinations},
        }
        review = reviewed(read_records(place, Filter(since=since, until=until)), granted)
        overdue = _overdue(config.section("notify").path("spool"))
    today = local_day()
    around = Circumstances(
        made=time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
        origin=state.origin,
        sound=state.sound,
        problems=[problem.message for problem in state.problems],
        signed=state.signed,
        anchored=state.anchored,
        lapses=[
            (
                one.destination,
                one.last_day.isoformat() if one.last_day else one.standing,
                ", ".join(one.stopping) or "-",
            )
            for one in lapses(engine.ir, today)
        ],
        overdue=overdue,
        policy=str(engine.policy),
    )
    write_private(output, page(review, around).encode())
    if tables is not None:
        os.makedirs(tables, mode=0o700, exist_ok=True)  # noqa: PTH103  # plain paths
        for name, content in made_tables(review).items():
            write_private(os.path.join(tables, name), content.encode())  # noqa: PTH118  # the same
    decisions = sum(review.verdicts.values())
    click.echo(f"{output}: {counted(review.records, 'record')}, {counted(decisions, 'decision')}")
    if not state.sound:
        warn("the log is not what was signed: promptward audit verify says why")
    return OK if state.sound else OBJECTIONABLE


def _overdue(spool: str | None) -> list[tuple[str, str, str]]:
    if spool is None:
        return []
    from promptward.obligations.spool import Spool  # noqa: PLC0415  # after --help

    return [
        (
            notice.contact,
            time.strftime("%Y-%m-%d %H:%M", time.gmtime(notice.due)) if notice.due else "-",
            notice.record,
        )
        for notice in Spool(spool).pending()
    ]

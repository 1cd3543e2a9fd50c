"""`promptward scan`: identifiers in files, folders, standard input and records."""

import sys
from collections.abc import Iterable, Iterator

import click

from promptward.cli.failure import INCOMPLETE, OBJECTIONABLE, OK, Failure
from promptward.cli.options import policy_option
from promptward.cli.policies import open_engine
from promptward.engine import Engine
from promptward.scan.files import FileScan, Totals, scan_files
from promptward.scan.reports import REPORTS, printable, summary
from promptward_dsl.lattice import Confidence

__all__ = ["scan"]


@click.command
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@policy_option
@click.option(
    "--min-confidence",
    type=click.Choice(["low", "medium", "high"]),
    help="Report findings from here on [what the policy acts on; with --records: low].",
)
@click.option("--format", "form", type=click.Choice(list(REPORTS)), default="text")
@click.option("--records", type=click.Choice(["jsonl"]), help="Read one JSON object a line.")
@click.option("--text-field", default="text", show_default=True, metavar="NAME")
def scan(  # a command has as many parameters as options
    *,
    paths: tuple[str, ...],
    policy: str | None,
    min_confidence: str | None,
    form: str,
    records: str | None,
    text_field: str,
) -> int:
    """
    Look for identifiers in files, folders, patterns or standard input (-).

    Says where and what kind, never the text. The last line, on standard error, says how much was
    looked at. Files that are binary, unreadable, over 64 MiB or not UTF-8 (or UTF-16 with a byte
    order mark) are reported as not scanned, and the exit code is then 3.

    \b
    promptward scan notebooks/ 'data/**/*.csv'
    promptward scan --format json reports/ > findings.json
    promptward scan --records jsonl --text-field text - < records.jsonl
    """
    if not paths:
        raise click.UsageError("Name files or folders, or - for standard input.")
    engine = open_engine(policy)
    if records:
        least = Confidence[(min_confidence or "low").upper()]
        return _scan_records(paths, engine, text_field, least)
    least = Confidence[min_confidence.upper()] if min_confidence else engine.ir.defaults.act_on
    totals = Totals()
    scans = _with_progress(scan_files(paths, engine.find, least=least, totals=totals), totals)
    for line in REPORTS[form](scans, totals):
        click.echo(line)
    click.echo(summary(totals), err=True)
    if totals.unread or not totals.files:
        return INCOMPLETE
    return OBJECTIONABLE if totals.findings else OK


def _scan_records(paths: tuple[str, ...], engine: Engine, field: str, least: Confidence) -> int:
    from promptward.scan.records import RecordTotals, scan_source  # noqa: PLC0415  # one mode

    totals = RecordTotals()
    code = OK
    sys.stdout.flush()
    for path in paths:
        unread = scan_source(
            path, sys.stdout.fileno(), engine.find, field=field, least=least, totals=totals
        )
        if unread is not None:
            code = INCOMPLETE
            where = "standard input" if path == "-" else printable(path)
            failure = Failure(unread.code, unread.message, where=where, help=unread.help)
            click.echo(f"promptward: {failure}", err=True)
    click.echo(
        f"scanned {totals.records:,} records; malformed {totals.malformed:,}; "
        f"findings {totals.findings:,}",
        err=True,
    )
    if totals.malformed:
        return INCOMPLETE
    return max(code, OBJECTIONABLE if totals.findings else OK)


def _with_progress(scans: Iterable[FileScan], totals: Totals) -> Iterator[FileScan]:
    """The same scans, with a count on standard error if a person watches it."""
    if not sys.stderr.isatty():
        yield from scans
        return
    for scan in scans:
        sys.stderr.write(f"\r{totals.files} files, {totals.findings} findings\x1b[K")
        sys.stderr.flush()
        yield scan
    sys.stderr.write("\r\x1b[K")

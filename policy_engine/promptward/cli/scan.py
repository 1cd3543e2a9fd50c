"""`promptward scan`: identifiers in files, folders, git, standard input and records."""

import os
import sys
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import click

from promptward.cli.failure import INCOMPLETE, OBJECTIONABLE, OK, USAGE, Failure
from promptward.cli.options import policy_option
from promptward.cli.paths import FILE
from promptward.cli.policies import open_engine
from promptward.scan.outcome import Totals
from promptward.scan.printing import counted, printable
from promptward.scan.reports import REPORTS
from promptward_dsl.lattice import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from promptward.cli.index import Index
    from promptward.cli.scanning import Scanner
    from promptward.engine import Engine
    from promptward.scan.git import Entry
    from promptward.scan.targets import Target

__all__ = ["scan"]


@click.command
@click.argument("paths", nargs=-1, type=FILE, metavar="[PATH|-]...")
@policy_option
@click.option("--staged", is_flag=True, help="Scan what the next commit would bring: the index.")
@click.option(
    "--since", metavar="REV", help="Scan every version in commits of HEAD that REV has not."
)
@click.option(
    "--history", is_flag=True, help="Scan every version of every file, and all messages."
)
@click.option(
    "--min-confidence",
    type=click.Choice(["low", "medium", "high"]),
    help="Report findings from here on [what the policy acts on; with --records: low].",
)
@click.option("--format", "form", type=click.Choice(list(REPORTS)), default="text")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write one more report into a file; may be given several times.",
)
@click.option(
    "--baseline", type=FILE, metavar="FILE", help="The baseline [.promptward/baseline.jsonl]."
)
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows as well.")
@click.option(
    "--exclude", multiple=True, metavar="PATTERN", help="Leave paths out (as .gitignore)."
)
@click.option("--include-ignored", is_flag=True, help="Scan what .gitignore leaves out as well.")
@click.option(
    "--thorough",
    is_flag=True,
    help="Search source code to the end: names, dates and places in it count by themselves.",
)
@click.option("--max-file-size", type=int, default=0, metavar="BYTES", help="Refuse larger files.")
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=0,
    metavar="SECONDS",
    help="Give up on a file that takes longer; it counts as not scanned.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 256),
    default=0,
    metavar="N",
    help="Processes [one for each core].",
)
@click.option("--stdin-filename", metavar="NAME", help="What `-` is, for its format and reports.")
@click.option("--records", type=click.Choice(["jsonl"]), help="Read one JSON object a line.")
@click.option("--text-field", default="text", show_default=True, metavar="NAME")
def scan(  # noqa: PLR0913  # a command has as many parameters as options
    *,
    paths: tuple[str, ...],
    policy: str | None,
    staged: bool,
    since: str | None,
    history: bool,
    min_confidence: str | None,
    form: str,
    reports: tuple[str, ...],
    baseline: str | None,
    no_baseline: bool,
    exclude: tuple[str, ...],
    include_ignored: bool,
    thorough: bool,
    max_file_size: int,
    timeout: float,
    jobs: int,
    stdin_filename: str | None,
    records: str | None,
    text_field: str,
) -> int:
    """
    Look for identifiers in files, folders, patterns, git or standard input (-).

    Says where and what kind, never the text. The last line, on standard error, says how much was
    looked at, what was not, and why. In a git repository, folders are what git tracks or would
    (.gitignore holds); .promptwardignore and [scan] of .promptward/config.toml leave out more.
    Pictures, programs and fonts are out of scope and counted; whatever else could not be read
    makes the exit code 3.

    \b
    promptward scan notebooks/ 'data/**/*.csv'
    promptward scan --staged
    promptward scan --since origin/main --format sarif > findings.sarif
    promptward scan . --report html=phi.html --report gitlab=quality.json
    promptward scan --records jsonl --text-field text - < records.jsonl
    """
    _refuse_without_meaning(records=bool(records))
    if records:
        if not paths:
            raise click.UsageError("Name files or folders, or - for standard input.")
        return _scan_records(paths, open_engine(policy), text_field, min_confidence)
    from promptward.cli.scanning import (  # noqa: PLC0415  # records need none of it
        Scanner,
        exit_code,
        extra_reports,
        write_reports,
    )

    ways = sum((staged, since is not None, history, bool(paths)))
    if not ways:
        raise click.UsageError("Name files or folders, or - for standard input.")
    if ways > 1:
        raise click.UsageError("Name paths, or one of --staged, --since and --history.")
    extra = extra_reports(reports)
    index = _index() if staged else None
    scanner = Scanner.open(
        policy=policy, least=min_confidence, every=thorough, baseline=baseline,
        use_baseline=not no_baseline, timeout=timeout,
    )  # fmt: skip
    totals = Totals()
    targets = _targets(
        scanner, paths, totals.out_of_scope, exclude, index=index, since=since,
        include_ignored=include_ignored, name=stdin_filename,
    )  # fmt: skip
    found = scanner.scans(targets, totals, jobs=jobs, limit=max_file_size)
    write_reports(found, totals, scanner.facts, form, extra)
    if not paths and not totals.files and not totals.unread:
        return OK  # nothing staged, or no new commits: there was nothing to look at
    return exit_code(totals)


_OF_FILES = (
    "staged", "since", "history", "form", "reports", "baseline", "no_baseline", "exclude",
    "include_ignored", "thorough", "max_file_size", "timeout", "jobs", "stdin_filename",
)  # fmt: skip
"""Parameters that say nothing to a scan of records."""


def _refuse_without_meaning(*, records: bool) -> None:
    """A usage error for an option that would change nothing: who gave it expects something."""
    context = click.get_current_context()
    other = _OF_FILES if records else ("text_field",)
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if name not in other or source is None or source.name != "COMMANDLINE":
            continue
        said = parameter.opts[-1]
        if records:
            raise click.UsageError(
                f"{said} says nothing with --records: each record is answered by a line of JSON."
            )
        raise click.UsageError(f"{said} says nothing without --records.")


def _targets(  # the ways to say what to scan
    scanner: "Scanner",
    paths: tuple[str, ...],
    skipped: Counter[str],
    exclude: tuple[str, ...],
    *,
    index: "Index | None",
    since: str | None,
    include_ignored: bool,
    name: str | None,
) -> "Iterable[Target]":
    from promptward.scan.targets import blobs_of, files_of, messages_of  # noqa: PLC0415  # as above

    left_out = scanner.settings.exclude
    if exclude and not scanner.settings.exclude_allowed:
        raise Failure(
            "forbidden", "`exclude_allowed = false` is set for this machine", where="--exclude",
            help="leave the option out", exit_code=USAGE,
        )  # fmt: skip
    if exclude:
        left_out = left_out.with_lines(exclude)
    if paths:
        ignored = include_ignored or scanner.settings.include_ignored
        found = files_of(paths, skipped, exclude=left_out, include_ignored=ignored)
        return (t._replace(label=name) if name and t.path == "-" else t for t in found)
    if index is not None:
        return blobs_of(_staged(index), index.repository, skipped, left_out)
    from promptward.scan.git import GitError, find_repository  # noqa: PLC0415  # starts a program

    repository = find_repository(os.curdir)
    if repository is None:
        raise Failure(
            "git", "this is no git repository, or git is missing", help="name paths instead"
        )
    try:
        wanted = ["--all"]
        if since is not None:
            wanted = [f"{repository.commit(since)}..HEAD"]
        entries = repository.history(wanted)
        tags = repository.all_tags() if since is None else []
        said = messages_of(repository.messages(wanted), tags, repository)
    except GitError as error:
        raise Failure("git", str(error), help="check the revision, and that HEAD exists") from None
    return chain(blobs_of(entries, repository, skipped, left_out), said)


def _index() -> "Index":
    from promptward.cli.index import Index  # noqa: PLC0415  # starts a program

    return Index()


def _staged(index: "Index") -> "list[Entry]":
    entries = index.entries()
    # Not the same as nothing to scan: what was taken out is staged as well.
    if (
        not entries
        and os.environ.get("PRE_COMMIT")
        and not index.repository.run("diff", "--cached", "--name-only")
    ):
        raise Failure(
            "nothing_staged", "nothing is staged, so this hook would look at nothing",
            help="under --all-files use the hook `promptward`, which takes filenames",
            exit_code=USAGE,
        )  # fmt: skip
    return entries


def _scan_records(
    paths: tuple[str, ...], engine: "Engine", field: str, min_confidence: str | None
) -> int:
    from promptward.scan.records import RecordTotals, scan_source  # noqa: PLC0415  # one mode

    least = Confidence[(min_confidence or "low").upper()]
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
        f"scanned {counted(totals.records, 'record')}; malformed {totals.malformed:,}; "
        f"findings {totals.findings:,}",
        err=True,
    )
    if totals.malformed:
        return INCOMPLETE
    return max(code, OBJECTIONABLE if totals.findings else OK)

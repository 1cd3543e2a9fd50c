"""`promptward audit export`: records in the formats of other systems."""

import platform

import click

from promptward.cli.audit_show import filter_of, filter_options
from promptward.cli.failure import OK
from promptward.cli.paths import FOLDER
from promptward.cli.site import failures, here, log_folder

__all__ = ["export"]


@click.command
@filter_options
@click.option(
    "--log", "folder", type=FOLDER, metavar="FOLDER", help="Another log than the configured one."
)
@click.option("--host", metavar="NAME", help="The name of this machine [its own].")
@click.option("--to", "form", type=click.Choice(["jsonl", "syslog", "otlp", "cef"]),
              default="jsonl", show_default=True)  # fmt: skip
def export(*, folder: str | None, host: str | None, form: str, **given: object) -> int:
    """
    Print records for other systems: RFC 5424 (syslog), OTLP as JSON, CEF, or plain JSON lines.

    Only listed fields go out; digests of texts and people stay here.

    \b
    promptward audit export --since 2026-11-26 --to syslog | logger --rfc5424
    """
    from promptward.audit.export import export as exported  # noqa: PLC0415  # after --help
    from promptward.audit.reading import read_records  # noqa: PLC0415  # the same

    with failures():
        rows = read_records(log_folder(here(), folder), filter_of(given))
        for line in exported(rows, form, host or platform.node() or "localhost"):
            click.echo(line)
    return OK

"""`promptward audit incident`: which prompts disclosed somebody, to whom and when."""

import time

import click

from promptward.cli.audit_verify import shown_progress
from promptward.cli.decision_report import table
from promptward.cli.failure import OBJECTIONABLE, OK, Failure
from promptward.cli.inputs import read_input
from promptward.cli.options import Moment
from promptward.cli.paths import FILE, FOLDER
from promptward.cli.site import failures, here, log_folder, write_private
from promptward.scan.printing import printable

__all__ = ["incident"]


@click.command
@click.option("--subject-from", "source", type=FILE, metavar="FILE|-",
              help="A file with values of the subject, one a line: name, number …")  # fmt: skip
@click.option("--digest", "digests", multiple=True, metavar="HEX", help="A digest of the subject.")
@click.option("--since", type=Moment(), metavar="DAY", help="From this day on.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Also write a zip to hand on.")
@click.option(
    "--log", "folder", type=FOLDER, metavar="FOLDER", help="Another log than the configured one."
)
def incident(
    *,
    source: str | None,
    digests: tuple[str, ...],
    since: str | None,
    output: str | None,
    folder: str | None,
) -> int:
    """
    Find which prompts disclosed somebody, to whom, when and by whom.

    Values are read from a file, never from the command line, and only their keyed digests are
    compared; spelling, case and blanks don't matter, the order of a name does.

    \b
    printf '%s\\n' 'Jane Doe' '078-05-1120' | promptward audit incident --subject-from -

    Exit code 0: no prompt disclosed the subject; 1: some did, or may have.
    """
    from promptward.audit.incident import bundle, inquire  # noqa: PLC0415  # after --help
    from promptward.audit.verify import verify  # noqa: PLC0415  # the same

    with failures():
        config = here()
        place = log_folder(config, folder)
        wanted = {*digests, *(_digests(source) if source else ())}
        if not wanted:
            raise Failure("usage", "nobody was named", help="use --subject-from or --digest")
        found = inquire(place, wanted, since)
        state = verify(place, progress=shown_progress())
    if output is not None:
        made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        write_private(output, bundle(place, found, state, made))
    disclosed = [one for one in found.disclosures if one.disclosed != "no"]
    click.echo(
        f"{len(found.disclosures)} prompts held the subject; {len(disclosed)} of them left with "
        f"it in the clear, in part or as a pseudonym"
    )
    if found.disclosures:
        rows = [("time", "who", "destination", "agreement", "disclosed", "outcome", "id")]
        rows += [
            (
                one.at[:19].replace("T", " "),
                printable(one.actor or "-"),
                one.destination or "-",
                one.baa or "-",
                one.disclosed,
                one.outcome,
                one.id[:12],
            )
            for one in found.disclosures
        ]
        for line in table(rows):
            click.echo(line)
    if not state.sound:
        click.echo("note: the log is not what was signed: promptward audit verify says why")
    return OBJECTIONABLE if disclosed else OK


def _digests(source: str) -> set[str]:
    from promptward.audit.digest import digest_keys, folded  # noqa: PLC0415  # after --help
    from promptward.custody.opening import keys_of  # noqa: PLC0415  # the same

    keys = keys_of(here())
    if keys is None:
        raise Failure("audit_key", "the key of digests is configured nowhere here")
    values = [line for line in read_input(source).splitlines() if folded(line)]
    return {key.of_subject(value) for key in digest_keys(keys) for value in values}

"""`promptward redact`: the text that may leave."""

import os
import sys
from contextlib import suppress

import click

from promptward.cli.decision_report import next_step
from promptward.cli.failure import INCOMPLETE, OBJECTIONABLE, OK, Failure
from promptward.cli.inputs import read_input
from promptward.cli.options import RequestOptions, policy_option, request_options
from promptward.cli.paths import FILE
from promptward.cli.policies import open_engine, unknown_names, warn
from promptward.clock import local_day
from promptward.decision import Decision

__all__ = ["redact", "refuse_same", "write_text"]


@click.command
@click.argument("file", type=FILE, metavar="FILE|-")
@click.option(
    "-o",
    "--output",
    type=FILE,
    metavar="FILE",
    help="Write there instead of standard output; never over FILE itself.",
)
@request_options
@policy_option
def redact(*, file: str, output: str | None, asked: RequestOptions, policy: str | None) -> int:
    """
    Print the text that may leave.

    With --purpose or --destination it is the text that a decision on that request releases.
    Without them every identifier is removed, whoever asks.

    \b
    promptward redact note.txt > safe.txt
    promptward redact - --destination azure_openai \\
        --purpose discharge_summary --role clinician --mfa < note.txt

    Exit code 0: the text was printed; 1: nothing may leave, or not without a reason; 3: the text
    could not be read or looked at.
    """
    if asked.asks_for_release and asked.date is not None and asked.date < local_day():
        raise Failure(
            "past_day",
            f"{asked.date} is past, and what is printed leaves today",
            where="--date",
            help="leave it out; `promptward check --date` says what was decided on a day",
        )
    refuse_same(file, output)
    engine = open_engine(policy, early=True, day=asked.waiver_day)
    request = asked.request(read_input(file))
    for line in unknown_names(engine.ir, request):
        warn(line)
    if not asked.asks_for_release:
        decision = engine.redact(request.text, date=request.date, scope=request.scope)
    else:
        decision = engine.decide(asked.with_reason(engine, request))
    if decision.text is None or decision.verdict in {"block", "require_justification"}:
        return _refuse(decision, keeps_reasons=engine.keeps_reasons)
    write_text(decision.text, output)
    return OK


def refuse_same(file: str, output: str | None) -> None:
    """A failure where the text that is read would be written over: it is nowhere else."""
    if output is None or file == "-":
        return
    same = False
    with suppress(OSError):  # one that is not there is not the same
        same = os.path.samefile(file, output)  # noqa: PTH121  # plain paths keep the start short
    if same:
        raise Failure(
            "same_file", "is the file that is read", where=output,
            help="name another one; `promptward fix` changes files in place",
        )  # fmt: skip


def _refuse(decision: Decision, *, keeps_reasons: bool) -> int:
    click.echo(f"promptward: {decision.verdict}: no text is printed", err=True)
    for reason in decision.reasons:
        click.echo(f"  {reason.kind} {reason.id}: {reason.message}", err=True)
    click.echo(f"  {next_step(decision, keeps_reasons=keeps_reasons)}", err=True)
    failed = any(reason.kind == "error" for reason in decision.reasons)
    return INCOMPLETE if failed else OBJECTIONABLE


def write_text(text: str, output: str | None) -> None:
    """Text as it is, so that line ends stay what they were; a file is whole or untouched."""
    data = text.encode("utf-8", "surrogatepass")
    if output is None or output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    temporary = f"{output}.{os.getpid()}.part"
    try:
        # Released text is for whoever asked: it is readable by nobody else.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, output)  # noqa: PTH105  # plain paths keep the start short
    except OSError as error:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108  # as above
        reason = (error.strerror or "unknown reason").lower()
        raise Failure(
            "unwritable", reason, where=output, help="name a file in a folder you may write to"
        ) from None

"""`promptward check`: whether a text may leave, and why."""

import json

import click

from promptward.cli.decision_report import decision_json, decision_text
from promptward.cli.failure import INCOMPLETE, OBJECTIONABLE, OK, Failure
from promptward.cli.inputs import read_input
from promptward.cli.options import RequestOptions, policy_option, request_options
from promptward.cli.paths import FILE
from promptward.cli.policies import open_engine, unknown_names, warn
from promptward.cli.site import failures
from promptward.decision import PolicyLabel

__all__ = ["check"]


@click.command
@click.argument("file", type=FILE, metavar="FILE|-")
@request_options
@policy_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def check(*, file: str, asked: RequestOptions, policy: str | None, form: str) -> int:
    """
    Decide whether a text may leave, and say why.

    Prints the verdict, what was found where (never the text itself), the reasons and what to do.
    A fact that is not given is unknown, and unknown counts against the request.

    \b
    promptward check note.txt --destination azure_openai \\
        --purpose discharge_summary --role clinician --mfa
    promptward check - --destination azure_openai --format json < note.txt

    Exit code 0: allow or warn; 1: require_justification or block; 3: the text can't be read.
    """
    engine = open_engine(policy, early=True, day=asked.waiver_day)
    try:
        text = read_input(file)
    except Failure as failure:
        _show_unread(failure, form, engine.policy)
        raise
    request = asked.request(text)
    for line in unknown_names(engine.ir, request):
        warn(line)
    if not text:
        warn("the text is empty")
    decision = engine.decide(asked.with_reason(engine, request))
    if decision.verdict == "block" and not engine.ir.purposes:
        warn("this policy grants no purpose; `promptward init` starts one that does")
    if decision.text is not None:
        with failures():
            decision.settle("not_sent")  # no text is printed here
    kept = engine.keeps_reasons
    if form == "json":
        click.echo(json.dumps(decision_json(decision, text, keeps_reasons=kept), indent=2))
    else:
        for line in decision_text(decision, text, keeps_reasons=kept):
            click.echo(line)
    if any(reason.kind == "error" for reason in decision.reasons):
        return INCOMPLETE
    return OK if decision.verdict in {"allow", "warn"} else OBJECTIONABLE


def _show_unread(failure: Failure, form: str, policy: PolicyLabel) -> None:
    """What can't be looked at may not leave; whoever reads the verdict is told so."""
    if form == "text":
        click.echo(click.style("block", fg="red", bold=True))
        return
    reason = {"kind": "error", "id": failure.code, "message": failure.message, "cites": []}
    verdict = {
        "verdict": "block",
        "policy": policy._asdict(),
        "findings": [],
        "reasons": [reason],
        "obligations": [],
        "advise": [],
        "next_step": failure.help,
    }
    click.echo(json.dumps(verdict, indent=2))

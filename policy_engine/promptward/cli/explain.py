"""`promptward explain`: what a category, a detector or a finding means, and what to do."""

import json
import re
import sys
from collections.abc import Collection

import click

from promptward.cli.failure import OK, Failure
from promptward.cli.options import policy_option
from promptward.cli.paths import FILE
from promptward.cli.policies import open_engine
from promptward.scan.reports.facts import LAW, short

__all__ = ["explain"]

_CODE = re.compile("[EWI][0-9]{3}")

_EVIDENCE = {
    "field": "it stands in a field whose name says what it holds",
    "field_before": "the same value stands in such a field of the same text",
    "form:column": "the field is a column of a table",
    "form:key": "the field is a key of data, or a variable",
    "form:label": "the field is a label of a note or form",
    "form:segment": "the field is one of HL7, X12 or DICOM",
    "form:tag": "the field is an element or attribute",
    "form:given": "the format of the file names the field",
}


@click.command
@click.argument("what", metavar="CATEGORY|DETECTOR|FINGERPRINT|-")
@policy_option
@click.option(
    "--in", "report", type=FILE, metavar="FILE", help="A JSON report, to look a fingerprint up in."
)
def explain(*, what: str, policy: str | None, report: str | None) -> int:
    """
    Say what a category or detector is, why a finding is one, and what to do about it.

    A category is named as in reports (ssn), a detector too (us_ssn); a fingerprint is that of a
    finding (c1:…) in a JSON report that --in names; `-` reads one finding as JSON from standard
    input.

    \b
    promptward explain ssn
    promptward explain c1:9f3a6c0011223344 --in findings.json
    """
    engine = open_engine(policy)
    ir, notes = engine.ir, engine.notes
    if what == "-" or what.startswith("c1:"):
        finding = _finding(what, report)
        category = str(finding.get("category", ""))
        click.echo(f"{finding.get('path', '')} {finding.get('location', '')}".strip())
        click.echo(f"{finding.get('confidence')} confidence, by {finding.get('detector')}")
        for one in _list(finding.get("evidence")):
            click.echo(f"  because {_because(str(one))} [{one}]")
        also = _list(finding.get("also"))
        if also:
            click.echo(f"may also be: {', '.join(short(str(one)) for one in also)}")
        if finding.get("status") != "new":
            click.echo(f"{finding.get('status')}: {finding.get('reason', '')}")
    else:
        category = _category(
            what,
            list(ir.categories),
            {d: x.finds for d, x in ir.detectors.items()},
            {*ir.rules, *ir.purposes, *ir.destinations, *ir.roles},
        )
    found = ir.categories.get(category)
    title = notes.titles.get(f"category {category}") or short(category)
    letter = found.safe_harbor if found else None
    click.echo(f"{category}: {title}")
    if letter:
        click.echo(f"identifier {letter} of 45 CFR 164.514(b)(2)(i): {LAW}")
    detectors = [name for name, detector in ir.detectors.items() if detector.finds == category]
    for name in detectors:
        said = notes.titles.get(f"detector {name}")
        click.echo(f"  {name}: {said}" if said else f"  {name}")
        advice = notes.advise.get(f"detector {name}")
        if advice:
            click.echo(f"    {advice}")
    click.echo("what to do: take the value out, and out of the history if it was committed:")
    click.echo("  promptward fix FILE                      a marker instead")
    click.echo("  promptward fix FILE --mode synthetic     an invented value instead")
    comment = f'promptward: allow[{short(category)}] reason="…" until=2027-06-01'
    click.echo(f"  {comment}    on its line, if it is invented")
    click.echo("  promptward baseline update               if it is known and will be dealt with")
    return OK


def _category(
    what: str, categories: list[str], detectors: dict[str, str], elsewhere: Collection[str]
) -> str:
    for name in (*categories, *detectors):
        if what in (name, short(name)):
            return detectors.get(name, name)
    from promptward_dsl.nearest import nearest  # noqa: PLC0415  # only after a slip

    near = nearest(what, sorted({short(name) for name in (*categories, *detectors)}))
    hint = f"did you mean `{near}`?" if near else "promptward policy show lists them"
    if what in elsewhere or what in map(short, elsewhere) or _CODE.fullmatch(what):
        hint = f"promptward policy explain {what}"
    raise Failure("unknown", f"the policy has no category or detector `{what}`", help=hint)


def _finding(what: str, report: str | None) -> dict[str, object]:
    try:
        if what == "-":
            data = json.loads(sys.stdin.read())
            return data if isinstance(data, dict) else {}
        if report is None:
            raise Failure(
                "usage",
                "a fingerprint needs a report",
                help="--in findings.json (scan --format json)",
            )
        with open(report, encoding="utf-8") as file:
            whole = json.load(file)
        for scanned in (*whole["files"], *whole["not_scanned"]):
            for finding in scanned["findings"]:
                if finding["fingerprint"] == what:
                    return {**finding, "path": scanned["path"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"is no JSON report: {type(error).__name__}"
        advice = "promptward scan --format json"
        raise Failure("unreadable", message, where=report or "-", help=advice) from None
    raise Failure(
        "unknown", "the report has no such finding", where=report, help="check the fingerprint"
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _because(evidence: str) -> str:
    if evidence in _EVIDENCE:
        return _EVIDENCE[evidence]
    if evidence.startswith("match:"):
        return f"it has the form of one, which alone says {evidence[6:]}"
    return evidence.replace("_", " ").replace(":", " ")

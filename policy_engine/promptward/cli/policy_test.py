"""`promptward policy test`: the tests that a policy carries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from promptward.cli.decision_report import table
from promptward.cli.failure import OBJECTIONABLE, OK, Failure
from promptward.cli.options import Day
from promptward.cli.paths import FILE
from promptward.cli.policy_sources import as_floor_option, examined, shown
from promptward.clock import local_day
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.render import render_all, visible
from promptward_dsl.span import line_and_column

if TYPE_CHECKING:
    from promptward.verify import TrialResult

__all__ = ["test"]

_OF_EXAMPLES = frozenset({"E106", "E107", "E111"})


@click.command
@click.argument("policy", type=FILE, required=False)
@click.option("--junit", type=FILE, metavar="FILE", help="Also write a JUnit report.")
@click.option("--date", type=Day(), metavar="DAY", help="When: waivers end [today].")
@as_floor_option
def test(*, policy: str | None, junit: str | None, date: dt.date | None, as_floor: bool) -> int:
    """
    Run the tests of a policy and the examples of its detectors, those of its packs included.

    \b
    promptward policy test
    promptward policy test hospital.ward --junit report.xml
    promptward policy test --date 2027-07-01

    Exit code 0: all passed; 1: some failed; 2: the policy does not compile.
    """
    result = examined(policy, date or local_day(), as_floor=as_floor)
    if result.compiled is None or result.engine is None:
        errors = [d for d in result.diagnostics if d.severity == "error"]
        raise Failure(
            "policy",
            "does not compile, so its tests can't run"
            f"\n\n{render_all(errors, result.sources).rstrip()}",
            where=shown(result.place),
        )
    rows = [
        ("passed" if one.passed else "failed", f"{one.at.file}:{one.at.line}", one.name)
        for one in result.results
    ]
    for line in table(rows) if rows else ("the policy has no test of its own",):
        click.echo(line)
    examples = [d for d in result.diagnostics if d.code in _OF_EXAMPLES]
    failing = [d for d in result.diagnostics if d.code == "E120" or d.code in _OF_EXAMPLES]
    if failing:
        click.echo(f"\n{render_all(failing, result.sources).rstrip()}")
    failed = sum(not one.passed for one in result.results)
    click.echo(
        f"\n{len(rows) - failed} passed, {failed} failed; "
        f"{len(result.compiled.notes.examples)} examples of detectors, {len(examples)} failed"
    )
    if junit:
        _write(junit, _junit(result.compiled.ir.name, result.results, examples, result.sources))
    return OBJECTIONABLE if failed or failing else OK


def _junit(
    name: str,
    tests: Sequence["TrialResult"],
    examples: Sequence[Diagnostic],
    sources: Mapping[str, str],
) -> str:
    # Only ever written, never read: no parser is needed.
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415  # see above

    def attributes(**values: object) -> str:
        return " ".join(f"{key}={quoteattr(visible(str(value)))}" for key, value in values.items())

    failed = sum(not one.passed for one in tests) + len(examples)
    total = len(tests) + len(examples)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<testsuite {attributes(name=name, tests=total, failures=failed)}>",
    ]
    for one in tests:
        known = attributes(
            name=one.name,
            classname=name,
            file=one.at.file,
            line=one.at.line,
            time=f"{one.seconds:.6f}",
        )
        lines.append(f"  <testcase {known}>")
        lines += [f"    <failure {attributes(message=message)}/>" for message in one.messages]
        lines.append("  </testcase>")
    for diagnostic in examples:
        file = diagnostic.span.file
        line, _ = line_and_column(sources.get(file, ""), diagnostic.span.start)
        known = attributes(name=f"example at {file}:{line}", classname=name, file=file, line=line)
        failure = attributes(type=diagnostic.code, message=diagnostic.message)
        lines += [f"  <testcase {known}>", f"    <failure {failure}/>", "  </testcase>"]
    return "\n".join([*lines, "</testsuite>", ""])


def _write(path: str, report: str) -> None:
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123  # plain paths
            file.write(report)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Failure("unwritable", reason, where=path, help="check the path") from None

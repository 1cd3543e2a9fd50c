"""`promptward policy show`: what a policy decides, on one screen."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping

import click

from promptward.cli.decision_report import table
from promptward.cli.options import Day
from promptward.cli.paths import FILE
from promptward.cli.policy_sources import as_floor_option, compiled_at
from promptward.clock import local_day
from promptward.decide import Rulebook
from promptward.model import Actor, Finding, Request
from promptward_dsl.compiler import Compiled
from promptward_dsl.ir import PolicyIR
from promptward_dsl.lattice import Confidence

__all__ = ["show"]


@click.command
@click.argument("policy", type=FILE, required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--date", type=Day(), metavar="DAY", help="The day that verdicts are for [today].")
@as_floor_option
def show(*, policy: str | None, form: str, date: dt.date | None, as_floor: bool) -> None:
    """
    Summarise what a policy decides.

    The table of purposes and destinations tells the verdict on a prompt that holds one identifier
    the purpose needs, asked for with its role and a second factor. With --format json it prints
    the compiled policy itself.

    \b
    promptward policy show hospital.ward
    """
    day = date or local_day()
    compiled, _ = compiled_at(policy, day, as_floor=as_floor)
    if form == "json":
        click.echo(json.dumps(compiled.ir.to_json(), indent=2, sort_keys=True))
        return
    for line in _summary(compiled, day):
        click.echo(line)


def _summary(compiled: Compiled, day: dt.date) -> Iterator[str]:
    ir, notes, _ = compiled
    yield click.style(f"{ir.name} {ir.version}", bold=True)
    yield f"id {ir.policy_id}"
    acts = ir.defaults
    yield (
        f"acts on {acts.act_on.word} confidence; without a purpose {acts.no_purpose}, "
        f"unknown destination {acts.unknown_destination}, nothing found {acts.no_findings}"
    )
    yield from _section("purposes and destinations", _matrix(compiled, day))
    yield from _section("destinations", _destinations(ir))
    yield from _section("roles", _roles(ir))
    yield from _section("rules", _rules(compiled))
    yield from _section("categories", _categories(ir))
    yield from _section(
        "weakenings",
        [
            [w.kind, w.target, f"until {w.until}" if w.until else "", w.because]
            for w in notes.weakenings
        ],
    )
    yield ""
    yield (
        f"{len(ir.detectors)} detectors, {len(ir.lexicons)} lexicons, "
        f"{len(notes.examples)} examples, {len(notes.tests)} tests"
    )


def _section(title: str, rows: list[list[str]]) -> Iterator[str]:
    if rows:
        yield ""
        yield click.style(title, bold=True)
        yield from (f"  {line}" for line in table(rows))


def _matrix(compiled: Compiled, day: dt.date) -> list[list[str]]:
    ir = compiled.ir
    if not ir.purposes or not ir.destinations:
        return []
    book = Rulebook(ir, compiled.notes)
    rows = [["", *(_last(name) for name in sorted(ir.destinations))]]
    for name, purpose in sorted(ir.purposes.items()):
        row = [_last(name)]
        for destination in sorted(ir.destinations):
            if destination not in purpose.destinations or not purpose.roles:
                row.append("-")
                continue
            actor = Actor("anybody", purpose.roles[:1], mfa=True)
            request = Request("x", destination=destination, purpose=name, actor=actor, date=day)
            row.append(book.decide(request, [_one_finding(ir, purpose.needs)]).verdict.word)
        rows.append(row)
    return rows


def _one_finding(ir: PolicyIR, needs: Mapping[str, object]) -> Finding:
    lettered = sorted(name for name, c in ir.categories.items() if c.safe_harbor)
    category = next((name for name in lettered if name in needs), next(iter(lettered), ""))
    letter = ir.categories[category].safe_harbor if category in ir.categories else None
    return Finding(0, 1, category, letter, Confidence.HIGH, "policy show")


def _destinations(ir: PolicyIR) -> list[list[str]]:
    rows = [["", "vendor", "baa", "region", "trains", "retention", "encrypted", "passes to"]]
    for name, d in sorted(ir.destinations.items()):
        baa = f"until {d.baa_until}" if d.baa == "until" else _fact(d.baa)
        days = "unknown" if d.retention_days is None else f"{d.retention_days} days"
        rows.append(
            [
                _last(name),
                _fact(d.vendor),
                baa.replace("_", " "),
                _fact(d.region),
                _fact(d.trains_on_data),
                days,
                _fact(d.encrypted),
                ", ".join(map(_last, d.passes_to)),
            ]
        )
    return rows if ir.destinations else []


def _roles(ir: PolicyIR) -> list[list[str]]:
    return [
        [_last(name), f"inherits {inherited}" if inherited else ""]
        for name, held in sorted(ir.roles.items())
        for inherited in [", ".join(_last(role) for role in held if role != name)]
    ]


def _rules(compiled: Compiled) -> list[list[str]]:
    rows = []
    for name, rule in sorted(compiled.ir.rules.items()):
        asks = [rule.verdict] if rule.verdict else []
        asks += [str(transform) for transform, _ in rule.transforms]
        asks += [f"{duty.kind} {_last(duty.argument)}" for duty in rule.oblige]
        title = compiled.notes.titles.get(f"rule {name}", "")
        rows.append([name, ", ".join(asks), title])
    return rows


def _categories(ir: PolicyIR) -> list[list[str]]:
    return [
        [name, category.safe_harbor or "", category.value_type, _detectors(ir, name)]
        for name, category in sorted(ir.categories.items())
    ]


def _detectors(ir: PolicyIR, category: str) -> str:
    """What finds a category: by its last name where it stands in the same module, else in full."""
    module = category.rpartition(".")[0]
    names = sorted(name for name, one in ir.detectors.items() if one.finds == category)
    shown = [_last(name) if name.rpartition(".")[0] == module else name for name in names]
    return ", ".join(shown) or "no detector"


def _fact(value: str | bool | None) -> str:  # noqa: FBT001  # a fact, not a switch
    match value:
        case None:
            return "unknown"
        case True:
            return "yes"
        case False:
            return "no"
        case _:
            return value


def _last(name: str) -> str:
    return name.rpartition(".")[2]

"""The checker: what is wrong with a program, one file for each family of questions."""

import datetime as dt

from promptward_dsl.checker import (
    citations,
    coverage,
    detectors,
    modules,
    names,
    purposes,
    rules,
    tests,
    world,
)
from promptward_dsl.checker.report import Facts, Report
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.floor import check_floor
from promptward_dsl.program import Program

__all__ = ["Facts", "check"]


def check(program: Program, today: dt.date, facts: Facts | None = None) -> list[Diagnostic]:
    """All that is wrong with a program on a day; without `facts`, E110 is left out."""
    report = Report(program, today, facts, [])
    for family in (names, coverage, detectors, world, purposes, rules, tests, modules, citations):
        family.check(report)
    report.found.extend(check_floor(program))
    return report.found

"""Modules: versions that imports ask for (E115); waivers that have ended (W115) or will (W219)."""

import datetime as dt

from promptward_dsl.amend import expired
from promptward_dsl.ast import Date, Disable
from promptward_dsl.checker.report import Report
from promptward_dsl.diagnostics import Related
from promptward_dsl.program import Amendment
from promptward_dsl.vocabulary import NOTICE_DAYS

__all__ = ["check", "satisfies"]


def check(report: Report) -> None:
    """Every import and every waiver."""
    for module in report.program.modules.values():
        for item, target in module.requires:
            found = report.program.modules.get(target)
            if found is None or item.version is None or satisfies(found.version, item.version):
                continue
            report.error(
                "E115",
                item.version_span or item.span,
                f"`{target}` is version {found.version}, not `^{item.version}`",
                help=f"`^{item.version}` takes {item.version} and up, "
                f"below {int(item.version.split('.')[0]) + 1}.0.0",
                related=(Related(found.span, "its header"),),
            )
    for amendment in report.program.amendments:
        node = amendment.node
        if isinstance(node, Disable) and node.until is not None:
            _waiver(report, amendment, node, node.until)


def _waiver(report: Report, amendment: Amendment, node: Disable, until: Date) -> None:
    if expired(node, report.today):
        report.warn(
            "W115",
            amendment.scope,
            node.target.span,
            f"the waiver of `{node.target.text}` lapsed on {until.text}: "
            f"the {node.kind} is active again",
            help="remove the waiver, or review it and set a new date",
        )
    elif (
        until.value is not None
        and report.program.disabled.get(f"{node.kind} {amendment.target}") is amendment
        and (left := (until.value - report.today).days) <= NOTICE_DAYS
    ):
        when = "today" if left == 0 else f"in {left} day{'s' * (left > 1)}"
        after = until.value + dt.timedelta(days=1) if until.value < dt.date.max else until.value
        report.warn(
            "W219",
            amendment.scope,
            node.target.span,
            f"the waiver of `{node.target.text}` ends {when}, on {until.text}",
            help="review it and set a new date, or see to it that the policy holds without",
            note=f"`promptward policy test --date {after}` tries the policy as it will be then",
        )


def satisfies(version: str, wanted: str) -> bool:
    """Whether a version is at least the wanted one and has the same first number."""
    have, want = _parts(version), _parts(wanted)
    return have[:1] == want[:1] and have >= want


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())

"""Modules: versions that imports ask for (E115), and waivers that have lapsed (W115)."""

from promptward_dsl.amend import expired
from promptward_dsl.ast import Disable
from promptward_dsl.checker.report import Report
from promptward_dsl.diagnostics import Related

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
        if isinstance(node, Disable) and node.until is not None and expired(node, report.today):
            report.warn(
                "W115",
                amendment.scope,
                node.target.span,
                f"the waiver of `{node.target.text}` lapsed on {node.until.text}: "
                f"the {node.kind} is active again",
                help="remove the waiver, or review it and set a new date",
            )


def satisfies(version: str, wanted: str) -> bool:
    """Whether a version is at least the wanted one and has the same first number."""
    have, want = _parts(version), _parts(wanted)
    return have[:1] == want[:1] and have >= want


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())

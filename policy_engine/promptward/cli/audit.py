"""`promptward audit`: the commands of whoever answers for the log."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["audit"]


class _Audit(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "init": ("promptward.cli.audit_init", "Begin a log."),
        "verify": ("promptward.cli.audit_verify", "Say whether the log is what was written."),
        "show": ("promptward.cli.audit_show", "List records."),
        "report": ("promptward.cli.audit_report", "Write an access review."),
        "incident": ("promptward.cli.audit_incident", "Find who was disclosed, to whom, when."),
        "export": ("promptward.cli.audit_export", "Print records for other systems."),
        "anchor": ("promptward.cli.audit_anchor", "Keep a signed checkpoint elsewhere."),
        "hold": ("promptward.cli.audit_hold", "Place, lift or list legal holds."),
        "prune": ("promptward.cli.audit_prune", "Remove records past their retention."),
        "rotate": ("promptward.cli.audit_rotate", "Sign, or digest, with a new key."),
        "repair": ("promptward.cli.audit_repair", "Set a damaged end aside."),
    }


@click.group(cls=_Audit)
def audit() -> None:
    """
    Look after the record of what was asked and decided.

    \b
    promptward audit init
    promptward audit verify --anchor /mnt/elsewhere/promptward.anchors
    promptward audit report --since 2026-10-01 -o review.html
    """

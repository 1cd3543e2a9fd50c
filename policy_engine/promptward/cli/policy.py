"""`promptward policy`: the commands of whoever writes policies."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["policy"]


class _Policy(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "check": (
            "promptward.cli.policy_check",
            "Say what is wrong with policies, and how to mend it.",
        ),
        "fmt": ("promptward.cli.policy_fmt", "Lay policies out."),
        "test": ("promptward.cli.policy_test", "Run the tests of a policy."),
        "show": ("promptward.cli.policy_show", "Summarise what a policy decides."),
        "diff": (
            "promptward.cli.policy_diff",
            "List what policy B changes against A, and what it weakens.",
        ),
        "explain": (
            "promptward.cli.policy_explain",
            "Explain a diagnostic code, or show a declaration.",
        ),
        "bundle": ("promptward.cli.policy_bundle", "Sign a policy with its files, or verify one."),
        "new": ("promptward.cli.policy_new", "Start a policy, a detector or a rule."),
    }


@click.group(cls=_Policy)
def policy() -> None:
    """
    Check, format, test, show, compare and start policies.

    \b
    promptward policy check hospital.ward
    promptward policy test hospital.ward
    promptward policy diff main.ward branch.ward
    """

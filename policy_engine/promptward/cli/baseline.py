"""`promptward baseline`: what was found before and is known, without any value."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["baseline"]


class _Group(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "create": ("promptward.cli.baseline_write", "Write all findings into a new baseline."),
        "update": (
            "promptward.cli.baseline_write",
            "Add what is new, keep what was said of the rest.",
        ),
        "prune": ("promptward.cli.baseline_write", "Take out what is not found any more."),
        "audit": ("promptward.cli.baseline_audit", "Look at the entries one after another."),
        "stats": (
            "promptward.cli.baseline_audit",
            "Say how many entries of which kind there are.",
        ),
    }


@click.group(cls=_Group)
def baseline() -> None:
    """
    Know findings that were there before, so that only new ones fail.

    The file is .promptward/baseline.jsonl: sorted lines without values, line numbers or times.
    An entry knows its finding by path, category, place and the known words around it, and how
    many there are; nothing of the value is kept, not even a hash. With a key of at least 16
    characters in PROMPTWARD_BASELINE_KEY (kept outside the repository) it also holds keyed tags
    of the values, so that another value in the same place is new.
    """

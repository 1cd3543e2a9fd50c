"""
The floor: what a nearer policy may not weaken, and how each way of trying is refused (E118).

Rules of the floor hold whatever is near, by construction: they are joined with the rest. What is
refused here is what could take something away or stand in its place.
"""

from collections.abc import Collection

from promptward_dsl.program import Program

__all__ = ["preferred_name"]


def preferred_name(program: Program, short: str, found: Collection[str]) -> str | None:
    """
    Which of several things a bare name means to callers; None where it is ambiguous.

    The entry's own, else the floor's own, else the only one. That the entry's own is no weaker
    than the floor's is what `check_floor` makes sure of.
    """
    for module in (program.entry, program.floor):
        if module is not None and f"{module}.{short}" in found:
            return f"{module}.{short}"
    return next(iter(found)) if len(found) == 1 else None

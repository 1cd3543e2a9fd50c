"""The search for signs of readings: one pass over a text says which layers may read something."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TypeAlias

from promptward.database import Block, Database, Expression, compiled
from promptward.readings.signs import GROUPS, signed, signs

__all__ = ["SIGN_BLOBS", "SignSearch", "compile_signs"]

SIGN_BLOBS = tuple(f"signs.{group}" for group in GROUPS)
"""Names of what `compile_signs` returns."""


@cache
def _compiled(group: str) -> bytes:
    return compiled(_expressions(group))


def _expressions(group: str) -> list[Expression]:
    return [Expression(sign.source, sign.cased, sign.once) for sign in signs()[group]]


Keep: TypeAlias = Callable[[str, Sequence[Expression], int, Callable[[], bytes]], bytes]
"""The database of that name, of these expressions, as it was kept or is made by the last one."""


def compile_signs(keep: Keep | None = None) -> Mapping[str, bytes]:
    """
    The databases of all signs, serialised, by `SIGN_BLOBS`; the same for every policy.

    They are compiled once in a process, and not at all where they are kept.
    """
    made: dict[str, bytes] = {}
    for group in signs():
        name, make = f"signs.{group}", partial(_compiled, group)
        made[name] = make() if keep is None else keep(name, _expressions(group), 0, make)
    return made


class SignSearch:
    """Loaded databases of signs, safe to share between threads. Raises as `Database`."""

    __slots__ = ("_databases",)

    def __init__(self, blobs: Mapping[str, Block]) -> None:
        self._databases = tuple(
            (group, tuple(needed), Database(bytes(blobs[f"signs.{group}"])))
            for group, needed in GROUPS.items()
        )

    def seen(self, data: bytes) -> frozenset[str]:
        """The layers that the bytes of a folded text have a sign of."""
        layers: set[str] = set()
        for group, needed, database in self._databases:
            if not needed or any(one in data for one in needed):
                ends = database.ends(data)
                if ends:
                    layers |= signed(group, ends)
        return frozenset(layers)

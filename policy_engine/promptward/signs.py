"""The search for signs of readings: one pass over a text says which layers may read something."""

from collections.abc import Mapping
from functools import cache

from promptward.database import Block, Database, Expression, compiled
from promptward.readings.signs import GROUPS, signed, signs

__all__ = ["SIGN_BLOBS", "SignSearch", "compile_signs"]

SIGN_BLOBS = tuple(f"signs.{group}" for group in GROUPS)
"""Names of what `compile_signs` returns."""


@cache
def compile_signs() -> Mapping[str, bytes]:
    """The databases of all signs, serialised, by `SIGN_BLOBS`; the same for every policy."""
    return {
        f"signs.{group}": compiled([Expression(s.source, s.cased, s.once) for s in found])
        for group, found in signs().items()
    }


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

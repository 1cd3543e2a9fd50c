"""The search for signs of readings: one pass over a text says which layers may read something."""

from collections.abc import Mapping
from functools import cache

from promptward.database import Block, Database, Expression
from promptward.pattern_search import Compile, compiled_alone
from promptward.readings.signs import GROUPS, signed, signs

__all__ = ["SIGN_BLOBS", "SignSearch", "compile_signs", "compile_signs_with"]

SIGN_BLOBS = tuple(f"signs.{group}" for group in GROUPS)
"""Names of what `compile_signs` returns."""


@cache
def compile_signs() -> Mapping[str, bytes]:
    """The databases of all signs, serialised, by `SIGN_BLOBS`; the same for every policy."""
    return compile_signs_with(compiled_alone)


def compile_signs_with(compile_: Compile) -> Mapping[str, bytes]:
    """The same, made in that way, at every call."""
    made: dict[str, bytes] = {}
    for group, found in signs().items():
        name = f"signs.{group}"
        made[name] = compile_(name, [Expression(s.source, s.cased, s.once) for s in found], 0)
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

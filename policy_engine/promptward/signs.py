"""The search for signs of readings: one pass over a text says which layers may read something."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TypeAlias

from promptward.database import Block, Database, Expression, compiled
from promptward.forms import CHOSEN, Forms
from promptward.readings.signs import ALWAYS, GROUPS, signed, signs

__all__ = ["SIGN_BLOBS", "SIGN_DATABASES", "SIGN_FACTORS", "SignSearch", "compile_signs"]

SIGN_FACTORS = "signs.factors"
SIGN_DATABASES = tuple(f"signs.{group}" for group in GROUPS)
SIGN_BLOBS = (*SIGN_DATABASES, SIGN_FACTORS)
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
    The databases of all signs, and their factors, by `SIGN_BLOBS`; the same for every policy.

    They are compiled once in a process, and not at all where they are kept.
    """
    made: dict[str, bytes] = {}
    for group in signs():
        name, make = f"signs.{group}", partial(_compiled, group)
        made[name] = make() if keep is None else keep(name, _expressions(group), 0, make)
    made[SIGN_FACTORS] = _factors()
    return made


@cache
def _factors() -> bytes:
    from promptward.sign_factors import sign_factors  # noqa: PLC0415  # not on the hot start

    return sign_factors()


class SignSearch:
    """
    Loaded databases of signs, safe to share between threads. Raises as `Database`.

    Most texts hold no factor of most groups, and are not searched for those. Only the native form
    tells that sooner than the search itself would: the other one looks for single bytes.
    """

    __slots__ = ("_databases", "_factors")

    def __init__(self, blobs: Mapping[str, Block], forms: Forms = CHOSEN) -> None:
        self._databases = tuple(
            (group, 0 if group == ALWAYS else 1 << number, tuple(needed), _loaded(blobs, group))
            for number, (group, needed) in enumerate(GROUPS.items())
        )
        self._factors = (
            None
            if forms.factor_search is None
            else forms.factor_search(bytes(blobs[SIGN_FACTORS]))
        )

    def seen(self, data: bytes) -> frozenset[str]:
        """The layers that the bytes of a folded text have a sign of."""
        layers: set[str] = set()
        held = -1 if self._factors is None else self._factors.groups(data)
        for group, bit, needed, database in self._databases:
            if (not bit or held & bit) and (
                held >= 0 or not needed or any(one in data for one in needed)
            ):
                ends = database.ends(data)
                if ends:
                    layers |= signed(group, ends)
        return frozenset(layers)


def _loaded(blobs: Mapping[str, Block], group: str) -> Database:
    return Database(bytes(blobs[f"signs.{group}"]))

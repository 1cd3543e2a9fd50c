"""
Forms: the parts of a search that were written twice, in Python and in C.

The pure form is the reference, and all that is ever needed; the native one finds the same, sooner
(`policy_engine/native`, docs/decisions/0820).
"""

from collections.abc import Callable
from typing import NamedTuple

from promptward import native
from promptward.automaton import Automaton
from promptward.extents import laid, walk
from promptward.factor_search import FactorSearch
from promptward.lexicon import WordTable
from promptward.matches import Matches
from promptward.owners import Owners
from promptward.spots import Spots
from promptward.terms import Terms

__all__ = ["CHOSEN", "NATIVE", "PURE", "Forms"]


class Forms(NamedTuple):
    """
    One form of each, made for one another: those of two forms don't mix.

    `factor_search` is None where looking for factors takes longer than what it saves.
    """

    matches: type[Matches]
    owners: type[Owners]
    spots: type[Spots]
    terms: type[Terms]
    word_table: type[WordTable]
    factor_search: type[FactorSearch] | None
    laid: Callable[[Automaton, bytes, list[int], int | None], list[tuple[int, int]]]


def _laid(
    automaton: Automaton, data: bytes, bounds: list[int], most: int | None
) -> list[tuple[int, int]]:
    """`laid` of the native form, which leaves to the pure one what is rare."""
    reader = None if most is None else automaton.reader(data)
    if reader is None or most is None or native.module is None:
        return laid(automaton, data, bounds, most)
    found: list[tuple[int, int]] | None = native.module.extents(*reader, data, bounds, most)
    return walk(automaton, data) if found is None else found


PURE = Forms(Matches, Owners, Spots, Terms, WordTable, None, laid)

NATIVE = (
    None
    if native.module is None
    else Forms(
        native.module.Matches,
        native.module.Owners,
        native.module.Spots,
        native.module.Terms,
        native.module.WordTable,
        native.module.FactorSearch,
        _laid,
    )
)
"""None where it was not built, or is switched off; `promptward.native.reason` says which."""

CHOSEN = NATIVE or PURE
"""The form that runs unless a caller says otherwise."""

"""
Forms: the parts of a search that were written twice, in Python and in C.

The pure form is the reference, and all that is ever needed; the native one finds the same, sooner
(`policy_engine/native`, docs/decisions/0820).
"""

from typing import NamedTuple

from promptward import native
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


PURE = Forms(Matches, Owners, Spots, Terms, WordTable, None)

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
    )
)
"""None where it was not built, or is switched off; `promptward.native.reason` says which."""

CHOSEN = NATIVE or PURE
"""The form that runs unless a caller says otherwise."""

# What the C module has: a form of each of these, by the same name; see `promptward.forms`.
from collections.abc import Iterable

from promptward.automaton import Match
from promptward.factor_search import FactorSearch as FactorSearch
from promptward.lexicon import WordTable as WordTable
from promptward.matches import Matches as Matches
from promptward.owners import Owners as Owners
from promptward.spots import Spots as Spots
from promptward.terms import Terms as Terms

LAYOUT: int

def make_room(size: int, /) -> bool: ...
def extents(
    match: Match, anchor: object, data: bytes, bounds: list[int], most: int, /
) -> list[tuple[int, int]] | None: ...

class NameEnds:
    def __init__(self, words: Iterable[str]) -> None: ...
    def line(self, text: str, at: int, quick: bool, gaps: bool, /) -> int: ...
    def cell(self, name: str, /) -> int: ...

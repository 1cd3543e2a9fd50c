"""
Soundness: whether the search of all patterns finds what each pattern alone matches.

The library behind `promptward.database` is known to miss matches of some patterns
(docs/decisions/0004). So a search is tried before it is used, on texts made from its own patterns
in different surroundings, against the automaton of each pattern. What it misses is taken from it.
"""

from collections.abc import Collection, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from promptward.automaton import Automaton
from promptward.extents import walk
from promptward.pattern_search import PARTS, PatternSearch, numbers
from promptward.pattern_tree import Node
from promptward.planner import Plan
from promptward.witness import witnesses

__all__ = ["TRIALS", "Tried", "missed", "trial_texts", "tried_in"]

TRIALS = "trials 1"
"""Grows when the trial texts change, or what is asked of them: what was said before is void."""

_WITNESSES = 40
_BEFORE = (
    "",
    " ",
    "\n",
    "The patient was seen in the clinic and felt well, ",
    "-" * 40,
    "0" * 37 + " ",
    "x" * 70 + "\n",
    "aA" * 20 + ", ",
    "             \t                    ",
    "0" * 37 + " " * 160,
)
_BEYOND = (" ", "", "\n", ", and then nothing of note until spring.\n", ")" * 33)


_SHORTEST = 3
"""So many of the shortest matches are also tried at the end of a text, behind all of `_BEFORE`."""


def trial_texts(tree: Node) -> Iterator[bytes]:
    """
    Texts that hold matches of a pattern, each in other surroundings.

    The library misses the shortest match of some patterns with an open end (`x\\d+`) where the
    text ends with it and fifteen characters or more stand before: hence the last ones.
    """
    found = list(witnesses(tree, _WITNESSES))
    for number, witness in enumerate(found):
        before = _BEFORE[number % len(_BEFORE)]
        beyond = _BEYOND[number % len(_BEYOND)]
        yield f"{before}{witness}{beyond}".encode("latin-1")
    for witness in sorted(set(found), key=lambda one: (len(one), one))[:_SHORTEST]:
        for before in _BEFORE:
            yield f"{before}{witness}".encode("latin-1")


class Tried(NamedTuple):
    """A pattern to be tried: its scan form and number in the search, and what it must match."""

    source: str
    number: int
    exact: str
    dollar: bool
    tree: Node


def tried_in(planned: Plan) -> dict[str, list[Tried]]:
    """The patterns of the main search, by the name of the database that they stand in."""
    search = planned.main
    rows = list(
        zip(numbers(search.parts), search.owners, search.patterns, search.trees, strict=True)
    )
    bounds = pairwise(accumulate(search.parts, initial=0))
    return {
        f"main{part}": [
            Tried(source, number, shape.exact, shape.dollar, tree)
            for number, owner, source, tree in rows[first:beyond]
            if tree is not None
            for shape in (planned.resources[owner],)
        ]
        for part, (first, beyond) in zip(PARTS, bounds, strict=True)
        if beyond > first
    }


def missed(search: PatternSearch, tried: Collection[Tried]) -> list[str]:
    """Scan forms of those patterns of which the search misses a match."""
    found: list[str] = []
    for one in tried:
        automaton = Automaton(one.exact, dollar=one.dollar)
        if any(_misses(search, one.number, automaton, text) for text in trial_texts(one.tree)):
            found.append(one.source)
    return found


def _misses(database: PatternSearch, number: int, automaton: Automaton, text: bytes) -> bool:
    bounds = database.ends(text).get(number, [])
    runs = list(zip(bounds[::2], bounds[1::2], strict=True))
    return any(
        not any(first <= end <= last for first, last in runs) for _, end in walk(automaton, text)
    )

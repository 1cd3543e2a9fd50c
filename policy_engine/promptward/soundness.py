"""
Soundness: whether the search of all patterns finds what each pattern alone matches.

The library behind `promptward.database` is known to miss matches of some patterns
(docs/decisions/0004). So a search is tried before it is used, on texts made from its own patterns
in different surroundings, against the automaton of each pattern. What it misses is taken from it.
"""

from collections.abc import Iterator

from promptward.automaton import Automaton
from promptward.extents import walk
from promptward.pattern_search import PatternSearch
from promptward.pattern_tree import Node
from promptward.planner import Plan
from promptward.witness import witnesses

__all__ = ["missing", "trial_texts"]

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


def missing(planned: Plan, main: dict[str, bytes]) -> frozenset[str]:
    """Scan forms of patterns of which the search `main` misses a match."""
    search = planned.main
    database = PatternSearch(main, "main", search.parts)
    missed: set[str] = set()
    for number, (resource, tree) in enumerate(zip(search.owners, search.trees, strict=True)):
        if tree is None:
            continue
        shape = planned.resources[resource]
        automaton = Automaton(shape.exact, dollar=shape.dollar)
        if any(_misses(database, number, automaton, text) for text in trial_texts(tree)):
            missed.add(search.patterns[number])
    return frozenset(missed)


def _misses(database: PatternSearch, number: int, automaton: Automaton, text: bytes) -> bool:
    bounds = database.ends(text).get(number, [])
    runs = list(zip(bounds[::2], bounds[1::2], strict=True))
    return any(
        not any(first <= end <= last for first, last in runs) for _, end in walk(automaton, text)
    )

"""
The search of all patterns of a policy: databases that are scanned one after the other.

Patterns whose every match holds a digit, which most identifiers do, stand apart: a text without a
digit is not searched for them. Several databases are compiled in half the time of one that holds
all (decision 0823).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from promptward.database import Block, Database, Expression, compiled
from promptward.matches import Matches

if TYPE_CHECKING:
    from promptward.pattern_tree import Node

__all__ = ["PARTS", "PatternSearch", "compile_patterns", "loaded_database", "parted_numbers"]

PARTS = ("", ".digits", ".longer")
"""What follows a search's name in the names of its databases; all but the first need a digit."""

_DIGITS = b"0123456789"
_TOGETHER = 150
"""Patterns of one database: above that the time to compile grows faster than their number."""


def parted_numbers(
    patterns: Sequence[str], trees: "Sequence[Node | None]"
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """
    In which order patterns are numbered, and how many of them stand in each of `PARTS`.

    A pattern without a tree is taken for one that may do without a digit.
    """
    from promptward.pattern_tree import needs  # noqa: PLC0415  # not on the hot start

    members = frozenset(_DIGITS)
    free: list[int] = []
    digits: list[int] = []
    for number, tree in enumerate(trees):
        (digits if tree is not None and needs(tree, members) else free).append(number)
    half = len(digits)
    if half > _TOGETHER:
        # Long patterns are those that take long to compile, and they share their lists of words.
        digits.sort(key=lambda number: len(patterns[number]))
        half //= 2
    return (*free, *digits), (len(free), half, len(digits) - half)


def compile_patterns(name: str, patterns: Sequence[str], parts: Sequence[int]) -> dict[str, bytes]:
    """
    The databases, serialised, by `name` and what `PARTS` has behind it; none for an empty part.

    Raises PolicyError when the engine refuses a pattern.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # not on the hot start

    wanted = {}
    for part, (first, beyond) in zip(PARTS, pairwise(_bounds(parts)), strict=True):
        if beyond > first:
            listed = [Expression(source) for source in patterns[first:beyond]]
            wanted[f"{name}{part}"] = (listed, first)
    with ThreadPoolExecutor() as pool:  # the engine lets other threads run
        made = {key: pool.submit(compiled, *one) for key, one in wanted.items()}
        return {key: one.result() for key, one in made.items()}


def loaded_database(blobs: Mapping[str, Block], key: str, *, wanted: bool) -> Database | None:
    """
    The database of that name; None where none is wanted.

    Raises ValueError if it is missing, or there without being wanted.
    """
    data = blobs.get(key, b"")
    if bool(data) != wanted:
        raise ValueError("the plan and its databases do not belong together")
    return Database(bytes(data)) if data else None


def _holds_digit(data: Block) -> bool:
    return len(bytes(data).translate(None, _DIGITS)) != len(data)


def _bounds(parts: Sequence[int]) -> list[int]:
    bounds = [0]
    for size in parts:
        bounds.append(bounds[-1] + size)
    return bounds


class PatternSearch:
    """
    The databases of a search, loaded. Raises ValueError where they are not those of its `parts`.
    """

    __slots__ = ("_always", "_digits")

    def __init__(self, blobs: Mapping[str, Block], name: str, parts: Sequence[int]) -> None:
        loaded = [
            loaded_database(blobs, f"{name}{part}", wanted=bool(size))
            for part, size in zip(PARTS, parts, strict=True)
        ]
        self._always = loaded[0]
        self._digits = [one for one in loaded[1:] if one is not None]

    def matches(self, data: Block, found: Matches) -> Matches:
        """Adds what is reported of a text to `found`, and returns that."""
        if self._always is not None:
            self._always.matches(data, found)
        if self._digits and _holds_digit(data):
            for database in self._digits:
                database.matches(data, found)
        return found

    def ends(self, data: Block) -> dict[int, list[int]]:
        """Number -> where its matches end; see `Matches.ends`."""
        return self.matches(data, Matches()).ends()

"""
The search of all patterns of a policy: databases that are scanned one after the other.

Patterns whose every match holds a digit, which most identifiers do, stand apart: a text without a
digit is not searched for them. Several databases are compiled in half the time of one that holds
all (decision 0823). A policy's own patterns stand apart from those of the packs that it imports,
so that an edit of the one leaves the databases of the other as they are (decision 0824).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from promptward.database import Block, Database, Expression, compiled
from promptward.matches import Matches

if TYPE_CHECKING:
    from promptward.pattern_tree import Node

__all__ = [
    "PARTS",
    "TOGETHER",
    "Compile",
    "PatternSearch",
    "compile_patterns",
    "compiled_alone",
    "loaded_database",
    "numbers",
    "parted_numbers",
]

PARTS = ("", ".own", ".digits", ".longer")
"""What follows a search's name in the names of its databases; the last two need a digit."""

_DIGITS = b"0123456789"
TOGETHER = 150
"""Patterns of one database: above that the time to compile grows faster than their number."""
_LONGER = 210
"""Characters of a pattern in the last part: about half of those that ship and need a digit."""
_APART = 1 << 16
"""Between the numbers of two parts: what one holds changes no number of the other."""

Compile: TypeAlias = Callable[[str, Sequence[Expression], int], bytes]
"""Makes the database of that name, of expressions that are numbered from the third argument on."""


def compiled_alone(_name: str, expressions: Sequence[Expression], first: int) -> bytes:
    """A `Compile` that remembers nothing."""
    return compiled(expressions, first)


def parted_numbers(
    patterns: Sequence[str], trees: "Sequence[Node | None]", own: AbstractSet[int] = frozenset()
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """
    In which order patterns are numbered, and how many of them stand in each of `PARTS`.

    A pattern without a tree is taken for one that may do without a digit. `own` are those of the
    policy itself; they stand apart where they are few and the others are many.
    """
    from promptward.pattern_tree import needs  # noqa: PLC0415  # not on the hot start

    if not len(own) <= TOGETHER < len(patterns) - len(own):
        own = frozenset()
    members = frozenset(_DIGITS)
    free: list[int] = []
    digits: list[int] = []
    for number, tree in enumerate(trees):
        if number not in own:
            (digits if tree is not None and needs(tree, members) else free).append(number)
    longer: list[int] = []
    if len(digits) > TOGETHER:
        # Long patterns are those that take long to compile, and they share their lists of words.
        longer = [number for number in digits if len(patterns[number]) > _LONGER]
        digits = [number for number in digits if len(patterns[number]) <= _LONGER]
    parts = (free, sorted(own), digits, longer)
    return tuple(number for part in parts for number in part), tuple(map(len, parts))


def numbers(parts: Sequence[int]) -> Iterator[int]:
    """The number under which a database reports each pattern, in the order of the plan."""
    for part, size in enumerate(parts):
        yield from range(part * _APART, part * _APART + size)


def compile_patterns(
    name: str, patterns: Sequence[str], parts: Sequence[int], compile_: Compile = compiled_alone
) -> dict[str, bytes]:
    """
    The databases, serialised, by `name` and what `PARTS` has behind it; none for an empty part.

    Raises PolicyError when the engine refuses a pattern.
    """
    from promptward.beside import beside  # noqa: PLC0415  # not on the hot start

    wanted = {}
    at = 0
    for number, (part, size) in enumerate(zip(PARTS, parts, strict=True)):
        if size:
            listed = [Expression(source) for source in patterns[at : at + size]]
            wanted[f"{name}{part}"] = (listed, number * _APART)
        at += size
    # The one that takes longest begins first.
    longest = sorted(wanted, key=lambda key: -sum(len(one.source) for one in wanted[key][0]))
    made = {key: beside(partial(compile_, key, *wanted[key])) for key in longest}
    return {key: made[key]() for key in wanted}


def loaded_database(blobs: Mapping[str, Block], key: str, *, wanted: bool) -> Database | None:
    """
    The database of that name; None where none is wanted.

    Raises ValueError if it is missing, or there without being wanted.
    """
    data = blobs.get(key, b"")
    if bool(data) != wanted:
        raise ValueError("the plan and its databases do not belong together")
    return Database(bytes(data)) if data else None


_FREE = 2
"""How many of `PARTS` are searched in every text."""


def _holds_digit(data: Block) -> bool:
    return len(bytes(data).translate(None, _DIGITS)) != len(data)


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
        self._always = [one for one in loaded[:_FREE] if one is not None]
        self._digits = [one for one in loaded[_FREE:] if one is not None]

    def matches(self, data: Block, found: Matches) -> Matches:
        """Adds what is reported of a text to `found`, and returns that."""
        for database in self._always:
            database.matches(data, found)
        if self._digits and _holds_digit(data):
            for database in self._digits:
                database.matches(data, found)
        return found

    def ends(self, data: Block) -> dict[int, list[int]]:
        """Number -> where its matches end; see `Matches.ends`."""
        return self.matches(data, Matches()).ends()

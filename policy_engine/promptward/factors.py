"""
Factors: short runs of classes of bytes, one of which is in everything that a pattern matches.

A text that holds no factor of a pattern holds no match of it, and whether it holds any of several
hundred is told in one quick pass (`promptward.factor_search`). They are drawn from the tree of the
pattern: what comes in sequence is a factor wherever one begins to read, what may come in several
ways is one factor for each. Where those are many, ways of the same length are made one, of
classes that hold both: that asks for less, and is still in every match.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from promptward.pattern_tree import Assert, Chars, Choice, Group, Node, Repeat, Series, Value

__all__ = ["LONGEST", "Factor", "factors", "few", "members"]

Factor: TypeAlias = tuple[int, ...]
"""Classes of bytes one after the other, each as a number whose bit `b` says whether `b` is one."""

LONGEST = 8
"""Classes in a factor at most."""
_LENGTHS = (2, 3, 4, 6, LONGEST)
_MANY = 64
"""Ways to go on that are kept apart at most."""
_TEXT = 1600
_SEARCH, _BIT = 12.0, 0.02
"""What a text costs that has a factor for nothing, and what a class costs, in microseconds."""


@lru_cache(maxsize=4096)
def _mask(members: frozenset[int]) -> int:
    return sum(1 << member for member in members)


def members(mask: int) -> list[int]:
    """The bytes of a class."""
    return [byte for byte in range(256) if mask >> byte & 1]


_LETTERS_OF = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_WORD = _mask(frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))
_BOUNDARY = (1 << 256) - 1 - _WORD
# Kinds of bytes in prose, how often each is met, and how often behind each of the others: lower
# case, capitals, figures, blanks, marks, and all else. Only what is chosen rests on these figures.
_KINDS = 6
_MET = (0.74, 0.03, 0.02, 0.15, 0.05, 0.01)
_NEXT = (
    (0.80, 0.0002, 0.0005, 0.15, 0.048, 0.0002),
    (0.60, 0.25, 0.02, 0.06, 0.06, 0.001),
    (0.004, 0.004, 0.33, 0.30, 0.35, 0.001),
    (0.84, 0.08, 0.05, 0.001, 0.02, 0.001),
    (0.08, 0.04, 0.20, 0.64, 0.03, 0.001),
    (0.20, 0.20, 0.20, 0.10, 0.10, 0.20),
)
_LETTERS = (
    *(82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24),
    *(67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1),
)
_MARKS = {
    0x0A: 0.02, 0x2E: 0.34, 0x2C: 0.34, 0x2D: 0.10, 0x28: 0.06, 0x29: 0.06, 0x25: 0.02, 0x3A: 0.02,
    0x3D: 0.02, 0x2F: 0.015, 0x3B: 0.015, 0x3C: 0.005, 0x27: 0.005, 0x2B: 0.003,
}  # fmt: skip


def _kind(byte: int) -> tuple[int, float]:
    """Which kind it is, and what share of that kind is this byte."""
    if 0x61 <= byte <= 0x7A:  # noqa: PLR2004  # a to z
        return 0, _LETTERS[byte - 0x61] / 1000
    if 0x41 <= byte <= 0x5A:  # noqa: PLR2004  # A to Z
        return 1, 1 / 26
    if 0x30 <= byte <= 0x39:  # noqa: PLR2004  # figures
        return 2, 1 / 10
    if byte == 0x20:  # noqa: PLR2004  # a blank
        return 3, 1.0
    return (4, _MARKS[byte]) if byte in _MARKS else (5, 1 / 180)


_KIND = tuple(map(_kind, range(256)))


@lru_cache(maxsize=8192)
def _shares(mask: int) -> tuple[float, ...]:
    """Of each kind of bytes the share that is in the class."""
    shares = [0.0] * _KINDS
    for byte in members(mask):
        kind, share = _KIND[byte]
        shares[kind] += share
    return tuple(shares)


@lru_cache(maxsize=65536)
def _chance(factor: Factor) -> float:
    """How often a factor is met at a place of prose."""
    here: Sequence[float] = ()
    for mask in factor:
        came = (
            [sum(here[kind] * _NEXT[kind][to] for kind in range(_KINDS)) for to in range(_KINDS)]
            if here
            else _MET
        )
        here = [one * share for one, share in zip(came, _shares(mask), strict=True)]
    # Letters come in words, not by chance.
    letters = sum(mask & ~_ALPHA == 0 and mask & _LOWER != 0 for mask in factor)
    often = any(_holds(factor, word) for word in _OFTEN)
    chance = sum(here) * (_OF_PROSE if often else _WORDED if letters >= _WORD_OF else 1)
    single = all(mask & (mask - 1) == 0 for mask in factor)
    words = single and all(mask & ~_ALPHA in (0, 1 << 0x20) for mask in factor)
    return max(chance, _RUNS[min(letters, len(_RUNS) - 1)]) if words else chance


def _holds(factor: Factor, word: Factor) -> bool:
    return any(factor[at : at + len(word)] == word for at in range(len(factor) - len(word) + 1))


_ALPHA = _mask(_LETTERS_OF)
_LOWER = _mask(frozenset(range(0x61, 0x7B)))
_WORD_OF, _WORDED = 3, 5
_RUNS = (0.0, 0.0, 3e-3, 1e-3, 3e-4, 1e-4, 5e-5)
"""How often a run of so many certain letters is met at least: letters come in words."""
_OFTEN = tuple(
    tuple(1 << byte for byte in word)
    for word in (b" for ", b" and ", b" the ", b" with ", b" of ")
)
_OF_PROSE = 60
"""Words of which prose is made, and how much oftener they come than their letters say."""


def _cost(several: Sequence[Factor]) -> float:
    """What they cost a text, so that the best can be chosen: fewer hits, or fewer classes."""
    hits = _TEXT * sum(map(_chance, several))
    return hits / (1 + hits) * _SEARCH + _BIT * sum(map(len, several))


# A beginning of what a node matches, and whether it goes on behind what is written down of it.
_Way: TypeAlias = tuple[Factor, bool]


def _merged(ways: set[_Way]) -> set[_Way]:
    """One way of each length, of all classes of those that have it."""
    longest: dict[tuple[int, bool], list[int]] = {}
    for factor, cut in ways:
        one = longest.setdefault((len(factor), cut), [0] * len(factor))
        for at, mask in enumerate(factor):
            one[at] |= mask
    return {(tuple(one), cut) for (_, cut), one in longest.items()}


@lru_cache(maxsize=1 << 14)
def _ways(node: Node, most: int, many: int) -> frozenset[_Way]:
    """How what the node matches begins: so many classes of it at most."""
    if most <= 0:
        return frozenset({((), True)})
    match node:
        case Chars(accepted):
            return frozenset({((_mask(accepted),), False)})
        case Assert():
            return frozenset({((), False)})
        case Group(of) | Value(of):
            return _ways(of, most, many)
        case Series(parts):
            return _in_series(parts, most, many)
        case Choice(choices):
            return frozenset().union(*(_ways(one, most, many) for one in choices))
        case Repeat(of, least, longest, _):
            high = most + 1 if longest is None else min(longest, most + 1)
            return frozenset().union(
                *(
                    _in_series((of,) * times, most, many)
                    for times in range(min(least, high), high + 1)
                )
            )


@lru_cache(maxsize=1 << 14)
def _in_series(parts: tuple[Node, ...], most: int, many: int) -> frozenset[_Way]:
    found: set[_Way] = {((), False)}
    for part in parts:
        if all(cut for _, cut in found):
            break
        further: set[_Way] = set()
        for factor, cut in found:
            if cut:
                further.add((factor, True))
                continue
            for more, cut_more in _ways(part, most - len(factor), many):
                further.add((factor + more, cut_more))
        found = _merged(further) if len(further) > many else further
    return frozenset(found)


def _within(one: Factor, other: Factor) -> bool:
    """Whether whatever holds `other` holds `one`."""
    return any(
        all(other[at + by] & ~mask == 0 for by, mask in enumerate(one))
        for at in range(len(other) - len(one) + 1)
    )


def few(several: Iterable[Factor]) -> list[Factor]:
    """Without those that hold another one."""
    kept: list[Factor] = []
    for factor in sorted(set(several), key=lambda one: (len(one), one)):
        if not any(_within(one, factor) for one in kept):
            kept.append(factor)
    return kept


def _starts(parts: Sequence[Node]) -> Iterable[tuple[Node, ...]]:
    """All that is in sequence, from wherever one begins to read; a repeated part from its last."""
    for at, part in enumerate(parts):
        yield tuple(parts[at:])
        if isinstance(part, Repeat) and part.least:
            for times in range(1, min(part.least, 3) + 1):
                yield (*((part.of,) * times), *parts[at + 1 :])


def factors(node: Node) -> list[Factor]:
    """
    Those of a pattern, one of which is in all that it matches; `EDGE` stands around a text.

    Raises ValueError where it may match nothing at all.
    """
    match node:
        case Group(of) | Value(of):
            return factors(of)
        case Choice(choices):
            return few(one for choice in choices for one in factors(choice))
        case _:
            pass
    best = _best(_bounded(node))
    if best is None:
        raise ValueError("a pattern that matches nothing has no factor")
    return few(best)


def _best(parts: Sequence[Node]) -> list[Factor] | None:
    found: list[tuple[float, list[Factor]]] = []
    for start in _starts(parts):
        for most in _LENGTHS:
            for many in (1, 12, _MANY):
                several = few(factor for factor, _ in _in_series(start, most, many))
                if several and all(several):
                    found.append((_cost(several), several))
    for part in parts:
        inner = part.of if isinstance(part, Group | Value) else part
        if isinstance(inner, Repeat) and inner.least:
            inner = inner.of
        if isinstance(inner, Choice | Group | Value):
            several = _of_choice(inner)
            if several:
                found.append((_cost(several), several))
    return min(found)[1] if found else None


def _of_choice(node: Node) -> list[Factor]:
    try:
        return factors(node)
    except ValueError:
        return []


def _bounded(node: Node) -> list[Node]:
    """The parts in sequence; what assertions at either end ask for is a character beside it."""
    parts: list[Node] = list(node.parts) if isinstance(node, Series) else [node]
    if not parts:
        return parts
    parts[0] = _beside(parts[0], parts[1:])
    turned = [_reversed(part) for part in reversed(parts)]
    parts[-1] = _beside(parts[-1], turned[1:])
    return parts


_EDGES = {r"\A": b"\0", r"\z": b"\0", "$": b"\0\n", "m^": b"\0\n", "m$": b"\0\n"}


def _beside(node: Node, rest: Sequence[Node]) -> Node:
    """An outermost part, with characters for the assertions in it; `rest` is what it is beside."""
    match node:
        case Assert(how) if how in _EDGES:
            return Chars(frozenset(_EDGES[how]))
        case Assert(r"\b") if rest and _begins(rest):
            return Chars(frozenset(members(_BOUNDARY)))
        case Group(of) | Value(of):
            return _beside(of, rest)
        case Choice(choices):
            return Choice(tuple(_beside(one, rest) for one in choices))
        case _:
            return node


def _begins(parts: Sequence[Node]) -> bool:
    """Whether all that they match begins with a word's character."""
    return all(
        factor and factor[0] & ~_WORD == 0 for factor, _ in _in_series(tuple(parts), 1, 1 << 10)
    )


def _reversed(node: Node) -> Node:
    match node:
        case Group(of) | Value(of):
            return _reversed(of)
        case Repeat(of, least, most, lazy):
            return Repeat(_reversed(of), least, most, lazy)
        case Series(parts):
            return Series(tuple(_reversed(part) for part in reversed(parts)))
        case Choice(choices):
            return Choice(tuple(map(_reversed, choices)))
        case _:
            return node

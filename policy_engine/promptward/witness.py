"""Witnesses: texts that a pattern has to match, made from the pattern itself."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import cast

from promptward.pattern_tree import Assert, Chars, Choice, Group, Node, Repeat, Series, Value

__all__ = ["witnesses"]

_PRINTABLE = frozenset(range(0x20, 0x7F))
_ROUNDS = 3
"""How often more than it must a part is repeated at most."""


class _Draws:
    """Numbers that look random and are the same on every machine (Knuth's MMIX generator)."""

    __slots__ = ("_state",)

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, bound: int) -> int:
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self._state >> 33) % bound


def witnesses(node: Node, most: int) -> Iterable[str]:
    r"""
    Up to `most` different strings, the shortest first, then others in no order.

    Assertions (`\\\\b`, `$`) are passed over, so some strings may not match where they are put.
    """
    drawn = (_drawn(node, _Draws(seed)) for seed in range(1, 2 * most))
    seen: dict[str, None] = {}
    for one in chain((_least(node),), drawn):
        seen[one] = None
        if len(seen) == most:
            break
    return tuple(seen)


@lru_cache(maxsize=512)
def _shown(members: frozenset[int]) -> str:
    """The characters of a class, the printable ones where it has some."""
    return "".join(map(chr, sorted(members & _PRINTABLE) or sorted(members)))


def _least(node: Node) -> str:
    match node:
        case Chars(members):
            return _shown(members)[:1]
        case Assert():
            return ""
        case Group(of) | Value(of):
            return _least(of)
        case Repeat(of, least, _, _):
            return _least(of) * least
        case Series(parts):
            return "".join(map(_least, parts))
        case Choice(choices):
            return min(map(_least, choices), key=len)


def _drawn(node: Node, draws: _Draws) -> str:
    drawn: list[str] = []
    _draw(node, draws.below, drawn.append)
    return "".join(drawn)


def _draw(node: Node, below: Callable[[int], int], add: Callable[[str], None]) -> None:
    # By how often each kind is met: a policy has thousands of characters to one repetition.
    kind = type(node)
    if kind is Chars:
        shown = _shown(cast("Chars", node).members)
        if shown:
            add(shown[below(len(shown))])
    elif kind is Series:
        for part in cast("Series", node).parts:
            _draw(part, below, add)
    elif kind is Group or kind is Value:
        _draw(cast("Group | Value", node).of, below, add)
    elif kind is Choice:
        choices = cast("Choice", node).choices
        _draw(choices[below(len(choices))], below, add)
    elif kind is Repeat:
        of, least, most, _ = cast("Repeat", node)
        spread = _ROUNDS if most is None else min(most - least, _ROUNDS)
        for _ in range(least + below(spread + 1)):
            _draw(of, below, add)

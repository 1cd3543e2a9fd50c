"""
How much an engine that tries one way after the other may have to try.

Such an engine (`re`, `regex`) takes time for every way in which a part can match and the rest then
fail: without bound in general. `tries` bounds it for one pattern and all texts of a given width,
from where the pattern leaves a choice that the next character does not decide. The bound is what
allows `re`, which compiles quickly and knows no time limit, where a limit would otherwise be
needed.
"""

from math import inf
from typing import NamedTuple

from promptward.pattern_tree import Assert, Chars, Choice, Group, Node, Repeat, Series, Value

__all__ = ["quick_width", "tries"]

_WIDTHS = (64, 40, 24)
_TRIES = 1e7  # less than a tenth of a second, if the bound were ever reached


class _Head(NamedTuple):
    """
    How something can begin: the characters, whether it can be empty, and the number of classes
    that are compared before it is known not to begin.
    """

    first: frozenset[int]
    empty: bool
    classes: int


class _Work(NamedTuple):
    """In how many ways something can match from one place, and the steps of all of them."""

    ways: float
    steps: float


_END = _Head(frozenset(), empty=False, classes=4)  # the end of the range, and what is looked at
_ONCE = _Work(1, 1)


def tries(node: Node, room: int) -> float:
    """
    A bound on the steps for matching the whole of any range of up to `room` characters.

    Infinite where a repeated part can be empty or holds the value: what a group holds after
    several rounds is not the same in all engines.
    """
    work = _work(node, _END, room)
    return work.ways * _END.classes + work.steps


def quick_width(node: Node) -> int:
    """Up to which width of a range such an engine is soon done with it; 0 for none."""
    return next((width for width in _WIDTHS if tries(node, width) <= _TRIES), 0)


def _head(node: Node) -> _Head:
    match node:
        case Chars(members):
            return _Head(members, empty=False, classes=1)
        case Assert():
            return _Head(frozenset(), empty=True, classes=1)
        case Repeat(of, least, most, _):
            inner = _head(of)
            if most == 0:
                return _Head(frozenset(), empty=True, classes=1)
            return inner._replace(empty=inner.empty or least == 0)
        case Group(of) | Value(of):
            return _head(of)
        case Series(parts):
            head = _Head(frozenset(), empty=True, classes=0)
            for part in reversed(parts):
                head = _before(_head(part), head)
            return head
        case Choice(choices):
            heads = [_head(choice) for choice in choices]
            return _Head(
                frozenset().union(*(h.first for h in heads)),
                empty=any(h.empty for h in heads),
                classes=sum(h.classes for h in heads),
            )


def _before(one: _Head, other: _Head) -> _Head:
    if not one.empty:
        return one
    return _Head(one.first | other.first, other.empty, one.classes + other.classes)


def _work(node: Node, after: _Head, room: int) -> _Work:
    match node:
        case Chars() | Assert():
            return _ONCE
        case Group(of) | Value(of):
            return _work(of, after, room)
        case Series(parts):
            total = _Work(1, 0)
            for part in reversed(parts):
                one = _work(part, after, room)
                # Every way of the part is followed by all the work of the rest.
                total = _Work(one.ways * total.ways, one.steps + one.ways * total.steps)
                after = _before(_head(part), after)
            return total
        case Choice(choices):
            return _chosen(choices, after, room)
        case Repeat():
            return _repeated(node, after, room)


def _chosen(choices: tuple[Node, ...], after: _Head, room: int) -> _Work:
    heads = [_head(one) for one in choices]
    each = [_work(one, after, room) for one in choices]
    steps = sum(work.steps for work in each) + sum(head.classes for head in heads)
    return _Work(_ways(tuple(map(_parts, choices)), after, room), steps)


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Series(parts):
            return parts
        case Group(of):
            return _parts(of) if not isinstance(of, Choice) else (of,)
        case _:
            return (node,)


def _ways(choices: tuple[tuple[Node, ...], ...], after: _Head, room: int) -> float:
    """
    In how many ways one of several series can match from one place.

    Words that begin alike part later on: of `no`, `num` and `number` two can match a text at most.
    """
    most = 0.0
    known: dict[tuple[bool, ...], float] = {}
    heads = [_before(_head(Series(one)), after) for one in choices]
    # With -1 for a character that nothing begins with, or the end of the text.
    for code in sorted(frozenset().union(*(head.first for head in heads)) | {-1}):
        open_ = tuple(head.empty or code in head.first for head in heads)
        if open_ not in known:
            going = [one for one, is_open in zip(choices, open_, strict=True) if is_open]
            plain = tuple(one[1:] for one in going if one and isinstance(one[0], Chars))
            ways = _ways(plain, after, room) if len(plain) > 1 else 0.0
            ways += sum(
                _work(Series(one), after, room).ways
                for one in going
                if len(plain) == 1 or not one or not isinstance(one[0], Chars)
            )
            known[open_] = ways
        most = max(most, known[open_])
    return most


def _repeated(node: Repeat, after: _Head, room: int) -> _Work:
    inner = _head(node.of)
    most = room if node.most is None else min(node.most, room)
    least = min(node.least, most)
    if most == 0:
        return _ONCE
    if most > 1 and (inner.empty or _holds_value(node.of)):
        return _Work(inf, inf)
    one = _work(node.of, _before(inner._replace(empty=True), after) if most > 1 else after, room)
    reached = [one.ways**rounds for rounds in range(most + 1)]
    steps = one.steps * sum(reached[:most]) + after.classes * sum(reached)
    # INVARIANT: where the rest begins with other characters than another round, only one of both
    # can go on from any place.
    decided = not inner.empty and after.first.isdisjoint(inner.first)
    return _Work(reached[most] if decided else sum(reached[least:]), steps)


def _holds_value(node: Node) -> bool:
    match node:
        case Value():
            return True
        case Repeat(of, _, _, _) | Group(of):
            return _holds_value(of)
        case Series(parts):
            return any(map(_holds_value, parts))
        case Choice(choices):
            return any(map(_holds_value, choices))
        case _:
            return False

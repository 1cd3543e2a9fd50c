"""
Regular expressions as trees: how they are written for an engine, how wide they match.

Classes are sets of bytes, since views have one byte a character; nothing of the source's own
spelling (flags, escapes, layout) is left.
"""

from functools import lru_cache
from typing import NamedTuple, TypeAlias, cast

__all__ = [
    "EXACT",
    "SCAN",
    "Assert",
    "Chars",
    "Choice",
    "Group",
    "Node",
    "Repeat",
    "Series",
    "Value",
    "asserts",
    "needs",
    "width",
    "written",
]


class Chars(NamedTuple):
    """One character out of `members`."""

    members: frozenset[int]


class Assert(NamedTuple):
    r"""A place between characters; `how` is one of \b \B \A \z $ m^ m$."""

    how: str


class Repeat(NamedTuple):
    """`of`, so often at least and at most (None: any number), and as often as can be or `lazy`."""

    of: "Node"
    least: int
    most: int | None
    lazy: bool


class Group(NamedTuple):
    """What stands in parentheses."""

    of: "Node"


class Series(NamedTuple):
    """One part after the other."""

    parts: tuple["Node", ...]


class Choice(NamedTuple):
    """One of several; the first that leads to a match for engines that know an order."""

    choices: tuple["Node", ...]


class Value(NamedTuple):
    """The group that narrows a match to its value."""

    of: "Node"


Node: TypeAlias = Chars | Assert | Repeat | Group | Value | Series | Choice

_NOT_BREAK = frozenset(range(256)) - frozenset(b"\n")

SCAN = {r"\A": r"\A", r"\z": r"\z", "$": r"\Z", "m^": "(?m:^)", "m$": "(?m:$)"}
EXACT = {r"\A": r"\A", r"\z": r"\z", "$": r"\z", "m^": "(?m:^)", "m$": "(?m:$)"}
# Before a last line break, where `$` holds too, RE2 has no word for it: `Automaton` sees to that.


def written(node: Node, assertions: dict[str, str]) -> str:
    """
    The pattern for one engine: `SCAN` or `EXACT`.

    The latter alone keeps the group `value` and laziness.
    """

    def write(node: Node) -> str:
        match node:
            case Chars(members):
                return _class(members)
            case Assert(how):
                return assertions.get(how, how)
            case Repeat(of, least, most, lazy):
                inner = write(of)
                single = isinstance(of, Chars | Group | Value)
                body = inner if single else f"(?:{inner})"
                return body + _quantifier(least, most) + ("?" if lazy and keeps else "")
            case Value(of):
                return f"(?P<value>{write(of)})" if keeps else f"(?:{write(of)})"
            case Group(of):
                return f"(?:{write(of)})"
            case Series(parts):
                return "".join(map(write, parts))
            case Choice(choices):
                return "|".join(map(write, choices))

    keeps = assertions is EXACT
    return write(node)


def _quantifier(least: int, most: int | None) -> str:
    match least, most:
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 0, 1:
            return "?"
        case _, None:
            return f"{{{least},}}"
        case _ if least == most:
            return f"{{{least}}}"
        case _:
            return f"{{{least},{most}}}"


def _character(code: int) -> str:
    if code < 0x20 or code > 0x7E:  # noqa: PLR2004  # outside printable ASCII
        return f"\\x{code:02x}"
    character = chr(code)
    return character if character.isalnum() or character == "_" else f"\\x{code:02x}"


@lru_cache(maxsize=2048)
def _class(members: frozenset[int]) -> str:
    if len(members) == 1:
        return _character(next(iter(members)))
    if members == _NOT_BREAK:
        return r"[^\n]"
    codes = sorted(members)
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(
        _character(a) if a == b else f"{_character(a)}-{_character(b)}" for a, b in ranges
    ) + "]"  # fmt: skip


def asserts(node: Node, how: str) -> bool:
    """Whether a place of that kind is asked for anywhere in it."""
    match node:
        case Assert(one):
            return one == how
        case Repeat(of, _, _, _) | Value(of) | Group(of):
            return asserts(of, how)
        case Series(parts) | Choice(parts):
            return any(asserts(part, how) for part in parts)
        case _:
            return False


def needs(node: Node, members: frozenset[int]) -> bool:
    """Whether all that matches holds one of the characters, wherever; False where in doubt."""
    match node:
        case Chars(accepted):
            return accepted <= members
        case Repeat(of, least, _, _):
            return least > 0 and needs(of, members)
        case Value(of) | Group(of):
            return needs(of, members)
        case Series(parts):
            return any(needs(part, members) for part in parts)
        case Choice(choices):
            return all(needs(choice, members) for choice in choices)
        case Assert():
            return False


def width(node: Node) -> tuple[int, int | None]:
    """The least and the most characters it matches; None without an upper bound."""
    match node:
        case Chars():
            return 1, 1
        case Assert():
            return 0, 0
        case Repeat(of, least, most, _):
            low, high = width(of)
            return low * least, None if most is None or high is None else high * most
        case Value(of) | Group(of):
            return width(of)
        case Series(parts):
            widths = [width(part) for part in parts]
            return sum(w[0] for w in widths), _total([w[1] for w in widths])
        case Choice(choices):
            widths = [width(choice) for choice in choices]
            highs = [w[1] for w in widths]
            return min(w[0] for w in widths), (
                None if None in highs else max(cast("list[int]", highs))
            )


def _total(widths: list[int | None]) -> int | None:
    return None if None in widths else sum(cast("list[int]", widths))

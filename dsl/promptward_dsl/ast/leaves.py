"""Leaves of the tree: names, texts, numbers, days, and small things made of them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from promptward_dsl.span import SourceSpan

__all__ = [
    "Date",
    "Flag",
    "ListValue",
    "Name",
    "Node",
    "Number",
    "Pair",
    "Regex",
    "Selector",
    "Text",
    "Transform",
    "Until",
    "Value",
]


@dataclass(frozen=True, slots=True)
class Node:
    """Something written in a policy source, and where."""

    span: SourceSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name, dotted name or keyword as written: `sh.ssn`, `medium`, `until`."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A string; `value` has its escapes resolved. The span includes the quotes."""

    value: str
    long: bool = False  # written with three quotes


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A whole or decimal number."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Flag(Node):
    """`yes` or `no`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Date(Node):
    """An ISO date; `value` is None where no such day exists (the checker reports E104)."""

    text: str
    value: dt.date | None


@dataclass(frozen=True, slots=True)
class Until(Node):
    """`until DATE`, or `from DATE until DATE`."""

    start: Date | None
    end: Date


@dataclass(frozen=True, slots=True)
class ListValue(Node):
    """`[a, "b", 3]`."""

    items: tuple["Value", ...]


Value: TypeAlias = Text | Number | Flag | Date | Name | Until | ListValue


@dataclass(frozen=True, slots=True)
class Pair(Node):
    """`key: value`."""

    key: Name
    value: Value


@dataclass(frozen=True, slots=True)
class Regex(Node):
    """`/source/flags`; `source` has `\\/` resolved to `/`, nothing else."""

    source: str
    flags: str


@dataclass(frozen=True, slots=True)
class Selector(Node):
    """Categories and groups, less those after `except`."""

    include: tuple[Name, ...]
    exclude: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Transform(Node):
    """
    A transform as written; `op` in British spelling.

    `grain` for generalise; `end` (`first` | `last`) and `count` for mask; `count` (days) for
    date_shift, None where left out (the compiler's default is 365).
    """

    op: str
    grain: Name | None = None
    end: str | None = None
    count: int | None = None

"""A whole source."""

from dataclasses import dataclass, field
from typing import TypeAlias

from promptward_dsl.ast.detectors import Detector, Disable, Extend, Override
from promptward_dsl.ast.leaves import Node
from promptward_dsl.ast.rules import Rule
from promptward_dsl.ast.tests import Test
from promptward_dsl.ast.vocabulary import (
    Category,
    Group,
    Header,
    Import,
    ImportData,
    Lexicon,
    Uncovered,
)
from promptward_dsl.ast.world import Contact, Defaults, Destination, Purpose, Role

__all__ = ["Comment", "Item", "Module"]


Item: TypeAlias = (
    Import
    | ImportData
    | Category
    | Group
    | Uncovered
    | Lexicon
    | Detector
    | Extend
    | Override
    | Disable
    | Destination
    | Role
    | Contact
    | Purpose
    | Defaults
    | Rule
    | Test
)


@dataclass(frozen=True, slots=True)
class Comment(Node):
    """A `#` comment, without its line end."""

    text: str


@dataclass(frozen=True, slots=True)
class Module(Node):
    """One source file: header, items in source order, comments in source order."""

    file: str
    source: str = field(repr=False)
    header: Header | None
    items: tuple[Item, ...]
    comments: tuple[Comment, ...] = ()

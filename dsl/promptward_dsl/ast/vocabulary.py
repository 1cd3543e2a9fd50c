"""What opens a module, and the words it declares: categories, groups, lexicons."""

from dataclasses import dataclass, field

from promptward_dsl.ast.leaves import ListValue, Name, Node, Selector, Text
from promptward_dsl.span import SourceSpan

__all__ = ["Category", "Group", "Header", "Import", "ImportData", "Lexicon", "Uncovered"]


@dataclass(frozen=True, slots=True)
class Header(Node):
    """`policy NAME version 1.2.0 "title"`."""

    name: Name
    version: str
    title: Text | None


@dataclass(frozen=True, slots=True)
class Import(Node):
    """`import NAME [^1.2.0] [as ALIAS]`; `version` is the least version, without the caret."""

    module: Name
    version: str | None
    version_span: SourceSpan | None = field(compare=False)
    alias: Name | None


@dataclass(frozen=True, slots=True)
class ImportData(Node):
    """`import data "destinations.yaml" [as ALIAS]`."""

    path: Text
    alias: Name | None


@dataclass(frozen=True, slots=True)
class Category(Node):
    """`category NAME : TYPE [safe_harbor LETTER] ["title"]`."""

    name: Name
    value_type: Name
    letter: Name | None
    title: Text | None


@dataclass(frozen=True, slots=True)
class Group(Node):
    """`group NAME = selector`."""

    name: Name
    members: Selector


@dataclass(frozen=True, slots=True)
class Uncovered(Node):
    """`uncovered safe_harbor LETTER because "…"`: a gap said out loud."""

    letter: Name
    because: Text


@dataclass(frozen=True, slots=True)
class Lexicon(Node):
    """A word list: inline `words`, or `source` (`path#key`), never both."""

    name: Name
    fuzzy: int
    cased: bool
    words: ListValue | None
    source: Text | None

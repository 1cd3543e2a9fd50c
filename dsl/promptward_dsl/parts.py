"""
What a production gives that no node of the tree holds by itself: items on their way to a block.

They have no span unless a message may point at them.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from promptward_dsl import ast
    from promptward_dsl.span import SourceSpan

__all__ = [
    "Advise",
    "Basis",
    "Cased",
    "Destinations",
    "Fuzzy",
    "Given",
    "Needs",
    "Oblige",
    "Otherwise",
    "Parts",
    "Prompt",
    "Roles",
    "Version",
    "When",
]


class Parts(NamedTuple):
    """What a module is made of, before its source and comments are added."""

    header: "ast.Header | None"
    items: "tuple[ast.Item, ...]"


class Roles(NamedTuple):
    names: "tuple[ast.Name, ...]"


class Destinations(NamedTuple):
    names: "tuple[ast.Name, ...]"


class Needs(NamedTuple):
    needs: "tuple[ast.Need, ...]"


class Otherwise(NamedTuple):
    span: "SourceSpan"
    transform: "ast.Transform"


class Basis(NamedTuple):
    span: "SourceSpan"
    name: "ast.Name"


class When(NamedTuple):
    condition: "ast.Condition"


class Oblige(NamedTuple):
    obligations: "tuple[ast.Obligation, ...]"


class Advise(NamedTuple):
    text: "ast.Text"


class Given(NamedTuple):
    pairs: "tuple[ast.Pair, ...]"


class Prompt(NamedTuple):
    span: "SourceSpan"
    text: "ast.Text"


class Fuzzy(NamedTuple):
    edits: int


class Cased(NamedTuple):
    cased: bool = True


class Version(NamedTuple):
    span: "SourceSpan"
    version: str

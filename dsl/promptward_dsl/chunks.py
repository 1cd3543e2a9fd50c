"""
A file cut into declarations, so that an error in one leaves the others whole.

A declaration begins at a keyword in the first column. Prompts over several lines are one token,
so what stands in them never cuts.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from promptward_dsl.nearest import nearest

if TYPE_CHECKING:
    from promptward_dsl.lexer import Token

__all__ = ["DECLARATIONS", "chunks", "first_on_line"]

DECLARATIONS = (
    "policy",
    "import",
    "category",
    "group",
    "uncovered",
    "lexicon",
    "detector",
    "extend",
    "override",
    "disable",
    "destination",
    "role",
    "contact",
    "purpose",
    "defaults",
    "rule",
    "test",
)
"""The words that lead a declaration, and the header."""


def first_on_line(token: "Token", source: str) -> bool:
    """Whether nothing but blanks stands before a token on its line."""
    start = source.rfind("\n", 0, token.start) + 1
    return not source[start : token.start].strip(" \t\r")


def chunks(
    tokens: Sequence["Token"], source: str, keywords: "dict[str, tuple[int, ...]]"
) -> list[tuple[int, int]]:
    """
    Ranges of tokens, each a declaration, in order and without a gap; `$END` is in none.

    A misspelt declaration in the first column begins one too, unless the word is another keyword.
    """
    cuts = [0]
    known: dict[str, bool] = {}
    for index, token in enumerate(tokens[:-1]):
        if token.kind != "NAME" or (token.start and source[token.start - 1] != "\n"):
            continue
        if token.text not in known:
            known[token.text] = token.text in DECLARATIONS or (
                token.text not in keywords and nearest(token.text, DECLARATIONS) is not None
            )
        if known[token.text] and index:
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], len(tokens) - 1], strict=True))

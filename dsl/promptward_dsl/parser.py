"""
Ward source to tree: `parse` for a file, and the pieces that the YAML front end writes as strings.

Total: any text gives a tree, with what could be read of it, and diagnostics E001, E002 and E102;
nothing is raised. Spans are code points of the source.
"""

from typing import TYPE_CHECKING, cast

from promptward_dsl import ast, grammar, recovery
from promptward_dsl.builder import Builder
from promptward_dsl.lexer import MOST_ERRORS, lex
from promptward_dsl.machine import Machine
from promptward_dsl.span import SourceSpan, with_line_feeds

if TYPE_CHECKING:
    from promptward_dsl.diagnostics import Diagnostic
    from promptward_dsl.parts import Parts

__all__ = [
    "parse",
    "parse_condition",
    "parse_obligations",
    "parse_selector",
    "parse_transform",
]


def parse(source: str, file: str = "<string>") -> "tuple[ast.Module, list[Diagnostic]]":
    """
    The tree of a policy source, and what is wrong with its syntax, by place.

    A declaration with an error is in the tree with the items that could be read. Linear in the
    length of the source; at most a hundred diagnostics.
    """
    lexed = lex(source, file)
    builder = Builder(file)
    tables = grammar.load()
    machine = Machine(tables, "module", builder.table(tables), file)
    diagnostics = lexed.diagnostics
    parts: Parts
    if machine.advance(lexed.tokens, 0) == len(lexed.tokens):
        parts = cast("Parts", machine.result)
    else:
        builder = Builder(file)
        parts, found = recovery.read_module(lexed, builder, with_line_feeds(source))
        diagnostics = [*diagnostics, *found]
    module = ast.Module(
        SourceSpan(file, 0, len(source)),
        file,
        source,
        parts.header,
        parts.items,
        lexed.comments,
    )
    return module, _capped([*diagnostics, *builder.diagnostics])


def _capped(diagnostics: "list[Diagnostic]") -> "list[Diagnostic]":
    """In order of place; after MOST_ERRORS, one that says that there are more."""
    diagnostics.sort(key=lambda d: (d.span.start, d.span.end, d.code))
    if len(diagnostics) < MOST_ERRORS:
        return diagnostics
    last = diagnostics[MOST_ERRORS - 1]
    return [
        *diagnostics[: MOST_ERRORS - 1],
        last._replace(message="more errors follow that are not shown", help=None, note=None),
    ]


def _piece(start: str, source: str, file: str, offset: int) -> "tuple[object, list[Diagnostic]]":
    lexed = lex(source, file, offset)
    builder = Builder(file)
    tables = grammar.load()
    machine = Machine(tables, start, builder.table(tables), file)
    index = machine.advance(lexed.tokens, 0)
    if lexed.diagnostics:
        return None, lexed.diagnostics
    if index == len(lexed.tokens):
        return machine.result, []
    return None, [recovery.complaint(machine, lexed.tokens, index, file)]


def parse_condition(
    source: str, file: str, offset: int = 0
) -> "tuple[ast.Condition | None, list[Diagnostic]]":
    """A condition by itself: `contains any sh.phi and not destination.encrypted`."""
    value, diagnostics = _piece("condition", source, file, offset)
    return cast("ast.Condition | None", value), diagnostics


def parse_transform(
    source: str, file: str, offset: int = 0
) -> "tuple[ast.Transform | None, list[Diagnostic]]":
    """A transform by itself: `mask showing last 4`."""
    value, diagnostics = _piece("transform", source, file, offset)
    return cast("ast.Transform | None", value), diagnostics


def parse_selector(
    source: str, file: str, offset: int = 0
) -> "tuple[ast.Selector | None, list[Diagnostic]]":
    """A selector by itself: `sh.phi except sh.url`."""
    value, diagnostics = _piece("selector", source, file, offset)
    return cast("ast.Selector | None", value), diagnostics


def parse_obligations(
    source: str, file: str, offset: int = 0
) -> "tuple[tuple[ast.Obligation, ...] | None, list[Diagnostic]]":
    """Obligations by themselves: `audit full, notify privacy_officer within 24 hours`."""
    value, diagnostics = _piece("obligations", source, file, offset)
    return cast("tuple[ast.Obligation, ...] | None", value), diagnostics

"""A policy source as it is in the editor: its tokens, its tree, and the program around it."""

import datetime as dt
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import promptward_rules
from promptward_dsl import ast
from promptward_dsl.build import EngineFacts
from promptward_dsl.checker import check
from promptward_dsl.checker.names import references
from promptward_dsl.checker.report import Report
from promptward_dsl.compiler import Compiled, compile_program
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.lexer import Lexed, lex
from promptward_dsl.parser import parse
from promptward_dsl.program import Kind, Program, Scope
from promptward_dsl.resolver import resolve
from promptward_dsl.sources import PART, SHIPPED, Root, SourceFile, root_folder
from promptward_dsl.span import SourceSpan

__all__ = ["Use", "Whole", "Written", "engine_facts", "label_path", "uses_in", "whole", "written"]


@cache
def engine_facts() -> EngineFacts:
    """The names that the engine knows; imported when the first policy is read."""
    from promptward.policy import engine_facts as known  # noqa: PLC0415  # see above

    return known()


_UNREAD = frozenset(("E001", "E002", "E100", "E112", "E113", "E114"))
_MISSING = frozenset(("E108", "W108", "W201", "W209", "W212", "W213", "W215"))


class Written(NamedTuple):
    """One source by itself: what can be said at once, of any text."""

    text: str
    lexed: Lexed
    tree: ast.Module
    diagnostics: tuple[Diagnostic, ...]


class Use(NamedTuple):
    """A name where it is written: what it stands for, and whether it is declared there."""

    span: SourceSpan
    text: str
    kind: Kind
    canonical: str
    declares: bool


class Whole(NamedTuple):
    """
    The program of a source and all that it imports; None of it if there is nothing to start from.

    `label` is the name of the source itself among `sources`.
    """

    label: str
    program: Program | None
    compiled: Compiled | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]
    uses: tuple[Use, ...]

    def at(self, offset: int) -> Use | None:
        """The name at an offset of the source itself."""
        for use in self.uses:
            if use.span.file == self.label and use.span.start <= offset <= use.span.end:
                return use
        return None


@lru_cache(8)
def written(text: str, label: str) -> Written:
    """Tokens, tree and syntax errors of a source; remembered, since every question asks."""
    tree, diagnostics = parse(text, label)
    return Written(text, lex(text, label), tree, tuple(diagnostics))


def label_path(label: str, root: Path) -> Path | None:
    """The file of a source by its label; None where it is no file."""
    if label.startswith(SHIPPED):
        folder = promptward_rules.root()
        path = Path(str(folder)) / label.removeprefix(SHIPPED)
    else:
        path = Path(label)
        if not path.is_absolute():
            path = root / label
    return path if path.is_file() else None


def whole(text: str, path: Path | None, today: dt.date, *, deep: bool = True) -> Whole:
    """
    Everything but running it: imports, names, checks, and with `deep` what follows from them.

    Never raises for any text. Imported files are read as they are on the disk. A part of a policy
    says by itself only whether its syntax is right.
    """
    if path is not None and path.name.endswith(PART):
        said = written(text, path.name).diagnostics
        return Whole(path.name, None, None, said, {path.name: text}, ())
    roots = [Root(SHIPPED, promptward_rules.root())]
    label, root, below = "untitled.ward", None, None
    if path is not None:
        header = written(text, path.name).tree.header
        folder = root_folder(path, header.name.text if header else None)
        # Labels are told from the folder of the policy, whatever folder the server runs in.
        root = Root("", folder)
        label = below = path.relative_to(folder).as_posix()
    resolved = resolve(SourceFile(label, text, root, below), roots=roots, today=today)
    program = resolved.program
    found = list(resolved.diagnostics)
    compiled = None
    uses: tuple[Use, ...] = ()
    if program is not None:
        found += check(program, today, engine_facts())
        if any(d.code in _UNREAD for d in resolved.diagnostics):
            found = [d for d in found if d.code not in _MISSING]
        uses = tuple(uses_in(program, today))
        if deep and not any(d.severity == "error" for d in found):
            from promptward_dsl.analysis import analyse  # noqa: PLC0415  # heavy

            compiled = compile_program(program)
            found += analyse(compiled.ir, compiled.notes, today)
    ordered = sorted(set(found), key=lambda d: (d.span.file != label, d.span, d.code, d.message))
    return Whole(label, program, compiled, tuple(ordered), resolved.sources, uses)


def uses_in(program: Program, today: dt.date) -> list[Use]:
    """Every name that stands for something, where it is declared and where it is used."""
    found = [
        Use(one.node.name.span, one.node.name.text, kind, name, declares=True)
        for kind in Kind
        for name, one in program.named[kind].items()
    ]
    for reference in references(Report(program, today, None, [])):
        name = reference.name
        for kind in reference.kinds:
            canonical = program.find(kind, name.text, reference.scope)
            if canonical is not None:
                found.append(Use(name.span, name.text, kind, canonical, declares=False))
                break
    found.sort(key=lambda use: (use.span, use.declares))
    return found


def scope_of(whole: Whole) -> Scope | None:
    """The scope in which the source's own names are read."""
    return whole.program.entry_scope if whole.program is not None else None


def item_at(tree: ast.Module, offset: int) -> ast.Item | None:
    """The declaration that an offset lies in."""
    starts = [item.span.start for item in tree.items]
    number = bisect_right(starts, offset) - 1
    if number < 0:
        return None
    item = tree.items[number]
    return item if offset <= item.span.end else None

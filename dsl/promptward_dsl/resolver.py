"""
From sources to the program: names made canonical, word lists read, groups expanded, amendments
applied, and the floor loaded beside the nearer policy.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from promptward_dsl import ast
from promptward_dsl.amend import amend
from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.foreign import data_file
from promptward_dsl.lexicon_files import read_words, tidy
from promptward_dsl.loader import Entry, Loader
from promptward_dsl.program import (
    Declared,
    Kind,
    NamedNode,
    PolicyModule,
    Program,
    Scope,
)
from promptward_dsl.sources import Input, Refusal, Root, SourceFile, Sources, root_folder
from promptward_dsl.span import SourceSpan, with_line_feeds

__all__ = ["Resolved", "resolve"]

_KINDS: Mapping[type, Kind] = {
    ast.Category: Kind.CATEGORY,
    ast.Group: Kind.GROUP,
    ast.Lexicon: Kind.LEXICON,
    ast.Detector: Kind.DETECTOR,
    ast.Destination: Kind.DESTINATION,
    ast.Role: Kind.ROLE,
    ast.Contact: Kind.CONTACT,
    ast.Purpose: Kind.PURPOSE,
    ast.Rule: Kind.RULE,
}

_SHOWN = 8
"""Members of a ring that a message lists."""

_HEADER = re.compile(r"(?:\s|#[^\n]*\n)*policy\s+([A-Za-z0-9_.]+)")


class Resolved(NamedTuple):
    """A program (None if there is no entry to start from) and what was read to make it."""

    program: Program | None
    diagnostics: list[Diagnostic]
    sources: dict[str, str]
    inputs: tuple[Input, ...]


def resolve(
    entry: Entry,
    *,
    roots: Sequence[Root] = (),
    floor: Entry | None = None,
    today: dt.date,
    amended: bool = True,
) -> Resolved:
    """
    The program of an entry policy, all that it imports, and the floor with all that it imports.

    Modules are looked for in the entry's own folder, then in `roots`; those of the floor in the
    floor's folder and the packs that ship, never in a folder of the nearer policy. Total: every
    fault is a diagnostic. Without `amended` no `disable` and no `override` takes anything away.
    """
    diagnostics: list[Diagnostic] = []
    texts: dict[str, str] = {}
    inputs: dict[str, Input] = {}
    loader = Loader(diagnostics, texts)
    names: dict[bool, str] = {}
    places: dict[bool, Sources] = {}
    for is_floor, start in ((True, floor), (False, entry)):
        if start is None:
            continue
        allowed = [root for root in roots if root.shipped] if is_floor else list(roots)
        found, sources = _open(start, allowed)
        places[is_floor] = sources
        if isinstance(found, Refusal):
            label = found.label or str(start)
            texts.setdefault(label, "")
            span = SourceSpan(label, 0, 0)
            diagnostics.append(Diagnostic(found.code, span, found.message, found.help))
        else:
            names[is_floor] = loader.load(found, sources, floor=is_floor)
    program = None
    if False in names:
        linker = _Linker(loader.modules, places, diagnostics, today)
        program = linker.link(names[False], names.get(True), amended=amended)
    for sources in places.values():
        inputs |= sources.inputs
    return Resolved(program, diagnostics, texts, tuple(inputs[label] for label in sorted(inputs)))


def _open(start: Entry, roots: list[Root]) -> tuple[SourceFile | Refusal, Sources]:
    if isinstance(start, SourceFile):
        own = [start.root] if start.root else []
        return start, Sources([*own, *roots])
    if isinstance(start, str):
        sources = Sources(roots)
        found = sources.module(start)
        return (found._replace(code="E100") if found[0] == "E112" else found), sources  # type: ignore[call-arg]  # a Refusal
    sources = Sources(roots)
    found = sources.entry(start)
    if isinstance(found, Refusal):
        return found, sources
    data = data_file(found.label, found.text)
    if data is not None:
        return Refusal(data.code, data.message, data.help, found.label), sources
    header = _HEADER.match(with_line_feeds(found.text))
    path = Path(os.path.abspath(start))  # noqa: PTH100  # links stay as named
    folder = root_folder(path, header[1] if header else None)
    root = Root.of(folder)
    sources.roots = (root, *roots)
    return found._replace(root=root, path=path.relative_to(folder).as_posix()), sources


class _Linker:
    """Builds the tables of a program from the modules that were loaded."""

    def __init__(
        self,
        modules: dict[str, PolicyModule],
        places: dict[bool, Sources],
        diagnostics: list[Diagnostic],
        today: dt.date,
    ) -> None:
        self._modules = modules
        self._places = places
        self._diagnostics = diagnostics
        self._today = today
        self._named: dict[Kind, dict[str, Declared[NamedNode]]] = {kind: {} for kind in Kind}
        self._uncovered: list[Declared[ast.Uncovered]] = []
        self._defaults: list[Declared[ast.Defaults]] = []
        self._tests: list[Declared[ast.Test]] = []
        self._amendments: list[tuple[ast.Extend | ast.Override | ast.Disable, Scope]] = []
        self._words: dict[str, tuple[str, ...]] = {}

    def link(self, entry: str, floor: str | None, *, amended: bool) -> Program:
        """The program, all names in place."""
        for module in self._modules.values():
            for tree in module.trees:
                scope = Scope(module.name, tree.prefix)
                for item in tree.module.items:
                    self._declare(item, scope, tree.source, entry)
        program = Program(
            entry=entry,
            floor=floor,
            modules=self._modules,
            named=self._named,
            bodies={},
            words=self._words,
            amendments=(),
            disabled={},
            uncovered=tuple(self._uncovered),
            defaults=tuple(self._defaults),
            tests=tuple(self._tests),
            members={},
        )
        program = replace(program, members=self._members(program))
        written = [a for a in self._amendments if amended or isinstance(a[0], ast.Extend)]
        return amend(program, written, self._diagnostics, self._today)

    # ------------------------------------------------------------------ declarations

    def _declare(self, item: ast.Item, scope: Scope, source: SourceFile, entry: str) -> None:
        here = f"{scope.module}.{scope.prefix}"
        match item:
            case ast.Uncovered():
                self._uncovered.append(Declared(f"{here}{item.letter.text}", item, scope))
            case ast.Defaults():
                self._once(self._defaults, Declared(scope.module, item, scope))
            case ast.Test():
                # Only the entry's own tests run: those of an imported module are its author's.
                if scope.module == entry:
                    self._test(Declared(f"{here}{item.name.value}", item, scope))
            case ast.Extend() | ast.Override() | ast.Disable():
                self._amendments.append((item, scope))
            case ast.Import() | ast.ImportData():
                pass
            case _:
                self._name(_KINDS[type(item)], item, scope)
                if isinstance(item, ast.Lexicon):
                    self._read_words(f"{here}{item.name.text}", item, scope, source)

    def _name(self, kind: Kind, item: NamedNode, scope: Scope) -> None:
        canonical = f"{scope.module}.{scope.prefix}{item.name.text}"
        rivals = (Kind.CATEGORY, Kind.GROUP) if kind in {Kind.CATEGORY, Kind.GROUP} else (kind,)
        for rival in rivals:
            first = self._named[rival].get(canonical)
            if first is not None:
                self._twice(item.name.span, f"{rival} `{item.name.text}`", first.node.name.span)
                return
        self._named[kind][canonical] = Declared(canonical, item, scope)

    def _once(self, known: list[Declared[ast.Defaults]], declared: Declared[ast.Defaults]) -> None:
        for other in known:
            if other.name == declared.name:
                self._twice(declared.node.span, "`defaults`", other.node.span)
                return
        known.append(declared)

    def _test(self, declared: Declared[ast.Test]) -> None:
        for other in self._tests:
            if other.name == declared.name:
                title = declared.node.name
                self._twice(title.span, f"test `{title.value}`", other.node.name.span)
                return
        self._tests.append(declared)

    def _twice(self, span: SourceSpan, what: str, first: SourceSpan) -> None:
        self._diagnostics.append(
            Diagnostic(
                "E102",
                span,
                f"{what} is declared twice",
                help="rename or remove one of them",
                related=(Related(first, "first declared here"),),
            )
        )

    def _read_words(self, name: str, item: ast.Lexicon, scope: Scope, source: SourceFile) -> None:
        if name in self._words:
            return
        if item.source is None:
            values = item.words.items if item.words else ()
            texts = (value.value for value in values if isinstance(value, ast.Text))
            plain = (value.text for value in values if isinstance(value, ast.Name))
            self._words[name] = tidy((*texts, *plain))
            return
        floor = self._modules[scope.module].floor
        found = read_words(item.source.value, self._places[floor], source)
        if isinstance(found, Refusal):
            self._diagnostics.append(
                Diagnostic(found.code, item.source.span, found.message, found.help)
            )
            found = ()
        self._words[name] = found

    # ------------------------------------------------------------------ groups

    def _members(self, program: Program) -> dict[str, frozenset[str]]:
        """The categories of each group; without recursion, since a chain may be very long."""
        done: dict[str, frozenset[str]] = {}
        program = replace(program, members=done)
        for first in program.groups:
            # The groups being expanded, outermost first, with those inside them still to come.
            open_ = {} if first in done else {first: _groups_in(program, first)}
            while open_:
                name = next(reversed(open_))
                inner = next((group for group in open_[name] if group not in done), None)
                if inner is None:
                    declared = program.groups[name]
                    done[name] = program.select(declared.node.members, declared.scope)
                    del open_[name]
                elif inner in open_:
                    ring = list(open_)
                    ring = ring[ring.index(inner) :]
                    self._ring("group", program.groups[inner].node.name, ring)
                else:
                    open_[inner] = _groups_in(program, inner)
        return done

    def _ring(self, what: str, name: ast.Name, ring: list[str]) -> None:
        shown = [f"`{part.rpartition('.')[2]}`" for part in (*ring, ring[0])]
        if len(shown) > _SHOWN:
            shown[_SHOWN - 1 : -1] = ["…"]
        parts = " holds ".join(shown)
        self._diagnostics.append(
            Diagnostic("E122", name.span, f"{what} `{name.text}` holds itself: {parts}")
        )


def _groups_in(program: Program, name: str) -> Iterator[str]:
    """The groups that a group is made of, canonical; a category of the same name goes first."""
    declared = program.groups[name]
    members = declared.node.members
    for member in (*members.include, *members.exclude):
        if program.find(Kind.CATEGORY, member.text, declared.scope) is None:
            group = program.find(Kind.GROUP, member.text, declared.scope)
            if group is not None:
                yield group

"""
From an entry policy to the sources of all its modules: imports followed, each module once.

Nothing is resolved here but which file an import means. A module that can't be had is a
diagnostic at its import, and the rest is loaded all the same.
"""

from pathlib import Path

from promptward_dsl.ast import Import, ImportData, Module
from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.parser import parse
from promptward_dsl.program import PolicyModule, Tree
from promptward_dsl.sources import PART, Refusal, SourceFile, Sources
from promptward_dsl.span import SourceSpan

__all__ = ["Entry", "Loader"]

DEPTH_LIMIT = 32
MODULE_LIMIT = 256

Entry = Path | str | SourceFile
"""A policy file, a dotted module name below the roots, or a source in memory."""


class Loader:
    """Loads modules below the roots of `sources`; `modules` is in order, imported ones first."""

    def __init__(self, diagnostics: list[Diagnostic], texts: dict[str, str]) -> None:
        self.modules: dict[str, PolicyModule] = {}
        self._diagnostics = diagnostics
        self._texts = texts

    def load(self, found: SourceFile, sources: Sources, *, floor: bool) -> str:
        """
        Load an entry policy and all that it imports; returns the name of its module.

        An entry is free to lie anywhere, whatever its header says; imported modules are not.
        """
        tree = self._parse(found)
        name = tree.header.name.text if tree.header else _stem(found.label)
        known = self.modules.get(name)
        if known is not None:
            # The floor was loaded first, so whatever has this name is the floor's.
            self._report("E118", _header_span(tree), _taken(name, known.source.label))
            name = f"{name} (nearer)"
        self._module(name, tree, found, sources, (name,), floor)
        return name

    def _module(  # one recursive step
        self,
        name: str,
        tree: Module,
        source: SourceFile,
        sources: Sources,
        path: tuple[str, ...],
        floor: bool,  # noqa: FBT001  # private
    ) -> None:
        imports: dict[str, str] = {}
        aliases: dict[str, Import | ImportData] = {}
        requires: list[tuple[Import, str]] = []
        trees = [Tree(tree, "", source)]
        for item in tree.items:
            if isinstance(item, ImportData):
                alias = item.alias.text if item.alias else ""
                trees += self._data(item, name, source, sources, f"{alias}." if alias else "")
            elif isinstance(item, Import):
                alias = item.alias.text if item.alias else item.module.text.rpartition(".")[2]
                target = self._import(item, sources, path, floor)
                if target is not None and alias not in aliases:
                    imports[alias] = target
                    requires.append((item, target))
            else:
                continue
            if alias and alias in aliases:
                self._report(
                    "E102",
                    (item.alias or item).span,
                    f"`{alias}` already stands for another import",
                    help="give it another name with `as`",
                    related=(Related(aliases[alias].span, "first used here"),),
                )
            aliases.setdefault(alias, item)
        header = tree.header
        self.modules[name] = PolicyModule(
            name,
            header.version if header else "0.0.0",
            source,
            tuple(trees),
            imports,
            tuple(requires),
            floor,
        )

    def _import(
        self,
        item: Import,
        sources: Sources,
        path: tuple[str, ...],
        floor: bool,  # noqa: FBT001  # private
    ) -> str | None:
        name = item.module.text
        if name in path:
            ring = " imports ".join(f"`{part}`" for part in (*path[path.index(name) :], name))
            self._report("E112", item.module.span, f"imports go in a circle: {ring}")
            return None
        if len(path) >= DEPTH_LIMIT or len(self.modules) >= MODULE_LIMIT:
            self._report(
                "E112",
                item.module.span,
                f"`{name}` is one import too many",
                note=f"at most {MODULE_LIMIT} modules, at most {DEPTH_LIMIT} deep",
            )
            return None
        known = self.modules.get(name)
        if known is not None and known.floor == floor:
            return name
        found = sources.module(name)
        if known is not None:
            # The floor's module is the one that counts; a different file of that name near the
            # user would be a policy that looks like the floor's and is not.
            if isinstance(found, SourceFile) and found.text != known.source.text:
                self._report(
                    "E118",
                    item.module.span,
                    _taken(name, known.source.label),
                    note=f"`{found.label}` differs from it",
                )
            return name
        if isinstance(found, Refusal):
            self._refused(found, item.module.span)
            return None
        tree = self._parse(found)
        if tree.header and tree.header.name.text != name:
            self._report(
                "E119",
                tree.header.name.span,
                f"this file is module `{name}`, but its header names `{tree.header.name.text}`",
                help=f"`policy {name}`",
                note="dots are folders: the file of `a.b` is `a/b.ward` below the policy root",
                related=(Related(item.module.span, "imported here"),),
            )
        self._module(name, tree, found, sources, (*path, name), floor)
        return name

    def _data(
        self, item: ImportData, module: str, source: SourceFile, sources: Sources, prefix: str
    ) -> list[Tree]:
        found = sources.data(item.path.value, source)
        if isinstance(found, Refusal):
            self._refused(found, item.path.span)
            return []
        self._texts[found.label] = found.text
        if found.label.endswith(PART):
            return [Tree(self._part(found, module), prefix, found)]
        from promptward_dsl.yaml_front import read_data  # noqa: PLC0415  # yaml only where used

        tree, diagnostics = read_data(found.text, found.label)
        self._diagnostics += diagnostics
        return [Tree(tree, prefix, found)]

    def _part(self, found: SourceFile, module: str) -> Module:
        """Declarations of `module` that stand in a file of their own."""
        tree, diagnostics = parse(found.text, found.label)
        self._diagnostics += diagnostics
        if tree.header is not None:
            self._report(
                "E119",
                tree.header.name.span,
                f"this file is a part of module `{module}` and has no header",
                help="remove it, or `import` the file as a module of its own",
            )
        for item in tree.items:
            if isinstance(item, Import | ImportData):
                self._report(
                    "E112",
                    item.span,
                    "a part of a policy imports nothing",
                    help=f"import it in `{module}`",
                )
        return tree

    def _parse(self, found: SourceFile) -> Module:
        self._texts[found.label] = found.text
        tree, diagnostics = parse(found.text, found.label)
        self._diagnostics += diagnostics
        if tree.header is None and not diagnostics:
            self._report(
                "E002",
                SourceSpan(found.label, 0, 0),
                "this file has no `policy` header",
                help="check the policy that reads this part with `import data`"
                if found.label.endswith(PART)
                else f"begin with `policy {_stem(found.label)} version 1.0.0`",
            )
        return tree

    def _refused(self, refusal: Refusal, span: SourceSpan) -> None:
        self._report(refusal.code, span, refusal.message, help=refusal.help)

    def _report(  # the fields of a diagnostic
        self,
        code: str,
        span: SourceSpan,
        message: str,
        help: str | None = None,  # noqa: A002  # the field's name
        note: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        self._diagnostics.append(Diagnostic(code, span, message, help, note, related))


def _taken(name: str, label: str) -> str:
    return f"the floor has a module `{name}` (`{label}`), which nothing nearer may replace"


def _header_span(tree: Module) -> SourceSpan:
    return tree.header.name.span if tree.header else SourceSpan(tree.file, 0, 0)


def _stem(label: str) -> str:
    stem = label.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    return stem if stem.isidentifier() and stem.isascii() else "policy"

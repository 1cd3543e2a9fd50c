"""Names: where they are declared and used, and giving them another name everywhere."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from lsprotocol import types

from promptward.clock import local_day
from promptward_dsl.program import Kind
from promptward_lsp.diagnostics import Json
from promptward_lsp.documents import Document
from promptward_lsp.session import Opened
from promptward_lsp.ward import shape
from promptward_lsp.ward.policy import Use, Whole, whole
from promptward_lsp.ward.reading import Known, Reading

__all__ = ["Names", "policies"]

_MOST = 1000
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


class Names(Reading):
    """Answers about names."""

    async def definition(self, opened: Opened, position: types.Position) -> list[Json]:
        """Where the name under the cursor is declared; for an import, its file."""
        known = await self.current(opened)
        if known is None:
            return []
        offset = self.offset_of(opened, position)
        use = known.at(offset)
        if use is None:
            return self._imported(opened, offset)
        same = (u for u in known.uses if u.declares and _same(u, use))
        return [w for w in (self.location(opened, known, u) for u in same) if w is not None]

    def _imported(self, opened: Opened, offset: int) -> list[Json]:
        start: Json = {"line": 0, "character": 0}
        for link in shape.links(self.written(opened)):
            if link.start <= offset <= link.end and link.kind != "url":
                target = self._target(opened, link)
                if target is not None:
                    return [{"uri": target, "range": {"start": start, "end": start}}]
        return []

    def _target(self, opened: Opened, link: shape.Link) -> str | None:
        if link.kind == "url":
            return link.target
        if link.kind == "module":
            below = link.target.replace(".", "/") + ".ward"
            for label in (below, f"promptward:{below}"):
                path = self.file_of(opened, label)
                if path is not None:
                    return path.as_uri()
            return None
        path = self.file_of(opened, link.target)
        return path.as_uri() if path is not None else None

    async def references(
        self, opened: Opened, position: types.Position, *, declaration: bool
    ) -> list[Json]:
        """Everywhere the name under the cursor is written."""
        known = await self.current(opened)
        use = known.at(self.offset_of(opened, position)) if known is not None else None
        if known is None or use is None:
            return []
        found = [u for u in known.uses if _same(u, use) and (declaration or not u.declares)]
        return [w for w in (self.location(opened, known, u) for u in found) if w is not None]

    async def highlights(self, opened: Opened, position: types.Position) -> list[Json]:
        """The same within the document."""
        found = await self.references(opened, position, declaration=True)
        return [{"range": one["range"], "kind": 1} for one in found if one["uri"] == opened.uri]

    async def prepare_rename(self, opened: Opened, position: types.Position) -> Json | None:
        """The part of a name that can be renamed; None for what this project did not declare."""
        known = await self.current(opened)
        use = known.at(self.offset_of(opened, position)) if known is not None else None
        if known is None or use is None or not self._ours(opened, known, use):
            return None
        short = use.text.rpartition(".")[2]
        where = self.range_of(opened, use.span.end - len(short), use.span.end)
        return {"range": where, "placeholder": short}

    def _ours(self, opened: Opened, known: Whole, use: Use) -> bool:
        declared = next((u for u in known.uses if u.declares and _same(u, use)), None)
        if declared is None or declared.span.file.startswith("promptward:"):
            return False
        if not declared.span.file.endswith(".ward"):
            return False
        return self.location(opened, known, declared) is not None

    async def rename(
        self, opened: Opened, position: types.Position, new: str
    ) -> tuple[str | None, Json]:
        """The edits of a rename, in this file, in those it imports and in those that import it."""
        known = await self.current(opened)
        use = known.at(self.offset_of(opened, position)) if known is not None else None
        if known is None or use is None or not self._ours(opened, known, use):
            return "this name is not declared in the project", {}
        if not _NAME.match(new):
            return "a name is letters, digits and `_`, and begins with no digit", {}
        program = known.program
        if program is not None:
            module = use.canonical.rpartition(".")[0]
            if f"{module}.{new}" in program.named[use.kind]:
                return f"there is a {use.kind} of that name already", {}
        changes: dict[str, list[Json]] = {}
        self._rename_in(opened, known, use, new, changes)
        for other, uri in await self._importers(opened):
            if uri not in changes:
                self._rename_in(other, self.readings[other.uri].whole, use, new, changes)
        return None, {"changes": changes}

    def _rename_in(
        self, opened: Opened, known: Whole, use: Use, new: str, changes: dict[str, list[Json]]
    ) -> None:
        for one in known.uses:
            if not _same(one, use):
                continue
            short = one.text.rpartition(".")[2]
            last = one._replace(
                span=one.span._replace(start=one.span.end - len(short)), text=short
            )
            where = self.location(opened, known, last)
            if where is not None:
                edits = changes.setdefault(str(where["uri"]), [])
                edit: Json = {"range": where["range"], "newText": new}
                if edit not in edits:
                    edits.append(edit)

    async def _importers(self, opened: Opened) -> list[tuple[Opened, str]]:
        """Other policies of the workspace that name this module, read whole."""
        header = self.written(opened).tree.header
        if header is None:
            return []
        name = header.name.text
        loop = asyncio.get_running_loop()
        folders, buffers = list(self.session.projects.workspaces), self.session.opened
        texts = {uri: one.document.text for uri, one in buffers.items() if one.ward}
        named = await loop.run_in_executor(
            self.worker, lambda: [p for p in policies(folders, texts) if name in p[1]]
        )
        found: list[tuple[Opened, str]] = []
        for path, text in named:
            uri = path.as_uri()
            if uri == opened.uri:
                continue
            other = buffers.get(uri) or Opened(Document(uri, "ward", 0, text), str(path.parent))
            work = partial(whole, text, path, local_day(), deep=False)
            read = await loop.run_in_executor(self.worker, work)
            self.readings[uri] = Known(text, read)
            found.append((other, uri))
        return found


def policies(folders: Iterable[str], texts: Mapping[str, str]) -> list[tuple[Path, str]]:
    """The policies below some folders and their texts; of open ones as they are in the editor."""
    found: list[tuple[Path, str]] = []
    paths = sorted({path for folder in folders for path in Path(folder).rglob("*.ward")})
    for path in paths[:_MOST]:
        text = texts.get(path.as_uri())
        if text is None:
            try:
                text = path.read_text("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
        found.append((path, text))
    return found


def _same(one: Use, other: Use) -> bool:
    picks = (Kind.CATEGORY, Kind.GROUP)
    kinds = one.kind is other.kind or (one.kind in picks and other.kind in picks)
    return kinds and one.canonical == other.canonical

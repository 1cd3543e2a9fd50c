"""
Looking at files that are not open: opt-in, with progress, and it can be cancelled.

What is looked at is what `promptward scan FOLDER` looks at. Findings of a notebook that is not
open are told at the notebook's own URI, at their place in its JSON: the URIs of its cells are not
known before a client opens it.
"""

import asyncio
import uuid
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from promptward.formats.segment import UnreadError
from promptward_lsp.diagnostics import Json, diagnostic, limit
from promptward_lsp.documents import Document
from promptward_lsp.look import Shown
from promptward_lsp.project import Project

if TYPE_CHECKING:
    from promptward_lsp.face import Face
    from promptward_lsp.protocol import Server

__all__ = ["WorkspaceLook"]

_MOST_FILES = 20_000


class WorkspaceLook:
    """One look at all files of the workspace at a time; a new one ends the one before."""

    def __init__(self, face: "Face") -> None:
        self._face = face
        self._task: asyncio.Task[str] | None = None
        self.told: set[str] = set()

    def begin(self) -> asyncio.Task[str]:
        """Start looking; the task's result says how much was looked at."""
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.get_running_loop().create_task(self._look())
        return self._task

    def opened(self, uri: str) -> None:
        """A document is open now: its own answers take the place of ours."""
        if uri in self.told:
            self.told.discard(uri)
            self._publish(uri, [])

    def _publish(self, uri: str, items: list[Json]) -> None:
        self._face.server.protocol.send_plain(
            "textDocument/publishDiagnostics", {"uri": uri, "diagnostics": items}
        )

    async def _look(self) -> str:
        face = self._face
        loop = asyncio.get_running_loop()
        bar = _Bar(face.server if face.progress else None)
        await bar.begin()
        looked = found = 0
        fresh: set[str] = set()
        try:
            for root in face.session.projects.workspaces:
                project = face.session.projects.get(face.session.projects.root_for(f"{root}/x"))
                if not isinstance(project, Project):
                    continue
                files = await loop.run_in_executor(None, _files, root, project)
                for number, path in enumerate(files):
                    bar.show(number, len(files))
                    if bar.cancelled:
                        break
                    items = await self._one(path, project)
                    looked += items is not None
                    if items:
                        found += len(items)
                        fresh.add(path.as_uri())
        finally:
            for uri in () if bar.cancelled else self.told - fresh:
                self._publish(uri, [])
            self.told = (self.told | fresh) if bar.cancelled else fresh
            said = f"looked at {looked:,} files, {found:,} findings"
            said = f"stopped before the end: {said}" if bar.cancelled else said
            bar.end(said)
        return said

    async def _one(self, path: Path, project: Project) -> list[Json] | None:
        """Look at one file and tell its findings; None for one that is open."""
        session, uri = self._face.session, path.as_uri()
        if uri in session.opened or uri in session.notebooks:
            return None
        loop = asyncio.get_running_loop()
        items = await loop.run_in_executor(None, self._items, path, project)
        if items and uri not in session.opened:
            self._publish(uri, items)
        return items

    def _items(self, path: Path, project: Project) -> list[Json]:
        """The diagnostics of a file that is not open; runs in a worker."""
        from promptward.scan.examine import examine  # noqa: PLC0415  # a worker has the time
        from promptward.scan.open_file import open_source  # noqa: PLC0415  # the same
        from promptward.scan.run import accepted_in  # noqa: PLC0415  # the same

        face = self._face
        label = project.label(str(path))
        links = face.links_for(project)
        encoding = face.session.encoding
        with open_source(str(path), project.settings.max_file_size) as source:
            if isinstance(source, UnreadError):
                return [limit(source.code, f"not looked at: {source}", 2)]
            scan = accepted_in(
                examine(label, source, project.find, project.terms), project.accepted
            )
        if scan.out_of_scope:
            return []
        if scan.unread is not None:
            return [limit(scan.unread.code, f"not looked at: {scan.unread.message}", 2)]
        counted = [one for one in scan.findings if one.status == "new"]
        if not counted or path.suffix == ".ward":
            return []
        try:
            text = path.read_text("utf-8", errors="strict")
        except (OSError, UnicodeDecodeError):
            text = ""
        document = Document(path.as_uri(), "", 0, text)
        if text and all(one.ranges for one in counted):
            shown = [Shown(one.ranges[0][0], one.ranges[-1][1], one) for one in counted]
            most = face.session.wishes.most
            made = [
                diagnostic(one, document, encoding, project.engine, links) for one in shown[:most]
            ]
            if path.suffix == ".ipynb":
                for told, one in zip(made, shown, strict=False):
                    told["message"] = f"{told['message']} ({one.placed.place.where})"
            return made
        return self._by_place(document, counted, project)

    def _by_place(self, document: Document, counted: list, project: Project) -> list[Json]:  # type: ignore[type-arg]  # of Placed
        """By line alone, where offsets are none of the file."""
        lines = document.lines
        made: list[Json] = []
        for placed in counted[: self._face.session.wishes.most]:
            start, end = lines.bounds(max(placed.place.line - 1, 0))
            at = min(start + max(placed.place.column - 1, 0), end)
            one = Shown(at, min(at + 1, end), placed)
            told = diagnostic(one, document, self._face.session.encoding, project.engine, None)
            told["message"] = f"{told['message']} ({placed.place.where})"
            made.append(told)
        return made


class _Bar:
    """The client's progress bar, if it has one."""

    def __init__(self, server: "Server | None") -> None:
        self._server = server
        self._token = f"promptward-{uuid.uuid4()}"
        self._shown = False

    @property
    def cancelled(self) -> bool:
        """Whether the user has had enough."""
        if self._server is None:
            return False
        future = self._server.work_done_progress.tokens.get(self._token)
        return future is not None and future.cancelled()

    async def begin(self) -> None:
        """Show it."""
        if self._server is None:
            return
        progress = self._server.work_done_progress
        await progress.create_async(self._token)
        title = "Promptward looks at the workspace"
        progress.begin(
            self._token, types.WorkDoneProgressBegin(title, cancellable=True, percentage=0)
        )
        self._shown = True

    def show(self, number: int, of: int) -> None:
        """How far it is."""
        if self._server is not None and self._shown and number % 20 == 0:
            message = f"{number:,} of {of:,} files"
            self._server.work_done_progress.report(
                self._token,
                types.WorkDoneProgressReport(message=message, percentage=number * 100 // of),
            )

    def end(self, said: str) -> None:
        """Take it away."""
        if self._server is not None and self._shown:
            self._server.work_done_progress.end(
                self._token, types.WorkDoneProgressEnd(message=said)
            )


def _files(root: str, project: Project) -> list[Path]:
    from promptward.scan.targets import files_of  # noqa: PLC0415  # starts git

    targets = files_of([root], Counter(), exclude=project.settings.exclude)
    found = (Path(t.path) for t in targets if not t.missing)
    return [path for path in found if not project.excluded(str(path))][:_MOST_FILES]

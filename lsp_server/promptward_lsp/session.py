"""
Documents of one client, and when each is looked at.

All state lives on the event loop. Worker threads are handed immutable texts and hand back
answers; an answer for a text that has been edited since is moved along the edits, or dropped.
"""

import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from lsprotocol import types

from promptward_lsp.documents import Document, Edit, path_of
from promptward_lsp.look import Looked, Name, glance, look, name_of
from promptward_lsp.project import Project
from promptward_lsp.projects import Projects
from promptward_lsp.standing import Standing
from promptward_lsp.turns import Turns, Wanted
from promptward_lsp.wishes import Wishes

if TYPE_CHECKING:
    from promptward.fields import Field
    from promptward.model import Finding
    from promptward_lsp.positions import Encoding

__all__ = ["Opened", "Session", "folders_of", "is_ward"]

SMALL = 4_000
"""Code points up to which a whole text is looked at on the spot."""
FIRST = 8_000
"""Code points of a longer text that are looked at on the spot when it is opened."""
AHEAD = 0.016
"""
Seconds before an answer to an edit is due at which the search for it begins.

Long enough for most searches, and so short that a key held down (every 33 ms) starts none.
"""
LONGEST_WAIT = 0.25
"""Seconds that a row of keystrokes may put off the next answer."""
LONGEST_QUIET = 10.0
"""Seconds after which the whole is looked at though the author has not paused."""
SOON = 0.15
"""Seconds without another changed file before the policy is opened anew."""
SLICE = 0.01
"""Seconds that documents which wait for a look may keep everything else waiting."""
IDLE = 0.2
"""Seconds without an edit after which the whole of a longer text is looked at."""


class Opened:
    """A document or cell that a client has open, and what is known of it."""

    __slots__ = (
        "cancel", "cost", "document", "first_edit", "last_edit", "name", "root", "settle",
        "standing", "timer", "ward",
    )  # fmt: skip

    def __init__(self, document: Document, root: str) -> None:
        self.document = document
        self.root = root
        self.name: Name | None = None
        self.standing = Standing()
        self.timer: asyncio.TimerHandle | None = None
        self.settle: asyncio.Task[None] | None = None
        self.cancel = Wanted()
        self.first_edit = 0.0
        self.last_edit = 0.0
        self.cost = 0.0
        self.ward = is_ward(document)

    @property
    def uri(self) -> str:
        """Its URI."""
        return self.document.uri


def is_ward(document: Document) -> bool:
    """Whether a document is policy source."""
    return document.language == "ward" or document.uri.endswith(".ward")


class Session:
    """Everything that is open, by URI; told by the protocol, tells `changed` what to publish."""

    def __init__(self, changed: Callable[[Opened], None], closed: Callable[[str], None]) -> None:
        self.opened: dict[str, Opened] = {}
        self.notebooks: dict[str, list[str]] = {}
        self.encoding: Encoding = "utf-16"
        self.wishes = Wishes()
        self.projects = Projects(self._project_ready)
        self.on_ward: Callable[[Opened, Edit | None], None] = lambda _opened, _edit: None
        self.on_project: Callable[[str], None] = lambda _root: None
        self._changed = changed
        self._closed = closed
        self._reload: asyncio.TimerHandle | None = None
        self._worker = ThreadPoolExecutor(1, "look")
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: deque[Opened] = deque()
        self._turns = Turns()
        # A worker lets the loop go on at least this often, in seconds.
        sys.setswitchinterval(0.001)

    # ---------------------------------------------------------------- what the client says

    def open(self, item: types.TextDocumentItem) -> None:
        """A document was opened; one that is open already gets a new text."""
        self._open(item.uri, item.language_id, item.version, item.text)

    def _open(
        self, uri: str, language: str, version: int, text: str, notebook: str | None = None
    ) -> None:
        known = self.opened.get(uri)
        if known is not None and known.document.language == language:
            known.document.version = version
            self._edited(known, known.document.replace(text))
            return
        if known is not None:
            self.close(uri)
        document = Document(uri, language, version, text, notebook)
        opened = Opened(document, self.projects.root_for(document.path))
        self.opened[uri] = opened
        if notebook is None:
            self.look_again(opened)
        else:
            self._look_soon(opened)
        if opened.ward:
            self.on_ward(opened, None)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Edits of a document, in order; of one that is not open, nothing is known."""
        opened = self.opened.get(params.text_document.uri)
        if opened is None:
            return
        self._change(opened, params.text_document.version, params.content_changes)

    def _change(
        self,
        opened: Opened,
        version: int,
        changes: "types.Sequence[types.TextDocumentContentChangeEvent]",  # type: ignore[name-defined]  # re-exported
    ) -> None:
        document = opened.document
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                first, last = change.range.start, change.range.end
                edit = document.change(
                    (first.line, first.character),
                    (last.line, last.character),
                    change.text,
                    self.encoding,
                )
            else:
                edit = document.replace(change.text)
            self._edited(opened, edit)
        document.version = version

    def close(self, uri: str) -> None:
        """Forget a document."""
        opened = self.opened.pop(uri, None)
        if opened is not None:
            self._stop(opened)
            self._closed(uri)

    def open_notebook(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """A notebook and the text of its cells."""
        uri = params.notebook_document.uri
        self.notebooks[uri] = [cell.document for cell in params.notebook_document.cells]
        for item in params.cell_text_documents:
            self._open(item.uri, item.language_id, item.version, item.text, uri)

    def change_notebook(self, params: types.DidChangeNotebookDocumentParams) -> None:
        """Cells came, went, moved or were edited."""
        uri = params.notebook_document.uri
        cells = params.change.cells
        if uri not in self.notebooks or cells is None:
            return
        if cells.structure is not None:
            array = cells.structure.array
            start = max(0, array.start)
            fresh = [cell.document for cell in array.cells or ()]
            self.notebooks[uri][start : start + max(0, array.delete_count)] = fresh
            for closed in cells.structure.did_close or ():
                self.close(closed.uri)
            for item in cells.structure.did_open or ():
                self._open(item.uri, item.language_id, item.version, item.text, uri)
        for one in cells.text_content or ():
            opened = self.opened.get(one.document.uri)
            if opened is not None:
                self._change(opened, one.document.version, one.changes)

    def close_notebook(self, params: types.DidCloseNotebookDocumentParams) -> None:
        """Forget a notebook and its cells."""
        for uri in self.notebooks.pop(params.notebook_document.uri, ()):
            self.close(uri)
        for item in params.cell_text_documents:
            self.close(item.uri)

    def ward(self, uri: str) -> Opened | None:
        """An open policy source; None for anything else."""
        opened = self.opened.get(uri)
        return opened if opened is not None and opened.ward else None

    # ---------------------------------------------------------------- projects

    def start(self) -> None:
        """The client is ready: open what was waited for."""
        self.projects.start(self.wishes)

    def reload(self) -> None:
        """Files or settings have changed: open all projects anew, then look at everything."""
        self._reload = None
        self.projects.reload(self.wishes)
        for opened in list(self.opened.values()):
            if opened.ward:
                self.on_ward(opened, None)

    def reload_soon(self) -> None:
        """The same once for many files that change together, as another branch brings them."""
        if self._reload is not None:
            self._reload.cancel()
        self._reload = asyncio.get_running_loop().call_later(SOON, self.reload)

    def _project_ready(self, root: str) -> None:
        for opened in list(self.opened.values()):
            if opened.root == root:
                self._look_soon(opened)
        self.on_project(root)

    # ---------------------------------------------------------------- when to look

    def _edited(self, opened: Opened, edit: Edit) -> None:
        opened.standing.edit(edit)
        if opened.ward:
            self.on_ward(opened, edit)
            return
        now = opened.last_edit = time.monotonic()
        wait = self.wishes.debounce / 1000
        if opened.timer is None:
            opened.first_edit = now
        else:
            opened.timer.cancel()
            wait = max(0.0, min(wait, opened.first_edit + LONGEST_WAIT - now))
        ahead = min(AHEAD, wait / 2)
        loop = asyncio.get_running_loop()
        opened.timer = loop.call_later(wait - ahead, self._ahead, opened, loop.time() + wait)
        self._turns.expect(opened.uri, now + wait - ahead)

    def _ahead(self, opened: Opened, due: float) -> None:
        """Search while nothing is told yet; another edit until `due` puts off the answer."""
        opened.timer = asyncio.get_running_loop().call_at(due, self._due, opened)
        self.refresh(opened)

    def _due(self, opened: Opened) -> None:
        opened.timer = None
        try:
            if self.refresh(opened):
                self._changed(opened)
        finally:
            self._turns.given(opened.uri)

    def refresh(self, opened: Opened) -> bool:
        """Bring what is known up to the text as it is; False if nothing may be looked at yet."""
        project = self.projects.get(opened.root)
        if not isinstance(project, Project) or not self._wanted(opened, project):
            return True
        document, standing = opened.document, opened.standing
        if standing.settled:
            return True
        if len(document.text) <= SMALL:
            standing.settle(standing.mark, self._look(opened, document.text, project))
            return True
        window = standing.window(document.text)
        if window is not None:
            piece = document.text[window[0] : window[1]]
            name = self.name(opened, project)
            standing.glanced(window, glance(piece, name, project.find, project.terms))
        self._settle_later(opened, max(IDLE, opened.cost))
        return True

    def _look_soon(self, opened: Opened) -> None:
        """
        Look at the whole of a document after those that wait already.

        A notebook of 500 cells is a second of looks, and so is a policy that has changed: between
        them questions are answered and keystrokes are met.
        """
        self._forget(opened)
        self._waiting.append(opened)
        if len(self._waiting) == 1:
            asyncio.get_running_loop().call_soon(self._look_at_waiting)

    def _look_at_waiting(self) -> None:
        until = time.monotonic() + SLICE
        try:
            while self._waiting:
                opened = self._waiting.popleft()
                if self.opened.get(opened.uri) is opened:
                    if opened.standing.settled:  # by a question, which told nobody
                        self._changed(opened)
                    else:
                        self.look_again(opened)
                if time.monotonic() >= until:
                    break
        finally:
            if self._waiting:
                asyncio.get_running_loop().call_soon(self._look_at_waiting)

    def _forget(self, opened: Opened) -> None:
        """What was known of a document is not known any more."""
        opened.name = None
        self._stop(opened)
        opened.standing = Standing()

    def look_again(self, opened: Opened) -> None:
        """Look at the whole of a document, now."""
        self._forget(opened)
        project = self.projects.get(opened.root)
        if opened.ward:
            return
        if isinstance(project, Project) and self._wanted(opened, project):
            if len(opened.document.text) <= SMALL:
                self.refresh(opened)
            else:
                self._begin(opened, project)
                self._settle_later(opened, 0.0)
            self._changed(opened)
        else:
            self._changed(opened)

    def _begin(self, opened: Opened, project: Project) -> None:
        """The first lines of a long text, for the time until the whole was looked at."""
        text = opened.document.text
        end = max(text.rfind("\n", 0, FIRST) + 1, 1)
        looked = self._look(opened, text[:end], project)
        opened.standing.begin(end, looked)

    def name(self, opened: Opened, project: Project) -> Name:
        """How scans know a document."""
        if opened.name is None:
            document = opened.document
            path = document.path
            label = project.label(path) if path is not None else document.uri
            starts = document.text[:64].lstrip().startswith("{")
            opened.name = name_of(
                label,
                document.language,
                cell=document.notebook is not None,
                json_text=starts,
            )
        return opened.name

    def _wanted(self, opened: Opened, project: Project) -> bool:
        if opened.ward or not self.wishes.enable:
            return False
        path = opened.document.path
        return path is None or not project.excluded(path)

    def _look(
        self, opened: Opened, text: str, project: Project, cancel: Wanted | None = None
    ) -> Looked:
        def find(part: str, fields: "Sequence[Field]") -> "tuple[Finding, ...]":
            if cancel is None:
                return project.find(part, fields)
            self._turns.give_way(cancel)
            return project.find(part, fields, lambda: self._turns.give_way(cancel))

        text = text[: self.wishes.largest]
        return look(text, self.name(opened, project), find, project.terms, project.accepted)

    def _settle_later(self, opened: Opened, wait: float) -> None:
        if opened.settle is not None and not opened.settle.done():
            return  # it goes on until what is known is the answer for the text as it is
        opened.cancel = Wanted()
        opened.settle = self._spawn(self._settle(opened, wait, opened.cancel))

    async def _settle(self, opened: Opened, wait: float, cancel: Wanted) -> None:
        await self._quiet(opened, wait)
        while cancel.wanted and not opened.standing.settled:
            project = self.projects.get(opened.root)
            if not isinstance(project, Project) or not self._wanted(opened, project):
                return
            standing, mark, text = opened.standing, opened.standing.mark, opened.document.text
            self.name(opened, project)

            def work(text: str = text, project: Project = project) -> tuple[Looked, float]:
                begun = time.thread_time()
                looked = self._look(opened, text, project, cancel)
                return looked, time.thread_time() - begun

            running = asyncio.get_running_loop().run_in_executor(self._worker, work)
            looked, opened.cost = await running
            if standing is opened.standing:
                standing.settle(mark, looked)
                if opened.timer is None:  # else it is told in a moment, with what that finds
                    self._changed(opened)
            await self._quiet(opened, max(IDLE, opened.cost))

    async def _quiet(self, opened: Opened, wait: float) -> None:
        """Until there was no edit for `wait` seconds, but not for ever."""
        begun = time.monotonic()
        while True:
            left = max(opened.last_edit, begun) + wait - time.monotonic()
            if opened.standing.settled or left <= 0:
                return
            if time.monotonic() - begun > LONGEST_QUIET + 3 * opened.cost:
                return
            await asyncio.sleep(left)

    def _stop(self, opened: Opened) -> None:
        opened.cancel.wanted = False
        if opened.timer is not None:
            opened.timer.cancel()
            opened.timer = None
            self._turns.given(opened.uri)
        if opened.settle is not None:
            opened.settle.cancel()
            opened.settle = None

    def _spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def folders_of(params: types.InitializeParams) -> list[str]:
    """The workspace folders that are folders here."""
    uris = [folder.uri for folder in params.workspace_folders or ()]
    if not uris and params.root_uri:
        uris = [params.root_uri]
    found = [path_of(uri) for uri in uris]
    if not found and params.root_path:
        found = [params.root_path]
    return [path for path in found if path is not None]

"""What the server answers about protected information."""

import asyncio
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from promptward_lsp import actions, deciding
from promptward_lsp.diagnostics import Json, Writer, diagnostic, limit, links_of
from promptward_lsp.documents import Document
from promptward_lsp.lenses import Lenses
from promptward_lsp.look import Shown
from promptward_lsp.positions import encoding_for
from promptward_lsp.project import Project
from promptward_lsp.projects import Failed
from promptward_lsp.protocol import Server, StaleError
from promptward_lsp.session import Opened, Session, folders_of
from promptward_lsp.wishes import wishes_of
from promptward_lsp.workspace import WorkspaceLook

__all__ = ["Face"]


class Face:
    """The server's answers about protected information; Ward's are in `ward.face`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.session = Session(self.changed, self.closed)
        self.pull = False
        self.refreshes = False
        self.related = False
        self.versioned = False
        self.creates = False
        self.lens_refresh = False
        self.resolves = False
        self.asks_settings = False
        self.watches = False
        self.status = False
        self.asks = False
        self.progress = False
        self.workspace = WorkspaceLook(self)
        self.lenses = Lenses(self.session)
        self.session.on_project = self._project_ready
        self._writers: dict[str, Writer] = {}
        self._links: dict[str, Callable[[str], list[Json]]] = {}
        self._refresh: asyncio.TimerHandle | None = None
        self.ward_items: Callable[[Opened], list[Json]] = lambda _opened: []
        self.forget: Callable[[str], None] = lambda _uri: None

    # ---------------------------------------------------------------- start

    def initialize(self, params: types.InitializeParams) -> None:
        """Read what the client can do; its workspace folders; its settings."""
        session = self.session
        able = params.capabilities
        text, work = able.text_document, able.workspace
        offered = able.general.position_encodings if able.general else None
        session.encoding = encoding_for([str(getattr(o, "value", o)) for o in offered or ()])
        session.projects.workspaces = folders_of(params)
        session.wishes = wishes_of(params.initialization_options)
        options = params.initialization_options
        self.progress = bool(able.window and able.window.work_done_progress)
        self.status = isinstance(options, dict) and options.get("status") is True
        self.asks = isinstance(options, dict) and options.get("askReason") is True
        if work is not None:
            edits = work.workspace_edit
            self.versioned = bool(edits and edits.document_changes)
            self.creates = bool(
                edits and types.ResourceOperationKind.Create in (edits.resource_operations or ())
            )
            self.refreshes = bool(work.diagnostics and work.diagnostics.refresh_support)
            self.lens_refresh = bool(work.code_lens and work.code_lens.refresh_support)
            self.asks_settings = bool(work.configuration)
            watching = work.did_change_watched_files
            self.watches = bool(watching and watching.dynamic_registration)
        if text is not None:
            self.pull = text.diagnostic is not None and self.refreshes
            publishing = text.publish_diagnostics
            self.related = bool(publishing and publishing.related_information) or (
                text.diagnostic is not None and bool(text.diagnostic.related_document_support)
            )
            action = text.code_action
            able_to = (
                action.resolve_support.properties if action and action.resolve_support else ()
            )
            self.resolves = "edit" in able_to

    async def initialized(self) -> None:
        """Ask for settings, watch files, then open what was waited for."""
        if self.watches:
            globs = ("**/.promptward/*", "**/*.ward", "**/.promptwardignore", "**/pyproject.toml")
            watchers = [types.FileSystemWatcher(glob_pattern=glob) for glob in globs]
            registration = types.Registration(
                id="promptward-files",
                method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers),
            )
            self.server.client_register_capability(types.RegistrationParams([registration]))
        await self.ask_settings()
        self.session.start()

    async def ask_settings(self) -> None:
        """The client's settings, where it lets itself be asked."""
        if not self.asks_settings:
            return
        item = types.ConfigurationItem(section="promptward")
        asked = self.server.workspace_configuration_async(types.ConfigurationParams([item]))
        try:
            said = await asyncio.wait_for(asked, 5)
        except (TimeoutError, JsonRpcException):
            return
        if said and said[0]:
            self.session.wishes = wishes_of(said[0], self.session.wishes)

    # ---------------------------------------------------------------- diagnostics

    def _project_ready(self, root: str) -> None:
        del root
        if self.session.wishes.workspace:
            self.workspace.begin()

    def changed(self, opened: Opened) -> None:
        """Tell the client what stands in a document now."""
        self.workspace.opened(opened.uri)
        # Clients pull for what stands in a tab of its own; a cell never does.
        if self.pull and opened.document.notebook is None:
            if self._refresh is None:
                loop = asyncio.get_running_loop()
                self._refresh = loop.call_later(0.02, self._ask_to_pull)
        else:
            document = opened.document
            items = ", ".join(self._written(opened))
            self.server.protocol.send_written(
                "textDocument/publishDiagnostics",
                f'{{"uri": {json.dumps(document.uri)}, "version": {document.version}, '
                f'"diagnostics": [{items}]}}',
            )
        if self.status:
            self.server.protocol.send_plain("promptward/status", self.state(opened))

    def _ask_to_pull(self) -> None:
        self._refresh = None
        self.server.workspace_diagnostic_refresh(None)
        if self.lens_refresh and self.session.wishes.lens:
            self.server.workspace_code_lens_refresh(None)

    def closed(self, uri: str) -> None:
        """A document is not open any more."""
        if uri.endswith(".ward"):
            self.forget(uri)
        if not self.pull or uri.startswith("vscode-notebook-cell:"):
            self.server.protocol.send_plain(
                "textDocument/publishDiagnostics", {"uri": uri, "diagnostics": []}
            )

    def items(self, opened: Opened) -> list[Json]:
        """The diagnostics of a document as it is known now."""
        if opened.ward:
            return self.ward_items(opened)
        looked_at = self._looked_at(opened)
        if looked_at is not None:
            return self._found(opened, looked_at)
        if not self.session.wishes.enable:
            return []
        project = self.session.projects.get(opened.root)
        if project is None:
            said = "the policy is being opened: nothing has been looked at yet"
            return [limit("not-yet", said, 3)]
        if isinstance(project, Failed):
            return [limit("policy", f"nothing was looked at: {project.message}", 1)]
        return []  # the project leaves it out

    def _looked_at(self, opened: Opened) -> Project | None:
        """The project of a document that is looked at; None for any other."""
        if opened.ward or not self.session.wishes.enable:
            return None
        project = self.session.projects.get(opened.root)
        if not isinstance(project, Project):
            return None
        path = opened.document.path
        return None if path is not None and project.excluded(path) else project

    def _written(self, opened: Opened) -> list[str]:
        """The same as JSON, fast where there are many."""
        project = self._looked_at(opened)
        if project is None:
            return [json.dumps(item) for item in self.items(opened)]
        writer = self._writer_for(project)
        document, encoding = opened.document, self.session.encoding
        counted = self._counted(opened)
        most = self.session.wishes.most
        written = writer.all(counted[:most], document, encoding)
        return [*written, *(json.dumps(item) for item in self._limits(opened, len(counted)))]

    def _writer_for(self, project: Project) -> Writer:
        key = f"{project.root}\0{project.engine.policy.id}"
        if key not in self._writers:
            links = self.links_for(project) if self.related else None
            self._writers[key] = Writer(project.engine, links)
        return self._writers[key]

    def _counted(self, opened: Opened) -> list[Shown]:
        return [one for one in opened.standing.shown if one.placed.status == "new"]

    def _found(self, opened: Opened, project: Project) -> list[Json]:
        document, encoding = opened.document, self.session.encoding
        links = self.links_for(project) if self.related else None
        counted = self._counted(opened)
        made = [
            diagnostic(one, document, encoding, project.engine, links)
            for one in counted[: self.session.wishes.most]
        ]
        return [*made, *self._limits(opened, len(counted))]

    def _limits(self, opened: Opened, counted: int) -> list[Json]:
        """What must be said so that nobody takes silence for a clean document."""
        made: list[Json] = []
        document, standing = opened.document, opened.standing
        wishes = self.session.wishes
        if counted > wishes.most:
            more = counted - wishes.most
            said = f"{more:,} more findings are not shown (`maxFindings` is {wishes.most:,})"
            made.append(limit("too-many", said))
        size = len(document.text)
        if size > wishes.largest:
            said = (
                f"looked at the first {wishes.largest:,} of {size:,} characters "
                "(`maxFileSize`): the rest may hold anything"
            )
            made.append(limit("too-large", said))
        if standing.begun is not None and not standing.settled:
            lines = document.lines
            seen = lines.line_of(min(standing.begun, size))
            said = f"looked at the first {seen:,} of {len(lines):,} lines so far"
            made.append(limit("not-yet", said, 3))
        unread = standing.looked.unread
        if unread is not None:
            made.append(limit(unread.code, f"not all was looked at: {unread.message}", 1))
        made += (
            limit(note.code.replace("_", "-"), f"{note.where} {note.message}")
            for note in standing.looked.notes
            if note.code != "unused_allow"
        )
        return made

    def links_for(self, project: Project) -> Callable[[str], list[Json]]:
        """Where the detectors of a project's policy are declared."""
        key = f"{project.root}\0{project.engine.policy.id}"
        if key not in self._links:
            self._links[key] = links_of(project.engine, project.root)
        return self._links[key]

    def state(self, opened: Opened) -> Json:
        """What a status item shows: state, counts and policy; no text."""
        project = self.session.projects.get(opened.root)
        shown = opened.standing.shown
        state = "settled" if opened.standing.settled else "looking"
        policy = ""
        if project is None:
            state = "opening"
        elif isinstance(project, Failed):
            state, policy = "failed", project.message
        else:
            policy = str(project.engine.policy)
            path = opened.document.path
            if path is not None and project.excluded(path):
                state = "excluded"
        if not self.session.wishes.enable:
            state = "off"
        count = sum(1 for one in shown if one.placed.status == "new")
        return {"uri": opened.uri, "state": state, "findings": count, "policy": policy}

    def pulled(self, uri: str, previous: str | None) -> Json:
        """The answer to a pull."""
        opened = self.session.opened.get(uri)
        items: list[Json] = []
        if opened is not None and opened.document.notebook is None:
            if not opened.ward:
                self.session.refresh(opened)
            items = self.items(opened)
        number = f"{hash(repr(items)) & 0xFFFFFFFFFFFFFFFF:016x}"
        if previous == number:
            return {"kind": "unchanged", "resultId": number}
        return {"kind": "full", "resultId": number, "items": items}

    # ---------------------------------------------------------------- questions about a place

    def at(self, uri: str, position: types.Position) -> tuple[Opened, Project, int] | None:
        """What is open there, its project, and the offset; None where there is nothing to say."""
        opened = self.session.opened.get(uri)
        if opened is None or opened.ward:
            return None
        project = self.session.projects.get(opened.root)
        if not isinstance(project, Project):
            return None
        offset = opened.document.lines.offset(
            position.line, position.character, self.session.encoding
        )
        return opened, project, offset

    async def hover(self, params: types.HoverParams) -> Json | None:
        """What stands under the cursor, and what the policy would do with it."""
        there = self.at(params.text_document.uri, params.position)
        if there is None:
            return None
        opened, project, offset = there
        self.session.refresh(opened)
        found = [s for s in opened.standing.shown if s.start <= offset <= s.end]
        if not found:
            return None
        await asyncio.sleep(0)  # a cancelled hover ends here
        one = min(found, key=lambda s: s.end - s.start)
        text = deciding.hover_text(opened.document, one, self.session.wishes, project)
        return {
            "contents": {"kind": "markdown", "value": text},
            "range": opened.document.range_of(one.start, one.end, self.session.encoding),
        }

    # ---------------------------------------------------------------- actions

    def code_actions(self, params: types.CodeActionParams) -> list[Json]:
        """What can be done in a range; edits only where the client can't ask for them later."""
        there = self.at(params.text_document.uri, params.range.start)
        if there is None:
            return []
        opened, project, start = there
        self.session.refresh(opened)
        document, encoding = opened.document, self.session.encoding
        end = document.lines.offset(params.range.end.line, params.range.end.character, encoding)
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        counted = [one for one in opened.standing.shown if one.placed.status == "new"]
        made: list[Json] = []
        if _wants(only, "quickfix"):
            for one in counted:
                if one.end < start or one.start > end:
                    continue
                told = diagnostic(one, document, encoding, project.engine, None)
                for offer in actions.offers(document, one, project):
                    action: Json = {
                        "title": offer.title,
                        "kind": "quickfix",
                        "diagnostics": [told],
                        "data": {
                            "do": offer.do,
                            "uri": document.uri,
                            "version": document.version,
                            "start": one.start,
                            "end": one.end,
                        },
                    }
                    if offer.preferred:
                        action["isPreferred"] = True
                    if self.asks and offer.do in actions.ACCEPTING:
                        # The client asks the author first, and hands the answer to `allow`.
                        del action["data"]
                        action["command"] = {
                            "title": offer.title,
                            "command": actions.ASK_REASON,
                            "arguments": [
                                offer.do, document.uri, document.version, one.start, one.end
                            ],
                        }  # fmt: skip
                    made.append(action)
        if counted:
            made += self._fix_alls(opened, only, len(counted))
        if not self.resolves:
            made = [self.resolved(action) for action in made]
        return made

    def _fix_alls(self, opened: Opened, only: list[str], count: int) -> list[Json]:
        document = opened.document
        data: Json = {"do": "fix_all", "uri": document.uri, "version": document.version}
        made: list[Json] = []
        cell = document.notebook is not None
        plural = "" if count == 1 else "s"
        if not cell and _wants(only, actions.FIX_ALL):
            title = f"Redact all {count} finding{plural} of this document"
            made.append({"title": title, "kind": actions.FIX_ALL, "data": data})
        if cell and _wants(only, actions.NOTEBOOK_FIX_ALL):
            title = "Redact all findings of this notebook"
            every: Json = {**data, "do": "fix_notebook"}
            made.append({"title": title, "kind": actions.NOTEBOOK_FIX_ALL, "data": every})
        if not only and count > 1:
            title = f"Redact all {count} findings here"
            made.append({"title": title, "kind": "quickfix", "data": data})
        return made

    def resolved(self, action: Json) -> Json:
        """The action with its edit. Raises for a document that has changed in the meantime."""
        data = action.get("data")
        if not isinstance(data, dict):
            return action
        opened = self.session.opened.get(str(data.get("uri")))
        project = self.session.projects.get(opened.root) if opened is not None else None
        if opened is None or not isinstance(project, Project):
            return action
        if data.get("version") != opened.document.version:
            raise StaleError
        do = str(data.get("do"))
        if do == "fix_notebook":
            uris = self.session.notebooks.get(opened.document.notebook or "", ())
            cells = [self.session.opened[uri] for uri in uris if uri in self.session.opened]
            edits = [(c.document, actions.fix_all(self._current(c))) for c in cells]
        elif do == "fix_all":
            edits = [(opened.document, actions.fix_all(self._current(opened)))]
        else:
            shown = opened.standing.shown
            where = data.get("start"), data.get("end")
            one = next((s for s in shown if (s.start, s.end) == where), None)
            if one is None:
                raise StaleError
            changes = actions.change_for(do, opened.document, one, shown, project)
            edits = [(opened.document, changes)]
        return {**action, "edit": self.edit_of(edits)}

    async def allow(self, given: Sequence[object]) -> str | None:
        """
        Accept a finding with what the author said: an edit that the client is asked to apply.

        `given` is what the action said, then the reason and the last day. None if it was applied,
        else what is wrong, without the words of the author.
        """
        do, uri, version, start, end, reason, until = (*given, *[None] * 7)[:7]
        opened = self.session.opened.get(str(uri))
        project = self.session.projects.get(opened.root) if opened is not None else None
        if opened is None or not isinstance(project, Project):
            return "there is no such finding"
        because = actions.because_of(reason, until, project.terms.today)
        if because is None:
            return "an allow needs a reason and a day that is not past, as 2027-06-30"
        shown = opened.standing.shown
        one = next((s for s in shown if (s.start, s.end) == (start, end)), None)
        if one is None or version != opened.document.version or do not in actions.ACCEPTING:
            return "the document has changed: ask again"
        changes = actions.change_for(str(do), opened.document, one, shown, project, because)
        edit = self.edit_of([(opened.document, changes)])
        converter = self.server.protocol._converter  # noqa: SLF001  # the one there is
        params = types.ApplyWorkspaceEditParams(converter.structure(edit, types.WorkspaceEdit))
        answer = await self.server.workspace_apply_edit_async(params)
        return None if answer.applied else "the editor did not apply the edit"

    def _current(self, opened: Opened) -> list[Shown]:
        self.session.refresh(opened)
        return list(opened.standing.shown)

    def edit_of(self, edits: list[tuple[Document, list[actions.Change]]]) -> Json:
        """A workspace edit, in the form that the client takes."""
        by_uri: dict[str, tuple[int | None, list[Json]]] = {}
        created: list[Json] = []
        encoding = self.session.encoding
        for document, changes in edits:
            for change in changes:
                target, version = document, document.version
                uri = document.uri
                if change.path is not None:
                    uri = Path(change.path).as_uri()
                    known = self.session.opened.get(uri)
                    text = "" if change.create else Path(change.path).read_text("utf-8")
                    target = known.document if known else Document(uri, "", 0, text)
                    version = target.version if known else None  # type: ignore[assignment]  # not open
                    if change.create:
                        created.append(
                            {"kind": "create", "uri": uri, "options": {"ignoreIfExists": True}}
                        )
                edit: Json = {
                    "range": target.range_of(change.start, change.end, encoding),
                    "newText": change.new,
                }
                by_uri.setdefault(uri, (version, []))[1].append(edit)
        if not self.versioned:
            return {"changes": {uri: each for uri, (_, each) in by_uri.items()}}
        changed: list[Json] = [
            {"textDocument": {"uri": uri, "version": version}, "edits": each}
            for uri, (version, each) in by_uri.items()
        ]
        return {"documentChanges": [*(created if self.creates else []), *changed]}


def _wants(only: list[str], kind: str) -> bool:
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)

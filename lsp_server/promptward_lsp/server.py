"""The language server: what it announces, and which part of it answers what."""

from typing import TYPE_CHECKING, cast

from lsprotocol import types

from promptward_lsp import actions
from promptward_lsp.diagnostics import Json
from promptward_lsp.face import Face
from promptward_lsp.protocol import Server
from promptward_lsp.ward.features import register
from promptward_lsp.wishes import wishes_of

if TYPE_CHECKING:
    from promptward_lsp.session import Session
    from promptward_lsp.ward.face import WardFace

__all__ = ["make_server"]


class _Later:
    """Ward's half, made when the first policy is opened: a client waits for the start."""

    def __init__(self, server: Server, session: "Session", face: Face) -> None:
        self._parts = server, session, face
        self._made: WardFace | None = None

    def __getattr__(self, name: str) -> object:
        if self._made is None:
            from promptward_lsp.ward.face import WardFace  # noqa: PLC0415  # see above

            server, session, face = self._parts
            self._made = WardFace(server, session)
            self._made.published = face.changed
        found: object = getattr(self._made, name)
        return found


def make_server() -> Server:
    """A server with all its features, not started."""
    server = Server()
    face = Face(server)
    ward = cast("WardFace", _Later(server, face.session, face))
    face.ward_items = lambda opened: ward.items(opened)  # noqa: PLW0108  # the attribute makes it
    face.forget = lambda uri: ward.forget(uri)  # noqa: PLW0108  # the attribute makes it
    face.session.on_ward = lambda opened, edit: ward.edited(opened, edit)  # noqa: PLW0108  # the attribute makes it
    server.protocol.sync = face.session
    _features(server, face, ward)
    register(server, face.session, ward)
    return server


def _features(server: Server, face: Face, ward: "WardFace") -> None:  # noqa: C901  # a table
    feature = server.feature

    @feature(types.INITIALIZE)
    def _initialize(params: types.InitializeParams) -> None:
        face.initialize(params)
        if face.pull:
            options = types.DiagnosticOptions(
                inter_file_dependencies=True, workspace_diagnostics=False, identifier="promptward"
            )
            feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(_pull)

    async def _pull(params: types.DocumentDiagnosticParams) -> Json:
        return face.pulled(params.text_document.uri, params.previous_result_id)

    @feature(types.INITIALIZED)
    async def _initialized(_params: types.InitializedParams) -> None:
        await face.initialized()

    @feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _saved(params: types.DidSaveTextDocumentParams) -> None:
        name = params.text_document.uri.rpartition("/")[2]
        if name.endswith(".ward") or ".promptward/" in params.text_document.uri:
            face.session.reload_soon()

    @feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)
    def _notebook_saved(_params: types.DidSaveNotebookDocumentParams) -> None:
        pass

    @feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _watched(_params: types.DidChangeWatchedFilesParams) -> None:
        face.session.reload_soon()

    @feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def _configured(params: types.DidChangeConfigurationParams) -> None:
        face.session.wishes = wishes_of(params.settings, face.session.wishes)
        await face.ask_settings()
        face.session.reload()

    @feature(types.TEXT_DOCUMENT_HOVER)
    async def _hover(params: types.HoverParams) -> Json | None:
        opened = face.session.ward(params.text_document.uri)
        if opened is not None:
            return await ward.hover(opened, params.position)
        return await face.hover(params)

    @feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=list(actions.KINDS), resolve_provider=True),
    )
    async def _actions(params: types.CodeActionParams) -> list[Json]:
        opened = face.session.ward(params.text_document.uri)
        if opened is not None:
            return ward.actions(opened, params)
        return face.code_actions(params)

    @feature(types.CODE_ACTION_RESOLVE)
    async def _resolve(params: types.CodeAction) -> Json:
        plain = cast("Json", server.protocol._converter.unstructure(params))  # noqa: SLF001  # the one there is
        return face.resolved(plain)

    @feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=True))
    async def _lenses(params: types.CodeLensParams) -> list[Json]:
        opened = face.session.ward(params.text_document.uri)
        if opened is not None:
            return ward.lenses(opened) if face.session.wishes.lens else []
        return face.lenses.offered(params)

    @feature(types.CODE_LENS_RESOLVE)
    async def _lens(params: types.CodeLens) -> Json:
        return await face.lenses.resolved(params)

    @server.command("promptward.explain")
    async def _explain(*given: str) -> str | None:
        return face.lenses.explain(*(*given, None, None, None)[:3])

    @server.command(actions.ALLOW)
    async def _allow(*given: str) -> str | None:  # `object` would be given the server as well
        return await face.allow(given)

    @server.command("promptward.reload")
    async def _reload() -> None:
        face.session.reload()

    @server.command("promptward.lookAtWorkspace")
    async def _look_at_workspace() -> str:
        for folder in face.session.projects.workspaces:
            face.session.projects.get(face.session.projects.root_for(f"{folder}/x"))
        return await face.workspace.begin()

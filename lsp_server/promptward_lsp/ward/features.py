"""Registers what the server answers about policy source."""

import asyncio
import os
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from promptward_lsp.diagnostics import Json
from promptward_lsp.session import Session
from promptward_lsp.ward.legend import MODIFIERS, TOKENS

if TYPE_CHECKING:
    from promptward_lsp.protocol import Server
    from promptward_lsp.ward.face import WardFace

__all__ = ["register"]


class _RefusedError(JsonRpcException):
    """A rename that can't be done."""

    CODE = -32803


def register(server: "Server", session: Session, ward: "WardFace") -> None:
    """All of Ward's features; for documents that are no policy they answer nothing."""
    _writing(server, session, ward)
    _moving(server, ward)
    _finding(server, session, ward)
    _showing(server, session, ward)
    _running(server, ward)


def _writing(  # noqa: C901  # a table
    server: "Server", session: Session, ward: "WardFace"
) -> None:
    feature = server.feature

    @feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[".", ":", "[", " "]),
    )
    async def _complete(params: types.CompletionParams) -> Json | None:
        opened = session.ward(params.text_document.uri)
        return None if opened is None else await ward.completion(opened, params.position)

    @feature(
        types.TEXT_DOCUMENT_SIGNATURE_HELP, types.SignatureHelpOptions(trigger_characters=[" "])
    )
    async def _signature(params: types.SignatureHelpParams) -> Json | None:
        opened = session.ward(params.text_document.uri)
        return None if opened is None else ward.signature(opened, params.position)

    @feature(types.TEXT_DOCUMENT_FORMATTING)
    async def _format(params: types.DocumentFormattingParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        return [] if opened is None else ward.formatting(opened)

    @feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    async def _format_range(params: types.DocumentRangeFormattingParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        return [] if opened is None else ward.formatting(opened, params.range)

    @feature(
        types.TEXT_DOCUMENT_ON_TYPE_FORMATTING,
        types.DocumentOnTypeFormattingOptions(first_trigger_character="}"),
    )
    async def _format_typed(params: types.DocumentOnTypeFormattingParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        if opened is None:
            return []
        start = ward.declaration_line(opened, params.position.line)
        only = types.Range(types.Position(start, 0), types.Position(params.position.line, 0))
        return ward.formatting(opened, only)

    @feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def _rename(params: types.RenameParams) -> Json | None:
        opened = session.ward(params.text_document.uri)
        if opened is None:
            return None
        refused, edit = await ward.rename(opened, params.position, params.new_name)
        if refused is not None:
            raise _RefusedError(refused)
        return edit

    @feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def _prepare(params: types.PrepareRenameParams) -> Json | None:
        opened = session.ward(params.text_document.uri)
        return None if opened is None else await ward.prepare_rename(opened, params.position)


def _moving(server: "Server", ward: "WardFace") -> None:
    kinds = types.FileOperationPatternKind
    filters = [
        types.FileOperationFilter(types.FileOperationPattern("**/*.ward", kinds.File), "file"),
        types.FileOperationFilter(types.FileOperationPattern("**/*", kinds.Folder), "file"),
    ]

    @server.feature(
        types.WORKSPACE_WILL_RENAME_FILES, types.FileOperationRegistrationOptions(filters)
    )
    async def _moved(params: types.RenameFilesParams) -> Json | None:
        return await ward.moved([(one.old_uri, one.new_uri) for one in params.files])


def _finding(server: "Server", session: Session, ward: "WardFace") -> None:
    feature = server.feature

    @feature(types.TEXT_DOCUMENT_DEFINITION)
    async def _definition(params: types.DefinitionParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        return [] if opened is None else await ward.definition(opened, params.position)

    @feature(types.TEXT_DOCUMENT_REFERENCES)
    async def _references(params: types.ReferenceParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        if opened is None:
            return []
        declaration = params.context.include_declaration
        return await ward.references(opened, params.position, declaration=declaration)

    @feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def _highlight(params: types.DocumentHighlightParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        return [] if opened is None else await ward.highlights(opened, params.position)

    @feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def _symbols(params: types.DocumentSymbolParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        return [] if opened is None else ward.document_symbols(opened)

    @feature(types.WORKSPACE_SYMBOL)
    async def _workspace(params: types.WorkspaceSymbolParams) -> list[Json]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, lambda: ward.workspace_symbols(params.query))


def _showing(server: "Server", session: Session, ward: "WardFace") -> None:
    feature = server.feature

    @feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def _folding(params: types.FoldingRangeParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        return [] if opened is None else ward.folding(opened)

    legend = types.SemanticTokensLegend(list(TOKENS), list(MODIFIERS))

    @feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)
    async def _tokens(params: types.SemanticTokensParams) -> Json:
        opened = session.ward(params.text_document.uri)
        return {"data": []} if opened is None else ward.semantic_tokens(opened)

    @feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def _hints(params: types.InlayHintParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        return [] if opened is None else await ward.inlay_hints(opened, params.range)

    @feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def _links(params: types.DocumentLinkParams) -> list[Json]:
        opened = session.ward(params.text_document.uri)
        return [] if opened is None else ward.links(opened)


def _running(server: "Server", ward: "WardFace") -> None:
    # A policy takes seconds to compile: who asks again meanwhile gets the same answer.
    under_way: dict[tuple[str, str, str, int], asyncio.Future[str]] = {}

    async def told(given: tuple[str, ...], what: str) -> str:
        uri, name = (*given, "", "")[:2]
        path = ward.place_of(uri)
        if path is None:
            return "save the policy first: it is run from its file"
        key = str(path), name, what, path.stat().st_mtime_ns
        if key not in under_way:
            loop = asyncio.get_running_loop()
            under_way[key] = loop.run_in_executor(None, lambda: run(str(path), name, what))
            under_way[key].add_done_callback(lambda _: under_way.pop(key, None))
        return await asyncio.shield(under_way[key])

    def command(what: str) -> None:
        @server.command(f"promptward.{what}")
        async def _run(*given: str) -> str:
            said = await told(given, what)
            kind = types.MessageType.Info
            first = said.partition("\n")[0]
            server.window_show_message(types.ShowMessageParams(kind, first))
            return said

    def run(path: str, name: str, what: str) -> str:
        from promptward_lsp.ward import running  # noqa: PLC0415  # heavy, and seldom asked for

        work = {"runTest": running.tests_told, "evaluate": running.evaluated}
        return work.get(what, running.examples_told)(path, name, os.environ)

    for what in ("runTest", "evaluate", "explainExamples"):
        command(what)

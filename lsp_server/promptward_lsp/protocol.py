"""
The protocol with our own documents, and without any text in logs or errors.

pygls logs whole messages, sends the words of exceptions to the user and keeps documents by
`str.splitlines`. Here its loggers are shut, errors name a class and nothing else, and document
notifications go to `Sync`.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from threading import Event
from typing import Any, BinaryIO, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from promptward.version import __version__
from promptward_lsp.standard_input import watched

__all__ = ["Server", "StaleError", "Sync", "Wire", "silence"]

_REASONS = {
    -32700: "the message is no JSON",
    -32600: "this is no request",
    -32601: "there is no such method here",
    -32602: "the parameters are not those of the protocol",
    -32603: "the server failed; this is a fault of promptward",
    -32800: "the request was cancelled",
    -32801: "the document has changed",
    -32803: "the request failed",
}


_NO_FRAME = (ValueError, OverflowError, MemoryError)
"""What a length of thousands of figures, or a header without an end, comes to."""


def silence() -> None:
    """Shut pygls's loggers: they print what is sent and received, which may hold anything."""
    logger = logging.getLogger("pygls")
    logger.handlers = [logging.NullHandler()]
    logger.propagate = False
    logger.setLevel(logging.CRITICAL + 1)


class Sync(Protocol):
    """Who is told about documents."""

    def open(self, item: types.TextDocumentItem) -> None:
        """A document was opened, or its text replaced as a whole."""

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was edited."""

    def close(self, uri: str) -> None:
        """A document was closed."""

    def open_notebook(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """A notebook was opened with the text of its cells."""

    def change_notebook(self, params: types.DidChangeNotebookDocumentParams) -> None:
        """Cells were added, taken away or edited."""

    def close_notebook(self, params: types.DidCloseNotebookDocumentParams) -> None:
        """A notebook was closed with all its cells."""


class Wire(LanguageServerProtocol):
    """pygls's protocol, its document notifications and error texts replaced."""

    sync: Sync | None = None
    user_initialize: Callable[[types.InitializeParams], None] | None = None

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """To `Sync`; the workspace of pygls stays empty."""
        if self.sync is not None:
            self.sync.open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """To `Sync`."""
        if self.sync is not None:
            self.sync.change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """To `Sync`."""
        if self.sync is not None:
            self.sync.close(params.text_document.uri)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def lsp_notebook_document__did_open(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """To `Sync`."""
        if self.sync is not None:
            self.sync.open_notebook(params)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def lsp_notebook_document__did_change(
        self, params: types.DidChangeNotebookDocumentParams
    ) -> None:
        """To `Sync`."""
        if self.sync is not None:
            self.sync.change_notebook(params)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def lsp_notebook_document__did_close(
        self, params: types.DidCloseNotebookDocumentParams
    ) -> None:
        """To `Sync`."""
        if self.sync is not None:
            self.sync.close_notebook(params)

    def structure_message(self, data: dict[str, Any]) -> Any:  # noqa: ANN401  # pygls's border
        """As pygls; but a request that can't be read is answered, not only logged."""
        if data.get("jsonrpc") is not None and not _is_message(data):
            raise JsonRpcException("no message of the protocol")
        try:
            return super().structure_message(data)
        except Exception as error:
            number = data.get("id")
            if isinstance(number, int | str) and "method" in data:
                reply = types.ResponseError(code=-32602, message=_REASONS[-32602])
                self._send_response(number, error=reply)
                raise _AnsweredError(type(error).__name__) from None
            raise

    def _send_response(
        self,
        msg_id: str | int,
        result: object = None,
        error: types.ResponseError | None = None,
    ) -> None:
        if error is not None:
            # The words of an exception may hold text of a document; its code does not.
            message = _REASONS.get(error.code, "the request failed")
            error = types.ResponseError(code=error.code, message=message)
        elif _is_plain(result):
            self._result_types.pop(msg_id, None)
            self._send_data({"jsonrpc": "2.0", "id": msg_id, "result": result})
            return
        super()._send_response(msg_id, result, error)

    def send_plain(self, method: str, params: dict[str, object]) -> None:
        """A notification made of plain dictionaries: nothing is checked or converted."""
        self._send_data({"jsonrpc": "2.0", "method": method, "params": params})

    def send_written(self, method: str, params: str) -> None:
        """A notification whose parameters are JSON already."""
        self._write(f'{{"jsonrpc": "2.0", "method": "{method}", "params": {params}}}'.encode())

    def _write(self, body: bytes) -> None:
        if self.writer is None:
            return
        written = self.writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        if asyncio.iscoroutine(written):
            asyncio.ensure_future(written)  # noqa: RUF006  # a write ends by itself

    def _send_data(self, data: Any) -> None:  # noqa: ANN401  # pygls's border
        if isinstance(data, dict):
            self._write(json.dumps(data).encode())
            return
        super()._send_data(data)


class StaleError(JsonRpcException):
    """The document has changed since an action or a lens was offered."""

    CODE = -32801
    MESSAGE = _REASONS[CODE]


class _AnsweredError(JsonRpcException):
    """A request that was malformed, and has its answer already."""


def _is_plain(result: object) -> bool:
    """Whether a result is made of plain dictionaries already."""
    if isinstance(result, list):
        return not result or isinstance(result[0], dict | int | str)
    return result is None or isinstance(result, dict | str | bool | int)


def _is_message(data: dict[str, Any]) -> bool:
    return "method" in data or "id" in data


class Server(LanguageServer):
    """A server that tells the user what failed by its class, never by its words."""

    protocol: Wire

    def __init__(self) -> None:
        silence()
        super().__init__(
            "promptward",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            notebook_document_sync=types.NotebookDocumentSyncOptions(
                notebook_selector=[types.NotebookDocumentFilterWithNotebook(notebook="*")],
                save=True,
            ),
            protocol_cls=Wire,
        )
        self.failures = 0

    def start_io(self, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
        """Serve the client at standard input until it leaves."""
        self._stop_event = stop = Event()
        reads, writes = stdin or sys.stdin.buffer, stdout or sys.stdout.buffer
        self.protocol.set_writer(StdoutWriter(writes))

        async def serve() -> None:
            try:
                await run_async(
                    stop_event=stop,
                    reader=await watched(reads, writes.fileno()),
                    protocol=self.protocol,
                    error_handler=self.report_server_error,
                )
            except _NO_FRAME as error:
                # Nothing that follows can be told from the body of this message.
                self.report_server_error(error, JsonRpcException)

        try:
            asyncio.run(serve())
        except BrokenPipeError:
            pass  # the client is gone
        finally:
            self.shutdown()  # type: ignore[no-untyped-call]  # pygls says nothing of it

    def report_server_error(self, error: Exception, source: object) -> None:
        """One line in the client's log: class and place, no words of the exception."""
        del source
        if isinstance(error, _AnsweredError):
            return
        self.failures += 1
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = ""
        if trace is not None:
            name = trace.tb_frame.f_globals.get("__name__", "unknown")
            where = f" in {name} line {trace.tb_lineno}"
        self.protocol.send_plain(
            "window/logMessage",
            {"type": 1, "message": f"promptward: {type(error).__name__}{where}"},
        )

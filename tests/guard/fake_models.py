"""
A server on this machine that answers as the APIs of models do: it echoes what it was told.

It keeps every byte that it was sent; what the tests assert is what arrived, never what we say.
"""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from .answers import ROUTES

CHUNK = 17  # bytes of the stream in one write


class Received(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def raw(self) -> bytes:
        head = "\n".join([self.method, self.path, *(f"{k}: {v}" for k, v in self.headers.items())])
        return head.encode() + b"\n" + self.body

    @property
    def data(self):
        return json.loads(self.body)


class FakeModels:
    """The server; `received` are the requests, `connections` how many were opened."""

    def __init__(self, context=None) -> None:
        self.received: list[Received] = []
        self.connections = 0
        self.redirect: tuple[int, str] | None = None
        self.failures = 0
        fake = self

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def get_request(self):
                connection, address = super().get_request()
                fake.connections += 1
                return connection, address

            def handle_error(self, request, client_address):
                pass  # a client that goes away

        class Handler(_Handler):
            models = fake

        self.server = Server(("127.0.0.1", 0), Handler)
        if context is not None:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.secure = context is not None
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        scheme, host = ("https", "localhost") if self.secure else ("http", "127.0.0.1")
        return f"{scheme}://{host}:{self.port}"

    @property
    def bytes(self) -> bytes:
        """Everything that arrived."""
        return b"\n".join(one.raw for one in self.received)

    def clear(self) -> None:
        self.received.clear()
        self.connections = 0
        self.redirect = None
        self.failures = 0

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    models: FakeModels

    def log_message(self, *args) -> None:
        pass

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def answer(self) -> None:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            body = b""
            while size := int(self.rfile.readline().strip() or b"0", 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        models = self.models
        models.received.append(Received(self.command, self.path, dict(self.headers), body))
        if models.redirect is not None:
            status, where = models.redirect
            self.reply(status, b"", "text/plain", {"Location": where})
            return
        if models.failures:
            models.failures -= 1
            self.reply(503, b'{"error": {"message": "busy"}}', "application/json")
            return
        try:
            data = json.loads(body) if body else {}
        except ValueError:
            data = {}
        for ending, answer in ROUTES.items():
            if ending in self.path:
                answer(self, data)
                return
        self.reply(
            200, json.dumps({"echo": body.decode("utf-8", "replace")}).encode(), "application/json"
        )

    def reply(self, status, body, kind, more=None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def json(self, data) -> None:
        self.reply(200, json.dumps(data).encode(), "application/json")

    def stream(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(content), CHUNK):
            part = content[at : at + CHUNK]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]

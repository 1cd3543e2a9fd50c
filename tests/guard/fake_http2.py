"""The models of `fake_models` over HTTP/2 and TLS, several requests on one connection."""

import json
import socket
import ssl
import threading

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, RequestReceived, StreamEnded

from .answers import ROUTES
from .fake_models import CHUNK, Received


class FakeHttp2:
    """The server; `received` are the requests, `connections` how many were opened."""

    def __init__(self, context: ssl.SSLContext) -> None:
        context.set_alpn_protocols(["h2"])
        self.context = context
        self.received: list[Received] = []
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.url = f"https://localhost:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def bytes(self) -> bytes:
        return b"\n".join(one.raw for one in self.received)

    def close(self) -> None:
        self.socket.close()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(plain,), daemon=True).start()

    def _talk(self, plain: socket.socket) -> None:
        try:
            with self.context.wrap_socket(plain, server_side=True) as sock:
                _Talk(self, sock).run()
        except OSError:
            return  # a client that goes away


class _Talk:
    """One connection."""

    def __init__(self, server: FakeHttp2, sock: ssl.SSLSocket) -> None:
        self.server = server
        self.socket = sock
        self.h2 = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        self.heads: dict[int, dict[str, str]] = {}
        self.bodies: dict[int, bytes] = {}
        self.stream_id = 0

    def run(self) -> None:
        self.h2.initiate_connection()
        self.flush()
        while content := self.socket.recv(65_536):
            for event in self.h2.receive_data(content):
                if isinstance(event, RequestReceived):
                    self.heads[event.stream_id] = dict(event.headers)
                    self.bodies[event.stream_id] = b""
                elif isinstance(event, DataReceived):
                    self.bodies[event.stream_id] += event.data
                    self.h2.acknowledge_received_data(
                        event.flow_controlled_length, event.stream_id
                    )
                elif isinstance(event, StreamEnded):
                    self.answer(event.stream_id)
            self.flush()

    def flush(self) -> None:
        self.socket.sendall(self.h2.data_to_send())

    def answer(self, stream_id: int) -> None:
        head, body = self.heads[stream_id], self.bodies[stream_id]
        self.stream_id = stream_id
        self.path = head[":path"]
        self.server.received.append(Received(head[":method"], self.path, head, body))
        answer = next(one for ending, one in ROUTES.items() if ending in self.path)
        answer(self, json.loads(body))

    # What the answers of `fake_models` ask of whoever handles a request.

    def json(self, data) -> None:
        self.stream(json.dumps(data).encode(), "application/json")

    def stream(self, content: bytes, kind: str) -> None:
        headers = [(":status", "200"), ("content-type", kind)]
        self.h2.send_headers(self.stream_id, headers)
        for at in range(0, len(content), CHUNK):
            self.h2.send_data(self.stream_id, content[at : at + CHUNK])
        self.h2.end_stream(self.stream_id)
        self.flush()

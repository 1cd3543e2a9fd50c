"""
A server on this machine that answers as the APIs of models do: it echoes what it was told.

It keeps every byte that it was sent; what the tests assert is what arrived, never what we say.
"""

import json
import socket
import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

PIECE = 3  # characters a streamed event carries
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


def user_text(data) -> str:
    """What the last user said, in whichever shape."""
    if "messages" in data:
        content = data["messages"][-1].get("content", "")
        if isinstance(content, list):
            return "".join(part.get("text", "") for part in content)
        return content
    if "contents" in data:
        return "".join(part.get("text", "") for part in data["contents"][-1]["parts"])
    if "input" in data:
        said = data["input"]
        if isinstance(said, list):
            said = said[-1]
            if isinstance(said, dict):
                said = said.get("content", "")
            if isinstance(said, list):
                said = "".join(part.get("text", "") for part in said)
        return said
    return str(data.get("prompt", ""))


def pieces(text: str) -> list[str]:
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]


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


def sse(events, named=False) -> bytes:
    out = b""
    for event in events:
        if named:
            out += f"event: {event['type']}\n".encode()
        data = event if isinstance(event, str) else json.dumps(event)
        out += f"data: {data}\n\n".encode()
    return out


def tool_called(data):
    """The arguments of a tool call: what was said, as one field."""
    return json.dumps({"note": user_text(data)})


def chat(handler, data) -> None:
    text = user_text(data)
    base = {"id": "chatcmpl-1", "created": 1, "model": data.get("model", "m")}
    tools = bool(data.get("tools"))
    if not data.get("stream"):
        message = {"role": "assistant", "content": None if tools else text}
        if tools:
            message["tool_calls"] = [
                {
                    "id": "call_1",
                    "type": "function",
                    "function": {"name": "save", "arguments": tool_called(data)},
                }
            ]
        handler.json(
            {
                **base,
                "object": "chat.completion",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
        )
        return
    base["object"] = "chat.completion.chunk"

    def event(delta, reason=None):
        return {**base, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}

    events = [event({"role": "assistant", "content": ""})]
    if tools:
        events.append(
            event(
                {
                    "tool_calls": [
                        {
                            "index": 0,
                            "id": "call_1",
                            "type": "function",
                            "function": {"name": "save", "arguments": ""},
                        }
                    ]
                }
            )
        )
        events += [
            event({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})
            for piece in pieces(tool_called(data))
        ]
    else:
        events += [event({"content": piece}) for piece in pieces(text)]
    events += [event({}, "stop"), "[DONE]"]
    handler.stream(sse(events), "text/event-stream; charset=utf-8")


def responses(handler, data) -> None:
    text = user_text(data)
    item = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }
    whole = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "model": "m",
        "status": "completed",
        "output": [item],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
    }
    if not data.get("stream"):
        handler.json(whole)
        return
    number = iter(range(1000))
    part = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    events = [
        {"type": "response.created", "response": {**whole, "output": [], "status": "in_progress"}},
        {
            "type": "response.output_item.added",
            "output_index": 0,
            "item": {**item, "content": [], "status": "in_progress"},
        },
        {
            "type": "response.content_part.added",
            **part,
            "part": {"type": "output_text", "text": "", "annotations": []},
        },
        *(
            {"type": "response.output_text.delta", **part, "delta": piece, "logprobs": []}
            for piece in pieces(text)
        ),
        {"type": "response.output_text.done", **part, "text": text, "logprobs": []},
        {"type": "response.content_part.done", **part, "part": item["content"][0]},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": whole},
    ]
    for event in events:
        event["sequence_number"] = next(number)
    handler.stream(sse(events, named=True), "text/event-stream")


def embeddings(handler, data) -> None:
    handler.json(
        {
            "object": "list",
            "model": "m",
            "data": [{"object": "embedding", "index": 0, "embedding": [0.1, 0.2]}],
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }
    )


def anthropic(handler, data) -> None:
    text = user_text(data)
    tools = bool(data.get("tools"))
    base = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }
    if not data.get("stream"):
        block = (
            {"type": "tool_use", "id": "toolu_1", "name": "save", "input": {"note": text}}
            if tools
            else {"type": "text", "text": text}
        )
        handler.json({**base, "content": [block], "stop_reason": "end_turn"})
        return
    events = [{"type": "message_start", "message": {**base, "content": [], "stop_reason": None}}]
    if tools:
        events.append(
            {
                "type": "content_block_start",
                "index": 0,
                "content_block": {
                    "type": "tool_use",
                    "id": "toolu_1",
                    "name": "save",
                    "input": {},
                },
            }
        )
        events += [
            {
                "type": "content_block_delta",
                "index": 0,
                "delta": {"type": "input_json_delta", "partial_json": piece},
            }
            for piece in pieces(tool_called(data))
        ]
    else:
        events.append(
            {
                "type": "content_block_start",
                "index": 0,
                "content_block": {"type": "text", "text": ""},
            }
        )
        events.append({"type": "ping"})
        for piece in pieces(text):
            events += [
                {
                    "type": "content_block_delta",
                    "index": 0,
                    "delta": {"type": "text_delta", "text": piece},
                },
                {"type": "ping"},
            ]
    events += [
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"output_tokens": 1},
        },
        {"type": "message_stop"},
    ]
    handler.stream(sse(events, named=True), "text/event-stream")


def google(handler, data) -> None:
    def event(text, reason=None):
        candidate = {"index": 0, "content": {"role": "model", "parts": [{"text": text}]}}
        if reason:
            candidate["finishReason"] = reason
        return {"candidates": [candidate], "modelVersion": "m"}

    text = user_text(data)
    if "streamGenerateContent" not in handler.path:
        handler.json(event(text, "STOP"))
        return
    *most, last = pieces(text)
    handler.stream(sse([*map(event, most), event(last, "STOP")]), "text/event-stream")


def ollama(handler, data) -> None:
    text = user_text(data)

    def event(text, done):
        said = (
            {"message": {"role": "assistant", "content": text}}
            if "chat" in handler.path
            else {"response": text}
        )
        return {"model": "m", "created_at": "2026-01-01T00:00:00Z", **said, "done": done}

    if data.get("stream") is False:
        handler.json(event(text, True))
        return
    lines = [event(piece, False) for piece in pieces(text)] + [
        {**event("", True), "done_reason": "stop"}
    ]
    handler.stream(
        "".join(json.dumps(line) + "\n" for line in lines).encode(), "application/x-ndjson"
    )


def message(headers: dict[str, str], payload: bytes) -> bytes:
    """One message of AWS's binary event stream."""
    head = b"".join(
        bytes([len(name)])
        + name.encode()
        + b"\x07"
        + struct.pack(">H", len(value))
        + value.encode()
        for name, value in headers.items()
    )
    prelude = struct.pack(">II", 16 + len(head) + len(payload), len(head))
    prelude += struct.pack(">I", zlib.crc32(prelude))
    content = prelude + head + payload
    return content + struct.pack(">I", zlib.crc32(content))


def bedrock(handler, data) -> None:
    text = user_text(data)
    done = {"stopReason": "end_turn"}
    if "converse-stream" in handler.path:
        events = [("messageStart", {"role": "assistant"})]
        events += [
            ("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": piece}})
            for piece in pieces(text)
        ]
        events += [("contentBlockStop", {"contentBlockIndex": 0}), ("messageStop", done)]
        content = b"".join(
            message(
                {
                    ":event-type": kind,
                    ":content-type": "application/json",
                    ":message-type": "event",
                },
                json.dumps(one).encode(),
            )
            for kind, one in events
        )
        handler.stream(content, "application/vnd.amazon.eventstream")
    elif "/converse" in handler.path:
        handler.json(
            {
                "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
                **done,
                "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
                "metrics": {"latencyMs": 1},
            }
        )
    else:
        handler.json({"content": [{"type": "text", "text": text}]})


ROUTES = {
    "/chat/completions": chat,
    "/responses": responses,
    "/embeddings": embeddings,
    "/v1/messages": anthropic,
    "enerateContent": google,
    "/api/chat": ollama,
    "/api/generate": ollama,
    "/converse": bedrock,
    "/invoke": bedrock,
}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]

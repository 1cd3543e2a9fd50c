"""What the APIs of models answer when they repeat what they were told: each in its own shape."""

import json
import struct
import zlib
from itertools import count

PIECE = 3  # characters a streamed event carries


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
    number = count()
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
        part = {"text": text}
        if data.get("tools"):
            part = {"functionCall": {"name": "save", "args": {"note": text}}}
        candidate = {"index": 0, "content": {"role": "model", "parts": [part]}}
        if reason:
            candidate["finishReason"] = reason
        return {"candidates": [candidate], "modelVersion": "m"}

    text = user_text(data)
    if "streamGenerateContent" not in handler.path:
        handler.json(event(text, "STOP"))
        return
    *most, last = [text] if data.get("tools") else pieces(text)
    handler.stream(sse([*map(event, most), event(last, "STOP")]), "text/event-stream")


def ollama(handler, data) -> None:
    text = user_text(data)

    def event(text, done):
        said = {"response": text}
        if "chat" in handler.path:
            message = {"role": "assistant", "content": text}
            if data.get("tools"):
                call = {"function": {"name": "save", "arguments": {"note": text}}}
                message = {"role": "assistant", "content": "", "tool_calls": [call]}
            said = {"message": message}
        return {"model": "m", "created_at": "2026-01-01T00:00:00Z", **said, "done": done}

    if data.get("stream") is False:
        handler.json(event(text, True))
        return
    parts = [text] if data.get("tools") else pieces(text)
    end = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "done": True, "done_reason": "stop"}
    end |= {"message": {"role": "assistant", "content": ""}, "response": ""}
    lines = [*(event(piece, False) for piece in parts), end]
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
    tools = bool(data.get("toolConfig"))
    done = {"stopReason": "tool_use" if tools else "end_turn"}
    if "converse-stream" in handler.path:
        events = [("messageStart", {"role": "assistant"})]
        if tools:
            called = {"toolUse": {"toolUseId": "tooluse_1", "name": "save"}}
            events.append(("contentBlockStart", {"contentBlockIndex": 0, "start": called}))
            deltas = [{"toolUse": {"input": piece}} for piece in pieces(tool_called(data))]
        else:
            deltas = [{"text": piece} for piece in pieces(text)]
        events += [("contentBlockDelta", {"contentBlockIndex": 0, "delta": d}) for d in deltas]
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
        content = {"text": text}
        if tools:
            used = {"toolUseId": "tooluse_1", "name": "save", "input": {"note": text}}
            content = {"toolUse": used}
        handler.json(
            {
                "output": {"message": {"role": "assistant", "content": [content]}},
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

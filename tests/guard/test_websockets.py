"""The real-time API: messages over a WebSocket, by openai's SDK and by `websockets` itself."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Iterator

import aiohttp
import httpx
import openai
import pytest
import websockets.asyncio.client
import websockets.sync.client
from websockets.sync.server import ServerConnection, serve

from promptward.guard import PromptBlocked, ScanUnavailable, process
from promptward.guard.context import APPROVED
from promptward.guard.guard import Guard, Source

from .answers import pieces
from .conftest import CLINICIAN
from .hospital import planted, policy
from .test_every_fault import Fault

PROMPT = 'Avery Abramsen, MRN 41370011,\n"Hedda O"Hara"'
VALUES = ("Avery Abramsen", "41370011", 'O\\"Hara')


class Realtime:
    """A server that repeats what it was told, three characters an event."""

    def __init__(self) -> None:
        self.received: list[str | bytes] = []
        self.connections = 0
        self.open: set[ServerConnection] = set()
        # Counted before a client hears that it is connected, so never in the test behind its own.
        self.server = serve(self._answer, "127.0.0.1", 0, process_request=self._asked)
        self.port = self.server.socket.getsockname()[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/v1/realtime"

    @property
    def bytes(self) -> bytes:
        return b"\n".join(m if isinstance(m, bytes) else m.encode() for m in self.received)

    def clear(self) -> None:
        self.received.clear()
        self.connections = 0

    def close(self) -> None:
        """Whoever left a connection open leaves no thread of it to the tests behind."""
        self.server.shutdown()
        for connection in [*self.open]:
            connection.close()

    def _asked(self, connection: ServerConnection, request: object) -> None:
        self.connections += 1

    def _answer(self, connection: ServerConnection) -> None:
        self.open.add(connection)
        try:
            self._repeat(connection)
        finally:
            self.open.discard(connection)

    def _repeat(self, connection: ServerConnection) -> None:
        said = ""
        for message in connection:
            self.received.append(message)
            try:
                data = json.loads(message)
            except ValueError:
                connection.send(message)
                continue
            if "setup" in data:
                connection.send('{"setupComplete": {}}')
            elif "client_content" in data or "clientContent" in data:
                content = data.get("client_content") or data["clientContent"]
                for piece in pieces(content["turns"][-1]["parts"][0]["text"]):
                    part = {"modelTurn": {"parts": [{"text": piece}]}}
                    connection.send(json.dumps({"serverContent": part}))
                connection.send('{"serverContent": {"turnComplete": true}}')
            elif data.get("type") == "conversation.item.create":
                said = data["item"]["content"][0]["text"]
            elif data.get("type") == "response.create":
                at = {
                    "response_id": "r",
                    "item_id": "i",
                    "output_index": 0,
                    "content_index": 0,
                    "event_id": "e",
                }
                for piece in pieces(said):
                    connection.send(
                        json.dumps({"type": "response.output_text.delta", **at, "delta": piece})
                    )
                connection.send(
                    json.dumps({"type": "response.output_text.done", **at, "text": said})
                )
                connection.send(
                    json.dumps({"type": "response.done", "event_id": "e", "response": {"id": "r"}})
                )


@pytest.fixture(scope="module")
def rooms() -> Iterator[tuple[Realtime, Realtime]]:
    made = (Realtime(), Realtime())
    yield made
    for one in made:
        one.close()


@pytest.fixture
def room(rooms) -> Realtime:
    rooms[0].clear()
    return rooms[0]


@pytest.fixture
def elsewhere(rooms) -> Realtime:
    rooms[1].clear()
    return rooms[1]


@pytest.fixture
def guard(rooms, tmp_path, environ, monkeypatch) -> Iterator[Guard]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "*")
    covers = "covers: [chat, audio]"
    text = policy(*(f"127.0.0.1:{one.port}" for one in rooms), covers=covers)
    (tmp_path / "policy.ward").write_text(text, encoding="utf-8")
    made = Guard(
        Source(str(tmp_path / "policy.ward"), str(tmp_path), str(tmp_path / "none")),
        environ=environ,
    )
    made.use(CLINICIAN)
    process.replace_guard(made)
    yield made
    process.take_out()


def item(prompt: str) -> dict:
    return {
        "type": "message",
        "role": "user",
        "content": [{"type": "input_text", "text": prompt}],
    }


def create(prompt: str) -> str:
    return json.dumps({"type": "conversation.item.create", "item": item(prompt)})


def _heard(event, texts: list[str]) -> bool:
    """Takes an event in; False at the end of the answer."""
    if event["type"] == "response.output_text.delta":
        texts.append(event["delta"])
    elif event["type"] == "response.output_text.done":
        assert event["text"] == "".join(texts)
    return event["type"] != "response.done"


def by_openai(room, prompt):
    client = openai.OpenAI(
        base_url="http://unused/v1",
        websocket_base_url=room.url.removesuffix("/realtime"),
        api_key="k",
    )
    texts: list[str] = []
    with client.realtime.connect(model="gpt-4o-realtime-preview-2024-10-01") as connection:
        connection.conversation.item.create(item=item(prompt))
        connection.response.create()
        for event in connection:
            if not _heard(event.to_dict(), texts):
                return "".join(texts)
    return None


def by_openai_async(room, prompt):
    async def ask():
        client = openai.AsyncOpenAI(
            base_url="http://unused/v1",
            websocket_base_url=room.url.removesuffix("/realtime"),
            api_key="k",
        )
        texts: list[str] = []
        async with client.realtime.connect(model="m") as connection:
            await connection.conversation.item.create(item=item(prompt))
            await connection.response.create()
            async for event in connection:
                if not _heard(event.to_dict(), texts):
                    return "".join(texts)
        return None

    return asyncio.run(ask())


def by_websockets(room, prompt):
    texts: list[str] = []
    with websockets.sync.client.connect(room.url, close_timeout=0.2) as connection:
        connection.send(create(prompt))
        connection.send(b'{"type": "response.create"}', text=True)
        while _heard(json.loads(connection.recv(timeout=20)), texts):
            pass
    return "".join(texts)


def by_websockets_in_pieces(room, prompt):
    async def ask():
        texts: list[str] = []
        async with websockets.asyncio.client.connect(room.url) as connection:
            await connection.send(pieces(create(prompt)))
            await connection.send(iter(['{"type": ', '"response.create"}']))
            async for message in connection:
                if not _heard(json.loads(message), texts):
                    break
        return "".join(texts)

    return asyncio.run(ask())


def by_google_messages(room, prompt):
    """As google-genai's live sessions write; their SDK insists on TLS to Google's own."""
    texts: list[str] = []
    turn = {"role": "user", "parts": [{"text": prompt}]}
    with websockets.sync.client.connect(room.url) as connection:
        connection.send(json.dumps({"setup": {"model": "models/m"}}))
        assert json.loads(connection.recv(timeout=60)) == {"setupComplete": {}}
        connection.send(json.dumps({"client_content": {"turns": [turn], "turn_complete": True}}))
        while True:
            content = json.loads(connection.recv(timeout=60))["serverContent"]
            texts += [part["text"] for part in content.get("modelTurn", {}).get("parts", ())]
            if content.get("turnComplete"):
                return "".join(texts)


WAYS = [by_openai, by_openai_async, by_websockets, by_websockets_in_pieces, by_google_messages]


@pytest.mark.parametrize("ask", WAYS)
def test_a_message_is_rewritten_and_the_answer_restored(guard, room, ask) -> None:
    prompt = PROMPT + " [NAME_"  # what might go on as a pseudonym comes too
    assert ask(room, prompt) == prompt
    assert b"[NAME_" in room.bytes
    for value in VALUES:
        assert value.encode() not in room.bytes


@pytest.mark.parametrize("ask", WAYS)
def test_two_hundred_identifiers_are_all_replaced_and_all_come_back(guard, room, ask) -> None:
    prompt = "\n".join(
        f"- MRN {one}" if one.isdigit() else f"- {one} was seen" for one in planted()
    )
    assert ask(room, prompt) == prompt
    for value in planted():
        assert json.dumps(value)[1:-1].encode() not in room.bytes


@pytest.mark.parametrize("ask", WAYS)
def test_a_blocked_message_is_not_sent_and_harmless_ones_are(guard, elsewhere, ask) -> None:
    with pytest.raises(PromptBlocked):
        ask(elsewhere, PROMPT)
    assert [m for m in elsewhere.received if b"setup" not in m.encode()] == []
    assert ask(elsewhere, "What is metformin for?") == "What is metformin for?"


def test_sound_leaves_only_where_the_agreement_covers_it(guard, room, elsewhere) -> None:
    sound = json.dumps({"type": "input_audio_buffer.append", "audio": "UklGRiQA" * 500})
    with websockets.sync.client.connect(room.url) as connection:
        connection.send(sound)
        with pytest.raises(ScanUnavailable):
            connection.send(b"\x00\xff\xfe" * 99)
        with pytest.raises(PromptBlocked):
            connection.send(iter([]))
    with websockets.sync.client.connect(elsewhere.url) as connection:
        with pytest.raises(ScanUnavailable, match="audio"):
            connection.send(sound)
    assert room.received == [sound]
    assert elsewhere.received == []


def test_an_identifier_in_the_address_opens_no_connection(guard, room) -> None:
    with pytest.raises(PromptBlocked):
        websockets.sync.client.connect(f"{room.url}?who=Avery%20Abramsen")
    with pytest.raises(PromptBlocked):
        websockets.sync.client.connect(room.url, additional_headers={"X-Who": "Avery Abramsen"})
    assert room.connections == 0


def test_a_fault_while_a_message_is_judged_lets_nothing_out(guard, room, monkeypatch) -> None:
    guard.engine  # noqa: B018  # loaded before anything fails

    def fail(*args, **given):
        raise MemoryError

    with websockets.sync.client.connect(room.url) as connection:
        monkeypatch.setattr(type(guard.engine), "decide", fail)
        with pytest.raises(ScanUnavailable):
            connection.send(create(PROMPT))
    assert room.received == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_other_librarys_sockets_to_a_declared_party_are_refused(guard, room) -> None:
    async def by_aiohttp():
        async with aiohttp.ClientSession() as client, client.ws_connect(room.url) as connection:
            await connection.send_str(create(PROMPT))

    async def by_legacy():
        import websockets.legacy.client

        async with websockets.legacy.client.connect(room.url) as connection:
            await connection.send(create(PROMPT))

    with pytest.raises(ScanUnavailable, match="WebSocket"):
        asyncio.run(by_aiohttp())
    with pytest.raises(ScanUnavailable):
        asyncio.run(by_legacy())
    headers = {"Connection": "Upgrade", "Upgrade": "websocket"}
    with pytest.raises(ScanUnavailable, match="WebSocket"):
        httpx.get(room.url.replace("ws://", "http://"), headers=headers)
    assert room.connections == 0


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_fault_at_any_call_lets_no_message_out(guard, room) -> None:
    assert by_websockets(room, PROMPT) == PROMPT  # all is loaded
    whole = Fault(0)
    assert whole.run(by_websockets, room) == (PROMPT, None)
    # Of each function its first two calls: an answer in pieces repeats the same ones for ever.
    seen: Counter[str] = Counter()
    stopped = 0
    for at, name in enumerate(whole.calls, 1):
        seen[name] += 1
        if seen[name] > 2:
            continue
        room.clear()
        answer, error = Fault(at).run(by_websockets, room)
        assert not any(value.encode() in room.bytes for value in VALUES), name
        assert APPROVED.get() is None, name
        assert error is not None or answer is not None, name
        stopped += error is not None and not room.received
    assert stopped > 50
    assert process.current() is not None

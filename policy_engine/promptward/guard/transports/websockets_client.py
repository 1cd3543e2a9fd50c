"""
websockets (real-time API of openai, live sessions of Google): a message is judged as a request is.

The opening request is judged like any other. A message that was sent in pieces is put together
first. Messages are looked at one by one: a name that is cut between two of them is not seen whole.
"""

import json
from collections import deque
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from typing import Protocol, TypeAlias, cast

from promptward.guard.context import APPROVED
from promptward.guard.guard import Guard
from promptward.guard.outgoing import Outgoing
from promptward.guard.passed import Passed
from promptward.guard.replies.channels import Channels, dumped
from promptward.guard.sending import sending
from promptward.guard.transports.patching import Patch, replace
from promptward.guard.unreadable import Unreadable

__all__ = ["patch"]

Data: TypeAlias = str | bytes

_STATE = "_promptward_state"


class _Connect(Protocol):
    uri: str
    additional_headers: object


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Stand in the way of connections and of their messages, of the module's kind."""
    connection = getattr(module, "ClientConnection")  # noqa: B009  # mypy knows no attributes of an object
    connect = getattr(module, "connect")  # noqa: B009  # the same
    if isinstance(connect, type):
        return [
            replace(connect, "create_connection", _create(guard)),
            replace(connection, "handshake", _handshake),
            replace(connection, "send", _send_async),
            replace(connection, "recv", _recv_async),
        ]
    return [
        replace(module, "connect", _connect(guard)),
        replace(connection, "send", _send),
        replace(connection, "recv", _recv),
    ]


class _State:
    """
    What is known of one connection: where it leads, and what waits to be received.

    `passed` is what the opening request was let through with.
    """

    __slots__ = ("_channels", "_guard", "_url", "passed", "ready")

    def __init__(self, guard: Guard, uri: str, headers: object) -> None:
        self._guard = guard
        self._url = uri
        self._channels: Channels | None = None
        self.ready: deque[Data] = deque()
        self.passed = guard.judge(Outgoing("GET", uri, _pairs(headers)))

    def judged(self, message: Data) -> tuple[Data, Passed]:
        """The message to send in place of one. Raises PromptBlocked."""
        content = message.encode("utf-8") if isinstance(message, str) else message
        passed = self._guard.judge(Outgoing("POST", self._url, (), content))
        if passed.restorer is not None:
            if self._channels is None:
                self._channels = Channels(passed.restorer)
            else:
                self._channels.follow(passed.restorer)
        if passed.body is None:
            return message, passed
        new = passed.body
        return (new.decode("utf-8") if isinstance(message, str) else new), passed

    def unread(self) -> object:
        """Stop a message that is neither text nor bytes; raises PromptBlocked."""
        return self._guard.reading(_fail, self.passed.place[0])

    def received(self, message: Data) -> Data:
        """What a message becomes; what comes besides waits in `ready`."""
        if self._channels is None:
            return message
        try:
            data: object = json.loads(message)
        except ValueError:  # sound, or no JSON
            return message
        first, *more = (
            message if new == data else _like(dumped(new), message)
            for new, _ in self._channels.event(data)
        )
        self.ready.extend(more)
        return first


def _like(text: str, message: Data) -> Data:
    return text if isinstance(message, str) else text.encode("ascii")


def _pairs(headers: object) -> tuple[tuple[str, str], ...]:
    if headers is None:
        return ()
    raw = getattr(headers, "raw_items", None)
    items = raw() if callable(raw) else headers.items() if hasattr(headers, "items") else headers
    return tuple(
        (str(name), str(value)) for name, value in cast("Iterable[tuple[str, str]]", items)
    )


def _fail() -> bytes:
    raise Unreadable("a message of an unknown type can't be looked at")


def _joined(pieces: list[object]) -> Data | None:
    """The pieces of a message as one; None where they are of no kind or of two."""
    if pieces and all(isinstance(one, str) for one in pieces):
        return "".join(cast("list[str]", pieces))
    if pieces and all(isinstance(one, bytes | bytearray | memoryview) for one in pieces):
        return b"".join(cast("list[bytes]", pieces))
    return None


def _whole(message: object) -> Data | None:
    if isinstance(message, str | bytes):
        return message
    if isinstance(message, bytearray | memoryview):
        return bytes(message)
    if isinstance(message, Iterable) and not hasattr(message, "keys"):
        return _joined(list(message))
    return None


# ------------------------------------------------------------------------ asyncio


def _create(guard: Guard) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        create = cast("Callable[..., Awaitable[object]]", original)

        async def create_connection(self: _Connect, *args: object, **rest: object) -> object:
            # Once a hop: what it was redirected to is asked for again.
            state = _State(guard, self.uri, self.additional_headers)
            with sending(state.passed):
                connection = await create(self, *args, **rest)
            setattr(connection, _STATE, state)
            return connection

        return create_connection

    return make


def _handshake(original: Callable[..., object]) -> Callable[..., object]:
    shake = cast("Callable[..., Awaitable[object]]", original)

    async def handshake(self: object, *args: object, **rest: object) -> object:
        state = getattr(self, _STATE, None)
        if not isinstance(state, _State):
            return await shake(self, *args, **rest)
        token = APPROVED.set(state.passed.place)
        try:
            return await shake(self, *args, **rest)
        finally:
            APPROVED.reset(token)

    return handshake


def _send_async(original: Callable[..., object]) -> Callable[..., object]:
    give = cast("Callable[..., Awaitable[object]]", original)

    async def send(self: object, message: object, *args: object, **rest: object) -> object:
        state = getattr(self, _STATE, None)
        if not isinstance(state, _State):
            return await give(self, message, *args, **rest)
        if isinstance(message, AsyncIterable):
            whole = _joined([piece async for piece in message])
        else:
            whole = _whole(message)
        if whole is None:
            return state.unread()
        new, passed = state.judged(whole)
        with sending(passed):
            return await give(self, new, *args, **rest)

    return send


def _recv_async(original: Callable[..., object]) -> Callable[..., object]:
    take = cast("Callable[..., Awaitable[Data]]", original)

    async def recv(self: object, *args: object, **rest: object) -> object:
        state = getattr(self, _STATE, None)
        if not isinstance(state, _State):
            return await take(self, *args, **rest)
        if state.ready:
            return state.ready.popleft()
        return state.received(await take(self, *args, **rest))

    return recv


# ------------------------------------------------------------------------ threads


def _connect(guard: Guard) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        def connect(uri: str, *args: object, **given: object) -> object:
            state = _State(guard, uri, given.get("additional_headers"))
            with sending(state.passed):
                connection = original(uri, *args, **given)
            setattr(connection, _STATE, state)
            return connection

        return connect

    return make


def _send(original: Callable[..., object]) -> Callable[..., object]:
    def send(self: object, message: object, *args: object, **rest: object) -> object:
        state = getattr(self, _STATE, None)
        if not isinstance(state, _State):
            return original(self, message, *args, **rest)
        whole = _whole(message)
        if whole is None:
            return state.unread()
        new, passed = state.judged(whole)
        with sending(passed):
            return original(self, new, *args, **rest)

    return send


def _recv(original: Callable[..., object]) -> Callable[..., object]:
    take = cast("Callable[..., Data]", original)

    def recv(self: object, *args: object, **rest: object) -> object:
        state = getattr(self, _STATE, None)
        if not isinstance(state, _State):
            return take(self, *args, **rest)
        if state.ready:
            return state.ready.popleft()
        return state.received(take(self, *args, **rest))

    return recv

"""aiohttp: every hop of a request, as the innermost of its own middlewares."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, cast

from promptward.guard.context import APPROVED
from promptward.guard.guard import Guard
from promptward.guard.outgoing import Outgoing
from promptward.guard.passed import Passed
from promptward.guard.sending import sending
from promptward.guard.transports.patching import Patch, replace

if TYPE_CHECKING:
    from promptward.guard.replies import Reply

__all__ = ["patch"]


class _Url(Protocol):
    host: str | None
    port: int | None
    scheme: str


class _Payload(Protocol):
    async def as_bytes(self) -> bytes: ...


class _Headers(Protocol):
    def items(self) -> list[tuple[str, str]]: ...
    def popall(self, name: str, default: object = None) -> object: ...
    def __setitem__(self, name: str, value: str) -> None: ...
    def get(self, name: str) -> str | None: ...


class _Request(Protocol):
    method: str
    url: _Url
    headers: _Headers
    body: _Payload | bytes

    async def update_body(self, body: bytes) -> None: ...


class _Response(Protocol):
    headers: _Headers
    content: object


_Handler = Callable[[_Request], Awaitable[_Response]]


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Stand in the way of a session's requests. Raises AttributeError without middlewares."""
    getattr(module, "build_client_middlewares")  # noqa: B009  # aiohttp 3.12 and newer
    session = getattr(module, "ClientSession")  # noqa: B009  # mypy knows no attributes of an object
    return [replace(session, "_request", _request(guard))]


class _Session(Protocol):
    _middlewares: tuple[object, ...]


def _request(guard: Guard) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        send = cast("Callable[..., Awaitable[object]]", original)

        async def _request(self: _Session, *args: object, **given: object) -> object:
            own = given.get("middlewares")
            outer = self._middlewares if own is None else tuple(cast("tuple[object, ...]", own))
            # Innermost: what other middlewares change is looked at as well.
            given["middlewares"] = (*(outer or ()), _Judging(guard).judged)
            return await send(self, *args, **given)

        return _request

    return make


class _Judging:
    """One request through all its hops."""

    __slots__ = ("_guard", "_original", "_rewritten")

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._original: bytes | None = None
        self._rewritten: bytes | None = None

    async def judged(self, request: _Request, handler: _Handler) -> _Response:
        """The middleware: judges a hop, and lets it go on."""
        url = request.url
        port = url.port or (443 if url.scheme in {"https", "wss"} else 80)
        if APPROVED.get() == ((url.host or "").lower(), port):
            return await handler(request)
        content = await _content(request, self._guard)
        if content is not None and content == self._rewritten:
            # A redirect carries what was rewritten for another party: this one may get less.
            content = self._original
        passed = self._guard.judge(
            Outgoing(request.method, str(url), tuple(request.headers.items()), content)
        )
        self._original, self._rewritten = content, passed.body
        await _rebuild(request, passed)
        with sending(passed):
            response = await handler(request)
        return _restored(response, passed)


async def _content(request: _Request, guard: Guard) -> bytes | None:
    body = request.body
    if isinstance(body, bytes):
        return body or None
    try:
        content: bytes | None = await body.as_bytes()
    except Exception:  # noqa: BLE001  # whatever it is, the body was not read
        content = None
        unread = True
    else:
        unread = False
    if unread:
        guard.reading(_fail, (request.url.host or "").lower())
    elif content:
        # A body that is read once is sent from what was read.
        await request.update_body(content)
    return content or None


def _fail() -> bytes | None:
    raise ValueError


async def _rebuild(request: _Request, passed: Passed) -> None:
    if passed.body is not None:
        request.headers.popall("Content-Length", None)
        request.headers.popall("Transfer-Encoding", None)
        await request.update_body(passed.body)
        request.headers["Content-Length"] = str(len(passed.body))
    if passed.restorer is not None:
        request.headers.popall("Accept-Encoding", None)
        request.headers["Accept-Encoding"] = "identity"


def _restored(response: _Response, passed: Passed) -> _Response:
    headers = response.headers
    reply = passed.reply(headers.get("Content-Type"), headers.get("Content-Encoding"))
    if reply is not None:
        response.content = _Content(cast("_Reader", response.content), reply)
    return response


class _Reader(Protocol):
    async def readany(self) -> bytes: ...


class _Content:
    """The reader of a response, with pseudonyms turned back; all else is the original's."""

    def __init__(self, inner: _Reader, reply: "Reply") -> None:
        self._inner = inner
        self._reply: Reply | None = reply
        self._ready = bytearray()

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    async def _more(self) -> bool:
        """Read until there is something to give; False at the end."""
        while not self._ready and self._reply is not None:
            chunk = await self._inner.readany()
            if chunk:
                self._ready += self._reply.feed(chunk)
            else:
                self._ready += self._reply.finish()
                self._reply = None
        return bool(self._ready)

    def _take(self, count: int) -> bytes:
        taken = bytes(self._ready[:count])
        del self._ready[:count]
        return taken

    def at_eof(self) -> bool:
        """Whether everything was read."""
        return self._reply is None and not self._ready

    is_eof = at_eof

    async def readany(self) -> bytes:
        """What is there, at least one byte; none at the end."""
        return self._take(len(self._ready)) if await self._more() else b""

    async def read(self, n: int = -1) -> bytes:
        """At most `n` bytes; all of them if it is negative."""
        if n >= 0:
            return self._take(n) if n and await self._more() else b""
        pieces = []
        while await self._more():
            pieces.append(self._take(len(self._ready)))
        return b"".join(pieces)

    async def readline(self) -> bytes:
        """The next line with its end."""
        line = bytearray()
        while await self._more():
            at = self._ready.find(b"\n")
            line += self._take(at + 1 if at >= 0 else len(self._ready))
            if at >= 0:
                break
        return bytes(line)

    async def readchunk(self) -> tuple[bytes, bool]:
        """What is there, and that a chunk ends with it."""
        return await self.readany(), True

    def __aiter__(self) -> "_Content":
        return self

    async def __anext__(self) -> bytes:
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

    async def iter_any(self) -> AsyncIterator[bytes]:
        """Pieces as they arrive."""
        while await self._more():
            yield self._take(len(self._ready))

    async def iter_chunked(self, n: int) -> AsyncIterator[bytes]:
        """Pieces of at most `n` bytes."""
        while await self._more():
            yield self._take(n)

    async def iter_chunks(self) -> AsyncIterator[tuple[bytes, bool]]:
        """Pieces, and that a chunk ends with each."""
        while await self._more():
            yield self._take(len(self._ready)), True

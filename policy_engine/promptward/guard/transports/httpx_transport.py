"""httpx and httpx2: the transports that open connections, synchronous and asynchronous."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
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


class _Package(Protocol):
    HTTPTransport: type
    AsyncHTTPTransport: type


class _Headers(Protocol):
    def multi_items(self) -> list[tuple[str, str]]: ...
    def get(self, key: str) -> str | None: ...
    def __delitem__(self, key: str) -> None: ...
    def __contains__(self, key: str) -> bool: ...


class _Url(Protocol):
    host: str
    port: int | None
    scheme: str


class _Request(Protocol):
    method: str
    url: _Url
    headers: _Headers
    extensions: dict[str, object]

    def read(self) -> bytes: ...
    async def aread(self) -> bytes: ...


class _Response(Protocol):
    headers: _Headers
    stream: object


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Stand in the way of both transports of the package."""
    package = cast("_Package", module)
    return [
        replace(package.HTTPTransport, "handle_request", _sync(module, guard)),
        replace(package.AsyncHTTPTransport, "handle_async_request", _async(module, guard)),
    ]


_SyncCall = Callable[[object, _Request], _Response]
_AsyncCall = Callable[[object, _Request], Awaitable[_Response]]


def _sync(
    module: object, guard: Guard
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        send = cast("_SyncCall", original)

        def handle_request(self: object, request: _Request) -> _Response:
            if APPROVED.get() == _place(request):
                return send(self, request)
            passed = guard.judge(_outgoing(request, request.read()))
            with sending(passed):
                response = send(self, _rebuilt(request, passed))
            return _restored(module, response, passed, "SyncByteStream")

        return handle_request

    return make


def _async(
    module: object, guard: Guard
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        send = cast("_AsyncCall", original)

        async def handle_async_request(self: object, request: _Request) -> _Response:
            if APPROVED.get() == _place(request):
                return await send(self, request)
            passed = guard.judge(_outgoing(request, await request.aread()))
            with sending(passed):
                response = await send(self, _rebuilt(request, passed))
            return _restored(module, response, passed, "AsyncByteStream")

        return handle_async_request

    return make


def _place(request: _Request) -> tuple[str, int]:
    url = request.url
    return url.host.lower(), url.port or (443 if url.scheme in {"https", "wss"} else 80)


def _outgoing(request: _Request, body: bytes) -> Outgoing:
    return Outgoing(request.method, str(request.url), request.headers.multi_items(), body or None)


def _rebuilt(request: _Request, passed: Passed) -> _Request:
    """The request with its new body; lengths are counted again at every layer."""
    if passed.body is None and passed.restorer is None:
        return request
    dropped = set()
    if passed.body is not None:
        dropped |= {"content-length", "transfer-encoding"}
    if passed.restorer is not None:
        dropped.add("accept-encoding")
    headers = [(k, v) for k, v in request.headers.multi_items() if k.lower() not in dropped]
    if passed.restorer is not None:
        # A compressed reply can't be read while it arrives.
        headers.append(("Accept-Encoding", "identity"))
    content = request.read() if passed.body is None else passed.body
    make = cast("Callable[..., _Request]", type(request))
    return make(
        request.method,
        request.url,
        headers=headers,
        content=content,
        extensions=request.extensions,
    )


def _restored(module: object, response: _Response, passed: Passed, base: str) -> _Response:
    headers = response.headers
    reply = passed.reply(headers.get("content-type"), headers.get("content-encoding"))
    if reply is None:
        return response
    if "content-length" in response.headers:
        del response.headers["content-length"]
    response.stream = _stream(getattr(module, base), response.stream, reply)
    return response


class _Chunks:
    """What both kinds of stream do with the bytes that arrive."""

    def __init__(self, inner: object, reply: "Reply") -> None:
        self._inner = inner
        self._reply = reply

    def __iter__(self) -> Iterator[bytes]:
        for chunk in cast("Iterator[bytes]", self._inner):
            new = self._reply.feed(chunk)
            if new:
                yield new
        rest = self._reply.finish()
        if rest:
            yield rest

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in cast("AsyncIterator[bytes]", self._inner):
            new = self._reply.feed(chunk)
            if new:
                yield new
        rest = self._reply.finish()
        if rest:
            yield rest

    def close(self) -> None:
        cast("_Closing", self._inner).close()

    async def aclose(self) -> None:
        await cast("_Closing", self._inner).aclose()


class _Closing(Protocol):
    def close(self) -> None: ...
    async def aclose(self) -> None: ...


_streams: dict[type, type] = {}


def _stream(base: type, inner: object, reply: "Reply") -> object:
    """A stream of the package's own kind: its client looks whether it is one."""
    kind = _streams.get(base)
    if kind is None:
        kind = _streams.setdefault(base, type("RestoredStream", (_Chunks, base), {}))
    return kind(inner, reply)

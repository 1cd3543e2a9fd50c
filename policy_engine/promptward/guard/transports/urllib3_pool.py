"""urllib3, and with it requests: the pool of connections to one host."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol, cast

from promptward.guard.context import APPROVED
from promptward.guard.guard import Guard
from promptward.guard.outgoing import Outgoing
from promptward.guard.passed import Passed
from promptward.guard.sending import sending
from promptward.guard.transports.patching import Patch, replace
from promptward.guard.unreadable import Unreadable

if TYPE_CHECKING:
    from promptward.guard.replies import Reply

__all__ = ["patch", "whole_body"]

_CHUNK = 16_384


class _Pool(Protocol):
    scheme: str
    host: str
    port: int | None
    headers: Mapping[str, str] | None


class _Response(Protocol):
    status: int
    version: int
    reason: str | None
    headers: Mapping[str, str]
    data: bytes

    def read(self, amt: int | None = None, *, decode_content: bool | None = None) -> bytes: ...
    def release_conn(self) -> None: ...
    def close(self) -> None: ...


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Stand in the way of every request of a pool."""
    pool = getattr(module, "HTTPConnectionPool")  # noqa: B009  # mypy knows no attributes of an object
    return [replace(pool, "urlopen", _urlopen(guard))]


def _urlopen(guard: Guard) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        def urlopen(  # urllib3's own signature
            self: _Pool,
            method: str,
            url: str,
            body: object = None,
            headers: Mapping[str, str] | None = None,
            *args: object,
            **rest: object,
        ) -> object:
            port = self.port or (443 if self.scheme == "https" else 80)
            place = (self.host.strip("[]").lower(), port)
            if APPROVED.get() == place:
                return original(self, method, url, body, headers, *args, **rest)
            given = dict(headers if headers is not None else self.headers or {})
            content = guard.reading(lambda: whole_body(body), place[0])
            address = url if "://" in url else f"{self.scheme}://{_name(place)}{url}"
            passed = guard.judge(
                Outgoing(
                    method,
                    address,
                    tuple(_headers(cast("Mapping[object, object]", given))),
                    content,
                )
            )
            if content is not None and not isinstance(body, bytes | str):
                body = content  # it was read, and can't be read twice
            given, body = _rebuilt(given, body, passed)
            if passed.body is not None:
                rest["chunked"] = False  # it has a length now
            with sending(passed):
                response = original(self, method, url, body, given, *args, **rest)
            loaded = rest.get("preload_content", True) is not False
            return _restored(cast("_Response", response), passed, loaded=loaded)

        return urlopen

    return make


def whole_body(body: object) -> bytes | None:
    """The bytes of a body: text, bytes, a file or pieces. Raises Unreadable for anything else."""
    if body is None:
        return None
    if isinstance(body, str):
        return body.encode("utf-8")
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(body)
    read = getattr(body, "read", None)
    if callable(read):
        content = read()
        return content.encode("utf-8") if isinstance(content, str) else bytes(content)
    if isinstance(body, Iterable):
        return b"".join(
            piece.encode("utf-8") if isinstance(piece, str) else bytes(piece) for piece in body
        )
    raise Unreadable("the body is of an unknown type")


def _name(place: tuple[str, int]) -> str:
    host = f"[{place[0]}]" if ":" in place[0] else place[0]
    return f"{host}:{place[1]}"


def _headers(given: Mapping[object, object]) -> list[tuple[str, str]]:
    return [
        (
            name.decode("latin-1") if isinstance(name, bytes) else str(name),
            value.decode("latin-1") if isinstance(value, bytes) else str(value),
        )
        for name, value in given.items()
    ]


def _rebuilt(given: dict[str, str], body: object, passed: Passed) -> tuple[dict[str, str], object]:
    dropped = set()
    if passed.body is not None:
        body = passed.body
        dropped |= {"content-length", "transfer-encoding"}
    if passed.restorer is not None:
        dropped.add("accept-encoding")
    kept = {name: value for name, value in given.items() if _lowered(name) not in dropped}
    if passed.restorer is not None:
        kept["Accept-Encoding"] = "identity"
    if passed.body is not None:
        kept["Content-Length"] = str(len(passed.body))
    return kept, body


def _lowered(name: object) -> str:
    return (name.decode("latin-1") if isinstance(name, bytes) else str(name)).lower()


def _restored(response: _Response, passed: Passed, *, loaded: bool) -> object:
    given = response.headers
    reply = passed.reply(given.get("content-type"), given.get("content-encoding"))
    if reply is None:
        return response
    headers = {
        name: value
        for name, value in response.headers.items()
        if name.lower() not in {"content-length", "transfer-encoding"}
    }
    make = cast("Callable[..., object]", type(response))
    body: object
    if loaded:  # it was read to its end already
        body = reply.feed(response.data) + reply.finish()
    else:
        body = io.BufferedReader(_Raw(response, reply))
    wrapped = make(
        body=body,
        headers=headers,
        status=response.status,
        version=response.version,
        reason=response.reason,
        preload_content=False,
    )
    setattr(wrapped, "_original_response", getattr(response, "_original_response", None))  # noqa: B010  # requests reads cookies there
    return wrapped


class _Raw(io.RawIOBase):
    """The bytes of a response with its pseudonyms turned back; keeps the response alive."""

    def __init__(self, response: _Response, reply: "Reply") -> None:
        super().__init__()
        self._response = response
        self._reply: Reply | None = reply
        self._ready = b""

    def readable(self) -> bool:
        """It is for reading only."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # any buffer
        """Bytes as they arrive, each chunk as soon as it is whole."""
        while not self._ready and self._reply is not None:
            chunk = _some(self._response)
            if chunk:
                self._ready = self._reply.feed(chunk)
            else:
                self._ready = self._reply.finish()
                self._reply = None
                self._response.release_conn()
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        """Close both."""
        if not self.closed and self._reply is not None:
            self._response.close()
        super().close()


def _some(response: _Response) -> bytes:
    """The bytes that are there, at least one; none at the end."""
    read1 = getattr(response, "read1", None)
    if callable(read1):
        return bytes(read1(_CHUNK, decode_content=False))
    return response.read(_CHUNK, decode_content=False)

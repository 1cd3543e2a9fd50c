"""http.client, and with it urllib.request: requests that are made in one call."""

import io
from collections.abc import Callable, Mapping
from typing import Protocol, cast

from promptward.guard.context import APPROVED
from promptward.guard.guard import Guard
from promptward.guard.outgoing import Outgoing
from promptward.guard.passed import Passed
from promptward.guard.sending import sending
from promptward.guard.transports.patching import Patch, replace
from promptward.guard.transports.urllib3_pool import whole_body

__all__ = ["patch"]

_PASSED = "_promptward_passed"


class _Connection(Protocol):
    host: str
    port: int
    default_port: int
    _tunnel_host: str | None
    _tunnel_port: int | None


class _Message(Protocol):
    def get(self, name: str) -> str | None: ...
    def __delitem__(self, name: str) -> None: ...
    def __setitem__(self, name: str, value: str) -> None: ...


class _Response(Protocol):
    headers: _Message
    fp: object
    length: int | None
    chunked: bool

    def read(self) -> bytes: ...


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Stand in the way of `request`, and of the response that belongs to it."""
    connection = getattr(module, "HTTPConnection")  # noqa: B009  # mypy knows no attributes of an object
    return [
        replace(connection, "request", _request(guard)),
        replace(connection, "getresponse", _getresponse),
    ]


def _request(guard: Guard) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        def request(  # http.client's own signature
            self: _Connection,
            method: str,
            url: str,
            body: object = None,
            headers: Mapping[str, str] = {},  # the same
            **rest: object,
        ) -> object:
            setattr(self, _PASSED, None)
            scheme, place = _place(self, url)
            if APPROVED.get() is not None:
                # A layer above has asked; whether for this host, the block ring sees.
                return original(self, method, url, body, headers, **rest)
            content = guard.reading(lambda: whole_body(body), place[0])
            path = "/" + url.partition("://")[2].partition("/")[2] if "://" in url else url
            host = f"[{place[0]}]" if ":" in place[0] else place[0]
            address = f"{scheme}://{host}:{place[1]}{path}"
            passed = guard.judge(Outgoing(method, address, tuple(headers.items()), content))
            if content is not None:
                body = content
            given = dict(headers)
            if passed.body is not None:
                body = passed.body
                given = {
                    k: v
                    for k, v in given.items()
                    if k.lower() not in {"content-length", "transfer-encoding"}
                }
                given["Content-Length"] = str(len(passed.body))
            if passed.restorer is not None:
                given = {k: v for k, v in given.items() if k.lower() != "accept-encoding"}
                given["Accept-Encoding"] = "identity"
            with sending(passed):
                sent = original(self, method, url, body, given, **rest)
            setattr(self, _PASSED, passed)
            return sent

        return request

    return make


def _place(connection: _Connection, url: str) -> tuple[str, tuple[str, int]]:
    """Scheme, host and port that are meant: behind a proxy they are not the connection's."""
    secure = connection.default_port == 443  # noqa: PLR2004  # https
    scheme = "https" if secure else "http"
    host, port = connection.host, connection.port
    tunnel = getattr(connection, "_tunnel_host", None)
    if tunnel:
        host, port = tunnel, getattr(connection, "_tunnel_port", None) or 443
    elif "://" in url:
        scheme, _, rest = url.partition("://")
        authority = rest.partition("/")[0]
        host, _, digits = authority.partition(":")
        port = int(digits) if digits.isdecimal() else (443 if scheme == "https" else 80)
    return scheme, (host.strip("[]").lower(), port)


def _getresponse(original: Callable[..., object]) -> Callable[..., object]:
    def getresponse(self: object, *args: object, **rest: object) -> object:
        response = original(self, *args, **rest)
        passed = getattr(self, _PASSED, None)
        if isinstance(passed, Passed) and passed.restorer is not None:
            setattr(self, _PASSED, None)
            _restore(cast("_Response", response), passed)
        return response

    return getresponse


def _restore(response: _Response, passed: Passed) -> None:
    """Put the restored text in place of what the connection would still give."""
    headers = response.headers
    reply = passed.reply(headers.get("content-type"), headers.get("content-encoding"))
    if reply is None:
        return
    # Read to the end: this response knows no way to be given its bytes by somebody else.
    content = response.read()
    new = reply.feed(content) + reply.finish()
    del response.headers["transfer-encoding"]
    del response.headers["content-length"]
    response.headers["Content-Length"] = str(len(new))
    response.fp = io.BufferedReader(cast("io.RawIOBase", io.BytesIO(new)))
    response.length = len(new)
    response.chunked = False

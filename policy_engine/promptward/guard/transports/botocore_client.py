"""botocore, and with it boto3: calls of AWS services, before they are signed."""

import copy
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, cast

from promptward.guard.guard import Guard
from promptward.guard.outgoing import Outgoing
from promptward.guard.passed import Passed
from promptward.guard.replies import Reply, reply_for, restored_data
from promptward.guard.replies.channels import Channels
from promptward.guard.restorer import Restorer
from promptward.guard.sending import sending
from promptward.guard.transports.patching import Patch, replace
from promptward.guard.unreadable import Unreadable

__all__ = ["patch"]

_MODELS = frozenset(
    {"bedrock", "bedrock-agent", "bedrock-agent-runtime", "bedrock-runtime", "sagemaker-runtime"}
)


class _Operation(Protocol):
    http: Mapping[str, str]


class _Service(Protocol):
    service_name: str

    def operation_model(self, name: str) -> _Operation: ...


class _Meta(Protocol):
    endpoint_url: str


class _Client(Protocol):
    meta: _Meta
    _service_model: _Service


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Stand in the way of every call: once it is signed, nothing of it can be rewritten."""
    client = getattr(module, "BaseClient")  # noqa: B009  # mypy knows no attributes of an object
    return [replace(client, "_make_api_call", _call(guard))]


def _call(guard: Guard) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        def _make_api_call(
            self: _Client, operation_name: str, api_params: dict[str, object]
        ) -> object:
            service = self._service_model.service_name
            url = self.meta.endpoint_url
            if service not in _MODELS and not guard.governs_place(*_place(url)):
                return original(self, operation_name, api_params)
            address = url.rstrip("/") + _path(self, operation_name, api_params)
            data = _data(guard, api_params, _place(url)[0])
            passed = guard.judge(Outgoing("POST", address, (), None, data))
            params = api_params if passed.data is None else passed.data
            with sending(passed):
                response = original(self, operation_name, params)
            return _restored(response, passed)

        return _make_api_call

    return make


def _place(url: str) -> tuple[str, int]:
    scheme, _, rest = url.partition("://")
    host, _, digits = rest.partition("/")[0].partition(":")
    return host.lower(), int(digits) if digits.isdecimal() else (443 if scheme == "https" else 80)


def _path(client: _Client, operation: str, params: Mapping[str, object]) -> str:
    path = client._service_model.operation_model(operation).http["requestUri"]  # noqa: SLF001  # theirs
    path = path.partition("?")[0]
    for name, value in params.items():
        if isinstance(value, str):
            path = path.replace(f"{{{name}}}", value.replace("/", "%252F").replace(" ", "%20"))
    return path


def _data(guard: Guard, params: Mapping[str, object], host: str) -> object:
    """A copy of the parameters, since the caller keeps using theirs; a body is read."""
    copied: dict[str, object] = {}

    def read() -> None:
        for name, value in params.items():
            inner = value.read() if hasattr(value, "read") else copy.deepcopy(value)
            if name == "body" and isinstance(inner, str):
                inner = inner.encode()
            copied[name] = inner

    guard.reading(read, host)
    return copied


def _restored(response: object, passed: Passed) -> object:
    restorer = passed.restorer
    if restorer is None or not isinstance(response, dict):
        return response
    new: dict[str, object] = {}
    for name, value in response.items():
        if name == "ResponseMetadata":
            new[name] = value
        elif hasattr(value, "_raw_stream") and hasattr(value, "read"):
            new[name] = _body(value, str(response.get("contentType", "")), restorer)
        elif hasattr(value, "_event_generator"):
            new[name] = _Events(cast("_Stream", value), restorer)
        else:
            new[name] = restored_data(value, restorer)
    return new


class _Streaming(Protocol):
    def read(self, amt: int | None = None) -> bytes: ...
    def close(self) -> None: ...


def _body(body: _Streaming, content_type: str, restorer: Restorer) -> object:
    reply = reply_for(content_type or "application/json", restorer)
    if reply is None:
        return body
    make = cast("Callable[[object, None], object]", type(body))
    return make(_Raw(body, reply), None)


class _Raw(io.RawIOBase):
    """What a StreamingBody reads from: the restored bytes of another one."""

    def __init__(self, body: _Streaming, reply: Reply) -> None:
        super().__init__()
        self._body = body
        self._reply = reply
        self._ready: bytes | None = None

    def readable(self) -> bool:
        """It is for reading only."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """All, or at most `size` bytes."""
        if self._ready is None:
            self._ready = self._reply.feed(self._body.read()) + self._reply.finish()
        count = len(self._ready) if size is None or size < 0 else size
        taken, self._ready = self._ready[:count], self._ready[count:]
        return taken

    def close(self) -> None:
        """Close both."""
        if not self.closed:
            self._body.close()
        super().close()


class _Stream(Protocol):
    def __iter__(self) -> Iterator[dict[str, object]]: ...
    def close(self) -> None: ...


class _Events:
    """An event stream of Bedrock with pseudonyms turned back."""

    def __init__(self, inner: _Stream, restorer: Restorer) -> None:
        self._inner = inner
        self._channels = Channels(restorer)

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def __iter__(self) -> Iterator[object]:
        for event in self._inner:
            yield from self._event(event)
        for data, name in self._channels.finish():
            yield _packed(data) if name == "chunk" else data

    def _event(self, event: dict[str, object]) -> Iterator[object]:
        chunk = event.get("chunk")
        content = chunk.get("bytes") if isinstance(chunk, dict) else None
        if isinstance(content, bytes):
            try:
                data: object = json.loads(content)
            except ValueError:
                raise Unreadable("an event of the reply is no JSON") from None
            for new, name in self._channels.event(data, "chunk"):
                yield _packed(new) if name == "chunk" else new
        else:
            for new, _ in self._channels.event(event):
                yield new

    def close(self) -> None:
        """Close the stream."""
        self._inner.close()


def _packed(data: object) -> dict[str, object]:
    return {"chunk": {"bytes": json.dumps(data, separators=(",", ":")).encode("ascii")}}

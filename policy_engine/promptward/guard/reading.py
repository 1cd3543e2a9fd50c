"""What a request is, before it is judged: its body, the model it asks, the features it uses."""

from collections.abc import Mapping
from itertools import pairwise

from promptward.guard.bodies import Body, read_body
from promptward.guard.bodies.json_body import JsonBody
from promptward.guard.outgoing import Outgoing
from promptward.guard.unreadable import Unreadable

__all__ = ["features_of", "may_ask", "model_of", "peek", "read"]


def read(out: Outgoing) -> Body | None:
    """The body of a request, None where it has none. Raises Unreadable."""
    if out.data is not None:
        return JsonBody(out.data, sent_as_bytes=False)
    if not out.body:
        return None
    return read_body(out.body, out.header("content-type"), out.header("content-encoding"))


def may_ask(out: Outgoing) -> bool:
    """Whether the body could be JSON for a model: what is not, is not even parsed."""
    if out.data is not None:
        return True
    start = (out.body or b"")[:64].lstrip()
    return start[:1] == b"{"


def peek(out: Outgoing) -> Body | None:
    """The same for a host that nobody declared and that serves no models as far as we know."""
    try:
        return read(out)
    except Unreadable:
        if any(word in (out.body or b"") for word in _PROMPTS):
            raise
        return None  # whatever it is: not what we govern


def model_of(out: Outgoing, body: Body | None) -> str | None:
    """The name of the model that is asked, from the body or the address."""
    data = body.data if body is not None else None
    if isinstance(data, Mapping):
        for key in ("model", "modelId", "model_id"):
            said = data.get(key)
            if isinstance(said, str):
                return said
    path = out.url.partition("://")[2].partition("?")[0]
    segments = path.split("/")
    for before, segment in pairwise(segments):
        if before in {"models", "model", "deployments"} and segment:
            return segment.partition(":")[0].replace("%3A", ":")
    return None


_PROMPTS = (b'"messages"', b'"prompt"', b'"contents"', b'"input"')
_TOOLS = ("web_search", "code_interpreter", "file_search", "computer", "web_fetch", "mcp")


def features_of(out: Outgoing, body: Body | None) -> frozenset[str]:
    """What of a service is used besides what the path says, for the agreement to cover."""
    found: set[str] = set()
    if out.header("anthropic-beta") or out.header("openai-beta"):
        found.add("beta")
    data = body.data if body is not None else None
    if isinstance(data, Mapping):
        tools = data.get("tools")
        for tool in tools if isinstance(tools, list) else ():
            said = tool.get("type") if isinstance(tool, Mapping) else None
            if isinstance(said, str):
                found |= {name for name in _TOOLS if said.startswith(name)}
        if data.get("store") is True:
            found.add("store")
        if data.get("background") is True:
            found.add("batch")
    if body is not None:
        found |= body.media
    return frozenset(found)

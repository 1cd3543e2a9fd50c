"""The address and the headers of a request as text: what in them somebody made up."""

from collections.abc import Sequence

from promptward.guard.bodies import Rendering
from promptward.guard.bodies.form_body import plain
from promptward.guard.bodies.words import steers

__all__ = ["render_address", "render_headers"]

_KNOWN_HEADERS = frozenset(
    {
        "accept", "accept-charset", "accept-encoding", "accept-language", "amz-sdk-invocation-id",
        "amz-sdk-request", "anthropic-beta", "anthropic-dangerous-direct-browser-access",
        "anthropic-version", "api-key", "authorization", "cache-control", "connection",
        "content-encoding", "content-length", "content-type", "cookie", "date", "expect", "host",
        "idempotency-key", "if-modified-since", "if-none-match", "keep-alive", "openai-beta",
        "openai-organization", "openai-project", "origin", "pragma", "proxy-authorization",
        "range", "referer", "te", "traceparent", "tracestate", "trailer", "transfer-encoding",
        "upgrade", "user-agent", "x-api-key", "x-goog-api-client", "x-goog-api-key",
        "x-goog-user-project", "x-request-id", "x-server-timeout",
    }
)  # fmt: skip
_KNOWN_PREFIXES = ("x-amz-", "x-stainless-", "sec-", "x-ms-client-", "x-ms-useragent")


def render_headers(headers: Sequence[tuple[str, str]], into: Rendering) -> None:
    """The headers that somebody made up; those of the protocol and of keys are not text."""
    for name, value in headers:
        lowered = name.lower()
        if lowered in _KNOWN_HEADERS or lowered.startswith(_KNOWN_PREFIXES):
            continue
        into.add(name, "header (its name)", fixed=True)
        into.gap(": ")
        into.add(value, "header", fixed=True)
        into.gap("\n")


_KNOWN_PARAMETERS = frozenset(
    {"alt", "api-version", "beta", "key", "limit", "after", "before", "order", "pagesize",
     "include", "include[]", "stream"}
)  # fmt: skip
_NAMING_SEGMENTS = frozenset({"model", "models", "deployments", "engines", "publishers"})


def render_address(url: str, into: Rendering) -> None:
    """Path and query of a URL; names of models stand in paths and are no text."""
    rest = url.partition("://")[2]
    path, _, query = rest.partition("#")[0].partition("?")
    before = ""
    for segment in path.split("/")[1:]:
        read = plain(segment.replace("+", "%2B"))
        if read and before not in _NAMING_SEGMENTS and not _is_word(read):
            into.add(read, "address", fixed=True)
            into.gap("\n")
        before = read
    for field in query.split("&"):
        name, _, value = field.partition("=")
        said = plain(value)
        if name in {"model", "deployment"} and steers(name, said, None, frozenset()):
            continue  # a model's name may hold a date
        if field and name.lower() not in _KNOWN_PARAMETERS:
            into.add(plain(name), "address (a parameter's name)", fixed=True)
            into.gap(": ")
            into.add(said, "address", fixed=True)
            into.gap("\n")


_LONGEST_WORD = 31


def _is_word(segment: str) -> bool:
    """Whether a segment is a plain word of an API: `v1`, `chat`, `completions`."""
    if not segment.isascii() or not segment.islower() or len(segment) > _LONGEST_WORD:
        return False
    if segment.startswith("v"):
        version = segment[1:].replace("beta", "").replace("alpha", "")
        if version.isdecimal():
            return True
    return segment.replace("_", "").replace("-", "").isalpha()

"""Which way a reply arrives, by its content type."""

from typing import Protocol

from promptward.guard.replies.document import restored_document
from promptward.guard.replies.lines import LinesReply
from promptward.guard.replies.sse import SseReply
from promptward.guard.restorer import Pieces, Restorer

__all__ = ["Reply", "reply_for"]


class Reply(Protocol):
    """A reply that arrives in chunks of any size."""

    def feed(self, chunk: bytes) -> bytes:
        """The next bytes in, and out what they complete."""

    def finish(self) -> bytes:
        """The rest."""


class _Document:
    """A document that is read to its end before anything of it is handed on."""

    __slots__ = ("_content", "_restorer")

    def __init__(self, restorer: Restorer) -> None:
        self._restorer = restorer
        self._content = bytearray()

    def feed(self, chunk: bytes) -> bytes:
        self._content += chunk
        return b""

    def finish(self) -> bytes:
        return restored_document(bytes(self._content), self._restorer)


class _Text:
    """Plain text; bytes of a character that was cut wait for the rest of it."""

    __slots__ = ("_bytes", "_pieces")

    def __init__(self, restorer: Restorer) -> None:
        self._pieces: Pieces = restorer.pieces()
        self._bytes = b""

    def feed(self, chunk: bytes) -> bytes:
        content = self._bytes + chunk
        cut = _whole(content)
        self._bytes = content[cut:]
        return _encoded(self._pieces.feed(content[:cut].decode("utf-8", "surrogateescape")))

    def finish(self) -> bytes:
        rest = self._bytes.decode("utf-8", "surrogateescape")
        return _encoded(self._pieces.feed(rest) + self._pieces.flush())


def reply_for(content_type: str | None, restorer: Restorer) -> Reply | None:
    """How to read a reply of this type; None for one that is no text."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind == "text/event-stream":
        return SseReply(restorer)
    if kind in {"application/x-ndjson", "application/jsonl", "application/stream+json"}:
        return LinesReply(restorer)
    if kind.endswith("json"):
        return _Document(restorer)
    if kind.startswith("text/"):
        return _Text(restorer)
    return None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _whole(content: bytes) -> int:
    """How many bytes are whole characters of UTF-8."""
    for back in range(1, min(4, len(content)) + 1):
        byte = content[-back]
        if byte < 0x80:  # noqa: PLR2004  # ASCII
            return len(content)
        if byte >= 0xC0:  # noqa: PLR2004  # the first byte of a character
            needed = 2 + (byte >= 0xE0) + (byte >= 0xF0)  # noqa: PLR2004  # of three, of four
            return len(content) if back >= needed else len(content) - back
    return len(content)

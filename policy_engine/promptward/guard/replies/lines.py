"""Lines of JSON (application/x-ndjson), as Ollama streams them."""

import json

from promptward.guard.replies.channels import Channels, dumped
from promptward.guard.restorer import Restorer

__all__ = ["LinesReply"]


class LinesReply:
    """A stream of JSON values, one a line."""

    __slots__ = ("_channels", "_line")

    def __init__(self, restorer: Restorer) -> None:
        self._channels = Channels(restorer)
        self._line = bytearray()

    def feed(self, chunk: bytes) -> bytes:
        """The next bytes in; whole lines out."""
        self._line += chunk
        *lines, rest = self._line.split(b"\n")
        self._line = bytearray(rest)
        return b"".join(self._written(bytes(line)) for line in lines)

    def finish(self) -> bytes:
        """The end of the stream."""
        line, self._line = bytes(self._line), bytearray()
        last = self._written(line) if line.strip() else b""
        return last + b"".join(
            dumped(data).encode("ascii") + b"\n" for data, _ in self._channels.finish()
        )

    def _written(self, line: bytes) -> bytes:
        try:
            data: object = json.loads(line)
        except ValueError:
            return line + b"\n"
        events = self._channels.event(data)
        if len(events) == 1 and events[0][0] == data:
            return line + b"\n"
        return b"".join(dumped(new).encode("ascii") + b"\n" for new, _ in events)

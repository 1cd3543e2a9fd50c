"""Server-sent events (text/event-stream), cut anywhere, with any of the three line ends."""

import json

from promptward.guard.replies.channels import Channels, dumped
from promptward.guard.restorer import Restorer

__all__ = ["SseReply"]


class SseReply:
    """A stream of events. One that holds no pseudonym leaves as the bytes it came in."""

    __slots__ = ("_channels", "_line", "_lines", "_raw", "_skip_feed")

    def __init__(self, restorer: Restorer) -> None:
        self._channels = Channels(restorer)
        self._line = bytearray()
        self._raw = bytearray()
        self._lines: list[bytes] = []
        # A carriage return ends a line at once; a line feed right behind it is part of that end,
        # even if it comes with the next chunk.
        self._skip_feed = False

    def feed(self, chunk: bytes) -> bytes:
        """The next bytes in; whole events out."""
        out = bytearray()
        for byte in _cut(chunk):
            if byte == b"\n" and self._skip_feed:
                self._skip_feed = False
                self._raw += byte
                continue
            self._skip_feed = byte == b"\r"
            self._raw += byte
            if byte in {b"\n", b"\r"}:
                self._end_line(out)
            else:
                self._line += byte
        return bytes(out)

    def finish(self) -> bytes:
        """The end of the stream: an event that was not ended, and what was held back."""
        out = bytearray()
        if self._line:
            self._end_line(out)
        if self._lines:
            self._event(out)
        out += self._raw
        self._raw.clear()
        for data, name in self._channels.finish():
            out += _written(data, name, ())
        return bytes(out)

    def _end_line(self, out: bytearray) -> None:
        line = bytes(self._line)
        self._line.clear()
        if line:
            self._lines.append(line)
        else:
            self._event(out)

    def _event(self, out: bytearray) -> None:
        raw, lines = bytes(self._raw), self._lines
        self._raw, self._lines = bytearray(), []
        data_lines = [_value(line) for line in lines if line.startswith(b"data")]
        if not data_lines:
            out += raw
            return
        text = b"\n".join(data_lines).decode("utf-8", "surrogateescape")
        name = next(
            (_value(line).decode("utf-8", "replace") for line in lines if line[:5] == b"event"),
            None,
        )
        try:
            data: object = json.loads(text)
        except ValueError:
            for held, held_name in self._channels.finish():
                out += _written(held, held_name, ())
            out += raw
            return
        events = self._channels.event(data, name)
        if len(events) == 1 and events[0][0] == data:
            out += raw if raw.endswith((b"\n", b"\r")) else raw + b"\n\n"
            return
        others = [line for line in lines if not line.startswith((b"data", b"event"))]
        for index, (new, new_name) in enumerate(events):
            last = index == len(events) - 1
            out += _written(new, new_name, others if last else ())


def _cut(chunk: bytes) -> list[bytes]:
    """The chunk in runs without line ends, and line ends by themselves."""
    pieces: list[bytes] = []
    start = 0
    for place, byte in enumerate(chunk):
        if byte in b"\r\n":
            if start < place:
                pieces.append(chunk[start:place])
            pieces.append(chunk[place : place + 1])
            start = place + 1
    if start < len(chunk):
        pieces.append(chunk[start:])
    return pieces


def _value(line: bytes) -> bytes:
    return line.partition(b":")[2].removeprefix(b" ")


def _written(data: object, name: str | None, others: "list[bytes] | tuple[()]") -> bytes:
    lines = [*others]
    if name is not None:
        lines.append(b"event: " + name.encode())
    lines.append(b"data: " + dumped(data).encode("ascii"))
    return b"\n".join(lines) + b"\n\n"

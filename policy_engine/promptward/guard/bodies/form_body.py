"""Other bodies that can be read: plain text, lines of JSON, forms, and forms with files."""

import re
from collections.abc import Mapping

from promptward.guard.bodies.json_body import JsonBody
from promptward.guard.bodies.media import media_of_type
from promptward.guard.bodies.rendering import Rendering
from promptward.guard.unreadable import Unreadable

__all__ = ["FormBody", "LinesBody", "MultipartBody", "TextBody", "plain"]


class TextBody:
    """Plain text."""

    media: frozenset[str] = frozenset()
    data: object = None

    __slots__ = ("_index", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = -1

    def render(self, into: Rendering) -> None:
        """The text as it is."""
        self._index = into.add(self._text, "body")
        into.gap("\n")

    def rewritten(self, changed: Mapping[int, str]) -> bytes:
        """The new text in UTF-8."""
        return changed.get(self._index, self._text).encode("utf-8", "surrogatepass")


class LinesBody:
    """Lines of JSON, as batches are uploaded."""

    data: object = None

    __slots__ = ("_lines", "_spans", "media")

    def __init__(self, text: str) -> None:
        self._lines = [JsonBody.read(line) for line in text.splitlines() if line.strip()]
        self._spans: list[tuple[int, int]] = []
        self.media: frozenset[str] = frozenset()

    def render(self, into: Rendering) -> None:
        """Every line in turn."""
        for line in self._lines:
            first = len(into.leaves)
            line.render(into)
            self._spans.append((first, len(into.leaves)))
            self.media |= line.media

    def rewritten(self, changed: Mapping[int, str]) -> bytes:
        """The lines, each ended by a line feed."""
        written = []
        for line, (first, last) in zip(self._lines, self._spans, strict=True):
            written.append(
                line.rewritten({i: new for i, new in changed.items() if first <= i < last})
            )
        return b"".join(line + b"\n" for line in written)


class FormBody:
    """Fields of an HTML form, percent-encoded."""

    media: frozenset[str] = frozenset()
    data: object = None

    __slots__ = ("_fields", "_slots")

    def __init__(self, text: str) -> None:
        self._fields = [
            tuple(plain(part) for part in (field.partition("=")[0], field.partition("=")[2]))
            for field in text.split("&")
            if field
        ]
        self._slots: dict[int, int] = {}

    def render(self, into: Rendering) -> None:
        """A line for each field."""
        for number, (name, value) in enumerate(self._fields):
            into.add(name, "form field (its name)", fixed=True)
            into.gap(": ")
            self._slots[into.add(value, "form field")] = number
            into.gap("\n")

    def rewritten(self, changed: Mapping[int, str]) -> bytes:
        """The fields, percent-encoded again."""
        values = [value for _, value in self._fields]
        for index, new in changed.items():
            values[self._slots[index]] = new
        return "&".join(
            f"{_escaped(name)}={_escaped(value)}"
            for (name, _), value in zip(self._fields, values, strict=True)
        ).encode("ascii")


_NAME = re.compile(rb'(?:file)?name\*?="?([^";]*)', re.IGNORECASE)
_TYPE = re.compile(rb"content-type:\s*([^\r\n;]+)", re.IGNORECASE)


class MultipartBody:
    """A form with files. A part that is text is looked at; one that isn't counts as media."""

    data: object = None

    __slots__ = ("_boundary", "_parts", "_spans", "media")

    def __init__(self, content: bytes, boundary: str) -> None:
        self._boundary = b"--" + boundary.encode("latin-1")
        pieces = (b"\r\n" + content).split(b"\r\n" + self._boundary)
        if len(pieces) < 2 or not pieces[-1].startswith(b"--"):  # noqa: PLR2004  # before and after
            raise Unreadable("the form with files can't be read")
        self.media: frozenset[str] = frozenset()
        self._parts: list[tuple[bytes, bytes, TextBody | LinesBody | None]] = []
        self._spans: list[tuple[int, int]] = []
        for piece in pieces[1:-1]:
            head, found, inner = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
            if not found:
                raise Unreadable("the form with files can't be read")
            self._parts.append((head, inner, self._read(head, inner)))

    def _read(self, head: bytes, inner: bytes) -> "TextBody | LinesBody | None":
        said = _TYPE.search(head)
        kind = said[1].decode("latin-1").strip().lower() if said else "text/plain"
        try:
            text = inner.decode("utf-8")
        except UnicodeDecodeError:
            text = None
        if text is not None and text.lstrip()[:1] == "{":
            try:
                return LinesBody(text)
            except Unreadable:
                return TextBody(text)
        if text is not None and "\0" not in text and not text.startswith("%PDF"):
            return TextBody(text)
        self.media |= {media_of_type(kind) or "files"}
        return None

    def render(self, into: Rendering) -> None:
        """The names in each part's head, and the part if it is text."""
        for head, _, body in self._parts:
            for name in _NAME.findall(head):
                into.add(name.decode("utf-8", "replace"), "name of a file", fixed=True)
                into.gap("\n")
            first = len(into.leaves)
            if body is not None:
                body.render(into)
                self.media |= body.media
            self._spans.append((first, len(into.leaves)))

    def rewritten(self, changed: Mapping[int, str]) -> bytes:
        """The form with its parts rewritten."""
        written = [b""]
        for (head, inner, body), (first, last) in zip(self._parts, self._spans, strict=True):
            inside = {i: new for i, new in changed.items() if first <= i < last}
            new = inner if body is None or not inside else body.rewritten(inside)
            written.append(b"\r\n" + head + b"\r\n\r\n" + new)
        joined = (b"\r\n" + self._boundary).join(written)
        return joined.removeprefix(b"\r\n") + b"\r\n" + self._boundary + b"--\r\n"


def plain(text: str) -> str:
    """A percent-encoded text read; what is no UTF-8 becomes a question mark."""
    spaced = text.replace("+", " ")
    if "%" not in spaced:
        return spaced
    out = bytearray()
    at = 0
    data = spaced.encode("utf-8", "surrogatepass")
    while at < len(data):
        digits = data[at + 1 : at + 3]
        if data[at] == 0x25 and len(digits) == 2 and _is_hex(digits):  # noqa: PLR2004  # a percent sign, two digits
            out.append(int(digits, 16))
            at += 3
        else:
            out.append(data[at])
            at += 1
    return out.decode("utf-8", "replace")


def _is_hex(digits: bytes) -> bool:
    return all(one in b"0123456789abcdefABCDEF" for one in digits)


_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _escaped(text: str) -> str:
    return "".join(
        chr(byte) if byte in _SAFE else f"%{byte:02X}"
        for byte in text.encode("utf-8", "surrogatepass")
    )

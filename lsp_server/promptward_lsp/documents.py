"""Open documents: our own model, since every client's edits must land where it meant them."""

import os
import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from promptward_lsp.positions import Encoding, Lines

__all__ = ["Document", "Edit", "path_of"]

_SURROGATE = re.compile("[\ud800-\udfff]")


class Edit(NamedTuple):
    """`[start, end)` of a text was replaced by `size` code points."""

    start: int
    end: int
    size: int

    @property
    def delta(self) -> int:
        """By how much what lies behind has moved."""
        return self.size - (self.end - self.start)


class Document:
    """
    One open document, or one cell of a notebook.

    `text` holds no lone surrogates (a client may send them; they become U+FFFD, one for one).
    `notebook` is the URI of the notebook that a cell belongs to.
    """

    __slots__ = ("language", "lines", "notebook", "uri", "version")

    def __init__(
        self, uri: str, language: str, version: int, text: str, notebook: str | None = None
    ) -> None:
        self.uri = uri
        self.language = language
        self.version = version
        self.notebook = notebook
        self.lines = Lines(_whole(text))

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.lines.text

    @property
    def path(self) -> str | None:
        """Its file; that of the notebook for a cell; None where it has none."""
        return path_of(self.notebook or self.uri)

    def range_of(self, start: int, end: int, encoding: Encoding) -> dict[str, object]:
        """A range of offsets as the protocol writes it."""
        first = self.lines.position(start, encoding)
        last = self.lines.position(end, encoding)
        return {
            "start": {"line": first.line, "character": first.character},
            "end": {"line": last.line, "character": last.character},
        }

    def replace(self, text: str) -> Edit:
        """A new text as a whole; the edit says what differs, so that the rest stays known."""
        text = _whole(text)
        old = self.lines.text
        edit = difference(old, text)
        if edit.start == 0 and edit.end == len(old):
            self.lines = Lines(text)
        else:
            self.lines.change(edit.start, edit.end, text[edit.start : edit.start + edit.size])
        return edit

    def change(
        self, start: tuple[int, int], end: tuple[int, int], text: str, encoding: Encoding
    ) -> Edit:
        """Replace a range of positions; positions beyond the text mean its nearest place."""
        first = self.lines.offset(*start, encoding)
        last = max(first, self.lines.offset(*end, encoding))
        text = _whole(text)
        self.lines.change(first, last, text)
        return Edit(first, last, len(text))


def difference(old: str, new: str) -> Edit:
    """The smallest single edit from one text to another."""
    most = min(len(old), len(new))
    start = _common(old, new, most)
    end = _common_end(old, new, most - start)
    return Edit(start, len(old) - end, len(new) - end - start)


def _common(one: str, other: str, most: int) -> int:
    """The length of the common beginning, found by halves: slices compare at memory speed."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, most: int) -> int:
    """The length of the common end, in the same way."""
    low, high = 0, most
    ends = len(one), len(other)
    while low < high:
        middle = (low + high + 1) // 2
        if one[ends[0] - middle : ends[0] - low] == other[ends[1] - middle : ends[1] - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _whole(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def path_of(uri: str) -> str | None:
    """The path of a `file:` URI; None for any other, and for one that is no path."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file":
        return None
    path = unquote(parts.path, errors="surrogateescape")
    if os.name == "nt":
        from urllib.request import url2pathname  # noqa: PLC0415  # heavy, and for Windows only

        path = url2pathname(parts.path)
    return path if path and "\0" not in path else None

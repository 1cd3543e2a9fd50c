"""
Elements and attributes of XML and HTML, C-CDA among them, and the cells of HTML tables.

A tag that is not closed, or a `<` that is no tag, costs nothing: each `<` is looked at once.
"""

import re
from typing import NamedTuple

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.kinds import WEAK
from promptward.fields.words import known, words_of

__all__ = ["markup"]

_TAG = regex(r"<(/?)([A-Za-z][\w:.-]{0,60})((?:\s[^<>]{0,600})?)>([^<]{0,400})", re.ASCII)
_ATTRIBUTE = regex(
    r"([A-Za-z_:][\w:.-]{0,40})\s{0,3}=\s{0,3}\\?[\"']([^\"'<>]{1,300}?)\\?[\"']", re.ASCII
)
_VALUES = frozenset({"value", "extension", "content"})
_NAMING = frozenset({"name", "data-field"})
_INLINE = frozenset(
    {"b", "i", "em", "strong", "a", "span", "u", "font", "br", "code", "tt", "wbr", "sup", "sub"}
)
_DEEPEST = 64
_LONGEST_NAME = 40


class _Open(NamedTuple):
    """An element that is open: its name, and the name of the column if it is a cell."""

    words: list[str]
    cell: str


class _Markup:
    """A text on its way from tags to fields: what is open, and the table that is being read."""

    __slots__ = ("before", "column", "found", "heading", "heads", "path", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Field] = []
        self.path: list[_Open] = []
        self.heads: list[str] = []
        self.column = 0
        self.before = ""
        self.heading = False

    def read(self) -> list[Field]:
        for tag in _TAG.finditer(self.text):
            name = tag[2].rpartition(":")[2]
            if tag[1]:
                self._close(name.lower())
            else:
                self._open(tag, name, name.lower())
        return self.found

    def _close(self, name: str) -> None:
        if self.path and name not in _INLINE:
            self.path.pop()
        if name == "table":
            self.heads = []

    def _open(self, tag: re.Match[str], name: str, low: str) -> None:
        words = words_of(name)
        if tag[3]:
            self._attributes(tag, words)
        cell = ""
        if low == "tr":
            self.column = 0
            self.before = ""
        elif low in ("th", "td"):
            cell = self._cell(tag, low)
        elif low in _INLINE:
            if self.path and self.path[-1].cell:
                self._add(*tag.span(4), self.path[-1].cell, "column")
            return
        if cell:
            self._add(*tag.span(4), cell, "column")
        elif low not in ("th", "td") and tag[4].strip():
            told = known(words)
            if self.path and (told is None or told.kinds[0][1] <= WEAK):
                words = [*self.path[-1].words[-2:], *words]
            self._add(*tag.span(4), " ".join(words), "tag")
        if not tag[3].endswith("/") and len(self.path) < _DEEPEST:
            self.path.append(_Open(words, cell))

    def _attributes(self, tag: re.Match[str], words: list[str]) -> None:
        for attribute in _ATTRIBUTE.finditer(self.text, *tag.span(3)):
            own = words_of(attribute[1])
            if attribute[1] in _NAMING and len(attribute[2]) <= _LONGEST_NAME:
                named = words_of(attribute[2])
                if named and known(named) is not None:
                    words = named  # `name="dob" value=…`
                    continue
            named = words if own and own[-1] in _VALUES else [*words[-2:], *own]
            self._add(*attribute.span(2), " ".join(named), "tag")

    def _cell(self, tag: re.Match[str], low: str) -> str:
        """The name of a table's cell: of its column, or of the heading before it in its row."""
        heads, column = self.heads, self.column
        after_heading = self.heading
        self.column += 1
        self.heading = low == "th"
        if low == "th":
            inside = tag[4].strip()
            if column == 0 and inside and not (heads and inside.isdigit()):
                heads.clear()
            if column == len(heads):
                heads.append(" ".join(words_of(inside)) if len(inside) <= _LONGEST_NAME else "")
            return ""
        if column < len(heads) and heads[column]:
            return heads[column]
        if after_heading and column == 1 and heads:
            return heads[-1]
        return "" if heads else self._told_before(tag[4])

    def _told_before(self, inside: str) -> str:
        """The name in the cell before, in a table without headings: `<td>DOB:</td><td>…`."""
        before = self.before
        words = words_of(inside.strip(" :\n\t")) if len(inside) <= _LONGEST_NAME else []
        told = known(words) if words else None
        alone = told is not None and not told.first and told.kinds[0][1] > WEAK
        self.before = " ".join(words) if alone else ""
        return "" if alone else before

    def _add(self, start: int, end: int, name: str, form: str) -> None:
        text = self.text
        while end > start and (text[end - 1].isspace() or text[end - 1] == "\\"):
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if end > start and name:
            self.found.append(Field(start, end, name, form))


def markup(text: str) -> list[Field]:
    """Fields in the order of their tags."""
    return _Markup(text).read()

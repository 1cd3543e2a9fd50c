"""
Elements and attributes of XML and HTML, C-CDA among them, and the cells of HTML tables.

A tag that is not closed, or a `<` that is no tag, costs nothing: each `<` is looked at once.
"""

import re

from promptward.fields.field import Field
from promptward.fields.words import known, words_of

__all__ = ["markup"]

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]{0,60})((?:\s[^<>]{0,600})?)>([^<]{0,400})", re.ASCII)
_ATTRIBUTE = re.compile(
    r"([A-Za-z_:][\w:.-]{0,40})\s{0,3}=\s{0,3}\\?[\"']([^\"'<>]{1,300}?)\\?[\"']", re.ASCII
)
_VALUES = frozenset({"value", "extension", "content"})
_INLINE = frozenset(
    {"b", "i", "em", "strong", "a", "span", "u", "font", "br", "code", "tt", "wbr", "sup", "sub"}
)
_DEEPEST = 64


def _add(found: list[Field], text: str, start: int, end: int, name: str, form: str) -> None:
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\\"):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if end > start and name:
        found.append(Field(start, end, name, form))


def markup(text: str) -> list[Field]:
    """Fields in the order of their tags."""
    if "<" not in text or ("</" not in text and "/>" not in text):
        return []
    found: list[Field] = []
    path: list[list[str]] = []
    heads: list[str] = []
    column = 0
    heading = False
    for tag in _TAG.finditer(text):
        name = tag[2].rpartition(":")[2]
        low = name.lower()
        if tag[1]:
            if path and low not in _INLINE:
                path.pop()
            if low == "table":
                heads = []
            continue
        attributes = tag[3]
        words = words_of(name)
        cell = ""
        if low == "tr":
            column = 0
        elif low in ("th", "td"):
            cell = _cell(text, tag, low, heads, column, heading=heading)
            heading = low == "th"
            column += 1
        elif low in _INLINE and path and path[-1] and path[-1][0] == "\0":
            cell = path[-1][1]
        if attributes:
            for attribute in _ATTRIBUTE.finditer(text, *tag.span(3)):
                own = words_of(attribute[1])
                named = words if own and own[-1] in _VALUES else [*words[-2:], *own]
                _add(found, text, *attribute.span(2), " ".join(named), "tag")
        if low in ("th", "td"):
            if cell:
                _add(found, text, *tag.span(4), cell, "column")
        elif low in _INLINE:
            if cell:
                _add(found, text, *tag.span(4), cell, "column")
            continue
        elif tag[4].strip():
            told = known(words)
            if path and path[-1] and (told is None or told.kinds[0][1] <= 1):
                words = [*path[-1][-2:], *words]
            _add(found, text, *tag.span(4), " ".join(words), "tag")
        if not attributes.endswith("/") and len(path) < _DEEPEST:
            path.append(["\0", cell] if cell else words)
    return found


def _cell(
    text: str, tag: re.Match[str], low: str, heads: list[str], column: int, *, heading: bool
) -> str:
    """The name of a table's cell: of its column, or of the heading before it in its row."""
    inside = text[slice(*tag.span(4))].strip()
    if low == "th":
        if column == 0 and inside:
            heads.clear() if not heads or not inside.isdigit() else None
        if column == len(heads):
            heads.append(" ".join(words_of(inside)) if len(inside) <= 40 else "")  # noqa: PLR2004
        return ""
    if column < len(heads) and heads[column]:
        return heads[column]
    return heads[-1] if heading and column == 1 and heads else ""

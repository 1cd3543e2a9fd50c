"""
XML and HTML, C-CDA among them: searched as written; the place of a finding is its XPath.

Nothing is parsed that could be expanded or fetched: tags are read as they come, so that a broken
or hostile document costs no more than its length.
"""

import re

from promptward.formats.attached import attached
from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.plain import lines_of, pieces
from promptward.formats.segment import Place, Reading
from promptward.formats.source import Source

__all__ = ["Paths", "read"]

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(/?)([A-Za-z_][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)\s*=\s*(\"[^\"]*\"|'[^']*')")
_EMPTY = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
)
_DEEPEST = 256


class Paths:
    """XPaths of offsets; those that ascend cost one pass over the text in all."""

    __slots__ = ("_counts", "_html", "_open", "_reached", "_tags", "_text")

    def __init__(self, text: str, *, html: bool) -> None:
        self._text = text
        self._html = html
        self._begin()

    def _begin(self) -> None:
        self._tags = _TAG.finditer(self._text)
        self._reached: re.Match[str] | None = next(self._tags, None)
        self._open: list[str] = []
        # Of each open element: how many children of each name it has had.
        self._counts: list[dict[str, int]] = [{}]

    def at(self, offset: int) -> str:
        """The XPath of an offset: of the element whose text it is in, or of an attribute."""
        if self._reached is None or self._reached.start() > offset:
            self._begin()
        while self._reached is not None and self._reached.end() <= offset:
            self._step(self._reached)
            self._reached = next(self._tags, None)
        tag = self._reached
        if tag is not None and tag.start() <= offset and tag[2] and not tag[1]:
            path = "".join((*self._open, self._named(tag[2])))
            for attribute in _ATTRIBUTE.finditer(self._text, *tag.span(3)):
                if attribute.start() <= offset < attribute.end():
                    return f"{path}/@{attribute[1]}"
            return path
        return "".join(self._open) or "/"

    def _named(self, name: str) -> str:
        number = self._counts[-1].get(name, 0) + 1
        return f"/{name}" if number == 1 else f"/{name}[{number}]"

    def _step(self, tag: re.Match[str]) -> None:
        name = tag[2]
        if not name:
            return
        if tag[1]:
            for depth in range(len(self._open) - 1, -1, -1):
                if re.fullmatch(rf"/{re.escape(name)}(?:\[\d+\])?", self._open[depth]):
                    del self._open[depth:]
                    del self._counts[depth + 1 :]
                    break
            return
        step = self._named(name)
        counts = self._counts[-1]
        counts[name] = counts.get(name, 0) + 1
        empty = tag[3].endswith("/") or (self._html and name.lower() in _EMPTY)
        if not empty and len(self._open) < _DEEPEST:
            self._open.append(step)
            self._counts.append({})


def read(source: Source) -> Reading:
    """Segments of a document; places are XPath and line."""
    text = decoded(source.whole(), encoding_of(source.head()))
    at = lines_of(text)
    html = "<html" in text[:4000].lower() or source.name.lower().endswith((".html", ".htm"))
    paths = Paths(text, html=html)

    def locate(start: int, end: int) -> Place | None:
        del end
        line, column = at(start)
        path = paths.at(start)
        if "/@xmlns" in path:
            return None  # the name of a vocabulary
        return Place(path, line, column, re.sub(r"\[\d+\]", "", path))

    yield from pieces(text, locate)
    yield from attached(text, locate, source)

"""
Parts of an Office file (OOXML) that its library passes over: changes, boxes, notes, headers.

A document is more than its paragraphs, a workbook more than its cells, and slides are nothing but
parts. Here each part of XML is read as text, a paragraph a text; what a library has told already
is left to it. Files within the file are read by their own format, pictures and programs are
counted. Limits are those of archives.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from promptward.formats.archive import Budget
from promptward.formats.joined import Joined, fixed
from promptward.formats.nested import nested
from promptward.formats.segment import Item, LeftOut, Reading, UnreadError
from promptward.formats.source import Source

__all__ = ["PartText", "key_of", "parts_of", "read", "refuse_bombs"]

_LOOKS = re.compile(
    r"(?:^|/)(?:\[Content_Types\]|styles|stylesWithEffects|settings|webSettings|fontTable"
    r"|numbering|theme\d*|calcChain|metadata|printerSettings\d*|sharedStrings|workbook|app|core"
    r"|colors\d*|style\d*|activeX\d*)\.(?:xml|bin)$|/settings\.xml\.rels$"
)
"""How things look, what a library has read, and what a program keeps for itself."""
_PARAGRAPHS = frozenset({"p", "comment", "threadedComment", "property"})
_WORDS = frozenset({"t", "delText", "instrText"})
"""What of a paragraph is text: the rest says where pictures stand."""
_GAPS = {"tab": "\t", "br": "\n", "cr": "\n"}
_TAKEN = frozenset({"del", "delText", "moveFrom"})
_ADDED = frozenset({"ins", "moveTo"})
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
_EDGES = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
_TOLD = frozenset(
    {"author", "descr", "title", "displayName", "prompt", "promptTitle", "error", "display",
     "tooltip", "Target"}
)  # fmt: skip
"""Attributes in which somebody writes."""
_SAID_BY = {
    "v": frozenset({"s", "d", "n"}),  # of a pivot table's cache: a text, a day and a number
    "name": frozenset({"cmAuthor", "author"}),  # who commented on slides
    "val": frozenset({"filter", "customFilter", "default", "listEntry", "alias"}),
    "text": frozenset({"cfRule"}),
    "displayText": frozenset({"listItem"}),
}
"""The same of some elements only."""
_NUMBER = re.compile(r"\s*[-+]?\d*(?:\.\d*)?(?:[Ee][-+]?\d+)?\s*")
_QUOTED = re.compile(r'"([^"]*)"')
_CODES = re.compile(r'&(?:"[^"]*"|[A-Z]|\d+)')
"""How the head of a printed page looks: `&C&"Arial,Bold"&12`."""
_PIECE = 1 << 16
_DEEPEST = 1000


class PartText(NamedTuple):
    """A text of a part: its place, and the field it is the value of, if it says one."""

    part: str
    where: str
    text: str
    field: str = ""


def read(source: Source) -> Reading:
    """Slides: nothing but parts. No library is needed."""
    yield from parts_of(source)


def refuse_bombs(source: Source, streamed: str = "/") -> None:
    """
    Raises UnreadError before a library reads parts whole that unpack to more than the limits.

    What a package says of the size of a part is the most that is unpacked of it. Parts in the
    folder `streamed` the library reads piece by piece.
    """
    budget = Budget(source.size)
    with zipfile.ZipFile(source.open()) as package:
        for member in package.infolist():
            if not member.filename.startswith(streamed):
                budget.count(member.file_size)


def key_of(text: str) -> str:
    """What two readings of a paragraph have in common."""
    return "".join(text.split())


def parts_of(source: Source, told: frozenset[str] = frozenset()) -> Iterator[Item]:
    """
    A segment of what all parts hold, then items of the files within; `told` are keys of texts.

    Raises UnreadError for parts that can't be read, after everything else.
    """
    budget = Budget(source.size)
    failed: UnreadError | None = None
    rest = Joined()
    inner: list[Item] = []
    with zipfile.ZipFile(source.open()) as package:
        for member in package.infolist():
            name = member.filename
            if member.is_dir() or _LOOKS.search(name):
                continue
            with package.open(member) as file:
                try:
                    # Its library has read all of a sheet piece by piece, however large it is.
                    pieces = _pieces(file) if _is_sheet(name) else iter((budget.read(file),))
                except UnreadError as error:
                    failed = error
                    break
                try:
                    if name.endswith((".xml", ".rels")):
                        for one in _texts(name, pieces):
                            if key_of(one.text) not in told:
                                rest.add(one.text, fixed(one.where, one.part), one.field)
                    else:
                        inner += _within(name, next(pieces), source)
                except UnreadError as error:
                    failed = error
    if len(rest):
        yield rest.segment()
    yield from inner
    if failed is not None:
        raise failed


def _within(name: str, data: bytes, source: Source) -> Iterator[Item]:
    if "/media/" in name or "/fonts/" in name:
        yield LeftOut("font" if "/fonts/" in name else "image")
    elif name.endswith("vbaProject.bin"):
        yield LeftOut("program")
    else:
        yield from nested(f"{name}.html" if name.endswith(".vml") else name, data, source)


class _Reader:
    """The texts of a part, as its elements come by."""

    __slots__ = (
        "_added", "_cell", "_field", "_inside", "_is_sheet", "_kept", "_number", "_part", "_seen",
        "_stack", "_taken", "found",
    )  # fmt: skip

    def __init__(self, part: str, *, is_sheet: bool) -> None:
        self.found: list[PartText] = []
        self._part = part
        self._is_sheet = is_sheet
        self._kept: list[bool] = []
        self._inside: list[str] = []  # the paragraphs that are open
        # Of each paragraph that is open, and of what is outside: the text as it is, and as it was.
        self._stack: list[tuple[list[str], list[str]]] = [([], [])]
        self._taken = self._added = self._number = 0
        self._field = self._cell = ""
        self._seen: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if len(self._kept) >= _DEEPEST:
            raise UnreadError("too_deep", "holds a part that is nested too deep", "flatten it")
        self._kept.append(self._is_text(name))
        self._taken += name in _TAKEN
        self._added += name in _ADDED
        if name in _PARAGRAPHS and not self._is_sheet:
            self._inside.append(name)
            self._stack.append(([], []))
            self._cell = attributes.get("ref", self._cell)
        elif name == "cacheField":
            self._field = attributes.get("name", "")
        elif name in _GAPS and not self._is_sheet:
            for texts in self._stack[-1]:
                texts.append(_GAPS[name])
        for key, value in attributes.items():
            short = key.rpartition(":")[2]
            if short == "Target" and attributes.get("TargetMode") != "External":
                continue
            if short in _TOLD or name in _SAID_BY.get(short, ()):
                self._tell(value)

    def _is_text(self, name: str) -> bool:
        if self._is_sheet:
            return name in _FORMULAS or name in _EDGES
        return name in _WORDS or self._inside[-1:] != ["p"]

    def end(self, tag: str) -> None:
        """It ends."""
        name = tag.rpartition(":")[2]
        kept = self._kept.pop()
        self._taken -= name in _TAKEN
        self._added -= name in _ADDED
        if name in _PARAGRAPHS and not self._is_sheet:
            self._inside.pop()
            self._close(name)
            if not self._inside:
                self._cell = ""
        elif len(self._stack) == 1 and kept:
            self._close(name)  # a text outside of paragraphs ends with its element
            self._stack.append(([], []))

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._kept and self._kept[-1]:
            now, before = self._stack[-1]
            if not self._taken:
                now.append(text)
            # What one person added and another took away again was there in between.
            if self._taken or not self._added:
                before.append(text)

    def _close(self, name: str) -> None:
        now, before = ("".join(texts) for texts in self._stack.pop())
        if name in _FORMULAS:
            now = before = "".join(_QUOTED.findall(now)).replace(",", "\n")  # a list, most often
        elif name in _EDGES:
            now = before = _CODES.sub(" ", now)
        elif name == "v" and _NUMBER.fullmatch(now):
            return  # a number of a chart
        self._tell(now)
        if key_of(before) != key_of(now):
            self._tell(before, "deleted text")

    def _tell(self, text: str, kind: str = "text") -> None:
        if not text.strip() or text in self._seen:
            return
        self._seen.add(text)
        self._number += 1
        where = f"comment {self._cell}" if self._cell else f"{self._part} {kind} {self._number}"
        self.found.append(PartText(self._part, where, text, self._field))


def _refuse(*_: object) -> None:
    # No program writes one into these parts; its entities could grow without end.
    raise UnreadError("broken", "holds a part that declares a document type", "save it anew")


def _is_sheet(name: str) -> bool:
    return "/worksheets/sheet" in name and name.endswith(".xml")


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _texts(name: str, pieces: Iterator[bytes]) -> Iterator[PartText]:
    stem = name.rpartition("/")[2].partition(".")[0] or "relations"
    reader = _Reader(stem, is_sheet=_is_sheet(name))
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        for data in pieces:
            for start in range(0, len(data), _PIECE):
                parser.Parse(data[start : start + _PIECE], False)  # noqa: FBT003  # not the last
                yield from reader.found
                reader.found.clear()
        parser.Parse(b"", True)  # noqa: FBT003  # the last piece
    except ExpatError:
        raise UnreadError("broken", "holds a part that is no whole XML", "repair it") from None
    yield from reader.found

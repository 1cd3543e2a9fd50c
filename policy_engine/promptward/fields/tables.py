"""
Tables with a row of names: CSV, TSV, pipes, Markdown, the output of databases and data frames.

A line is such a row if its cells are short and some are known names of fields; the lines after it
with as many cells are its rows. A line whose cells are name and value in turn is read as pairs.
"""

import re
from typing import TypeAlias

from promptward.fields.field import Field
from promptward.fields.words import Known, known, words_of

__all__ = ["tables"]

_Cell: TypeAlias = tuple[int, int]

_LINE = re.compile("[^\n]+")
_QUOTED_CELL = re.compile(r'[ \t]*(?:"((?:[^"\n]|"")*)"|([^,;\n]*))[,;]?')
_DIVIDER = re.compile(r"[-+|:= \t]+$")
_SEGMENT = re.compile(
    r"(?:MSH|EVN|PID|PD1|NK1|PV[12]|GT1|IN[123]|OB[RX]|NTE|DG1|AL1|AI[GLPS]|SCH|ORC|SPM|FT1|PR1|MRG|ROL|TXA|RX[A-Z]|RGS|Z[A-Z0-9]{2})\|"
)
_GAPPED = re.compile(r"\S+(?: \S+)*")
_TOKEN = re.compile(r"\S+")
_NAME = re.compile(r"[A-Za-z#][\w .#/()'^-]*$", re.ASCII)
_LONGEST_NAME = 36
_LONGEST_LINE = 2000
_FEWEST = {"|": 1, "\t": 1, ",": 2, ";": 2}


def _split(text: str, start: int, end: int, delimiter: str) -> list[_Cell]:
    """The cells of a line, without blanks and quotes around them."""
    cells: list[_Cell] = []
    if delimiter in ",;" and text.find('"', start, end) >= 0:
        at = start
        while at < end:
            cell = _QUOTED_CELL.match(text, at, end)
            if cell is None or cell.end() == at:
                break
            cells.append(_bare(text, *cell.span(1 if cell[1] is not None else 2)))
            at = cell.end()
        return cells
    at = start
    while True:
        stop = text.find(delimiter, at, end)
        if stop < 0:
            stop = end
        cells.append(_bare(text, at, stop))
        if stop == end:
            break
        at = stop + 1
    if delimiter == "|":
        if cells and cells[0][0] == cells[0][1]:
            del cells[0]
        if cells and cells[-1][0] == cells[-1][1]:
            del cells[-1]
    return cells


def _bare(text: str, start: int, end: int) -> _Cell:
    while start < end and text[start] in " \t\r*`":
        start += 1
    while end > start and text[end - 1] in " \t\r*`":
        end -= 1
    return start, end


_Header: TypeAlias = list[str]


def _named(text: str, cell: _Cell) -> tuple[list[str], Known | None]:
    start, end = cell
    if not 0 < end - start <= _LONGEST_NAME:
        return [], None
    name = text[start:end]
    if not _NAME.match(name):
        return [], None
    words = words_of(name.partition("(")[0] or name)
    told = known(words) if words else None
    if told is not None and (told.first > 1 or len(words) > 4):
        told = None
    return words, told


def _header(text: str, cells: list[_Cell], fewest: int) -> _Header | None:
    """The names, if these are the cells of a row of names."""
    names: list[str] = []
    told_some = others = 0
    for cell in cells:
        if cell[0] == cell[1]:
            names.append("")
            continue
        words, told = _named(text, cell)
        if not words:
            others += 1
            if others > 1 + len(cells) // 4:
                return None
        elif told is not None and told.kinds[0][1]:
            told_some += 1
        names.append(" ".join(words))
    return names if told_some >= fewest else None


def _paired(text: str, cells: list[_Cell], found: list[Field]) -> bool:
    """Cells that are name and value in turn: whether they were."""
    if len(cells) < 2 or len(cells) > 12:  # noqa: PLR2004  # a pair; a wide table is none
        return False
    pairs: list[Field] = []
    for at in range(0, len(cells) - 1, 2):
        words, told = _named(text, cells[at])
        if told is None:
            if at == 0:
                return False
            continue
        start, end = cells[at + 1]
        if end > start:
            if _named(text, (start, end))[1] is not None:
                return False
            if told.kinds[0][1] > 1:
                pairs.append(Field(start, end, " ".join(words), "label"))
    found += pairs
    return bool(pairs)


def _in_turn(text: str, cells: list[_Cell]) -> bool:
    """Whether every second cell is a name of a field, and those between are none."""
    if len(cells) < 4:  # noqa: PLR2004  # two pairs
        return False
    named = [_named(text, cell)[1] is not None for cell in cells]
    return all(named[0:-1:2]) and not any(named[1::2])


class _Tables:
    __slots__ = ("delimiter", "delimiters", "found", "header", "text", "wide")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Field] = []
        self.header: _Header | None = None
        self.delimiter = ""
        self.delimiters = [
            (sign, fewest) for sign, fewest in _FEWEST.items() if text.count(sign) > fewest
        ]
        self.wide: tuple[_Header, list[_Cell], bool | None] | None = None

    def read(self, *, gaps: bool) -> list[Field]:
        text = self.text
        last = 0
        for line in _LINE.finditer(text):
            start, end = line.span()
            if text.count("\n", last, start) > 1:
                self.header = self.wide = None  # a blank line ends a table
            last = end
            if end - start > _LONGEST_LINE:
                self.header = self.wide = None
                continue
            if text[start] in "-+|:= " and _DIVIDER.match(text, start, end):
                continue
            delimiter = self._delimiter(start, end) if self.delimiters else ""
            if delimiter:
                self.wide = None
                self._delimited(start, end, delimiter)
            elif gaps:
                self.header = None
                self._gapped(start, end)
        return self.found

    def _delimiter(self, start: int, end: int) -> str:
        text = self.text
        if self.header is not None and text.find(self.delimiter, start, end) >= 0:
            return self.delimiter
        best, most = "", 0
        for delimiter, fewest in self.delimiters:
            count = text.count(delimiter, start, end)
            if count >= fewest and count > most:
                best, most = delimiter, count
        return best

    def _delimited(self, start: int, end: int, delimiter: str) -> None:
        text = self.text
        if delimiter == "|" and _SEGMENT.match(text, start):
            return
        cells = _split(text, start, end, delimiter)
        names = self.header
        if names is not None and delimiter == self.delimiter:
            near = len(cells) == len(names) or (
                delimiter != "," and abs(len(cells) - len(names)) < 2
            )  # noqa: PLR2004
            if near:
                again = _header(text, cells, max(2, len(names) // 2))
                if again is None:
                    self._row(names, cells)
                    return
        if delimiter in "|\t" and _in_turn(text, cells) and _paired(text, cells, self.found):
            self.header = None
            return
        names = _header(text, cells, 1 if delimiter in "|\t" else 2)
        if delimiter in "|\t" and (names is None or len(cells) == 2):  # noqa: PLR2004  # a pair
            if _paired(text, cells, self.found):
                self.header = None
                return
        self.header, self.delimiter = names, delimiter

    def _row(self, names: _Header, cells: list[_Cell]) -> None:
        for name, (start, end) in zip(names, cells, strict=False):
            if name and end > start:
                if self.text[start] in "+-" and self.text[start + 1 : start + 2].isalpha():
                    start += 1  # noqa: PLW2901  # a line of a diff
                self.found.append(Field(start, end, name, "column"))

    def _gapped(self, start: int, end: int) -> None:
        text = self.text
        if self.wide is not None:
            if self._gapped_row(start, end):
                return
            self.wide = None
        if text.find(":", start, end) >= 0 or text.find("  ", start, end) < 0:
            return
        cells = [m.span() for m in _GAPPED.finditer(text, start, end)]
        if len(cells) == 2 and cells[0][0] - start <= 4 and _paired(text, cells, self.found):  # noqa: PLR2004
            return
        for pattern in (_GAPPED, _TOKEN):
            cells = [m.span() for m in pattern.finditer(text, start, end)]
            if len(cells) > 1:
                names = _header(text, cells, 1 if len(cells) > 2 else 2)  # noqa: PLR2004
                if names is not None and (pattern is _TOKEN or not _joined(text, cells)):
                    self.wide = names, [(a - start, b - start) for a, b in cells], None
                    return
            if not text[start].isspace():
                return

    def _gapped_row(self, start: int, end: int) -> bool:
        assert self.wide is not None
        text = self.text
        names, columns, left = self.wide
        cells = [m.span() for m in _GAPPED.finditer(text, start, end)]
        extra = len(cells) - len(names)
        if len(cells) > 1 and (extra == 0 or (extra == 1 and text[slice(*cells[0])].isdigit())):
            # As many cells as names, but for the number of the row: no need to measure.
            self.found += [
                Field(a, b, name, "column")
                for name, (a, b) in zip(names, cells[extra:], strict=True)
                if name
            ]
            return True
        line = text[start:end].expandtabs(1)
        if left is None:
            lefts = sum(_starts(line, a) for a, _ in columns)
            rights = sum(_ends(line, b) for _, b in columns)
            left = lefts >= rights
            self.wide = names, columns, left
        if left:
            bounds = [a for a, _ in columns] + [len(line)]
            ranges = list(zip(bounds, bounds[1:], strict=False))
        else:
            ends = [0] + [b for _, b in columns]
            ranges = list(zip(ends, ends[1:], strict=False))
        cut = sum(
            0 < (a if left else b) < len(line)
            and line[(a if left else b) - 1] != " "
            and line[a if left else b] != " "
            for a, b in ranges
        )
        if cut > (0 if left else 1):
            return False
        named = []
        for name, (a, b) in zip(names, ranges, strict=True):
            first, last = _bare(text, min(start + a, end), min(start + b, end))
            if not left:
                # An index or a name may reach over the column before: take what stands alone.
                gap = text.rfind("  ", first, last)
                if gap >= 0:
                    first = gap + 2
                elif a == 0:
                    index = re.match(r"\d+ +", text[first:last])
                    first += index.end() if index else 0
            if last > first:
                named.append((name, first, last))
        if len(named) < 2:  # noqa: PLR2004  # one word alone is no row
            return False
        self.found += [Field(a, b, name, "column") for name, a, b in named if name]
        return True


def _joined(text: str, cells: list[_Cell]) -> bool:
    """Whether two names stand in one cell, with one blank between them."""
    for start, end in cells:
        if text.find(" ", start, end) >= 0:
            words, told = _named(text, (start, end))
            if told is None or (told.first and known(words[: told.first])):
                return True
    return False


def _starts(line: str, at: int) -> bool:
    return at < len(line) and line[at] != " " and (at == 0 or line[at - 1] == " ")


def _ends(line: str, at: int) -> bool:
    return 0 < at <= len(line) and line[at - 1] != " " and (at == len(line) or line[at] == " ")


def tables(text: str) -> list[Field]:
    """The named cells of all tables, in the order of the text."""
    if "\n" not in text:
        return []
    gaps = "  " in text
    if not (gaps or "|" in text or "\t" in text or text.count(",") > 3 or ";" in text):  # noqa: PLR2004
        return []
    return _Tables(text).read(gaps=gaps)

"""Columns by position: output of databases and data frames, tables typed with blanks."""

from itertools import pairwise

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.rows import Cell, Cells, bare

__all__ = ["Columns"]

_GAPPED = regex(r"\S+(?: \S+)*")
_TOKEN = regex(r"\S+")
_INDEX = regex(r"\d+ +")
_MARGIN = 4
_FEW = 2


class Columns:
    """A table in the making: the row of names that was read last, and where its columns stand."""

    __slots__ = ("_cells", "_found", "_gapped", "_known", "_left", "_names", "_text")

    def __init__(self, text: str, known: Cells, found: list[Field]) -> None:
        self._text = text
        self._known = known
        self._found = found
        self._names: list[str] = []
        self._cells: list[Cell] = []
        self._left: bool | None = None
        self._gapped = False

    @property
    def reading(self) -> bool:
        """Whether a table is being read."""
        return bool(self._names)

    def end(self) -> None:
        """The table is over."""
        self._names = []

    def row(self, start: int, end: int) -> bool:
        """Whether the line was a row of the table that is being read; if not, that one is over."""
        if self._names and self._row(start, end):
            return True
        self._names = []
        return False

    def head(self, start: int, end: int) -> None:
        """Reads a line that is no row: names of another table, or a name and its value."""
        text = self._text
        if text.find(":", start, end) >= 0 or text.find("  ", start, end) < 0:
            return
        known = self._known
        cells = [m.span() for m in _GAPPED.finditer(text, start, end)]
        pair = len(cells) == _FEW and cells[0][0] - start <= _MARGIN
        if (pair or known.in_turn(cells)) and known.paired(cells, self._found):
            return
        for pattern in (_GAPPED, _TOKEN):
            if pattern is _TOKEN:
                cells = [m.span() for m in pattern.finditer(text, start, end)]
            if len(cells) > 1:
                names = known.names(cells, 1 if len(cells) > _FEW else _FEW)
                if names is not None and (pattern is _TOKEN or not known.joined(cells)):
                    self._names = names
                    self._cells = [(a - start, b - start) for a, b in cells]
                    self._left = None
                    self._gapped = pattern is _GAPPED
                    return
            if not text[start].isspace():
                return

    def _row(self, start: int, end: int) -> bool:
        text = self._text
        cells = [m.span() for m in _GAPPED.finditer(text, start, end)]
        extra = len(cells) - len(self._names)
        numbered = extra == 1 and text[slice(*cells[0])].isdigit()
        if self._gapped and len(cells) > 1 and (extra == 0 or numbered):
            # As many cells as names, but for the number of the row: no need to measure.
            cells = cells[extra:]
        else:
            cells = self._measured(text[start:end], start)
            if sum(b > a for a, b in cells) < _FEW:
                return False  # one word alone is no row
        self._found += [
            Field(a, b, name, "column")
            for name, (a, b) in zip(self._names, cells, strict=True)
            if name and b > a
        ]
        return True

    def _measured(self, line: str, start: int) -> list[Cell]:
        """The cells of a line by where the names stand; none if a column's bound cuts a word."""
        columns = self._cells
        if self._left is None:
            lefts = sum(_starts(line, a) for a, _ in columns)
            self._left = lefts >= sum(_ends(line, b) for _, b in columns)
        if self._left:
            bounds = [*(a for a, _ in columns), len(line)]
        else:
            bounds = [0, *(b for _, b in columns)]
        ranges = list(pairwise(bounds))
        inner = bounds[:-1] if self._left else bounds[1:]
        cut = sum(
            0 < at < len(line) and not (line[at - 1].isspace() or line[at].isspace())
            for at in inner
        )
        if cut > (0 if self._left else 1):
            return []
        cells = []
        for low, high in ranges:
            first, last = bare(line, min(low, len(line)), min(high, len(line)))
            if not self._left:
                # An index or a name may reach over the column before: take what stands alone.
                gap = line.rfind("  ", first, last)
                index = _INDEX.match(line, first, last) if low == 0 else None
                first = gap + 2 if gap >= 0 else index.end() if index else first
            cells.append((start + first, start + max(first, last)))
        return cells


def _starts(line: str, at: int) -> bool:
    return at < len(line) and line[at] != " " and (at == 0 or line[at - 1] == " ")


def _ends(line: str, at: int) -> bool:
    return 0 < at <= len(line) and line[at - 1] != " " and (at == len(line) or line[at] == " ")

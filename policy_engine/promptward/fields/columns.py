"""Columns by position: output of databases and data frames, tables typed with blanks."""

from itertools import pairwise

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.rows import Cell, Cells, bare

__all__ = ["Columns"]

_GAPPED = regex(r"\S+(?: \S+)*")
_TOKEN = regex(r"\S+")
_INDEX = regex(r"\d+ +")
_RULE = regex(
    r" {0,4}(?:(-)|=){2,80}(?(1)(?: {1,3}-{1,80}){1,60}|(?: {1,3}={1,80}){1,60})[ \t\r]*$"
)
_RULED = regex(r"-+|=+")
_HEADING = regex(
    r"(?:[A-Z][A-Z0-9_#/.%]*(?: +|$)){3,60}$|(?=\S*_)(?:[a-z][a-z0-9_]*(?: +|$)){3,60}$"
)
"""Tokens that are written as headings alone are."""

_RULES = ("--", "==", " --", " ==", "  --", "- ")
_MARGIN = 4
_FEW = 2


class Columns:
    """A table in the making: the row of names that was read last, and where its columns stand."""

    __slots__ = ("_cells", "_found", "_gapped", "_known", "_left", "_names", "_ruled", "_text")

    def __init__(self, text: str, known: Cells, found: list[Field]) -> None:
        self._text = text
        self._known = known
        self._found = found
        self._names: list[str] = []
        self._cells: list[Cell] = []
        self._left: bool | None = None
        self._gapped = False
        self._ruled = False

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
        if text.startswith(_RULES, end + 1) and self._head_of_rule(start, end):
            return
        if (
            text.find(":", start, end) >= 0
            or text.find("  ", start, end) < 0
            or text.find(" VALUE ", start, end) >= 0  # a declaration of COBOL
        ):
            return
        known = self._known
        cells = [m.span() for m in _GAPPED.finditer(text, start, end)]
        pair = len(cells) == _FEW and cells[0][0] - start <= _MARGIN
        if (pair or known.in_turn(cells)) and known.paired(cells, self._found):
            return
        headings = False
        for pattern in (_GAPPED, _TOKEN):
            if pattern is _TOKEN:
                cells = [m.span() for m in pattern.finditer(text, start, end)]
            if len(cells) > 1:
                few = len(cells) // 2 if headings else 1 if len(cells) > _FEW else _FEW
                names = known.names(cells, few)
                if names is not None and (pattern is _TOKEN or not known.joined(cells)):
                    self._names = names
                    self._cells = [(a - start, b - start) for a, b in cells]
                    self._left = None
                    self._gapped = pattern is _GAPPED
                    self._ruled = False
                    return
            if not text[start].isspace():
                headings = _HEADING.match(text, start, end) is not None
                if not headings:
                    return

    def _head_of_rule(self, start: int, end: int) -> bool:
        """Names above a line of dashes, one run a column, as databases print them."""
        text = self._text
        after = text.find("\n", end + 1)
        rule = text[end + 1 : after if after >= 0 else len(text)]
        if not _RULE.match(rule):
            return False
        spans = [run.span() for run in _RULED.finditer(rule)]
        last = spans[-1][0]
        cells = [bare(text, min(start + a, end), min(start + b, end)) for a, b in spans[:-1]]
        cells.append(bare(text, min(start + last, end), end))
        names = self._known.names(cells, 1 if len(cells) > _FEW else _FEW)
        if names is None:
            return False
        self._names = names
        self._cells = spans
        self._gapped = False
        self._ruled = True
        return True

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
        if self._ruled:
            return _below(line, start, columns)
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


def _below(line: str, start: int, columns: list[Cell]) -> list[Cell]:
    """What stands below each run of a rule; none if something stands between two."""
    cells = []
    for a, b in columns:
        last = len(line) if (a, b) == columns[-1] else min(b, len(line))
        if last < len(line) and not line[last].isspace():
            return []
        first, last = bare(line, min(a, last), last)
        cells.append((start + first, start + max(first, last)))
    return cells


def _starts(line: str, at: int) -> bool:
    return at < len(line) and line[at] != " " and (at == 0 or line[at - 1] == " ")


def _ends(line: str, at: int) -> bool:
    return 0 < at <= len(line) and line[at - 1] != " " and (at == len(line) or line[at] == " ")

"""
Tables with a row of names: CSV, TSV, pipes, Markdown, the output of databases and data frames.

A line is such a row if its cells are short and some are known names of fields; the lines after it
with as many cells are its rows, up to a blank line. A line whose cells are name and value in turn
is read as pairs.
"""

import re

from promptward.deferred import regex
from promptward.fields.columns import Columns
from promptward.fields.field import Field
from promptward.fields.name_ends import NameEnds, chosen
from promptward.fields.rows import Cell, Cells, prose, split

__all__ = ["tables"]

_DIVIDER = regex(r"[-+|:= \t]+$")
_SEGMENT = regex(
    r"(?:MSH|EVN|PID|PD1|NK1|PV[12]|GT1|IN[123]|OB[RX]|NTE|DG1|AL1|AI[GLPS]|SCH|ORC|SPM|FT1|PR1|MRG|ROL|TXA|RX[A-Z]|RGS|Z[A-Z0-9]{2})\|"
)
_LONGEST_LINE = 2000
_FEWEST = {"|": 1, "\t": 1, ",": 2, ";": 2}
_TWO_NAMES = regex(
    r"\"?[A-Za-z][\w.# -]{0,30}\"?[,;]\"?[A-Za-z][\w.#-][\w.# -]{0,30}\"?\r?$", re.ASCII
)
"""A row of two names: a sentence has a blank behind its comma."""
_PAIR = 2


class _Tables:
    """A text on its way from lines to fields."""

    __slots__ = ("cells", "columns", "delimiter", "delimiters", "ends", "found", "names", "text")

    def __init__(self, text: str, ends: NameEnds, *, gaps: bool) -> None:
        self.text = text
        self.ends = ends
        self.found: list[Field] = []
        self.names: list[str] | None = None
        self.delimiter = ""
        self.delimiters = [
            (sign, fewest) for sign, fewest in _FEWEST.items() if text.count(sign) > 1
        ]
        self.cells = Cells(text, ends)
        self.columns = Columns(text, self.cells, self.found) if gaps else None

    def read(self) -> list[Field]:
        text = self.text
        columns = self.columns
        gaps = columns is not None
        quick = "|" not in text and "\t" not in text
        after = 0
        while after <= len(text):
            if self.names is None and not (columns and columns.reading):
                # Nothing is being read, so only a line that begins something counts.
                after = self.ends.line(text, after, quick, gaps)
                if after > len(text):
                    break
            start = after
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            after = end + 1
            self._read(text[start:end], start, end, quick=quick)
        return self.found

    def _read(self, line: str, start: int, end: int, *, quick: bool) -> None:
        columns = self.columns
        if not line:
            self.names = None  # a blank line ends a table
            if columns:
                columns.end()
            return
        if end - start > _LONGEST_LINE or (
            line[0] in "-+|:= " and _DIVIDER.match(self.text, start, end)
        ):
            return
        if self.names is None:
            if columns and columns.row(start, end):
                return
            lead = _names_behind(line) if ":" in line else 0
            if lead:
                start += lead
                line = line[lead:]  # the names alone
            elif quick and ":" in line:
                return  # neither names nor cells of ours hold a colon
        delimiter = self._delimiter(line) if self.delimiters else ""
        if delimiter:
            self._line(line, start, delimiter)
        elif columns:
            self.names = None
            columns.head(start, end)

    def _delimiter(self, line: str) -> str:
        if self.names is not None and self.delimiter in line:
            return self.delimiter
        best, most = "", 0
        for delimiter, fewest in self.delimiters:
            count = line.count(delimiter)
            if count >= fewest and count > most:
                best, most = delimiter, count
        if not most and _TWO_NAMES.match(line):
            return "," if "," in line else ";"
        return best

    def _line(self, line: str, start: int, delimiter: str) -> None:
        text = self.text
        if delimiter == "|" and _SEGMENT.match(text, start):
            return
        if (
            self.names is None
            and delimiter in ",;"
            and '"' not in line
            and prose(line, delimiter, 2)
        ):
            return
        cells = split(text, start, start + len(line), delimiter)
        names = self.names
        if names is not None and delimiter == self.delimiter:
            slack = 0 if delimiter == "," else 1
            if abs(len(cells) - len(names)) <= slack and (
                self.cells.names(cells, max(2, len(names) // 2), ours=True) is None
            ):
                self._row(names, cells)
                return
        loose = delimiter in "|\t"
        names = self.cells.names(cells, 1 if loose else 2, ours=len(cells) == _PAIR and not loose)
        turns = loose and (names is None or len(cells) == _PAIR or self.cells.in_turn(cells))
        if turns and self.cells.paired(cells, self.found):
            self.names = None
            return
        self.names, self.delimiter = names, delimiter

    def _row(self, names: list[str], cells: list[Cell]) -> None:
        for name, (start, end) in zip(names, cells, strict=False):
            if name and end > start:
                if self.text[start] in "+-" and self.text[start + 1 : start + 2].isalpha():
                    start += 1  # noqa: PLW2901  # a line of a diff
                self.found.append(Field(start, end, name, "column"))


def _names_behind(line: str) -> int:
    """Where names may start behind a colon: `The export: mrn,name,dob`; 0 if there are none."""
    lead = line.rfind(": ") + 2
    if lead < _PAIR:
        return 0
    most = max(line.count(sign, lead) for sign in _FEWEST)
    return lead if most > 1 and not any(map(str.isdigit, line[lead:])) else 0


def tables(text: str, ends: NameEnds | None = None) -> list[Field]:
    """The named cells of all tables, in the order of the text; `ends` as chosen if left out."""
    tables = _Tables(text, ends or chosen(), gaps="  " in text)
    return tables.read() if tables.columns or tables.delimiters else []

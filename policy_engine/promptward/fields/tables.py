"""
Tables with a row of names: CSV, TSV, pipes, Markdown, the output of databases and data frames.

A line is such a row if its cells are short and some are known names of fields; the lines after it
with as many cells are its rows, up to a blank line. A line whose cells are name and value in turn
is read as pairs.
"""

from promptward.deferred import regex
from promptward.fields.columns import Columns
from promptward.fields.field import Field
from promptward.fields.rows import Cell, in_turn, names_of, paired, prose, split

__all__ = ["tables"]

_DIVIDER = regex(r"[-+|:= \t]+$")
_SEGMENT = regex(
    r"(?:MSH|EVN|PID|PD1|NK1|PV[12]|GT1|IN[123]|OB[RX]|NTE|DG1|AL1|AI[GLPS]|SCH|ORC|SPM|FT1|PR1|MRG|ROL|TXA|RX[A-Z]|RGS|Z[A-Z0-9]{2})\|"
)
_LONGEST_LINE = 2000
_FEWEST = {"|": 1, "\t": 1, ",": 2, ";": 2}
_PAIR = 2


class _Tables:
    """A text on its way from lines to fields."""

    __slots__ = ("columns", "delimiter", "delimiters", "found", "names", "text")

    def __init__(self, text: str, *, gaps: bool) -> None:
        self.text = text
        self.found: list[Field] = []
        self.names: list[str] | None = None
        self.delimiter = ""
        self.delimiters = [
            (sign, fewest) for sign, fewest in _FEWEST.items() if text.count(sign) > fewest
        ]
        self.columns = Columns(text, self.found) if gaps else None

    def read(self) -> list[Field]:  # noqa: C901  # one branch a kind of line
        text = self.text
        columns = self.columns
        quick = "|" not in text and "\t" not in text
        after = 0
        for line in text.split("\n"):
            start, end = after, after + len(line)
            after = end + 1
            if not line:
                self.names = None  # a blank line ends a table
                if columns:
                    columns.end()
                continue
            if end - start > _LONGEST_LINE or (
                line[0] in "-+|:= " and _DIVIDER.match(text, start, end)
            ):
                continue
            if self.names is None:
                if columns and columns.row(start, end):
                    continue
                lead = _names_behind(line) if ":" in line else 0
                if lead:
                    start += lead
                    line = line[lead:]  # noqa: PLW2901  # the names alone
                elif quick and ":" in line:
                    continue  # neither names nor cells of ours hold a colon
            delimiter = self._delimiter(line) if self.delimiters else ""
            if delimiter:
                self._line(line, start, delimiter)
            elif columns:
                self.names = None
                columns.head(start, end)
        return self.found

    def _delimiter(self, line: str) -> str:
        if self.names is not None and self.delimiter in line:
            return self.delimiter
        best, most = "", 0
        for delimiter, fewest in self.delimiters:
            count = line.count(delimiter)
            if count >= fewest and count > most:
                best, most = delimiter, count
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
                names_of(text, cells, max(2, len(names) // 2), ours=True) is None
            ):
                self._row(names, cells)
                return
        loose = delimiter in "|\t"
        names = names_of(text, cells, 1 if loose else 2)
        turns = loose and (names is None or len(cells) == _PAIR or in_turn(text, cells))
        if turns and paired(text, cells, self.found):
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


def tables(text: str) -> list[Field]:
    """The named cells of all tables, in the order of the text."""
    tables = _Tables(text, gaps="  " in text)
    return tables.read() if tables.columns or tables.delimiters else []

"""
Rows without a row of names: CSV, dumps, tuples of SQL or of a program, columns typed with blanks.

Lines with as many cells stand for the same things in the same order. So a cell is of the kind that
most of its column is; and a doubtful name or number that is all of a cell is one, where another
cell of its row is an identifier.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from promptward.deferred import regex
from promptward.fields.words import known, words_of
from promptward.model import Candidate
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.recognizers.words import NOT_A_NAME
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["SameRow"]

_DELIMITERS = ("|", "\t", ";", ",", "  ")
_FEWEST = {"|": 1, "\t": 1, ";": 2, ",": 2, "  ": 1}
_MARKS = " \t\r'\"`()[]{}<>;,"
_IN_QUOTES = regex(r"[ \t(\[{]{0,8}(?:'[^'\n]{0,80}'|\"[^\"\n]{0,80}\")(?=[ \t)\]};]{0,8}(?:,|$))")
_LONGEST_LINE = 600
_MOST_LINES = 4_000
_MOST_CELLS = 60
_LONGEST_CELL = 40
_MOST_WORDS = 4
_LEVELS = (Confidence.LOW, Confidence.MEDIUM)
_SHAPE = {
    c: "A" if c.isupper() else "a" if c.islower() else "9"
    for c in map(chr, range(128))
    if c.isalnum()
}
"""The class of an ASCII letter or figure."""

_SHARE = 4  # one cell of so many has to be found
_FEW = 3

Cell: TypeAlias = tuple[int, int]


class _Row(NamedTuple):
    """A line as cells, without the marks around them; `prose`: a blank follows each comma."""

    cells: list[Cell]
    delimiter: str
    prose: bool


def _cut(text: str, start: int, end: int) -> _Row | None:
    """The row that a line is, by the delimiter of which it has most."""
    best, most = "", 0
    for delimiter in _DELIMITERS:
        count = text.count(delimiter, start, end)
        if count >= _FEWEST[delimiter] and (count > most or delimiter in "|\t"):
            best, most = delimiter, count
    if not best:
        return None
    quoted = best == "," and (text.find("'", start, end) >= 0 or text.find('"', start, end) >= 0)
    cells: list[Cell] = []
    at = start
    while at <= end and len(cells) <= _MOST_CELLS:
        whole = _IN_QUOTES.match(text, at, end) if quoted else None
        stop = text.find(best, whole.end() if whole else at, end)
        stop = end if stop < 0 else stop
        first, last = at, stop
        while first < last and text[first] in _MARKS:
            first += 1
        while last > first and text[last - 1] in _MARKS:
            last -= 1
        if best != "  " or last > first:
            cells.append((first, last))
        at = stop + len(best)
    if len(cells) > _MOST_CELLS or len(cells) <= _FEWEST[best]:
        return None
    prose = best == "," and text.count(", ", start, end) * 2 > most
    return _Row(cells, best, prose)


class _Lines:
    """The lines of a text, cut into cells where somebody asks."""

    __slots__ = ("_rows", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: dict[int, _Row | None] = {}
        starts = [0]
        at = text.find("\n")
        while at >= 0 and len(starts) < _MOST_LINES:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts

    def at(self, place: int) -> int:
        """The number of the line at a place."""
        return bisect_right(self._starts, place) - 1

    def row(self, number: int) -> _Row | None:
        """The row that a line is; None where it is none, or there is no such line."""
        if number in self._rows:
            return self._rows[number]
        row = None
        if 0 <= number < len(self._starts):
            start = self._starts[number]
            end = self._text.find("\n", start)
            end = len(self._text) if end < 0 else end
            row = _cut(self._text, start, end) if end - start <= _LONGEST_LINE else None
        self._rows[number] = row
        return row


def _groups(text: str, places: Iterable[int]) -> Iterator[list[_Row]]:
    """
    Rows that follow one another, with the same delimiter and as many cells, around each of the
    places, which ascend.
    """
    lines = _Lines(text)
    done = -1
    for place in places:
        number = lines.at(place)
        row = lines.row(number) if number > done else None
        if row is None:
            continue
        kind = row.delimiter, len(row.cells)
        first = last = number
        while _is_of(lines.row(first - 1), kind):
            first -= 1
        while _is_of(lines.row(last + 1), kind):
            last += 1
        done = last
        yield [one for at in range(first, last + 1) if (one := lines.row(at)) is not None]


def _is_of(row: _Row | None, kind: tuple[str, int]) -> bool:
    return row is not None and (row.delimiter, len(row.cells)) == kind


def _shape(text: str, start: int, end: int) -> str:
    """Runs of letters and figures, in their order: `AB-1234` → `A-9`."""
    shape: list[str] = []
    for character in text[start:end]:
        sign = _SHAPE.get(character, character)
        if not shape or shape[-1] != sign:
            shape.append(sign)
    return "".join(shape)


def _words_only(text: str, start: int, end: int) -> bool:
    words = text[start:end].replace(",", " ").replace("^", " ").split()
    return (
        0 < len(words) <= _MOST_WORDS
        and words[0][0].isupper()
        and all(word.strip(".'-").replace("'", "").replace("-", "").isalpha() for word in words)
        and not any(word.lower() in NOT_A_NAME for word in words)
        and known(words_of(text[start:end])) is None
    )


class _Found:
    """What was confirmed, by where it starts."""

    __slots__ = ("_found", "starts")

    def __init__(self, confirmed: Sequence[Confirmed]) -> None:
        self._found = sorted(confirmed)
        self.starts = [one.start for one in self._found]

    def of(self, start: int, end: int) -> list[Confirmed]:
        """Those that start in the range."""
        low = bisect_left(self.starts, start)
        return self._found[low : bisect_left(self.starts, end, low)]


def _fills(text: str, one: Confirmed, cell: Cell) -> bool:
    """Whether nothing but marks stands in the cell beside it."""
    if one.end > cell[1]:
        return False
    return not (text[cell[0] : one.start] + text[one.end : cell[1]]).strip(_MARKS + ".")


def _in_row(
    text: str, row: _Row, inside: Sequence[Sequence[Confirmed]]
) -> Iterator[tuple[str, Candidate]]:
    """Doubtful findings that fill a cell of a row with a sure one; in prose a quoted cell."""
    sure = [any(one.level is not Confidence.LOW for one in cell) for cell in inside]
    if not any(sure):
        return
    for number, (cell, found) in enumerate(zip(row.cells, inside, strict=True)):
        if sure[number] or (row.prose and text[cell[0] - 1 : cell[0]] not in ("'", '"')):
            continue
        for one in found:
            if _fills(text, one, cell):
                yield one.category, Candidate(*cell, Confidence.MEDIUM, ("same_row",))


def _in_columns(
    text: str, rows: Sequence[_Row], inside: Sequence[Sequence[Sequence[Confirmed]]]
) -> Iterator[tuple[str, Candidate]]:
    """Cells that look like those of their column that were found."""
    for number in range(len(rows[0].cells)):
        column = [
            (row.cells[number], found[number]) for row, found in zip(rows, inside, strict=True)
        ]
        seeds: dict[str, set[str]] = {}
        count = 0
        for cell, found in column:
            seed = next((one for one in found if _sure(one) and _fills(text, one, cell)), None)
            if seed is not None:
                seeds.setdefault(seed.category, set()).add(_shape(text, *cell))
                count += 1
        filled = sum(end > start for (start, end), _ in column)
        if count and count * _SHARE >= filled > count:
            for (start, end), found in column:
                fits = 1 < end - start <= _LONGEST_CELL and "\t" not in text[start:end]
                if fits and not any(map(_sure, found)):
                    for category, shapes in seeds.items():
                        if _like(text, start, end, shapes):
                            yield (
                                category,
                                Candidate(start, end, Confidence.MEDIUM, ("same_column",)),
                            )
                            break


def _sure(one: Confirmed) -> bool:
    return one.level is not Confidence.LOW


def _like(text: str, start: int, end: int, shapes: set[str]) -> bool:
    shape = _shape(text, start, end)
    if "9" in shape:
        return shape in shapes
    if not any("A" in one and "9" not in one for one in shapes):
        return False
    capitals = all("a" not in one for one in shapes)
    return _words_only(text, start, end) and (not capitals or text[start:end].isupper())


class SameRow(SecondLookBase):
    """Recogniser `same_row`: cells that their row or their column explains."""

    name = "same_row"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Cells of rows; a text without a sure finding has none."""
        text = view.text
        if all(one.level is Confidence.LOW for one in confirmed):
            return
        every = _Found(confirmed)
        for rows in _groups(text, every.starts):
            first, last = rows[0].cells[0][0], rows[-1].cells[-1][1]
            if not every.of(first, last + 1):
                continue
            inside = [[every.of(*cell) for cell in row.cells] for row in rows]
            for row, found in zip(rows, inside, strict=True):
                yield from _in_row(text, row, found)
            if len(rows) > 1 and (len(rows) >= _FEW or len(rows[0].cells) > _FEW):
                yield from _in_columns(text, rows, inside)

"""
Rows under named columns, whatever file they came from: the core of all tabular formats.

The first rows are searched whole, as rows. After them, a column in which nearly every cell was
found to be one kind of identifier is not searched any further: its cells are counted, and told as
the column they are. Other columns are searched to the end, but a value that was there before is
not searched again (what it was found to be is counted), nor are numbers of up to seven digits in
a column in which none was anything.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from promptward.fields import Field, plain_name, told_by
from promptward.fields.kinds import WEAK
from promptward.formats.plain import PIECE, pieces
from promptward.formats.segment import Item, Locate, Place, Segment, Whole
from promptward.model import Finding
from promptward_dsl.lattice import Confidence

__all__ = [
    "LARGEST_RUN",
    "LONGEST_RUN",
    "MOST_CELLS",
    "PlaceOf",
    "Row",
    "Rows",
    "number_text",
    "rows_in",
    "runs_in",
    "says_whose",
]

Row: TypeAlias = tuple[int, Sequence[str]]
"""A row: the number that its place is made from, and its cells."""


class Rows(NamedTuple):
    """A run of rows: their numbers and, in the same order, their cells."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[str]]


LONGEST_RUN = 2000
"""Rows that are looked at together, column by column."""
LARGEST_RUN = 4_000_000
"""Characters after which a run ends earlier: rows may be long."""
MOST_CELLS = 200_000
"""Cells after which a run ends earlier: rows may be wide, and a cell takes 60 bytes at least."""

PlaceOf: TypeAlias = Callable[[int, str], Place]
"""`place(number of the row, name of the column)`."""

_BLOCK = 120_000
_FEWEST = 200
"""Cells of a column that must have been searched before it can be told as a whole."""
_SHARE = 0.95
_COVERED = 0.6
_LONG_NUMBER = 8
"""Shorter numbers are not searched in a column where none was anything."""
_REMEMBERED = 50_000
"""Values of a column that are remembered; more of them say that it is free text or numbers."""
_LONGEST_VALUE = 80


class _Column:
    """What is known of one column so far."""

    __slots__ = (
        "cells", "counted", "field", "found", "hits", "name", "number", "repeated", "seen", "sure",
        "told",
    )  # fmt: skip

    def __init__(self, name: str, number: int) -> None:
        self.number = number
        self.name = name or f"{number + 1}"
        plain = plain_name(name) if name else ""
        told = told_by(plain) if plain else None
        self.field = plain if told is not None else ""
        # In later blocks nothing stands beside a cell, so a name that needs it says nothing.
        self.sure = plain if told is not None and told.kinds[0][1] > WEAK else ""
        self.cells = 0
        self.hits: Counter[str] = Counter()
        # Values that were searched, and those of them in which something was found.
        self.seen: set[str] = set()
        self.found: dict[str, tuple[Finding, ...]] = {}
        self.told: Finding | None = None
        self.counted = 0
        self.repeated: dict[str, tuple[Finding, int]] = {}

    @property
    def plain(self) -> bool:
        """Whether enough cells were searched, and none was anything."""
        return self.cells >= _FEWEST and not self.hits

    def repeats(self, cells: Sequence[str]) -> None:
        """Count what was found in values that are there again."""
        for value, count in Counter(cells).items():
            for hit in self.found.get(value, ()):
                _, before = self.repeated.get(hit.category, (hit, 0))
                self.repeated[hit.category] = hit, before + count


def _at(place: Place) -> Locate:
    """The same place for every offset."""
    return lambda _start, _end: place


def says_whose(name: str) -> bool:
    """Whether the name of a column says what of somebody it holds (`mrn`, `latitude`)."""
    plain = plain_name(name) if name else ""
    told = told_by(plain) if plain else None
    return told is not None and bool(told.kinds[0][0])  # `weight` is known to say nothing


def number_text(value: float | None) -> str:
    """A floating point number as somebody would write it: `448812` of 448812.0."""
    if value is None or value != value:  # noqa: PLR0124  # what is no number
        return ""
    return str(int(value)) if value.is_integer() else str(value)


def _quoted(name: str) -> str:
    return name if name.isdigit() else f"'{name}'"


def _short_numbers(values: set[str]) -> bool:
    """Whether all are numbers too short to be anything."""
    return max(map(len, values)) < _LONG_NUMBER and "".join(values).isdecimal()


def rows_in(names: Sequence[str], rows: Iterable[Row], place: PlaceOf) -> Iterator[Item]:
    """Segments of a table, then what was counted of its columns. Time is linear in its size."""
    return runs_in(names, _runs_of(rows), place)


def runs_in(names: Sequence[str], runs: Iterable[Rows], place: PlaceOf) -> Iterator[Item]:
    """The same for whoever has many rows at once, which saves a step for each."""
    return _Table(names, place).read(runs)


def _runs_of(rows: Iterable[Row]) -> Iterator[Rows]:
    numbers: list[int] = []
    several: list[Sequence[str]] = []
    size = count = 0
    for number, cells in rows:
        numbers.append(number)
        several.append(cells)
        size += sum(map(len, cells))
        count += len(cells)
        if len(numbers) >= LONGEST_RUN or size >= LARGEST_RUN or count >= MOST_CELLS:
            yield Rows(numbers, several)
            numbers, several, size, count = [], [], 0, 0
    if numbers:
        yield Rows(numbers, several)


class _Table:
    __slots__ = (
        "_block", "_columns", "_examples", "_first", "_long", "_place", "_size", "_where",
    )  # fmt: skip

    def __init__(self, names: Sequence[str], place: PlaceOf) -> None:
        self._columns = [_Column(name, number) for number, name in enumerate(names)]
        self._place = place
        # Cells, with an empty one after each row.
        self._block: list[str] = []
        self._where: list[tuple[int, int]] = []
        self._size = 0
        # Cells that are longer than what the engine is given at once.
        self._long: list[tuple[int, int, str]] = []
        self._first = True
        self._examples: dict[str, Finding] = {}

    def read(self, runs: Iterable[Rows]) -> Iterator[Item]:
        """All there is; where rows can't be read any further, what came before is looked at."""
        broken: Exception | None = None
        try:
            yield from self._read(runs)
        except Exception as error:  # noqa: BLE001  # raised below
            broken = error
        if self._block:
            yield self._segment()
        yield from self._wholes()
        if broken is not None:
            raise broken

    def _read(self, runs: Iterable[Rows]) -> Iterator[Item]:
        # A first row that was taken for names may be one of values.
        self._row(0, ["" if column.name.isdigit() else column.name for column in self._columns])
        for numbers, cells in runs:
            done = 0
            while self._first and done < len(numbers):
                self._row(numbers[done], cells[done])
                done += 1
                yield from self._long_cells()
                if self._size >= _BLOCK:
                    yield self._segment()
                    self._first = False
            if done < len(numbers):
                self._run(numbers[done:], cells[done:])
                yield from self._long_cells()
                if self._size >= _BLOCK:
                    yield self._segment()

    def _long_cells(self) -> Iterator[Item]:
        """Cells that are texts of their own, in pieces."""
        for number, index, cell in self._long:
            place = self._place(number, self._columns[index].name)
            for item in pieces(cell, _at(place)):
                yield item._replace(base=-1) if isinstance(item, Segment) else item
        self._long.clear()

    def _row(self, number: int, cells: Sequence[str]) -> None:
        self._widen(len(cells))
        for index, cell in enumerate(cells):
            if cell:
                self._add(number, index, cell)
        self._block.append("")

    def _widen(self, width: int) -> None:
        while width > len(self._columns):
            self._columns.append(_Column("", len(self._columns)))

    def _add(self, number: int, index: int, cell: str) -> None:
        self._columns[index].cells += 1
        if len(cell) > PIECE:
            self._long.append((number, index, cell))
            return
        self._block.append(cell)
        self._where.append((number, index))
        self._size += len(cell) + 1

    def _run(self, numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        """Rows after the first block, column by column."""
        self._widen(max(map(len, rows)))
        for column, cells in zip(self._columns, zip_longest(*rows, fillvalue=""), strict=False):
            if column.told is not None:
                column.counted += len(cells) - cells.count("")
                continue
            values = set(cells)
            values.discard("")
            if not values or (column.plain and _short_numbers(values)):
                continue
            if column.found and not values.isdisjoint(column.found):
                column.repeats(cells)
            fresh = values.difference(column.seen)
            if column.plain:
                fresh = {
                    cell for cell in fresh if len(cell) >= _LONG_NUMBER or not cell.isdecimal()
                }
            if fresh:
                self._search(column, numbers, cells, fresh)

    def _search(
        self, column: _Column, numbers: Sequence[int], cells: Sequence[str], fresh: set[str]
    ) -> None:
        for number, cell in zip(numbers, cells, strict=True):
            if cell in fresh:
                self._add(number, column.number, cell)
                self._block.append("")

    def _segment(self) -> Segment:
        """The cells so far as a text of rows, with fields for those of known columns."""
        texts: list[str] = []
        starts: list[int] = []
        fields: list[Field] = []
        at = 0
        numbers = iter(self._where)
        for cell in self._block:
            if not cell:
                texts.append("\n")
                at += 1
                continue
            row, index = next(numbers)
            name = self._columns[index].field if row and self._first else self._columns[index].sure
            starts.append(at)
            if name:
                fields.append(Field(at, at + len(cell), name, "column"))
            texts.append(cell + "\t")
            at += len(cell) + 1
        where = self._where
        columns = self._columns
        cells = [cell for cell in self._block if cell]

        def locate(start: int, end: int) -> Place:
            cell = max(0, bisect_right(starts, start) - 1)
            number, index = where[cell]
            place = self._place(number, columns[index].name)
            others = where[cell + 1 : max(cell + 1, bisect_left(starts, end))]
            # A name in two columns is told of both, or whoever drops one keeps half of it.
            names = [columns[other].name for row, other in others if row == number]
            return place._replace(where=" and ".join((place.where, *map(_quoted, names))))

        def seen(findings: Sequence[Finding]) -> None:
            self._learn(findings, starts, where, cells)

        text = "".join(texts)
        self._block, self._where, self._size = [], [], 0
        return Segment(text, locate, tuple(fields), seen=seen)

    def _learn(  # noqa: C901  # what is learnt of cells, then of columns
        self,
        findings: Sequence[Finding],
        starts: list[int],
        where: list[tuple[int, int]],
        cells: list[str],
    ) -> None:
        hits: dict[int, dict[str, Finding]] = {}
        for finding in findings:
            number = max(0, bisect_right(starts, finding.start) - 1)
            while number < len(starts) and starts[number] < finding.end:
                hits.setdefault(number, {}).setdefault(finding.category, finding)
                number += 1
        for number, cell in enumerate(cells):
            column = self._columns[where[number][1]]
            of_cell = hits.get(number)
            if len(cell) <= _LONGEST_VALUE and len(column.seen) < _REMEMBERED:
                column.seen.add(cell)
                if of_cell:
                    column.found[cell] = tuple(of_cell.values())
            for category, finding in of_cell.items() if of_cell else ():
                first = max(starts[number], finding.start)
                if min(starts[number] + len(cell), finding.end) - first >= _COVERED * len(cell):
                    column.hits[category] += 1
                    known = self._examples.get(category)
                    if known is None or known.confidence < finding.confidence:
                        self._examples[category] = finding
        for column in self._columns:
            if column.told is None and column.cells >= _FEWEST and column.hits:
                category, count = column.hits.most_common(1)[0]
                example = self._examples[category]
                if count >= _SHARE * column.cells and example.confidence >= Confidence.MEDIUM:
                    column.told = example
                    column.seen = set()
                    column.found = {}

    def _wholes(self) -> Iterator[Whole]:
        for column in self._columns:
            if column.told is not None and column.counted:
                yield Whole(column.told, self._place(0, column.name), column.counted)
            for finding, count in column.repeated.values():
                yield Whole(finding, self._place(0, column.name), count)

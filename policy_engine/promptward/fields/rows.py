"""Cells of a line, and whether they are names of fields, or names and values in turn."""

import re
from typing import TypeAlias

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.kinds import NONE, PLAIN
from promptward.fields.name_ends import NameEnds
from promptward.fields.words import Known, endings, known, words_of

__all__ = ["Cell", "Cells", "bare", "prose", "split"]

Cell: TypeAlias = tuple[int, int]

_QUOTED_CELL = regex(r'[ \t]*(?:"((?:[^"\n]|"")*)"|([^,;\n]*))[,;]?')
_NAME = regex(r"[A-Za-z#][\w .#/()'^-]*$", re.ASCII)
_AROUND = " \t\r*`"
_LONGEST_NAME = 36
_MOST_WORDS = 4
_MOST_PAIRED = 12


def bare(text: str, start: int, end: int) -> Cell:
    """The range without blanks and Markdown's marks around it."""
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return start, end


def split(text: str, start: int, end: int, delimiter: str) -> list[Cell]:
    """The cells of a line, without blanks and quotes around them."""
    cells: list[Cell] = []
    if delimiter in ",;" and text.find('"', start, end) >= 0:
        at = start
        while at < end:
            cell = _QUOTED_CELL.match(text, at, end)
            if cell is None or cell.end() == at:
                break
            cells.append(bare(text, *cell.span(1 if cell[1] is not None else 2)))
            at = cell.end()
        return cells
    at = start
    while at <= end:
        stop = text.find(delimiter, at, end)
        if stop < 0:
            stop = end
        cells.append(bare(text, at, stop))
        at = stop + 1
    if delimiter == "|":
        if cells and cells[0][0] == cells[0][1]:
            del cells[0]
        if cells and cells[-1][0] == cells[-1][1]:
            del cells[-1]
    return cells


def prose(line: str, delimiter: str, fewest: int) -> bool:
    """
    Whether `Cells.names` surely finds no names in a line without quotes, as in prose.

    It looks at what is cheap: at lengths, and at the last words.
    """
    cells = line.split(delimiter)
    others = 1 + len(cells) // 4
    ends = endings()
    for cell in cells:
        name = cell.strip(_AROUND)
        if not name:
            continue
        if len(name) > _LONGEST_NAME or not _NAME.match(name):
            others -= 1
            if others < 0:
                return True
            continue
        last = name.rpartition(" ")[2]
        if last in ends or not last.islower() or not last.isalpha() or "(" in name:
            fewest -= 1
    return fewest > 0


class Cells(dict[str, Known | bool]):
    """
    What cells of one text say as names, by how they are written: a text says most of them often.

    False: it can be no name; True: it could be one of which we know nothing. Lasts as long as the
    text is read, no longer.
    """

    __slots__ = ("_cell", "_text")

    def __init__(self, text: str, ends: NameEnds) -> None:
        super().__init__()
        self._text = text
        self._cell = ends.cell

    def __missing__(self, name: str) -> Known | bool:
        if len(name) > _LONGEST_NAME:
            return False
        kind = self._cell(name)
        told = self[name] = _told(name) if kind > 1 else bool(kind)
        return told

    def known(self, start: int, end: int) -> Known | None:
        """What the name in a cell says; None where there is none, or nothing is known of it."""
        told = self[self._text[start:end]]
        return None if isinstance(told, bool) else told

    def names(self, cells: list[Cell], fewest: int, *, ours: bool = False) -> list[str] | None:
        """
        The names, if these are the cells of a row of names: we know `fewest`, and one is of ours.

        With `ours` all of the fewest are, and `status` or `dose` do not count.
        """
        text = self._text
        told_some = others = said = 0
        for start, end in cells:
            if start == end:
                continue
            told = self[text[start:end]]
            if told is False:
                others += 1
                if others > 1 + len(cells) // 4:
                    return None
            elif told is not True:
                said += 1
                told_some += told.kinds[0][1] != NONE
        if not told_some or (told_some if ours else said) < fewest:
            return None
        return [" ".join(_words(text[start:end])) for start, end in cells]

    def in_turn(self, cells: list[Cell]) -> bool:
        """Whether every second cell is a name of a field, and those between are none."""
        if len(cells) < 2 * 2:
            return False
        return all(self.known(*cell) is not None for cell in cells[0:-1:2]) and not any(
            self._only_a_name(*cell) for cell in cells[1::2]
        )

    def _only_a_name(self, start: int, end: int) -> bool:
        """Whether all of the cell is a known name, not `Elm Clinic` that ends with one."""
        told = self.known(start, end)
        return told is not None and not told.first

    def paired(self, cells: list[Cell], found: list[Field]) -> bool:
        """Adds cells that are name and value in turn, and says whether they were."""
        if not 1 < len(cells) <= _MOST_PAIRED:
            return False
        pairs: list[Field] = []
        for at in range(0, len(cells) - 1, 2):
            told = self.known(*cells[at])
            if told is None:
                if at == 0:
                    return False
                continue
            start, end = cells[at + 1]
            if end > start:
                if self._only_a_name(start, end):
                    return False
                if told.kinds[0][1] >= PLAIN:
                    words = _words(self._text[slice(*cells[at])])
                    pairs.append(Field(start, end, " ".join(words), "label"))
        found += pairs
        return bool(pairs)

    def joined(self, cells: list[Cell]) -> bool:
        """Whether two names stand in one cell, with one blank between them."""
        text = self._text
        for start, end in cells:
            if text.find(" ", start, end) >= 0:
                told = self.known(start, end)
                if told is None:
                    return True
                if told.first and known(_words(text[start:end])[: told.first]):
                    return True
        return False


def _words(name: str) -> list[str]:
    """The words of a cell that could be a name; none if it is none."""
    if not 0 < len(name) <= _LONGEST_NAME or not _NAME.match(name):
        return []
    return words_of(name.partition("(")[0] or name)


def _told(name: str) -> Known | bool:
    words = _words(name)
    if not words:
        return False
    told = known(words)
    return True if told is None or told.first > 1 or len(words) > _MOST_WORDS else told

"""Cells of a line, and whether they are names of fields, or names and values in turn."""

import re
from typing import TypeAlias

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.kinds import NONE, PLAIN
from promptward.fields.words import Known, endings, known, words_of

__all__ = ["Cell", "bare", "in_turn", "joined", "named", "names_of", "paired", "prose", "split"]

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


def named(text: str, cell: Cell) -> tuple[list[str], Known | None]:
    """The words of a cell that could be a name, and what the name says; no words if it is none."""
    start, end = cell
    if not 0 < end - start <= _LONGEST_NAME:
        return [], None
    name = text[start:end]
    if not _NAME.match(name):
        return [], None
    words = words_of(name.partition("(")[0] or name)
    told = known(words) if words else None
    if told is not None and (told.first > 1 or len(words) > _MOST_WORDS):
        told = None
    return words, told


def names_of(text: str, cells: list[Cell], fewest: int, *, ours: bool = False) -> list[str] | None:
    """
    The names, if these are the cells of a row of names: we know `fewest`, and one is of ours.

    With `ours` all of the fewest are, and `status` or `dose` do not count.
    """
    names: list[str] = []
    told_some = others = said = 0
    for cell in cells:
        if cell[0] == cell[1]:
            names.append("")
            continue
        words, told = named(text, cell)
        if not words:
            others += 1
            if others > 1 + len(cells) // 4:
                return None
        elif told is not None:
            said += 1
            told_some += told.kinds[0][1] != NONE
        names.append(" ".join(words))
    return names if told_some and (told_some if ours else said) >= fewest else None


def prose(line: str, delimiter: str, fewest: int) -> bool:
    """
    Whether `names_of` surely finds no names in a line without quotes, as in prose.

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


def in_turn(text: str, cells: list[Cell]) -> bool:
    """Whether every second cell is a name of a field, and those between are none."""
    if len(cells) < 2 * 2:
        return False
    return all(named(text, cell)[1] is not None for cell in cells[0:-1:2]) and not any(
        _only_a_name(text, cell) for cell in cells[1::2]
    )


def _only_a_name(text: str, cell: Cell) -> bool:
    """Whether all of the cell is a known name, not `Elm Clinic` that ends with one."""
    told = named(text, cell)[1]
    return told is not None and not told.first


def paired(text: str, cells: list[Cell], found: list[Field]) -> bool:
    """Adds cells that are name and value in turn, and says whether they were."""
    if not 1 < len(cells) <= _MOST_PAIRED:
        return False
    pairs: list[Field] = []
    for at in range(0, len(cells) - 1, 2):
        words, told = named(text, cells[at])
        if told is None:
            if at == 0:
                return False
            continue
        start, end = cells[at + 1]
        if end > start:
            if _only_a_name(text, (start, end)):
                return False
            if told.kinds[0][1] >= PLAIN:
                pairs.append(Field(start, end, " ".join(words), "label"))
    found += pairs
    return bool(pairs)


def joined(text: str, cells: list[Cell]) -> bool:
    """Whether two names stand in one cell, with one blank between them."""
    for start, end in cells:
        if text.find(" ", start, end) >= 0:
            words, told = named(text, (start, end))
            if told is None or (told.first and known(words[: told.first])):
                return True
    return False

"""Cells: values that markup holds in pieces, in the cells of one row or sections of raw text."""

import re
from collections.abc import Iterable
from itertools import islice

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit
from promptward.readings.literals import SPLIT

__all__ = ["cells"]

_CELL = r"<t[dh](?: [^<>]{0,60})?>[^<>\n]{1,40}</t[dh]>"
_ROW = rare(rf"(?<!</td>)(?<!</th>){_CELL}(?:\s{{0,4}}{_CELL}){{1,6}}(?!\s{{0,4}}<t[dh])")
_BETWEEN = regex(r"</t[dh]>\s{0,4}<t[dh](?: [^<>]{0,60})?>")
_EDGE = regex(r"</?t[dh](?: [^<>]{0,60})?>")
_MOST = 4
"""Among more rows the cells are columns, and no words of one value."""
_RAW = regex(r"\]\]>\s{0,4}<!\[CDATA\[")
_RAW_EDGE = regex(r"<!\[CDATA\[|\]\]>")


def cells(text: str) -> Iterable[Edit]:
    """The words of a row that stands nearly alone, and sections of raw text side by side."""
    rows = list(islice(_ROW.finditer(text), _MOST + 1))
    for row in rows if len(rows) <= _MOST else ():
        yield from _joined(row)
    if "]]><![" in text:
        for found in _RAW.finditer(text):
            within = (
                text[found.start() - 1].isalnum() and text[found.end() : found.end() + 1].isalnum()
            )
            yield Edit(*found.span(), "", SPLIT if within else "")
        for found in _RAW_EDGE.finditer(text):
            yield Edit(*found.span(), "\n\n")


def _joined(row: re.Match[str]) -> Iterable[Edit]:
    start, end = row.span()
    for found in _BETWEEN.finditer(row.string, start, end):
        yield Edit(*found.span(), " ")
    for found in _EDGE.finditer(row.string, start, end):
        yield Edit(*found.span(), "\n" if found.start() != start else "")

"""
Whether a word is the heading of a column in a row of such: `Zimmer;Name;Aufnahme`.

Such a word may be called like somebody, and what stands below it says that people are meant.
"""

from promptward.fields.words import known, words_of

__all__ = ["heads_a_column"]

_SIGNS = frozenset(";,|\t")
_LONGEST = 160
_FEWEST, _MOST = 3, 24
_SHARE = 2  # of so many cells one is known as the name of a field


def heads_a_column(text: str, start: int, end: int) -> bool:
    """Whether the range is a cell in a line of names of fields, without a figure."""
    after, before = text[end : end + 1], text[start - 1 : start]
    sign = after if after in _SIGNS else before
    if sign not in _SIGNS or not sign:
        return False
    first = text.rfind("\n", max(0, start - _LONGEST), start) + 1
    last = text.find("\n", end, first + _LONGEST)
    if (not first and start > _LONGEST) or (last < 0 and len(text) > first + _LONGEST):
        return False
    line = text[first : last if last >= 0 else len(text)]
    if ":" in line or "(" in line or not _FEWEST <= line.count(sign) + 1 <= _MOST:
        return False
    if any(map(str.isdigit, line)):
        return False
    cells = line.split(sign)
    told = sum(map(_is_heading, cells))
    return told > 1 and told * _SHARE >= len(cells)


def _is_heading(cell: str) -> bool:
    """Whether all of the cell is a known name of a field."""
    found = known(words_of(cell.strip(' "')))
    return found is not None and not found.first

"""Where a finding begins and ends: what parts it from its neighbours does not belong to it."""

__all__ = ["EDGES", "trimmed"]

_PARTING = frozenset(" \t\n\r,;")
_QUOTES = frozenset("\"'`")
EDGES = _PARTING | _QUOTES
"""A range with none of these as its first or last character stays as it is."""

_SHORTEST = 2
_NEAR = 64
"""How far the other quote may be, in characters."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """
    The range without blanks, commas and semicolons at its edges, and without half a quotation.

    A range of nothing else stays. The semicolon of an escape (`&eacute;`) is a part of it; a quote
    goes if the other one stands outside: there is no `'Bui` in `'Bui, Huong'`.
    """
    if end - start < _SHORTEST:
        return start, end
    first, last = text[start], text[end - 1]
    if first in _PARTING or last in _PARTING:
        start, end = _parted(text, start, end)
        first, last = text[start], text[end - 1]
    if end - start < _SHORTEST:
        return start, end
    if first in _QUOTES and first not in text[start + 1 : end]:
        behind = text[end : end + _NEAR].partition("\n")[0]
        return _parted(text, start + 1, end) if first in behind else (start, end)
    if last in _QUOTES and last not in text[start : end - 1]:
        before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
        return _parted(text, start, end - 1) if last in before else (start, end)
    return start, end


def _parted(text: str, start: int, end: int) -> tuple[int, int]:
    value = text[start:end]
    ending = " \t\n\r," if "&" in value else " \t\n\r,;"
    begun = len(value) - len(value.lstrip(" \t\n\r,;"))
    kept = len(value.rstrip(ending))
    return (start + begun, start + kept) if begun < kept else (start, end)

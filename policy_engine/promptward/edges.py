"""Where a finding begins and ends: what parts it from its neighbours does not belong to it."""

__all__ = ["trimmed"]

_PARTING = frozenset(" \t\n\r,;")
_QUOTES = frozenset("\"'`")
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
    if first in _QUOTES and _alone(first, text[start + 1 : end], text[end : end + _NEAR]):
        return _parted(text, start + 1, end)
    before = max(0, start - _NEAR)
    if last in _QUOTES and _alone(last, text[start : end - 1], text[before:start]):
        return _parted(text, start, end - 1)
    return start, end


def _parted(text: str, start: int, end: int) -> tuple[int, int]:
    value = text[start:end]
    ending = " \t\n\r," if "&" in value else " \t\n\r,;"
    begun = len(value) - len(value.lstrip(" \t\n\r,;"))
    kept = len(value.rstrip(ending))
    return (start + begun, start + kept) if begun < kept else (start, end)


def _alone(quote: str, within: str, beyond: str) -> bool:
    return quote not in within and quote in beyond.partition("\n")[0]

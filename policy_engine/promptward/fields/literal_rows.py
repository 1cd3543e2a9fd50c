"""Rows of literals, as programs write them: `('Kerr', 'Ely'), (…)`, `{"Kerr", "Ely"},`."""

import re
from collections.abc import Iterator, Sequence

from promptward.deferred import regex
from promptward.fields.field import Field

__all__ = ["cells", "rows", "told"]

Spans = list[tuple[int, int] | None]

_REMARK = r"(?:(?:--|//)[^\n]{0,200}(?:\n|$)|/\*[^*]{0,200}\*/)"
_CELL = regex(
    rf"\s{{0,40}}(?:{_REMARK}\s{{0,40}}){{0,4}}"
    r"(?:([A-Za-z_]\w{0,20}\s{0,2}\(\s{0,2})?(?:[A-Za-z]{1,12}\s{0,2})?"
    r"(?:'((?:[^'\n\\]|''|\\.){0,300})'|\"((?:[^\"\n\\]|\\.){0,300})\")(?:::\w{1,20})?"
    r"(?(1)(?:\s{0,8},[^()\n]{0,40})?\s{0,8}\))"
    r"|([^,()\[\]{}'\"\n]{0,60}?))\s{0,20}([,)\]}]|$)"
)
"""A value, with a call or a type around it and remarks before it; and the sign behind it."""

_PIECE = regex(
    r"[^,()\[\]{}'\"]{1,400}|'((?:[^'\\]|''|\\.){0,4000})'|\"((?:[^\"\\]|\\.){0,4000})\"|[,()\[\]{}]",
    re.DOTALL,
)
_DEEPEST = 6
_LONGEST = 300
_MOST_PIECES = 200
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")

_SINGLE, _DOUBLE = 2, 3
_BARE = 4
_SIGN = 5
_NOTHING = frozenset(("null", "none", "nil", "undefined", "na", "default"))

_OPEN = regex(
    rf"[\s,]{{0,60}}(?:{_REMARK}[\s,]{{0,60}}){{0,4}}"
    r"(?:[Rr][Oo][Ww]\s?|&?[A-Z]\w{0,40}(?=\{))?[({\[](?=[^)}\]])"
)
_MOST = 100_000


def cells(text: str, at: int, most: int) -> tuple[Spans, int]:
    """
    The values from there to the end of their row, and where that is; -1 if it is no row.

    Of more than `most` values it is none.
    """
    found: Spans = []
    while len(found) <= most:
        value = _CELL.match(text, at)
        if value is None:
            span, at, sign = _expression(text, at)
            found.append(span)
            if sign != ",":
                return found, at
            continue
        bare, sign = value.group(_BARE, _SIGN)
        if bare is None:
            start, end = value.span(_SINGLE if value[_SINGLE] is not None else _DOUBLE)
        else:
            start, end = value.span(_BARE)
        empty = start == end or (bare is not None and bare.lower() in _NOTHING)
        found.append(None if empty else (start, end))
        at = value.end()
        if sign != ",":
            return found, at if sign else -1
    return found, -1


def _expression(text: str, at: int) -> tuple[tuple[int, int] | None, int, str]:
    """
    What is more than a literal: `date_sub(now(), interval 1 day)`, `array['a', 'b']`, a long text.

    The only string in it, if it is no long one; where it ends (-1: nowhere), and with which sign.
    """
    deep = 0
    strings: list[tuple[int, int]] = []
    for _ in range(_MOST_PIECES):
        piece = _PIECE.match(text, at)
        if piece is None:
            break
        sign, at = piece[0], piece.end()
        if not deep and (sign == "," or sign in _CLOSING):
            only = strings[0] if len(strings) == 1 else (0, 0)
            return (only if 0 < only[1] - only[0] <= _LONGEST else None), at, sign
        if piece.lastindex is not None:
            strings.append(piece.span(piece.lastindex))
        deep += (sign in _OPENING) - (sign in _CLOSING)
        if deep > _DEEPEST:
            break
    return None, -1, ""


def rows(text: str, at: int, most: int) -> tuple[list[Spans], int]:
    """
    The rows that stand there one behind the other, and where the last whole one ends.

    Of a row that has no end what was read of it is the last.
    """
    found: list[Spans] = []
    while len(found) < _MOST:
        opened = _OPEN.match(text, at)
        if opened is None:
            break
        row, end = cells(text, opened.end(), most)
        found.append(row)
        if end < 0:
            break
        at = end
    return found, at


def told(names: Sequence[str], read: Sequence[Spans]) -> Iterator[Field]:
    """The values of rows, each with the name of its column."""
    for row in read:
        for name, span in zip(names, row, strict=False):
            if span is not None and name:
                yield Field(*span, name, "column")

"""Markup within a value: tags, emphasis, links and commands around parts of it are left out."""

import re
from collections.abc import Iterable
from itertools import islice

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.spacing import APART

__all__ = ["markup"]

_INLINE = "(?:b|i|u|s|a|em|strong|span|font|wbr|sup|sub|small|mark|code|ins|del|tt|big|br|q)"
_BESIDE = "[A-Za-z0-9@.'/(),:-]"
_MARKUP = regex(
    rf"(?P<tags>(?:<!--[^<>]{{0,80}}?-->|</?{_INLINE}(?: [^<>\n]{{0,80}})?/?>)+)"
    r"|\[(?P<link>[^\[\]\n]{1,80})\]\((?P<to>[^()\s]{0,200})\)(?= ?[A-Za-z0-9@.',/-])"
    rf"|(?P<bold>(?<={_BESIDE})(?:\*{{2,3}}|~~)(?= ?{_BESIDE})|(?<={_BESIDE} )(?:\*{{2,3}}"
    rf"|~~)(?={_BESIDE})"
    rf"|(?<=[a-z])(?:\*|__)(?=[a-z]))"
    r"|\\(?:text(?:bf|it|tt|rm|sf|sc)|emph|underline"
    r"|mbox)\{(?P<latex>[^{}]{0,80}(?:\{[^{}]{0,8}\}[^{}]{0,80}){0,12})\}"
    r"|\{(?P<brace>[-.,/ ]{1,2})\}"
    # A blank of TeX, and no end of a segment of X12.
    r"|(?<=[A-Za-z0-9.,)&])(?P<tie>~)(?=[A-Za-z0-9(&])(?![A-Z][A-Z0-9]{1,2}\*)"
    r"|(?<=[a-z])(?P<discretionary>\\-)(?=[a-z]{2})"
    r"|\{(?P<critic>\+\+|==|--)(?=[^{}\n]{1,80}(?P=critic)\})"
    r"|(?<=[A-Za-z0-9.,)])(?P<closed>(?:\+\+|==|--)\})"
    r"|(?<=[A-Za-z0-9,.)])\\(?P<escaped>[-. +#/,()'@&:^])"
)
_CLOSING = {"**": regex(r"\*\*"), "***": regex(r"\*{3}"), "~~": regex("~~")}
_FAR = 60
_SHORT_TAG = 9
_CLOSED = regex(r"</[a-z]{1,6}> \Z")
_NEXT = regex(r"</(?P<tag>[a-z]{1,6})> <(?P=tag)[ >]")
"""The next word is set in the same way."""
_IN_WORD = regex(r"(?:[A-Za-z]{2}|[0-9-]{2})\*\*(?:[a-z]{2}|[0-9]-|[0-9]{2})")
_STARRED, _SEGMENTS = regex(r"[A-Z0-9]\*(?:\*\*)?[A-Z0-9]"), 5
"""Fields of a record (X12) are parted by stars."""


_EACH = regex(
    r"(?:(?P<by>\*{1,3}|__?|~~|`)[^\s*_~`](?P=by) ?){3,200}"
    r"|(?:<(?P<tag>(?!t[dhr]>|li>|dd>|option>)[a-z]{1,6})>[^<>](?:</(?P=tag)>)){3,200}"
    r"|[A-Za-z0-9](?:<!--[^<>]{0,20}-->[^<>\n]){3,200}"
)
_SHOWN = regex(r"<!--[^<>]{0,20}-->|</?[a-z]{1,6}>|[*_~`]+")


def _one_each(text: str) -> Iterable[Edit]:
    """Characters each of which is set by itself."""
    for found in _EACH.finditer(text):
        for sign in _SHOWN.finditer(text, *found.span()):
            yield Edit(*sign.span(), "", APART)


def markup(text: str) -> Iterable[Edit]:
    """Leaves out the markup; what it sets stays."""
    yield from _one_each(text)
    starred = len(list(islice(_STARRED.finditer(text), _SEGMENTS))) == _SEGMENTS
    for found in _MARKUP.finditer(text):
        start, end = found.span()
        how = found.lastgroup
        if how == "tags":
            # Within a word or a number, or at a blank of it: not between two elements.
            before, after = text[start - 1 : start], text[end : end + 1]
            inside = before.isalnum() or (before in "/-:." and after.isdigit())
            inside = inside or (before in ".,;)" and _NEXT.match(text, start) is not None)
            behind = after and (after.isalnum() or after in "@.- '/,:") and inside
            short = end - start <= _SHORT_TAG or _CLOSED.search(text, max(0, start - 9), start)
            ahead = before and before in "@.- '" and after.isalnum() and short
            if behind or ahead:
                yield Edit(start, end)
        elif how == "bold":
            if not starred:
                yield from _emphasis(text, found)
        elif how in ("to", "latex"):
            yield from _set(text, found)
        elif how in ("discretionary", "critic", "closed"):
            yield Edit(start, end)
        elif how == "tie":
            yield Edit(start, end, " ")
        else:
            yield Edit(start, end, found[how or 0])


def _emphasis(text: str, found: re.Match[str]) -> Iterable[Edit]:
    """The mark and the one that closes it; alone only in the middle of a word."""
    start, end = found.span()
    closing = _CLOSING.get(found[0])
    other = closing.search(text, end, end + _FAR) if closing else None
    if other is not None:
        yield Edit(start, end)
        yield Edit(*other.span())
    elif closing is None or _IN_WORD.match(text, max(0, start - 2), end + 2):
        yield Edit(start, end)


def _set(text: str, found: re.Match[str]) -> Iterable[Edit]:
    """What stands around the text of a link, or the argument of a command."""
    start, end = found.span()
    inner = found.span("link" if found["to"] is not None else "latex")
    yield Edit(start, inner[0])
    if found["to"] is None:
        for piece in _MARKUP.finditer(text, *inner):
            if piece.lastgroup in ("brace", "tie"):
                yield Edit(*piece.span(), piece["brace"] or " ")
    yield Edit(inner[1], end)

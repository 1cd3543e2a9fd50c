"""Dressed: what programs, pages and dictation put between or around the pieces of a value."""

from collections.abc import Iterable
from itertools import islice

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = ["DRESSED_SIGNS", "apart", "changed", "dressed"]

DRESSED_SIGNS = {
    "dressed equals": (
        r"[A-Za-z0-9.,]<[bB][rR] ?/?>[A-Za-z0-9]",
        r"[A-Za-z0-9,.]=20[A-Z][a-z']",
    ),
    "dressed lines": (r"/[2-9]\)\r?\n\([2-9]/[2-9]\)",),
    "dressed marks": (r"[A-Za-z0-9.,]\x0b[A-Za-z0-9]", r"[A-Za-z0-9.,]\^M\r?\n[A-Za-z0-9]"),
    "dressed quotes": (r"'{3}[A-Z][\w.-]{1,24}'{3} [A-Z]",),
    "dressed phrases": tuple(
        rf"[A-Za-z0-9] {mark} [A-Za-z0-9]" for mark in ("hyphen", "dash", "slash")
    ),
    "changed marks": (r"\{\+[^\n{}]{1,80}\+\}", r"\[-[^\n\[\]]{1,80}-\]"),
    "nul": (r"[!-~]\x00[!-~ ]\x00",),
}

_BREAK = regex(
    r"(?i:(?<=[A-Za-z0-9.,])<br ?/?>(?=[A-Za-z0-9]))"
    # The break of a word processor, and the end of a line as some programs show it.
    r"|(?<=[A-Za-z0-9.,])(?:\x0b|\^M\r?\n)(?=[A-Za-z0-9])"
    # A blank of mail, before what begins a name and no unit.
    r"|(?<=[A-Za-z0-9,.])=20(?=[A-Z][a-z'][A-Za-z'])"
)
_MOST_BREAKS = 12
"""More are the lines of a page."""
_PART = regex(r" ?\([1-8]/(?P<of>[2-9])\)\r?\n\([2-9]/(?P=of)\) ?")
"""Where a messenger cut what was too long for one message."""
_STRONG = regex(r"'{3}(?P<said>[A-Z][\w.-]{1,24})'{3}(?= [A-Z])")
_CHANGED = regex(r"(?P<open>\{\+|\[-)[^\n{}\[\]]{1,80}?(?P<close>\+\}|-\])")
_SPOKEN = rare(
    r"(?<=[A-Za-z0-9])(?P<hyphen> hyphen )(?=[A-Za-z0-9])"
    r"|(?<=[0-9])(?P<dash> dash )(?=[0-9A-Z])|(?<=[A-Z][a-z]{2})(?P<behind> dash )(?=[0-9])"
    r"|(?<=[0-9])(?P<slash> slash )(?=[0-9])"
)
_SHOWN = {"hyphen": "-", "dash": "-", "behind": "-", "slash": "/"}


def dressed(text: str) -> Iterable[Edit]:
    """Breaks of a page or a message, and marks that were spoken."""
    breaks = list(islice(_BREAK.finditer(text), _MOST_BREAKS + 1))
    for found in breaks if len(breaks) <= _MOST_BREAKS else ():
        yield Edit(*found.span(), " ")
    for found in _PART.finditer(text):
        yield Edit(*found.span())
    for found in _STRONG.finditer(text):
        yield Edit(*found.span(), found["said"])
    for found in _SPOKEN.finditer(text):
        yield Edit(*found.span(), _SHOWN[found.lastgroup or ""])


def changed(text: str) -> Iterable[Edit]:
    """Words that a change adds or takes out, without its marks: `{+Okonkwo+}`."""
    for found in _CHANGED.finditer(text):
        if (found["open"] == "{+") == (found["close"] == "+}"):
            yield Edit(*found.span("open"))
            yield Edit(*found.span("close"))


_NULS = rare(r"(?:[^\x00]\x00){2,400}[^\x00]?")


def apart(text: str) -> Iterable[Edit]:
    """What a text in two bytes a character holds, where it was read as one byte each."""
    for found in _NULS.finditer(text):
        for at in range(found.start() + 1, found.end(), 2):
            if text[at] == "\0":
                yield Edit(at, at + 1)

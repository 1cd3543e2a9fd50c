"""
Characters each of which is set by itself: in brackets, behind a stroke, in a line, as an emoji.

And what is set around what parts a value: points of addresses in brackets, as analysts write those
that nobody is to follow, notes within a name, points and strokes between groups of figures.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit
from promptward.readings.sayable import sayable

__all__ = ["WRAPPED_SIGNS", "unfanged", "wrapped"]

APART = "characters_apart"
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_FIGURE = "|".join(_NAMES)
_VALUES = {name: str(value) for value, name in enumerate(_NAMES)}
WRAPPED_SIGNS: Mapping[str, tuple[str, ...]] = {
    "wrapped marks": (
        r"\[[A-Za-z0-9]\]\[[!-~]\]\[[!-~]\]\[[!-~]\]",
        r"\\[A-Za-z]\\[A-Za-z]\\[A-Za-z]\\[A-Za-z]",
        r"[A-Za-z0-9.]\[[0-9]{1,2}\] [A-Z0-9]",
    ),
    "wrapped calls": (r"\([A-Za-z0-9]\)\([!-~]\)\([!-~]\)\([!-~]\)",),
    "wrapped lines": (
        r"\n[ \t]{0,8}- [\x22']?[!-~][\x22']?\r?\n[ \t]{0,8}- [\x22']?[!-~][\x22']?\r?\n",
    ),
    "wrapped phrases": (
        rf":(?:{_FIGURE})::(?:{_FIGURE}):",
        rf"(?:{_FIGURE}){{4}}",
        r"[0-9]\.{3} ?[0-9]{1,4}\.{3} ?[0-9]{2}",
        r"[0-9]{3} / [0-9]{2,3} / [0-9]{2}",
    ),
    "unfanged": (r"hxxps?://",),
    "unfanged marks": (
        r"[A-Za-z0-9]\[\.\][A-Za-z0-9]",
        r"[A-Za-z0-9] ?[\[{(](?:at|dot|@)[\]})] ?[A-Za-z0-9]",
        # Between blanks and round brackets capitals explain a term.
        r"[A-Za-z0-9] ?[\[{](?:AT|DOT)[\]}] ?[A-Za-z0-9]",
        r"[A-Za-z0-9]\((?:AT|DOT)\)[A-Za-z0-9]",
    ),
}
"""What a text holds if it holds any of these."""

_IN_PAIRS = tuple(
    (
        regex(rf"(?<![\w\])])(?:{one}){{4,60}}(?: (?:{one}){{1,60}}){{0,4}}(?!\w)"),
        regex(rf"(?<![\w\])])(?:{one}){{1,3}}(?: (?:{one}){{1,60}}){{0,4}}(?![\w\[(])"),
    )
    for one in (r"\[[!-~]\]", r"\([!-~]\)")
)
_STRUCK = rare(r"(?<![\w\\])(?:\\[A-Za-z0-9.,-]){4,60}(?: (?:\\[A-Za-z0-9.,-]){1,60}){0,4}(?!\w)")
_ONE = r"[\x22']?[!-~ ][\x22']?"
_ITEMS = rare(rf"(?:(?<=\n)|\A)[ \t]{{0,8}}- {_ONE}(?:\r?\n[ \t]{{0,8}}- {_ONE}){{3,60}}(?=\s|\Z)")
_ITEM = regex(r"(?:\r?\n)?[ \t]{0,8}- (?P<by>[\x22']?)(?P<one>[!-~ ])(?P=by)")
_EMOJI = regex(rf":(?:{_FIGURE}):(?:[ -]?:(?:{_FIGURE}):){{3,24}}")
_GLUED = regex(rf"(?<![a-z])(?:{_FIGURE}){{4,24}}(?![a-z])")
_WORD = regex(_FIGURE)
_UNIT = regex(r"\[[!-~]\]|\([!-~]\)")
_STROKE = regex(r"\\[A-Za-z0-9.,-]")
_BRACKETS = regex(r"[\[\]()]")
_NOTE = regex(r"(?<=[A-Za-z0-9.])\[\d{1,2}\](?= [A-Z0-9])")
_POINTS = regex(r"(?<![\d.])\(?\d{1,4}\.{3} ?\d{1,4}\.{3} ?\d{2,4}(?![\d.])")
_STROKES = regex(
    r"(?<![\d/] )(?<![\d/])(?:\d{3} / \d{2,3} / \d{4}|(?:19|20)\d\d / \d\d / \d\d)(?! ?[\d/])"
)
_APART = regex(r"\.{3} ?| / ")
_OF_DAY = regex(r"\d{1,2}\D+\d{1,2}\D+(?:(?:19|20)?\d\d)")
_DIFFERENT = 3
_SHORTEST, _WORD_LONG = 4, 5


def wrapped(text: str) -> Iterable[Edit]:
    """Without what is set around each of them; nothing where they count up or repeat."""
    yield from _in_pairs(text)
    for found in _STRUCK.finditer(text):
        if _says(found[0].replace("\\", "")):
            for one in _STROKE.finditer(text, *found.span()):
                yield Edit(*one.span(), one[0][1])
    for found in _ITEMS.finditer(text):
        said = "".join(one["one"] for one in _ITEM.finditer(found[0]))
        if _says(said):
            yield Edit(*found.span(), f"\n\n{said}\n\n", _mark(said))
    yield from _figures(text)


def _in_pairs(text: str) -> Iterable[Edit]:
    for pattern, shorter in _IN_PAIRS:
        runs = [found for found in pattern.finditer(text) if _says(_bare(found[0]))]
        # What is written so once is written so throughout.
        for found in (*runs, *(shorter.finditer(text) if runs else ())):
            mark = _mark(_bare(found[0]))
            for one in _UNIT.finditer(text, *found.span()):
                yield Edit(*one.span(), one[0][1], mark)


def _bare(written: str) -> str:
    return _BRACKETS.sub("", written)


def _mark(said: str) -> str:
    """The mark of a word, or of so many figures, that nobody sets so."""
    shown = "".join(c for c in said if c.isalnum())
    word = shown.isalpha() and len(shown) >= _WORD_LONG and sayable(shown)
    return APART if word and _says(said) else ""


def _figures(text: str) -> Iterable[Edit]:
    """Words for figures without a blank, notes within a name, groups oddly apart."""
    for pattern in (_EMOJI, _GLUED):
        for found in pattern.finditer(text):
            yield Edit(*found.span(), "".join(_VALUES[one] for one in _WORD.findall(found[0])))
    for found in _NOTE.finditer(text):
        yield Edit(*found.span())
    for pattern in (_POINTS, _STROKES):
        for found in pattern.finditer(text):
            by = "/" if _OF_DAY.fullmatch(found[0]) else "-"
            yield from (Edit(*one.span(), by) for one in _APART.finditer(text, *found.span()))


def _says(said: str) -> bool:
    """Whether characters are several, and no row of figures or of letters."""
    shown = said.replace(" ", "")
    steps = {ord(two) - ord(one) for one, two in pairwise(shown)}
    return len(shown) >= _SHORTEST and len(set(shown)) >= _DIFFERENT and len(steps) > 1


_FANG = rare(
    r"(?<=[A-Za-z0-9])\[\.\](?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z0-9])(?P<at> ?[\[{(](?:at|@|AT)[\]})] ?)(?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z0-9]) ?[\[{(](?:dot|DOT)[\]})] ?(?=[A-Za-z0-9])"
    r"|\bh(?P<xx>xx)(?=ps?://)"
)


def unfanged(text: str) -> Iterable[Edit]:
    """Addresses that were made so that nobody can follow them, as they are."""
    for found in _FANG.finditer(text):
        if found["xx"]:
            yield Edit(*found.span("xx"), "tt")
        else:
            yield Edit(*found.span(), "@" if found["at"] else ".")

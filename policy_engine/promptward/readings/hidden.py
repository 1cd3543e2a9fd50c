"""Hidden text: characters that show nothing, or elsewhere than they stand, and what they say."""

from collections.abc import Iterable

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.pictures import PICTURES, pictures

__all__ = ["hidden"]

TAGS = "tag_characters"
SELECTORS = "variation_selectors"
OVERRIDE = "bidi_override"
INVISIBLE = "invisible_characters"

_TAGS = regex("[\U000e0020-\U000e007e]{2,}\U000e007f?")
_SELECTORS = regex("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}")
_OVERRIDE = regex("\u202e([^\u202c\u2066-\u2069\n]{1,4000})\u202c?")
_HIDES = regex(
    f"[\u180e\u200b-\u200f\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0020-\U000e01ef{PICTURES}]"
)
"""Without any of these nothing is hidden."""
_FLAG = "\U0001f3f4"
"""The black flag: with tags behind it, the flag of a part of a country."""
# Between letters and digits, where no script that is read here needs them; not the soft hyphen.
_BETWEEN = regex(
    "[A-Za-z0-9](?:[\u200b-\u200f\u2060-\u2069\ufeff\u180e]{1,3}[A-Za-z0-9 .@,:/-]){3,}"
)
_FIRST_TAG, _SHORT, _LONG = 0xE0000, 0xFE00, 0xE0100


def _selected(run: str) -> str:
    """The bytes that variation selectors stand for, one each."""
    data = bytes(
        ord(c) - _SHORT if ord(c) < _LONG else min(ord(c) - _LONG + 16, 0xFF) for c in run
    )
    read = data.decode("utf-8", "replace")
    return read if read.isprintable() else "\ufffd"


def _carrier(text: str, start: int) -> int:
    """Where the character stands that what is hidden hangs on: it goes with it."""
    return start - 1 if start and not text[start - 1].isspace() else start


_BLANK = "[\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_BLANKS = regex(_BLANK)
_PARTED = regex(
    r"(?<![\w-])(?!JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    rf"(?:(?:19|20)\d\d{_BLANK}(?:0[1-9]|1[0-2]){_BLANK}(?:0[1-9]|[12]\d|3[01])(?=T\d|\b)"
    rf"|[A-Z]{{1,4}}\d{{0,2}}(?:{_BLANK}[A-Z0-9]{{1,10}}){{1,3}}(?![\w-])"
    rf"|[A-Z0-9]{{2,14}}{_BLANK}\d{{2,7}}(?:{_BLANK}\d{{1,7}})?(?![\w-]))"
)
_THOUSANDS = regex(rf"\d{{1,3}}(?:{_BLANK}\d{{3}})+")
_FIGURE, _LEAST_FIGURES = regex("[0-9]"), 5


def _parted(text: str) -> Iterable[Edit]:
    """Blanks that keep a line together, where a number has a dash: as one."""
    for found in _PARTED.finditer(text):
        if (
            len(_FIGURE.findall(found[0])) >= _LEAST_FIGURES - found[0][0].isalpha()
            and not _THOUSANDS.fullmatch(found[0])
            and _BLANKS.search(found[0])
        ):
            for one in _BLANKS.finditer(text, *found.span()):
                yield Edit(*one.span(), "-")


_NOTE = regex(
    r"[A-Z][a-z]{2,24}[,.]?(?P<note>[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3})(?=[ \n])"
)
_NOTES = regex("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")
"""Raised figures behind a word with a capital, which no unit has, call a note."""


def hidden(text: str) -> Iterable[Edit]:
    """Edits of the original text, before it is folded. Time is linear in its length."""
    if _BLANKS.search(text):
        yield from _parted(text)
    if _NOTES.search(text):
        yield from (Edit(*found.span("note")) for found in _NOTE.finditer(text))
    if not _HIDES.search(text):
        return
    for found in _TAGS.finditer(text):
        if text[found.start() - 1 : found.start()] != _FLAG:
            read = "".join(chr(ord(c) - _FIRST_TAG) for c in found[0].rstrip("\U000e007f"))
            yield Edit(_carrier(text, found.start()), found.end(), f" {read} ", TAGS)
    for found in _SELECTORS.finditer(text):
        start = _carrier(text, found.start())
        yield Edit(start, found.end(), f" {_selected(found[0])} ", SELECTORS)
    for found in _OVERRIDE.finditer(text):
        if any(c.isascii() and c.isalnum() for c in found[1]):
            yield Edit(found.start(), found.end(), found[1][::-1], OVERRIDE)
    for found in _BETWEEN.finditer(text):
        read = "".join(c for c in found[0] if c.isascii())
        yield Edit(found.start(), found.end(), read, INVISIBLE)
    yield from pictures(text)

"""Spacing: characters of a value set apart, by blanks, dots, dashes, lines or markup."""

import re
from collections.abc import Iterable
from itertools import pairwise

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.shape import Shape

__all__ = [
    "grouping",
    "grouping_sign",
    "markup",
    "markup_sign",
    "moved",
    "moved_sign",
    "spacing",
    "spacing_sign",
]

# ---------------------------------------------------------------- one by one

_APART = tuple(
    (
        mark,
        regex(
            rf"(?<![A-Za-z0-9])(?<!{mark_before})[!-~](?:{source}[ -~]){{3,}}"
            rf"(?![A-Za-z0-9]){after}"
        ),
    )
    for mark, mark_before, source, after in (
        *((" ", "\0", " ", ""), ("\n", "\0", r"\r?\n", ""), ("|", r"\|", r" ?\| ?", "")),
        (",", ",", ", ?", ""),
        *((mark, rf"\{mark}", rf"\{mark}", rf"(?!\{mark}\w)") for mark in "-._/*:~+"),
    )
)
_LEAST = 3


def spacing_sign(shape: Shape) -> bool:
    """Four letters or digits with one other character between each two."""
    return b"\2\2\2\2" in shape.told


def spacing(text: str) -> Iterable[Edit]:
    """Leaves out what stands between single characters; a blank among them is one blank."""
    for mark, pattern in _APART:
        if mark not in text:
            continue
        for found in pattern.finditer(text):
            run = found[0]
            single = [ord(c) for c in run if c.isalnum()]
            if len(single) <= _LEAST or len({b - a for a, b in pairwise(single)}) == 1:
                continue  # too few, or they count up
            yield from _joined(run, found.start(), mark, _one_by_one(run, mark))


APART = "characters_apart"
_MARKED = 6


def _one_by_one(run: str, mark: str) -> str:
    """The mark of characters apart by what nobody sets between them: no list, no version."""
    single = [c for c in run if c.isalnum()]
    if mark not in ".-_\n~*+:/" or len(single) < _MARKED:
        return ""
    steps = {ord(two) - ord(one) for one, two in pairwise(single)}
    numbered = len(steps) == 1 or (mark == "." and run.startswith(("1.3.6.", "1.2.", "2.")))
    return "" if numbered or len(set(single)) == 1 else APART


def _joined(run: str, start: int, mark: str, named: str) -> Iterable[Edit]:
    at, kept = 0, ""
    last = len(run)
    while at < last:
        shown = run[at]
        if shown == " " == kept:
            yield Edit(start + at, start + at + 1)
        kept = shown
        at += 1
        begin = at
        if mark == "\n":
            at += 2 if run[at : at + 1] == "\r" else 1
        elif mark == "|":
            at = run.find("|", at) + 1 or last
            at += run[at : at + 1] == " "
        else:
            at += 1
            at += mark == "," and run[at : at + 1] == " "
        at = min(at, last)
        if at > begin:
            yield Edit(start + begin, start + at, "", named)


# ---------------------------------------------------------------- groups of digits

_ODD = regex(r"(?<![\w.:])\d{1,6}(?:(?P<odd>[_|~]|(?<=\d)[:*]) ?\d{1,6}){1,5}(?![\w:])")
_MANY = regex(r"(?<![\w.,/-])\d{1,2}(?:[ .-]\d{2}){2,9}(?:[ .-]\d)?(?![\w/-])")
_LEAST_DIGITS = 6
_CLOCK = regex(r"\d{1,2}:\d\d(?::\d\d)?\Z")


_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATED = regex(
    rf"\b(?i:{_MONTHS})(?P<one>[_|~.:*]) ?\d{{1,2}}(?:st|nd|rd|th)?"
    r"(?P<two>,?[_|~.:*])? ?(?:\d{4}|\d\d)?\b"
    rf"|\b\d{{1,2}}(?P<three>[_|~:*])(?i:{_MONTHS})(?P<four>[_|~:*.])(?:\d{{4}}|\d\d)\b"
)
_MOVED = regex(
    r"(?<=[a-z]{2})(?P<word>[A-Z]) (?=[a-z]{3})|(?<=\d)(?P<comma>,\d) (?=\d{3}\b)"
    r"|(?P<lead> ,)(?=\d{4}\b)|(?P<dot> \.)(?=[A-Z]\b)|(?<=[a-z]{2})(?P<number>\d) (?=\d{1,3}[, ])"
)


def moved_sign(shape: Shape) -> bool:
    """A blank one place too late or too early."""
    data, kinds = shape.data, shape.kinds
    return (
        (b" ,2" in data or b" ,1" in data if shape.digits else False)
        or b" ." in data
        or (shape.humped and b"aB a" in kinds)
        or (b",2 " in data and b"d.d ddd" in kinds)
    )


def moved(text: str) -> Iterable[Edit]:
    """Blanks and the character beside them, the other way about."""
    for found in _MOVED.finditer(text):
        how = found.lastgroup or ""
        said = found[how]
        if how in ("word", "number"):
            yield Edit(found.start(), found.end(), f" {said}")
        elif how == "comma":
            yield Edit(found.start(), found.end(), f", {said[1]}")
        else:
            yield Edit(found.start(), found.end(), said[::-1])


_GROUP_SIGN = regex(r"[_|~*](?<=[a-z0-9,].)\d|:(?<=\d\d\d:)\d|:(?<=[a-z,]:)\d")


def grouping_sign(shape: Shape) -> bool:
    """Pairs of digits in a row, or digits beside a mark that numbers seldom have."""
    data = shape.data
    return (shape.digits and b"dd dd dd" in shape.kinds) or (
        (b":" in data or b"_" in data or b"|" in data or b"~" in data or b"*" in data)
        and _GROUP_SIGN.search(shape.text) is not None
    )


def grouping(text: str) -> Iterable[Edit]:
    """Digits in odd groups without what parts them, or with the usual dash; dates with blanks."""
    for found in _DATED.finditer(text):
        for how in ("one", "two", "three", "four"):
            if found[how] is not None:
                yield Edit(*found.span(how), ", " if found[how][0] == "," else " ")
    for found in _ODD.finditer(text):
        if _figures(found[0]) >= _LEAST_DIGITS and not _CLOCK.match(found[0]):
            yield from _parted(found, "-", " ")
    for found in _MANY.finditer(text):
        pairs = found[0].replace(".", " ").replace("-", " ").split()
        # Days of a calendar and numbers of pages count up.
        counts = any(int(two) == int(one) + 1 for one, two in pairwise(pairs))
        if not counts and _figures(found[0]) > _LEAST_DIGITS:
            yield from _parted(found, "", "")


def _figures(run: str) -> int:
    return sum(c.isdigit() for c in run)


def _parted(found: re.Match[str], shown: str, kept: str) -> Iterable[Edit]:
    """What stands between the digits reads as `shown`; `kept` stays."""
    for at, c in enumerate(found[0], found.start()):
        if not c.isdigit() and c != kept:
            yield Edit(at, at + 1, shown)


# ---------------------------------------------------------------- markup within a value

_MARKUP = regex(
    r"(?P<comment><!--[^<>]{0,80}?-->)"
    r"|(?P<tag></?(?:[A-Za-z][A-Za-z0-9]{0,9})(?: [^<>\n]{0,80})?/?>)"
    r"|\[(?P<link>[^\[\]\n]{1,80})\]\((?P<to>[^()\s]{0,200})\)"
    r"|(?P<bold>\*{1,3}|~~|__)"
    r"|\\(?:text(?:bf|it|tt|rm|sf|sc)|emph|underline|mbox)\{(?P<latex>[^{}]{0,80}(?:\{[^{}]{0,8}\}[^{}]{0,80}){0,12})\}"
    r"|\{(?P<brace>[-.,/ ]{1,2})\}|(?<=[A-Za-z.,])(?P<tie>~)(?=[A-Za-z0-9])"
    r"|\\(?P<escaped>[-. +#/,()'@&:])"
)
_SIGN_TAG = regex(r"[^\s>]<(?:!--|/?[A-Za-z])|>[^\s<]")
_SIGN_BOLD = regex(r"\w(?:\*{1,3}|~~|__)\w|\w\*\* \w|\w \*\*\w")


def markup_sign(shape: Shape) -> bool:
    """Tags, emphasis, links or escapes of markup right beside or within words."""
    data, text = shape.data, shape.text
    return (
        (b"<" in data and b">" in data and _SIGN_TAG.search(text) is not None)
        or ((b"*" in data or b"~~" in data or b"__" in data) and bool(_SIGN_BOLD.search(text)))
        or b"](" in data
        or b"\\" in data
        or b"{-}" in data
    )


def markup(text: str) -> Iterable[Edit]:
    """Leaves out the markup; what it sets stays."""
    for found in _MARKUP.finditer(text):
        start, end = found.span()
        how = found.lastgroup
        if how == "to":
            inner = found.span("link")
            yield Edit(start, inner[0])
            yield Edit(inner[1], end)
        elif how == "latex":
            inner = found.span("latex")
            yield Edit(start, inner[0])
            for piece in _MARKUP.finditer(text, *inner):
                if piece.lastgroup in ("brace", "tie"):
                    yield Edit(*piece.span(), piece["brace"] or " ")
            yield Edit(inner[1], end)
        elif how == "brace":
            yield Edit(start, end, found["brace"])
        elif how == "tie":
            yield Edit(start, end, " ")
        elif how == "escaped":
            yield Edit(start, end, found["escaped"])
        else:
            yield Edit(start, end)

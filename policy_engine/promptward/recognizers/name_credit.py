"""
Names of those who wrote a program or a text for everybody: `Copyright (c) 2019 Jane Doe`.

They are no patients and no clinicians of one, so they count as unsure. Asked for is the layout of
a credit, not the word alone: a note has an author too. That is `Copyright` or `(c)` with a year
before the name, a tag of a manual or of version control, or a comment that says who wrote it.
"""

from promptward.deferred import regex

__all__ = ["credited", "credits_somebody"]

_LONGEST_LINE = 200
_BEFORE = regex(
    # `Copyright 2004-2006 Jane Doe, John Roe`, `SPDX-FileCopyrightText: 2021 Jane Doe`
    r"(?:\b[Cc]opyright\b|\bCOPYRIGHT\b|\([cC]\)|\xff|SPDX-FileCopyrightText:)[^\n]{0,12}?\d{4}"
    r"[^\n]{0,90}$"
    r"|\b[Cc]opyright (?:\([cC]\) |by |holder:? )[^\n]{0,60}$"
    # `__author__ = "Jane Doe"`, `:author: Jane Doe`, `@author Jane Doe`, `Signed-off-by: Jane Doe`
    r"|(?:__(?:author|credits|maintainer|copyright|contact)__ ?="
    r"|\b(?:author|maintainer)(?:s|_email)? ?="
    r"|:(?:[Aa]uthors?|[Cc]opyright|[Mm]aintainer|[Cc]ontact):|@(?:author|since|copyright)\b|\\author\b"
    r"|\b(?:Signed-off|Co-authored|Reviewed|Acked|Tested|Reported|Suggested|Helped)-by:)[^\n]{0,90}$"
)
_COMMENTED = regex(
    r"(?:#|//|/?\*|--|;|\"\"\"|'''|dnl|^)[ \t]*(?:[^\n]{0,60}?[ (])?"
    r"(?:[Aa]uthors?:?|[Ww]ritten(?: and maintained)? by|[Oo]riginally (?:written |by )"
    r"|[Oo]riginal (?:author|code|version)|[Cc]ontributed by|[Cc]ontributions? (?:by|from)"
    r"|[Mm]aintain(?:er:?|ed by)|[Mm]odified by|[Bb]ased (?:up)?on [^\n]{0,40} by|[Aa]dapted from"
    r"|[Pp]atch(?:es)? (?:by|from)|[Hh]acked by|[Pp]orted (?:by|to)|[Tt]hanks to|[Cc]ourtesy of"
    r"|[Ii]mplemented by|[Ss]ubmitted by|[Ss]uggested by|[Cc]reated by|[Dd]eveloped by"
    r"|[Dd]esigned by|[Aa]lgorithm (?:by|of)|[Aa]ccording to|[Ii]nspired by|[Ii]nvented by)"
    r"[^\n]{0,80}$"
)
# INVARIANT: no match of `_BEFORE` without one of these, nor of `_COMMENTED` without one of those.
_SIGNS_BEFORE = (
    "opyright", "OPYRIGHT", "(c)", "(C)", "\xff", "uthor", "credits__", "aintainer", "ontact",
    "@since", "-by:",
)  # fmt: skip
_SIGNS_COMMENTED = (
    " by", " from", "uthor", "riginal", "aintain", "hanks to", "ourtesy of", "lgorithm", " to",
)  # fmt: skip
_ADDRESS = regex(r"[ ,]{0,2}[<(][\w.+-]{1,40}(?:@| at )[\w.-]{2,60}[>)]")
_SIGN = regex(r"\(c\)|opyright|OPYRIGHT|author|Author|SPDX|-by:|aintain|ritten by|\xff 2|\xff 1")


_CREDITS = (
    *("opyright", "COPYRIGHT", "(c)", "(C)", "\xff", "uthor", "aintainer", "ontact"),
    *("__credits", "@since", "-by:"),
)
"""With one of these stands whatever `_BEFORE` matches."""


def credits_somebody(text: str, *, program: bool) -> bool:
    """Whether a text may hold a credit: what most texts don't is soon seen."""
    return program or any(map(text.__contains__, _CREDITS))


def credited(text: str, start: int, end: int, *, program: bool) -> bool:
    """Whether a name that stands there is the author's of a program or of its manual."""
    first = max(0, start - _LONGEST_LINE)
    low = max(text.rfind("\n", first, start) + 1, first)
    before = text[low:start]
    # Signs first: a line of names asks once a name.
    if any(sign in before for sign in _SIGNS_BEFORE) and _BEFORE.search(text, low, start):
        return True
    if not program:
        return False
    if any(sign in before for sign in _SIGNS_COMMENTED) and _COMMENTED.search(text, low, start):
        return True
    return _ADDRESS.match(text, end) is not None and _SIGN.search(text, 0, 4_000) is not None

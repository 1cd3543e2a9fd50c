"""
Names of those who wrote a program or a text for everybody: `Copyright (c) 2019 Jane Doe`.

They are no patients and no clinicians of one, so they count as unsure. Asked for is the layout of
a credit, not the word alone: a note has an author too. That is `Copyright` or `(c)` with a year
before the name, a tag of a manual or of version control, or a comment that says who wrote it.
"""

import re

from promptward.deferred import regex

__all__ = ["credited", "credits_somebody"]

_LONGEST_LINE = 200
_BEFORE = regex(
    # `Copyright 2004-2006 Jane Doe, John Roe`, `SPDX-FileCopyrightText: 2021 Jane Doe`
    r"(?:\b[Cc]opyright\b|\bCOPYRIGHT\b|\([cC]\)|SPDX-FileCopyrightText:)[^\n]{0,12}?\d{4}"
    r"[^\n]{0,90}$"
    # an unread character may be the sign: then a name stands right behind the year
    r"|\xff[^\n\d]{0,12}\d{4}[^\n]{0,90}(?<=[\d, ] )(?<![a-z] )$"
    r"|\b[Cc]opyright (?:\([cC]\) |by |holder:? )[^\n]{0,60}$"
    # `__author__ = "Jane Doe"`, `:author: Jane Doe`, `@author Jane Doe`, `Signed-off-by: Jane Doe`
    r"|\b(?:author|maintainer)(?:s|_email)? ?=[^\n=]{0,90}$"
    r"|(?:__(?:author|credits|maintainer|copyright|contact)__ ?="
    r"|(?:authors|maintainers|contributors) ?= ?\[|__credits__ ?= ?\[?\(?"
    r"|moduleauthor:: |sectionauthor:: |codeauthor:: |\b[Rr]ecipe credited to "
    r"|:(?:[Aa]uthors?|[Cc]opyright|[Mm]aintainer|[Cc]ontact):|@(?:author|since|copyright)\b|\\author\b"
    r"|\bcommit [0-9a-f]{7,40}(?: \([^)\n]{0,60}\))?\n(?:Merge: .{0,40}\n)?Author: +"
    r"|\b(?:Signed-off|Co-authored|Reviewed|Acked|Tested|Reported|Suggested|Helped)-by:)[^\n]{0,90}$"
)
_HEADED = regex(
    r"^[ \t]*(?:#{1,4}|[*/;-]{0,3})[ \t]*(?:[Aa]uthors?|AUTHORS?|[Cc]ontributors?(?:\(s\))?"
    r"|CONTRIBUTORS|[Mm]aintainers?|MAINTAINERS|[Cc]redits|CREDITS|[Aa]cknowledge?ments?"
    r")"
    r"[ \t]*:?[ \t]*$"
)
_RULE = regex(r"^[ \t#*]*[-=~^]{3,}[ \t]*$")
_ITEM = regex(r"^[ \t]*(?:[#*/;+-]{1,3}|\d{1,2}\.|\u2022|\xff)?[ \t]*(?:[A-Z\xff@\"'\[]|$)")
_MOST_ITEMS = 30
_PACKAGE = regex(r"\"(?:author|contributors|maintainers)\"\s?:\s?[\[{\"][^\]\n]{0,160}$")
_THANKED = regex(
    r"\b(?:[Tt]hanks(?: to)?|[Rr]eported by|[Cc]ontributed by|[Pp]atch by"
    r"|[Ss]uggested by|[Ff]ixed by) [^\n]{0,60}$"
)
_CHANGES = regex(r"^#{1,3} \[?v?\d+\.\d", re.MULTILINE)
_FAR = 4_000
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
    "@since", "-by:", "credited", "ontributors",
)  # fmt: skip
_SIGNS_COMMENTED = (
    " by", " from", "uthor", "riginal", "aintain", "hanks to", "ourtesy of", "lgorithm", " to",
)  # fmt: skip
_OF_A_RECORD = regex(
    r"[^\n]{0,240}?\b(?:pat|patient|pt|mrn|dob|encounter|csn)(?:_?(?:name|id|no|mrn))?[\"']? ?="
)
"""A line that says whom a note is about: its author is no author of a program."""

_ADDRESS = regex(r"[ ,]{0,2}[<(][\w.+-]{1,40}(?:@| at )[\w.-]{2,60}[>)]")
_SIGN = regex(r"\(c\)|opyright|OPYRIGHT|author|Author|SPDX|-by:|aintain|ritten by|\xff 2|\xff 1")


_CREDITS = (
    *("opyright", "COPYRIGHT", "(c)", "(C)", "\xff", "uthor", "aintainer", "ontact"),
    *("__credits", "@since", "-by:", "ontributor", "uthors", "UTHOR", "credited", "cknowledg"),
    *("CONTRIBUTORS", "MAINTAINERS", "Credits", "CREDITS", "hanks", "eported by", "atch by"),
)
"""With one of these stands whatever `_BEFORE` matches, and the other credits."""


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
        return _OF_A_RECORD.match(text, low, start + _LONGEST_LINE) is None
    if before.startswith("Author:") and _BEFORE.search(text, first, start):  # behind its commit
        return True
    if _packaged(text, before, start) or _thanked(text, before, start) or _listed_under(text, low):
        return True
    if not program:
        return False
    if any(sign in before for sign in _SIGNS_COMMENTED) and _COMMENTED.search(text, low, start):
        return True
    return _ADDRESS.match(text, end) is not None and _SIGN.search(text, 0, 4_000) is not None


def _packaged(text: str, before: str, start: int) -> bool:
    """Whether it stands among those who made a package, in the file that describes it."""
    if '"' not in before or _PACKAGE.search(before) is None:
        return False
    around = text[max(0, start - _FAR) : start + _FAR]
    return '"version"' in around and '"name"' in around and "resourceType" not in around


def _thanked(text: str, before: str, start: int) -> bool:
    """`thanks to Jane Doe, #482`: somebody who is thanked in a list of changes."""
    return (
        (" by " in before or "hanks" in before)
        and _THANKED.search(before) is not None
        and _CHANGES.search(text, max(0, start - _FAR), start) is not None
    )


def _listed_under(text: str, low: int) -> bool:
    """Whether the line that starts at `low` is an item of a list under `Authors` and the like."""
    for _ in range(_MOST_ITEMS):
        if low <= 0:
            return False
        end = low - 1
        low = text.rfind("\n", max(0, end - _LONGEST_LINE), end) + 1
        line = text[low:end]
        if _HEADED.match(line):
            return True
        if not (_ITEM.match(line) or _RULE.match(line)):
            return False
    return False

"""
Whether a text is source code, and where in it a person may be meant.

Most days, places and names in a program are nobody's: they are literals of its tests, examples of
its manual, releases and authors of itself. They are somebody's near a word of health care or of a
person's fields. Such words are looked for here; what else is sure of a person is known to those
that look again at the findings.
"""

import re
from itertools import islice

from promptward.deferred import regex

__all__ = ["Program", "follows_version"]

_MAYBE = (
    *("import ", "def ", "const ", "#include", "self.", "func ", "<?php", ">>> "),
    *(" = {\n", " = [\n", " = (\n"),
)
_MAYBE_WITH_BRACES = ("class ", "function", "let ", "package ", "var ", "struct ", "public ")
"""Without one of these a text is no program: soon seen, and true of most notes."""

_LINE = regex(
    r"^[ \t]*(?:>>> |(?:\.\.\. )?(?:(?:async )?def \w+ ?\(|class \w+[ \w.<,>\[\]]*[({:]"
    r"|from [\w.]+ import [\w(*]|import [\w.*{\"']+(?:[;, ].{0,60})?$|@\w+[\w.]*(?:\(.{0,80})?$"
    r"|return\b[^.\n]{0,80}[)\]};'\"\w]$|raise \w+|assert [^,.\n]{1,60}(?:==|!=|\bin\b|\bis\b)"
    r"|(?:if|elif|for|while|with|except|switch|catch)\b[ (].{0,120}[:{]$"
    r"|(?:else|try|finally) ?[:{]$|elif |\} (?:else|catch|finally)\b|self\.\w+"
    r"|(?:const|let|var) [\w{\[ ,}\]]{1,60}=|#include ?[<\"]|\w+\([^\n]{0,80}\),$"
    r"|(?:export |public |private |protected |static ){1,3}\w.{0,100}[{;(=]"
    r"|(?:func|fn|function) ?\w*\(|package [\w.]+;?$|use [\w:]+;|(?:describe|it|test|expect)\("
    r"|<\?php|\w+ <- |library\(\w+\)|__\w+__ ?= ?|@\w+ (?:public|private|protected)"
    r"|_?[A-Z][A-Z0-9_]+(?:: [\w\[\], .]{1,60})? = (?:[\[({]|\w+\()"
    r"|[\"'][^\"'\n]{1,60}[\"']: \w+\([^\n]{0,60}\),$|[^\n]{0,200}\b0x[0-9A-Fa-f]{2,8}\b))",
    re.MULTILINE,
)
"""Lines that nothing but a program has: of Python, JavaScript, Java, Go, C, Rust, R, PHP."""

_FEWEST = 3
_SHARE = 60
"""Of so many lines that are not empty one has to be of a program."""

_PERSON = regex(
    # part of any longer word
    r"patient|mrn|social.?security|birth|medical|medicare|medicaid|member.?id|insur|admitted"
    r"|admission|admit_|discharge|hospital|physician|diagnos|nurse|doctor|surname|first.?name"
    r"|last.?name|given.?name|family.?name|full.?name|maiden.?name|next.?of.?kin|guarantor"
    r"|years?.old|spouse|caregiver|encounter|appointment|hipaa|health|fhir|hl7|surgery|surgical"
    r"|prescri|medication|allerg|deceased|death|of.?visit|last.?visit|next.?visit|office.?visit"
    r"|clinic.?visit|visit.?(?:date|no|id|on)(?![a-z])|phone|referral|referred by|bedside|biopsy"
    r"|specimen|chart.?(?:no|num|id)|home.?addr|street.?(?:addr|no|name)|zip.?code|employee"
    r"|payroll|claim.?(?:id|no|num)|episode|intake|triage|subscriber|dependant|beneficiar"
    r"|claimant|copay|pacemaker|implant"
    r"|(?:person|contact|relative|next_?of_?kin)\s?[({]\s?[\x22\x27]"
    r"|seen (?:on|in|by|for|at|today|\d)|pt (?:is|was|has|seen|with|c/o|states|reports|denies)"
    # no part of a longer word: `_WHOLE`
    r"|ssn|dob|born|clinic|phi|icd|fax|npi|mbi|hicn|dea|residents?|inmates?|veterans?|ward"
    r"|dos['\"]? ?[:=]|pa?t_|she|her|his|him|mrs|mr|dr|wife|husband|daughter|mother|father|yo"
)
"""
Words of health care and of a person's fields, in lower case.

INVARIANT: every alternative starts with a letter, so that a search skips to those.
"""

_WHOLE = frozenset(
    """
    ssn dob born clinic phi icd fax npi mbi hicn dea resident residents inmate inmates veteran
    veterans dos pt_ pat_ yo
    """.split()  # noqa: SIM905  # legible
)
_SPOKEN = frozenset(
    (
        "she",
        "her",
        "his",
        "him",
        "mr",
        "mrs",
        "dr",
        "wife",
        "husband",
        "daughter",
        "mother",
        "father",
        "ward",
    )
)
_CALLED = frozenset("_(")
"""Behind a word of `_SPOKEN` they say that it is part of an identifier of something else."""

_NEAR = 400
_PIECE = 1024
_LONGEST_WORD = 24
_VERSION = regex(
    r"^[ \t]*(?:[#=*-]{1,4} ?\[?v?|(?:[Vv]ersion|[Rr]elease|RELEASE|VERSION)[ :]{1,2}v?|\[|v(?=\d)"
    r"|(?=\d+\.\d+\.\d))\d+\.\d+(?:\.\w+){0,3}(?:[-+][\w.]+)?\]?(?:\([^)\n]{0,60}\))?"
    r"[ \t:,(\xff-]{1,5}(?:(?:[Rr]eleased?|[Dd]ated)(?: on)? )?$"
)
_OF_COMMITS = ("Date:   ", "AuthorDate: ", "CommitDate: ", "# Date:   ")
_LONGEST_LINE = 90


class Program:
    """What a text is as a program; found out piece by piece, where somebody asks."""

    __slots__ = ("_is_program", "_signs", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_program: bool | None = None
        self._signs: dict[int, list[int]] = {}

    @property
    def is_program(self) -> bool:
        """Whether the text is source code, at least in good part."""
        if self._is_program is None:
            self._is_program = _is_program(self._text)
        return self._is_program

    def unattended(self, start: int, end: int) -> bool:
        """Whether the range stands in a program, and no word of a person's near it."""
        if not self.is_program:
            return False
        low, high = max(0, start - _NEAR), end + _NEAR
        return not any(
            low <= sign <= high
            for piece in range(low // _PIECE, high // _PIECE + 1)
            for sign in self._of_piece(piece)
        )

    def _of_piece(self, number: int) -> list[int]:
        found = self._signs.get(number)
        if found is None:
            start = number * _PIECE
            found = self._signs[number] = _signs(self._text, start, start + _PIECE)
        return found


def follows_version(text: str, start: int) -> bool:
    """
    Whether what starts there stands in its line behind the number of a version alone, or where
    version control says when something was committed.
    """
    low = max(0, start - _LONGEST_LINE)
    line = text.rfind("\n", low, start) + 1
    if not line and low:
        return False
    before = text[max(line, low) : start]
    return before.startswith(_OF_COMMITS) or _VERSION.match(before) is not None


def _is_program(text: str) -> bool:
    if not any(map(text.__contains__, _MAYBE)) and not (
        "{" in text and any(map(text.__contains__, _MAYBE_WITH_BRACES))
    ):
        return False
    lines = text.count("\n") + 1 - text.count("\n\n")
    wanted = max(_FEWEST, -(-lines // _SHARE))
    return sum(1 for _ in islice(_LINE.finditer(text), wanted)) == wanted


def _signs(text: str, start: int, end: int) -> list[int]:
    """Where words of a person's start in a piece of a text."""
    first = max(0, start - 1)  # what stands before a word says whether it is one
    low = text[first : end + _LONGEST_WORD].lower()
    found: list[int] = []
    for one in _PERSON.finditer(low):
        at, stop = one.span()
        word = one[0]
        spoken = word in _SPOKEN
        if spoken or word in _WHOLE or word.startswith("dos"):
            after = low[stop : stop + 1]
            if low[at - 1 : at].isalpha() or (
                word[-1].isalpha() and (after.isalpha() or (spoken and after in _CALLED))
            ):
                continue
        found.append(first + at)
    return [at for at in found if start <= at < end]

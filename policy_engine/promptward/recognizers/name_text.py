"""What is known of a text as a whole: whether it is a program, which words it calls."""

import re
from string import ascii_letters

from promptward.deferred import regex

__all__ = ["articled", "called", "is_program", "only_starts", "untitled"]

_FEW_CAPITALS = 4
_SHORT_SMALL = 400
_STARTS = regex(r"(?:^|[.!?:]\s{1,3}|\n\s{0,4})[\"'(]?[A-Z](?![A-Z])|\bI\b")
_CODE_LINE = regex(
    r"\n[ \t]*(?:def \w+\(|class \w+[:(]|import \w|from \w+ import|#include|function \w*\("
    r"|const \w|let \w+ =|var \w|public |if .*[:{]$|for .*[:{]$|\w+ = |\[\[?\w+\]\]?$)",
    re.MULTILINE,
)
_CODE_MARK = regex(r"[{}]$|\);$|=> ", re.MULTILINE)
_ARTICLED = regex(r"the ([A-Z][A-Za-z'-]*) |non-([A-Z][a-z]+)")
_CAPITALISED = regex(r"[A-Z][A-Za-z]*")
_IMPORTED = regex(r"\b(?:class|import) ([A-Z][A-Za-z]*)")


def is_program(text: str) -> bool:
    """Whether some lines are source code."""
    if _CODE_LINE.search("\n" + text):
        return True
    marked = (
        "{" in text
        or "}" in text
        or (";" in text and ");" in text)
        or (">" in text and "=> " in text)
    )
    return marked and bool(_CODE_MARK.search(text))


def only_starts(text: str, upper: int) -> bool:
    """Whether a short text has no capitals but those of its sentences, and some `I`."""
    if not upper or upper > _FEW_CAPITALS or len(text) > _SHORT_SMALL:
        return False
    return sum(1 for _ in _STARTS.finditer(text)) == upper


def untitled(text: str) -> bool:
    """Whether a short text has no capitals but in abbreviations and where sentences start."""
    return len(text) <= _SHORT_MESSAGE and _TITLED.search(text) is None


_SHORT_MESSAGE = 1200
# From capital to capital: a text has few.
_TITLED = regex(r"[A-Z](?:(?<=[a-z0-9,;)&/-].)|(?<=[a-z0-9,;)&/-] .))[a-z]")


def articled(text: str) -> frozenset[str]:
    """The words that stand behind an article somewhere: things, and no people."""
    return frozenset(
        found[1] or found[2]
        for found in _ARTICLED.finditer(text)
        if not (at := found.start()) or not (text[at - 1].isalnum() or text[at - 1] == "_")
    )


def called(text: str) -> frozenset[str]:
    """The capitalised words that a program calls, imports or derives from."""
    called: set[str] = set()
    if "(" in text:
        for piece in text.split("(")[:-1]:
            if piece[-1:].isalpha():
                name = _CAPITALISED.search(piece, len(piece.rstrip(ascii_letters)))
                if name:
                    called.add(name[0])
    if "class " in text or "import " in text:
        called.update(_IMPORTED.findall(text))
    return frozenset(called)

"""What stands beside a name: the word before it, an age after it, a role that explains it."""

import re

from promptward.deferred import regex
from promptward.recognizers.words import KIN, NO_ROLES, ROLES

__all__ = ["AGE", "apposition", "beside", "is_role"]

_BEFORE = regex(r"([A-Za-z][A-Za-z/'-]*|[0-9]+|[,;:.!?)>|=])(:?[ \t]{0,2}[\"'(]?|\.[ \t])$")
_LOOK_BACK = 28
_JOINT = 4
_MARKS = frozenset(",;!?)>|=")
AGE = regex(
    r"['\")]{0,2},? ?(?:\(|- |who )?(?:is |was |now |aged? |a |an |turned |turning )*"
    r"(?:\d{1,3} ?(?:-? ?(?:y/?o\b|yo[MFmf]?\b|yrs?\b|years?\b|y\.o\.|year-old|mo\b|months?\b)"
    r"|[MFmf]\b"
    r"| (?:[Mm]ale|[Ff]emale|[Mm]an|[Ww]oman)\b)|[MF]/\d{1,3}\b|[MF] ?\d{2}\b)"
    r"|['\")]{0,2},? ?\(?age[d]? \d"
)
_APPOSITION = regex(
    r"['\")]{0,2},? \(?((?:the|our|my|his|her|their|a|an)(?: [a-z]{3,12})? )?([a-z-]{2,14})\b"
)
_SOMEBODYS = frozenset(("our", "my", "his", "her", "their"))
_ROLE_ENDING = regex(r"[a-z]{3,}(?:ist|ian|er|or)s?$")
_ROLE_ENDINGS = ("er", "or", "ist", "ian", "ers", "ors", "ists", "ians")


def _before(text: str, start: int) -> re.Match[str] | None:
    """The word or mark before a name (group 1), and what joins them (group 2)."""
    # The word holds no blank, and what joins them is never longer than this.
    low = max(0, start - _LOOK_BACK)
    blank = text.rfind(" ", low, max(low, start - _JOINT))
    return _BEFORE.search(text, low if blank < 0 else blank + 1, start)


def beside(text: str, start: int) -> tuple[str, str]:
    """The word or mark before a name, as written, and what joins them; `.` if there is none."""
    # The commonest cases, for which `_before` says the same.
    if start > _JOINT:
        last, mark = text[start - 1], text[start - 2]
        if last == " ":
            if mark in _MARKS:
                return mark, ""
            if mark == "." and text[start - 3].isalnum() and text[start - 3].isascii():
                return "", "."
            low = max(0, start - _LOOK_BACK)
            blank = text.rfind(" ", low, start - 1)
            word = text[low if blank < 0 else blank + 1 : start - 1]
            if word.isalpha() and word.isascii():
                return word, ""
        elif last == "\n" and (mark in _MARKS or mark == "."):
            return mark, ""
    match = _before(text, start)
    return (match[1], match[2].strip(" \t")) if match else ("", ".")


def is_role(word: str) -> bool:
    """Whether the word says who somebody is: a relation, an occupation, a function."""
    return (
        word in KIN
        or word in ROLES
        or (word[-1:] == "s" and word[:-1] in ROLES)
        or (
            word.endswith(_ROLE_ENDINGS)
            and bool(_ROLE_ENDING.fullmatch(word))
            and word not in NO_ROLES
            and word.removesuffix("s") not in NO_ROLES
        )
    )


def apposition(text: str, end: int) -> float:
    """Points of a role or relation right after a name: `Lena, my aunt`."""
    match = _APPOSITION.match(text, end)
    if match is None:
        return 0
    if not is_role(match[2]):
        owner, _, role = (match[1] or "").strip().partition(" ")
        return 2 if owner in _SOMEBODYS and is_role(role) else 0
    if match[1] and match[1].split(" ", 1)[0] in _SOMEBODYS:
        return 2
    return 1.5 if match[1] else 1

"""Line breaks within a word or a number, also behind the marks of quotes, comments and changes."""

import re
from collections.abc import Iterable

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.shape import Shape

__all__ = ["line_breaks", "line_breaks_sign"]

_BREAK = regex(
    r"(?P<hyphen>-?)(?P<lead>[ \t]?)\r?\n"
    r"(?P<mark>[ \t]{0,8}(?:(?:>{1,3}|#{1,3}|//|\*|;|--|\||\+)[ \t]?){1,3})?"
    r"(?P<after>[ ]?[^\s])"
)
_CAPITAL = regex(r"(?:[A-Z][A-Za-z'-]{0,20}|[\w.+-]{2,40}@[\w-]{0,40}|[A-Z]{2,5}-?)\Z")
_JOINED = regex(r"[-/@(][A-Za-z0-9]|[A-Za-z0-9][-/]|\d[.,]")
_BACK = 24
_ALSO = regex(r"[A-Z]\.?|\d")


def line_breaks_sign(shape: Shape) -> bool:
    """A break between characters that seldom end and begin a line."""
    return b"\n" in shape.data and _SIGN.search(shape.text) is not None


_SIGN = regex(
    r"\n(?:(?<=[0-9]\n)[0-9a-z.,-]|(?<=[0-9][a-z]\n)[a-z]|(?<=[-/@]\n)[A-Za-z0-9]|(?<=[-.,']\n)[0-9a-z]"
    r"|(?<=[A-Z]\n)[a-z0-9-]|(?<=[A-Z][a-z]\n)[a-z]|(?<=[A-Z][a-z]{2}\n)[a-z]|(?<=[A-Z][a-z]{3}\n)[a-z]"
    r"|(?<=[A-Z][a-z]{4}\n)[a-z]|(?<=[A-Z][a-z]{5}\n)[a-z]|(?<=[A-Z][a-z]{6}\n)[a-z]"
    r"|(?<=[A-Z][a-z]{7}\n)[a-z]|(?<=[A-Z][a-z]{8}\n)[a-z]|(?<=\w\n)(?:>|#|//|\*|;|--|\||\+|[-/]\w)"
    r"|(?<=[\w,.]\n) [A-Z0-9]|(?<=\w \n)\w|(?<=- \n)\w)|\r\n"
)


def line_breaks(text: str) -> Iterable[Edit]:
    """What is left out, or read as a blank, so that the lines are one."""
    for found in _BREAK.finditer(text):
        if found.start() and text[found.start() - 1] != "\n":
            edit = _read(found, text)
            if edit is not None:
                yield edit


def _read(found: re.Match[str], text: str) -> Edit | None:
    start, end = found.start(), found.end() - len(found["after"])
    before, after, mark = text[start - 1], found["after"], found["mark"]
    blank = after[0] == " "
    goes_on = before.isalnum() or before in ",."
    if found["hyphen"] and before == " ":
        return Edit(start, end)  # a dash at a blank
    if found["lead"] and not blank:
        capital = after.isalnum() and _CAPITAL.search(text, max(0, start - _BACK), start)
        return Edit(start + 1, end) if capital else None  # the blank stays
    joined = _joined(text, start, before, after, hyphen=bool(found["hyphen"]))
    quoted = mark is not None and ">" in mark
    if joined:
        # A state and a postcode stand apart in a comment.
        apart = before.isupper() and after.isdigit() and mark is not None and not quoted
        return None if apart else Edit(start, end)
    if mark is None:
        return Edit(start, end) if blank and goes_on and _ALSO.match(after[1:]) else None
    if blank:
        return Edit(start, end)
    return Edit(start, end, " ") if quoted and goes_on else None


def _joined(text: str, start: int, before: str, after: str, *, hyphen: bool) -> bool:
    """Whether the lines belong together without anything between."""
    if after[0] == " ":
        return hyphen and before.isalpha()
    if before.isdigit() and (after.isdigit() or after.islower()):
        return True
    if before == "'" or (before.islower() and text[start - 2 : start - 1].isdigit()):
        return after.islower()
    if before.isalpha() and after.isalpha():
        if hyphen:
            return True
        return (
            after.islower()
            and (before.islower() or before.isupper())
            and _CAPITAL.search(text, max(0, start - _BACK), start) is not None
        )
    if hyphen:
        return after.isalnum()
    if before.isupper() and after.isdigit():
        return True
    return _JOINED.fullmatch(before + after) is not None

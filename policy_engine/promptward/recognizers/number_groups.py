"""
The last groups of a number that is written in groups: `[2044 7719] 3`, `[W1610] 17745 01`.

What stands behind a sure number with one blank between belongs to it if it is figures, or figures
and a letter, and something closes it. A dose, an age, a time and a measure have a word of their
own behind them, and mere figures go on with no others.
"""

from promptward.deferred import regex

__all__ = ["further"]

_GROUPS = regex(r"(?: (?:\d{1,6}[A-Z]{0,2}|[A-Z]{1,2}\d{1,4})){1,3}(?![\w/%]|[-.,:]\d|-[A-Za-z])")
_CLOSED = regex(r"$|[.,;:)\]|\n\"'<>]| {2}|\t")
_GOES_ON = regex(r" [(\xff-]? ?([a-z]{1,12})\b")
_GROUPED = regex(r"(?:[A-Z]{0,3}\d{2,6})(?: \d{1,6})+|[A-Z]{0,4}\d{2,6} \d{2,6}[A-Z]?")
_LETTERED = regex(
    r"[A-Z]{1,5}-?\d{3,6}|\d{0,2}[A-Z]{1,3}\d{2,4}[A-Z]{0,2}\d{0,4}|[A-Z]{1,3}\d{2}-\d{4,6}"
)
_LONG = regex(r"\d{8,12}")
_COPY = regex(r" 0\d(?=$|[.,;:)\]|\n\"'<>]| {2}|\t| (?:for|of|on|was|is|from|and)\b)")
"""Behind a long number: which one of a person's it is."""

_FOLLOWS = frozenset(
    """
    if and or for is was on expires expired valid dated issued with who which that but so since
    until from per please pls needs belongs under as has had will can should did does
    """.split()  # noqa: SIM905  # legible
)
"""A sentence goes on behind the number: no unit and nothing that is counted."""

_OTHER_DIGITS = 2


def further(text: str, start: int, end: int) -> int:
    """The end of the number at `[start, end)` with the groups behind it, or `end`."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isalnum():
        return end
    if _LONG.fullmatch(text, start, end) is not None:
        copy = _COPY.match(text, end)
        return copy.end() if copy is not None else end
    grouped = _GROUPED.fullmatch(text, start, end) is not None
    if not grouped and _LETTERED.fullmatch(text, start, end) is None:
        return end
    found = _GROUPS.match(text, end)
    if found is None or not any(map(str.isdigit, found[0])):
        return end
    if not grouped and sum(map(str.isdigit, found[0])) < _OTHER_DIGITS and found[0][1].isdigit():
        return end
    if _CLOSED.match(text, found.end()):
        return found.end()
    word = _GOES_ON.match(text, found.end()) if grouped else None
    return found.end() if word is not None and word[1] in _FOLLOWS else end

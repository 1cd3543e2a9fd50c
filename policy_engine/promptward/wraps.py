"""Wraps: lines of prose that were broken where a value, or its cue, goes on in the next line."""

from array import array
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.readings.edits import Reading

__all__ = ["unwrapped"]

_SHORTEST = 45
"""A shorter line was hardly broken for its length."""
_LINE = 400
"""Characters that are looked at of a line, so that the time is linear."""
_AROUND = 80
"""Characters that are read on either side of a break."""

_NEXT = regex(
    r"\n[ \t]{0,8}(?:(?P<word>[A-Z](?=[A-Za-z'.]))|(?P<number>\(?\d(?=[\d/.() -]{1,12}\d))"
    r"|(?P<day>[0-3]?\d(?:st|nd|rd|th)\b|[0-3]?\d,? (?:19|20)\d\d\b))"
)
_LABEL = regex(
    r"[A-Z][\w /#.()-]{0,30}[:=|#]|[A-Z][\w.-]{0,15} no\b|[A-Z][A-Z /&-]{2,}(?:\n|$)|\d{1,2}[.)] "
)
# A number ends a record more often than a value that goes on; a word in capitals ends a heading.
_BEFORE_WORD = regex(
    r"(?:[a-z,)'-]|(?<![A-Z])[A-Z]|\b(?:Dr|Mr|Mrs|Ms|Prof|St|Mt|Ft|No|Jr|Sr)\.|[\s(][A-Z]\.)"
    r"[ \t]{0,3}\r?$"
)
_BEFORE_NUMBER = regex(r"[A-Za-z.)#,:-][ \t]{0,3}\r?$")
_MONTH = regex(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?[ \t]{0,3}\r?$"
)
_COLUMNS = regex(r"\S {3}|[\t|]")
_DIGITS = regex(r"\d{1,4}[-/.]\d|\d{5}|\(?\d{3}\)?[ -]\d{3}")


def _in_columns(text: str, start: int, end: int) -> bool:
    """Whether cells stand there; single characters are looked for sooner than the pattern."""
    return (
        text.find("   ", start, end) >= 0
        or text.find("\t", start, end) >= 0
        or text.find("|", start, end) >= 0
    ) and _COLUMNS.search(text, start, end) is not None


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    for found in _NEXT.finditer(text):
        at = found.start()
        start = max(text.rfind("\n", max(0, at - _LINE), at) + 1, at - _LINE)
        short = at - start < _SHORTEST
        # A name goes on behind a month no sooner than behind another word.
        month = found["word"] is None and _MONTH.search(text, max(start, at - 12), at) is not None
        if not month and (short or text[at - 1 : at] in {"\n", ""}):
            continue
        after = max(found.start("word"), found.start("number"), found.start("day"))
        if (
            _in_columns(text, start, at)
            or _in_columns(text, after, after + 30)
            or _LABEL.match(text, after, after + 40)
        ):
            continue
        before = text[max(start, at - 12) : at]
        if found["day"] is not None:
            # A day of a month is one behind a line of any length.
            if not month:
                continue
        elif found["number"] is not None:
            goes_on = _DIGITS.match(text, after) and _BEFORE_NUMBER.search(before)
            if not (goes_on or month) or short:
                continue
        elif not _BEFORE_WORD.search(before):
            continue
        yield start + len(text[start:at].rstrip(" \t\r")), after


def unwrapped(text: str) -> Reading | None:
    """
    What stands around such breaks, a blank in the place of each, an empty line between two.

    None where no line was broken so. Time is linear in the length.
    """
    breaks = list(_breaks(text)) if "\n" in text else []
    if not breaks:
        return None
    parts: list[str] = []
    starts, ends = array("q"), array("q")

    def add(part: str, start: int, end: int) -> None:
        parts.append(part)
        if len(part) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(part))
            ends.extend([end] * len(part))

    for at, after in breaks:
        first = max(text.rfind("\n", max(0, at - _AROUND), at) + 1, at - _AROUND, 0)
        last = text.find("\n", after, after + _AROUND)
        last = min(after + _AROUND, len(text)) if last < 0 else last
        if first == at - _AROUND:
            # A word that was cut would be read as another one.
            first = text.find(" ", first, at) + 1 or first
        if last == after + _AROUND:
            last = max(text.rfind(" ", after, last), after + 1)
        add(text[first:at], first, at)
        add(" ", at, after)
        add(text[after:last], after, last)
        add("\n\n", last, last)
    starts.append(len(text))
    ends.append(len(text))
    return Reading("wraps", "".join(parts), starts, ends, breaks)

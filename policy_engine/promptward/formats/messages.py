"""HL7 v2 and X12: searched as written, since the engine knows them; places are fields."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import TypeAlias

from promptward.formats.attached import attached
from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.plain import lines_of, pieces
from promptward.formats.segment import Place, Reading
from promptward.formats.source import Source

__all__ = ["hl7_places", "read_hl7", "read_x12", "x12_places"]

_HL7 = re.compile(r"(?:^|[\r\n\x0b])([A-Z][A-Z0-9]{2})\|")
_NAME_OF_SEGMENT = 4  # three signs and a bar
_X12 = re.compile(r"[A-Z][A-Z0-9]{1,2}(?=\*)")

PlacesOf: TypeAlias = Callable[[str], Callable[[int], str]]
"""What offsets of a text are called."""


def read_hl7(source: Source) -> Reading:
    """Segments of a file of messages; places such as `message 2 PID-5.1`."""
    yield from _read(source, hl7_places)


def read_x12(source: Source) -> Reading:
    """Segments of an interchange; places such as `segment 12 NM103`."""
    yield from _read(source, x12_places)


def _read(source: Source, places: PlacesOf) -> Reading:
    text = decoded(source.whole(), encoding_of(source.head()))
    # The engine's lines end with line feeds; HL7 ends segments with carriage returns alone.
    if "\n" not in text:
        text = text.replace("\r", "\n")
    at = lines_of(text)
    known: list[Callable[[int], str]] = []

    def locate(start: int, end: int) -> Place:
        del end
        if not known:
            known.append(places(text))
        line, column = at(start)
        where = known[0](start)
        anchor = re.sub(r"^(?:message|segment) \d+ |\[\d+\]", "", where)
        return Place(where or f"line {line}", line, column, anchor)

    yield from pieces(text, locate)
    yield from attached(text, locate, source)


def hl7_places(text: str) -> Callable[[int], str]:
    """`PID-3[2].1`: segment, field, repetition from the second on, component if several."""
    starts = array("Q", (segment.start(1) for segment in _HL7.finditer(text)))
    heads = (1 if text.startswith("MSH", start) else 0 for start in starts)
    numbers = array("Q", accumulate(heads))

    def place(offset: int) -> str:
        number = bisect_right(starts, offset) - 1
        if number < 0:
            return ""
        said = _hl7_field(text, starts[number], offset)
        return f"message {numbers[number]} {said}" if numbers[-1] > 1 else said

    return place


def _hl7_field(text: str, segment: int, offset: int) -> str:
    start = segment + _NAME_OF_SEGMENT
    name = text[segment : start - 1]
    ends = (text.find("\n", start), text.find("\r", start))
    limit = min((end for end in ends if end >= 0), default=len(text))
    # MSH-1 is the sign that separates fields.
    field = text.count("|", start, offset) + (2 if name == "MSH" else 1)
    first = max(text.rfind("|", start, offset) + 1, start)
    last = text.find("|", offset, limit)
    value = text[first : last if last >= 0 else limit]
    into = offset - first
    within = value.rfind("~", 0, into) + 1
    repetition = value.count("~", 0, into) + 1
    rest = value[within:].split("~")[0]
    said = f"{name}-{field}"
    if repetition > 1:
        said += f"[{repetition}]"
    if "^" in rest:
        said += f".{rest.count('^', 0, into - within) + 1}"
    return said


def x12_places(text: str) -> Callable[[int], str]:
    """`segment 12 NM103`: number and name of the segment, two digits for the element."""
    sign = "~" if "~" in text else "\n"
    starts = array("Q", (0,))
    at = text.find(sign)
    while at >= 0:
        starts.append(at + 1)
        at = text.find(sign, at + 1)

    def place(offset: int) -> str:
        number = bisect_right(starts, offset)
        start = starts[number - 1]
        while start < offset and text[start].isspace():
            start += 1
        name = _X12.match(text, start)
        if name is None:
            return ""
        return f"segment {number} {name[0]}{text.count('*', start, offset):02d}"

    return place

"""One text on its way through the grammar of streets: the lines found, and what is taken."""

import re

from promptward.deferred import regex
from promptward.recognizers.postal import Piece, tail
from promptward.recognizers.recognizer import Hits
from promptward_dsl.lattice import Confidence

__all__ = ["MORE_BEFORE", "PLACED", "Reading", "Street"]

_UNIT_BEFORE = regex(
    r"(?:^|(?<=[\s,;:(/]))((?:Flat|Apt|Apartment|Unit|Suite|Ste|Box|Plot|Lot|Villa|House"
    r"|Block)\.? )$",
    re.IGNORECASE,
)
_QUARTER_BEFORE = regex(
    r"(?:^|(?<=[\s,;:(/]))((?:Urb|Res|Col|Fracc|Barrio|Bo|Urbanizaci\xffn|Colonia|Reparto)\.?"
    r"(?: (?:de |la |las |los |del )?[A-Z\xff][\w\xff'-]{1,15}){1,3}, )$"
)
_LEADING_NUMBER = regex(r"(?:^|(?<=[^\w./:-]))\d{1,6}[A-Za-z]? $")
PLACED = regex(
    r"(?:\b(?:on|at|of|near|off|along|to|from|and|down|via|past|by)(?: the)?|[,;:&(/@|-]) {0,2}$",
    re.IGNORECASE,
)
MORE_BEFORE = regex(r"(?:^|(?<=[^\w.'-]))(?:[A-Z][a-z\xff]+[ -]){1,3}$")


_CROSSED = regex(
    r"(?:^|[\n:] ?|\b(?:is|of|at|on|near|by) )((?:the )?[A-Z\xff][\w\xff.'-]*"
    r"(?: [A-Z\xff][\w\xff.'-]*){0,2}(?: \d{1,4})? (?:and|&) )$"
)
"""The other street of a crossing, which may have any name."""


_AMOUNT = regex(
    r"\d[\d.,-]{0,8} ?(?:[umn\xff][Lgm]|kg|mcg|[umn]M|cm|m?mol|min|sec|rpm|kDa|IU|bp|kb|m[AV]"
    r"|k?Hz)\b"
)
"""A figure with its unit, which is no number of a house."""


class Street:
    """A line of a street with its level and evidence, and what stands behind it."""

    __slots__ = ("end", "evidence", "level", "start", "tail")

    def __init__(
        self, start: int, end: int, level: Confidence, evidence: tuple[str, ...], text: str
    ) -> None:
        self.start = start
        self.end = end
        self.level = level
        self.evidence = evidence
        sure = level is Confidence.HIGH or "number" in evidence or evidence == ("crossing",)
        self.tail: list[Piece] = tail(text, end, sure=sure)


class Reading:
    """One text on its way through the grammar."""

    __slots__ = ("found", "hits", "taken", "text")

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.found: list[Street] = []
        self.taken: set[int] = set()

    def add(self, start: int, end: int, level: Confidence, *evidence: str) -> None:
        """Records a line of a street once; what it covers is not looked at again."""
        if self.text[start].isdigit() and _AMOUNT.match(self.text, start, end):
            return
        unit = _UNIT_BEFORE.search(self.text, max(0, start - 14), start) or (
            _QUARTER_BEFORE.search(self.text, max(0, start - 45), start)
        )
        start = unit.start(1) if unit else start
        if level is not Confidence.LOW:
            crossed = _CROSSED.search(self.text, max(0, start - 48), start)
            start = crossed.start(1) if crossed else start
        street = Street(start, end, level, evidence, self.text)
        self.found.append(street)
        last = max((piece.end for piece in street.tail if piece.unit), default=end)
        self.taken.update(range(start, last))

    def with_number(self, start: int) -> int:
        """The start of the street with a further number right before it, which belongs to it."""
        found = _LEADING_NUMBER.search(self.text, max(0, start - 8), start)
        return found.start() if found else start

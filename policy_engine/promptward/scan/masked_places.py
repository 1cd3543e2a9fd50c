"""
Values that were found in a file, and places without them.

A key, a column, a tag or a member may be called like a patient, written in another way than where
the name was found: `/eleanor_marsh/ssn`, `/Eleanor/Marsh`.
"""

import re
from collections.abc import Sequence

from promptward.formats.segment import Place
from promptward.model import Finding
from promptward.scan.outermost import last_name

__all__ = ["KnownValues"]

_SHORTEST_VALUE = 4
_SHORTEST_NUMBER = 6
_MOST_VALUES = 3000
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"[0-9]+")
_MOST_WORDS = 4
_NAMES = "names"


class KnownValues:
    """Collects values; masks them in places."""

    __slots__ = ("_longest", "_names", "_plain", "_values")

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        # Places that hold none of so many values, their numbers aside: a table has thousands.
        self._plain: dict[tuple[str, str], int] = {}
        self._longest: list[str] = []
        # The first word of each name of several, in small letters -> the names, as patterns.
        self._names: dict[str, dict[tuple[str, ...], re.Pattern[str]]] = {}

    def __len__(self) -> int:
        return len(self._values)

    def remember(self, text: str, found: Sequence[Finding]) -> None:
        """The values of findings, which places of the same file may repeat."""
        for finding in found:
            value = text[finding.start : finding.end]
            long = len(value) >= (_SHORTEST_NUMBER if value.isdecimal() else _SHORTEST_VALUE)
            if not long or len(self._values) >= _MOST_VALUES or value in self._values:
                continue
            category = self._values[value] = last_name(finding.category)
            if category == _NAMES:
                self._named(value)

    def _named(self, value: str) -> None:
        words = tuple(_WORD.findall(value.lower()))
        if not 1 < len(words) <= _MOST_WORDS:
            return
        first, last = words[0], words[-1]
        orders = {words, (first, last), (last, first), (last, *words[:-1])}
        said = "|".join(
            r"[\W\d_]{0,3}".join(map(re.escape, parts))
            for parts in sorted(orders, key=lambda parts: (-len(parts), parts))
        )
        pattern = re.compile(rf"(?i:{said})(?![a-z\xdf-\xff])")
        self._names.setdefault(first, {})[words] = pattern

    def masked(self, place: Place) -> Place:
        """The place without values."""
        if place.where.startswith("line ") and not place.anchor:
            return place
        if len(self._longest) != len(self._values):
            self._longest = sorted(self._values, key=lambda value: (-len(value), value))
        where, anchor = place.where, place.anchor
        for patterns in self._met(where, anchor):
            for pattern in patterns.values():
                where = pattern.sub(f"[{_NAMES}]", where)
                anchor = pattern.sub(f"[{_NAMES}]", anchor)
        for value in self._longest:
            if value in where or value in anchor:
                category = self._values[value]
                where = where.replace(value, f"[{category}]")
                anchor = anchor.replace(value, f"[{category}]")
        if where == place.where and anchor == place.anchor:
            return place
        return place._replace(where=where, anchor=anchor)

    def masked_again(self, place: Place) -> Place:
        """The same for a place that was masked before, of values that were found after it."""
        key = _DIGITS.sub("0", place.where), place.anchor
        if self._plain.get(key) == len(self._values):
            return place
        masked = self.masked(place)
        if masked is place:
            self._plain[key] = len(self._values)
        return masked

    def _met(self, where: str, anchor: str) -> list[dict[tuple[str, ...], re.Pattern[str]]]:
        if not self._names:
            return []
        low = f"{where} {anchor}".lower()
        return [patterns for first, patterns in self._names.items() if first in low]

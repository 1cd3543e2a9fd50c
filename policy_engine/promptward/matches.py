"""Matches: what the search engine reports of one text."""

from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Handler", "Matches"]

Handler: TypeAlias = Callable[[int, int, int, int, object], None]
"""Takes number, start, end, flags and context of one match."""


class Matches:
    """Numbers and ends of matches. Hand `on_match` to one scan, then ask; for one thread."""

    __slots__ = ("_found", "on_match")

    on_match: Handler

    def __init__(self) -> None:
        found: dict[int, list[int]] = {}

        # A pattern with very many ends (`.*`) takes the room of one run this way.
        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            runs = found.get(number)
            if runs is None:
                found[number] = [end, end]
            elif end == runs[-1] + 1:
                runs[-1] = end
            else:
                runs += (end, end)

        self._found = found
        self.on_match = on_match

    def ends(self) -> dict[int, list[int]]:
        """
        Number -> where its matches end, as bounds of runs: `[3, 5, 9, 9]` are 3, 4, 5 and 9.

        In no order; a place may be there twice.
        """
        return self._found

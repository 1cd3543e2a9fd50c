"""
Confirm: what is found out by going back over a match.

The search engine says from where to where a pattern matches. Where its value lies, or where it
starts if the engine could not tell, is asked of an engine that tries one way after the other:
`re` where the pattern's ways are bounded (`promptward.backtracking`), else `regex`, which takes
20 ms to import and about a millisecond to compile a pattern, but stops in time.
"""

import re
from typing import TYPE_CHECKING, Protocol

from promptward.model import ScanError

if TYPE_CHECKING:
    import regex

__all__ = ["CONFIRM_SECONDS", "Confirm"]

CONFIRM_SECONDS = 0.5
"""How long confirming one match may take; then the text is not searched to the end."""

_AHEAD = 2
"""How far `$` looks: a last line break and the end of the text."""


class _Match(Protocol):
    def span(self, group: str, /) -> tuple[int, int]: ...


class Confirm:
    """
    One pattern, ready to go back over its matches; compiled when first needed.

    Ranges up to `quick` wide are matched without a limit of time. INVARIANT: what stands after the
    match is part of what is searched, as far as a pattern can see, because both engines take the
    end of the searched range for the end of the text.
    """

    __slots__ = ("_forms", "_quick", "_quick_forms", "_source")

    def __init__(self, source: str, quick: int = 0) -> None:
        self._source = source
        self._quick = quick
        self._forms: dict[tuple[str, int], regex.Pattern[str]] = {}
        self._quick_forms: dict[int, re.Pattern[str]] = {}

    def _form(self, prefix: str, after: int) -> "regex.Pattern[str]":
        found = self._forms.get((prefix, after))
        if found is None:
            import regex  # noqa: PLC0415  # 20 ms that most texts never need

            source = self._beyond(prefix, after)
            found = self._forms[prefix, after] = regex.compile(source, regex.ASCII)
        return found

    def _beyond(self, prefix: str, after: int) -> str:
        return f"{prefix}(?:{self._source})" + r"[\x00-\xff]" * after

    def _whole(self, text: str, start: int, end: int) -> _Match | None:
        """The match from start to end, if the pattern has one."""
        after = min(_AHEAD, len(text) - end)
        if end - start <= self._quick:
            quick = self._quick_forms.get(after)
            if quick is None:
                quick = self._quick_forms[after] = re.compile(self._beyond("", after), re.ASCII)
            return quick.fullmatch(text, start, end + after)
        try:
            return self._form("", after).fullmatch(
                text, start, end + after, timeout=CONFIRM_SECONDS
            )
        except TimeoutError:
            raise ScanError("scan_timeout", "going back over a match took too long") from None

    def start(self, text: str, end: int, floor: int) -> int | None:
        """The first place from which a match ends at `end`, not before `floor`."""
        after = min(_AHEAD, len(text) - end)
        pattern = self._form("(?rp)", after)
        try:
            found = pattern.match(text, floor, end + after, timeout=CONFIRM_SECONDS)
        except TimeoutError:
            raise ScanError("scan_timeout", "finding the start of a match took too long") from None
        return found.start() if found else None

    def value(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The range of the group `value` in a match; the whole match where it took no part."""
        found = self._whole(text, start, end)
        if found is None:
            return start, end
        inner = found.span("value")
        return inner if inner[0] < inner[1] else (start, end)

    def holds(self, text: str) -> bool:
        """Whether the pattern matches the whole of a text."""
        return self._whole(text, 0, len(text)) is not None

"""Mojibake: letters of UTF-8 that a program took for two or three of an older code each."""

from collections.abc import Iterable

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["mojibake"]

_WINDOWS = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
"""What Windows shows for bytes that Latin-1 has no characters for."""
_TAKEN = regex(
    f"[\u00c2-\u00df][\u0080-\u00bf{_WINDOWS}]|[\u00e1-\u00ef][\u0080-\u00bf{_WINDOWS}]{{2}}"
)


def mojibake(text: str) -> Iterable[Edit]:
    """Such characters as the one that was written."""
    for found in _TAKEN.finditer(text):
        shown = _shown(found[0])
        if shown is not None and (shown.isalpha() or shown in "\u2013\u2014\u2018\u2019\u00a0"):
            yield Edit(*found.span(), shown)


def _shown(taken: str) -> str | None:
    try:
        return b"".join(map(_byte, taken)).decode("utf-8")
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    return bytes((ord(character),)) if ord(character) < 0x100 else character.encode("cp1252")  # noqa: PLR2004  # Latin-1

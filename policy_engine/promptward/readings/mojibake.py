"""Mojibake: letters of UTF-8 that a program took for two or three of an older code each."""

from collections.abc import Iterable
from functools import cache

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["mojibake"]

_CODES = ("cp1252", "mac_roman", "cp437", "cp850")
"""What Windows, older Macs and its command line take bytes for."""
_FIRST = "".join(
    sorted({bytes((lead,)).decode(code) for code in _CODES for lead in (*range(0xC2, 0xCB), 0xE2)})
)
"""What the first byte of a Latin letter, a dash or a quote is shown as."""
_CONTINUES = range(0x80, 0xC0)
"""The bytes of UTF-8 that are never the first of a letter."""
_TAKEN = regex(f"[{_FIRST}][^\x00-\x7f]{{1,11}}")


def mojibake(text: str) -> Iterable[Edit]:
    """Such characters as the one that was written, also where that happened twice."""
    for found in _TAKEN.finditer(text):
        at, end = found.span()
        if _is_drawn(text, at, end):
            continue
        while at < end - 1:
            edit = _shown(text, at, end)
            if edit is not None:
                yield edit
            at = at + 1 if edit is None else edit.end


@cache
def _bytes_of(code: str) -> dict[str, int]:
    """The byte behind each character of a code; that of Windows was read as Latin-1 as well."""
    high = range(0x80, 0x100)
    known = {bytes((byte,)).decode(code, "ignore") or chr(byte): byte for byte in high}
    return known | {chr(byte): byte for byte in high} if code == "cp1252" else known


def _is_drawn(text: str, start: int, end: int) -> bool:
    """Whether it is a piece of a frame, that no letter touches."""
    if not all("\u2500" <= character <= "\u259f" for character in text[start:end]):
        return False
    return not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha())


_LONGEST = 7
"""So many characters may one letter have become."""


def _shown(text: str, start: int, end: int) -> Edit | None:
    """What the characters from `start` on say, as many of them as say one."""
    for code in _CODES:
        known = _bytes_of(code)
        if text[start] not in known or known.get(text[start + 1], 0) not in _CONTINUES:
            continue
        for length in range(min(_LONGEST, end - start), 1, -1):
            taken = text[start : start + length]
            read = _once(taken, code)
            if read is not None and len(read) > 1:
                read = _once(read, code)
            if read is not None and len(read) == 1 and _says(read):
                return Edit(start, start + length, read)
    return None


def _says(read: str) -> bool:
    return read.isalpha() or read in "\u2013\u2014\u2018\u2019\u00a0"


def _once(taken: str, code: str) -> str | None:
    known = _bytes_of(code)
    try:
        return bytes(known[c] for c in taken).decode("utf-8")
    except (KeyError, UnicodeError):
        return None

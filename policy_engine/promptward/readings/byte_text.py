"""What bytes say: the text that they are, or hold packed, and whether that was meant to hide."""

import re
import zlib
from collections.abc import Iterable, Iterator

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = [
    "CODED",
    "ENCODED",
    "PLAIN",
    "SHARE",
    "THROUGHOUT",
    "WORDS",
    "plausible",
    "readable",
    "sayable",
    "short",
    "spelt",
    "throughout",
    "unpacked",
]

_LONGEST_INFLATED = 1 << 14
"""Bytes: what a compressed run says beyond that is not read, and the run is marked."""
_BLANK = 0x20
_LEAST_LETTERS = 3
SHARE = 0.95
_SPELT = 4
"""So many letters and digits in a row that nobody has to write as codes are meant to be hidden."""

UNREAD_REST = "compressed"
CODED = "character_codes"
ENCODED = "encoded_text"


def readable(data: bytes) -> str | None:
    """The text that the bytes are; None if they are none, or none that a person would read."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    shown = sum(c.isprintable() or c in "\n\r\t" for c in text)
    if shown < SHARE * len(text) or sum(c.isalnum() for c in text) < min(
        _LEAST_LETTERS, len(text)
    ):
        return None
    return text


def plausible(data: bytes) -> bool:
    """Whether the first bytes may be text, or are compressed: most runs are neither."""
    return data[:2] in (b"\x1f\x8b", b"x\x9c", b"x\xda") or all(
        byte >= _BLANK or byte in b"\n\r\t" for byte in data
    )


PLAIN = regex(r"[A-Za-z0-9 .,:;'@/_+()#&\n-]{8,}\Z")
WORDS = regex(r"(?<![a-z])[A-Z]?[a-z]{3,}(?![A-Z])|[0-9]{4}|[A-Z]{4}")


def sayable(read: str, run: str) -> str:
    """The mark of plain words in a code that nobody needs for them."""
    if "=" not in run and not _CODELIKE.search(run):
        return ""
    return ENCODED if PLAIN.match(read) and WORDS.search(read) else ""


_CODELIKE = regex(r"[0-9][a-z]?[A-Z]|[A-Z][0-9]|[a-z][0-9][A-Za-z]")


def unpacked(data: bytes, *, named: bool = False) -> tuple[str, str] | None:
    """
    What the bytes say, inflated where they are compressed, and the mark for it.

    What is `named` as a code may be one of three characters.
    """
    if named and len(data) <= _LEAST_LETTERS and data.isascii() and data.decode().isprintable():
        return data.decode(), ""
    if data[:2] == b"\x1f\x8b" or data[:1] == b"x":
        unpacker = zlib.decompressobj(wbits=47)
        try:
            inflated = unpacker.decompress(data, _LONGEST_INFLATED)
        except zlib.error:
            return _plain(data)
        more = bool(unpacker.unconsumed_tail)
        read = readable(inflated[: inflated.rfind(b" ") + 1] if more else inflated)
        if (
            read is None
            and unpacker.eof
            and inflated.isascii()
            and inflated.decode().isprintable()
        ):
            read = inflated.decode()  # nobody compresses so little but to hide it
        return None if read is None else (read, UNREAD_REST if more else "")
    return _plain(data)


def _plain(data: bytes) -> tuple[str, str] | None:
    read = readable(data)
    return None if read is None else (read, "")


def spelt(read: str) -> str:
    """Codes for four letters or digits in a row, which nobody needs to write so."""
    row = 0
    for character in read:
        row = row + 1 if character.isascii() and character.isalnum() else 0
        if row == _SPELT:
            return CODED
    return ""


THROUGHOUT = 2
"""Where so many values are written in a code, short ones are too."""
_SHORT_VALUE = regex(
    r"\d[\d/.-]{0,10}\d|[A-Z]\.(?: ?[A-Z]\.?){1,2}|[A-Z][a-z']{1,8}|[a-z]{3,8}"
    r"|[A-Z]{2,8}|\d[\d ]{1,10}\d|[A-Z][a-z]{2,8} \d{1,2}"
)


def short(found: re.Match[str], data: bytes | None) -> Iterator[Edit]:
    """A run too short to be told by itself, among others."""
    if data and data.isascii() and _SHORT_VALUE.fullmatch(data.decode("ascii")):
        yield Edit(*found.span(), data.decode("ascii"))


def throughout(sure: int, skipped: Iterable[tuple[re.Match[str], bytes | None]]) -> Iterator[Edit]:
    """What was skipped, if the text has enough of its kind that say something for sure."""
    for found, data in skipped if sure >= THROUGHOUT else ():
        yield from short(found, data)

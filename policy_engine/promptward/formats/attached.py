"""
Documents that stand in a file as base64: attachments of FHIR, HL7 and C-CDA, data of pages.

A note that a record carries so is a note. What decodes to a text or to a document of a known kind
is read by its own format; keys, hashes and pictures decode to neither, and are left alone.
"""

import binascii
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.formats.nested import nested
from promptward.formats.segment import Item, Locate, UnreadError
from promptward.formats.source import Source

__all__ = ["attached"]

_SIGN = regex(r"[A-Za-z0-9+/]{60}")
# In lines of at least 60 signs, as they are wrapped, and with the escapes of JSON.
_CODED = regex(
    r"(?<![A-Za-z0-9+/=\\])"
    r"(?:[A-Za-z0-9+/]{60,}(?:\\[rn]|\r?\n[\t ]*)+|[A-Za-z0-9+/]+\\/)*"
    r"[A-Za-z0-9+/]+={0,2}"
)
_BETWEEN = regex(r"\\[rn]|[\r\n\t ]+|\\(?=/)")
_SHORTEST = 80
_DOCUMENTS = (b"%PDF-", b"PK\3\4", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST_CONTROLS = 0.01
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\r\f\x1b")


def attached(text: str, locate: Locate, source: Source) -> Iterator[Item]:
    """
    Items of all documents in a text, each with its own place before every place.

    Raises UnreadError for those that can't be read, after all others. Time is linear.
    """
    failed: UnreadError | None = None
    if _SIGN.search(text) is None:
        return
    for found in _CODED.finditer(text):
        if found.end() - found.start() < _SHORTEST:
            continue
        data = _decoded(found[0])
        place = locate(found.start(), found.end()) if data else None
        if place is None:
            continue
        try:
            yield from nested(place.where, data, source)
        except UnreadError as error:
            failed = error
    if failed is not None:
        raise failed


def _decoded(coded: str) -> bytes:
    """A document; empty for whatever else it is."""
    try:
        plain = _BETWEEN.sub("", coded)
        data = binascii.a2b_base64(plain + "=" * (-len(plain) % 4))
    except binascii.Error:
        return b""
    return data if data.startswith(_DOCUMENTS) or _is_text(data) else b""


def _is_text(data: bytes) -> bool:
    if data.startswith(_MARKS):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    if b" " not in data or b"\0" in data:
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        # An old encoding of words: letters and blanks far before everything else.
        plain = sum(map(data.count, b" etaoinsr"))
        if plain * 3 < len(data):
            return False
    return len(data) - len(data.translate(None, _CONTROLS)) <= _MOST_CONTROLS * len(data)

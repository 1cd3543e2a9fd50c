"""Encodings: what the bytes of a text are written in, and whether they are a text at all."""

import codecs

from promptward.formats.segment import UnreadError

__all__ = ["decoded", "encoding_of", "is_utf16"]

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_MOST_CONTROLS = 0.02
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\x0b\x1b\x1c\x1d\x1e\x1f")


def is_utf16(head: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for bytes without a mark that alternate with NUL; else empty."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def encoding_of(head: bytes) -> str:
    """
    The encoding of a text by its first bytes: by its mark, else UTF-8 (or UTF-16 by its zeros).

    Raises UnreadError for what is no text.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        found = is_utf16(head)
        if found:
            return found
        raise UnreadError(
            "binary", "holds NUL bytes, so it is no text", "leave it out, or convert it"
        )
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if head and controls > _MOST_CONTROLS * len(head):
        raise UnreadError("binary", "holds control bytes, so it is no text", "leave it out")
    if not head.isascii() and _is_ebcdic(head):
        raise UnreadError(
            "not_utf8", "looks like EBCDIC", "convert it to UTF-8 first: iconv -f IBM037 -t UTF-8"
        )
    return "utf-8"


_EBCDIC = bytes(
    (*range(0x81, 0x8A), *range(0x91, 0x9A), *range(0xA2, 0xAA), *range(0xC1, 0xCA),
     *range(0xD1, 0xDA), *range(0xE2, 0xEA), *range(0xF0, 0xFA))
)  # fmt: skip
_FEWEST_BLANKS = 0.02


def _is_ebcdic(head: bytes) -> bool:
    """
    Its letters and figures lie beyond ASCII, and its blank is the `@` of ASCII.

    So do the bytes of what has no blanks, as Chinese in UTF-8, in which an address stands.
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last sign may be cut off
    except UnicodeDecodeError:
        letters = len(head) - len(head.translate(None, _EBCDIC))
        blanks = head.count(b"@")
        return (
            letters > len(head) // 2
            and blanks > 10 * head.count(b" ")
            and blanks > _FEWEST_BLANKS * len(head)
        )
    return False


def decoded(data: bytes, encoding: str) -> str:
    """
    The text of bytes.

    Bytes that are not UTF-8 are read as Latin-1, byte for byte: what is written in ASCII, digits
    above all, stays what it is, and nothing is dropped. Raises UnreadError for broken UTF-16 or
    UTF-32, where a wrong byte moves all others.
    """
    if encoding in ("utf-8", "utf-8-sig"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            return data.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadError(
            "not_utf8", f"is not whole {encoding.upper()}", "convert it to UTF-8 first"
        ) from None

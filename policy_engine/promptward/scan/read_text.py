"""From bytes to text: strict decoding, and a stable code for what cannot be read as text."""

import os
import sys
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from promptward.scan.outcome import Unread

__all__ = [
    "CLOSED",
    "MAX_BYTES",
    "Text",
    "Unread",
    "decode",
    "read_file",
    "read_standard_input",
    "unread",
]

MAX_BYTES = 64 * 1024 * 1024
"""Longest text that is looked at in one piece; a longer one is refused, never cut."""

_SNIFFED = 8192
_FEWEST = 8
"""Bytes from which on zeros at every other place tell UTF-16; of fewer nothing can be said."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")


class Text(NamedTuple):
    """A text and the size it was read from; line ends are untouched, a byte order mark is gone."""

    text: str
    size: int


def decode(data: bytes) -> Text | Unread:
    """
    The text of UTF-8 bytes, or of UTF-16 and UTF-32 that begin with a byte order mark.

    Nothing is guessed and nothing is replaced: a text that was decoded wrongly would hide what
    it holds.
    """
    encoding = "utf-8-sig"
    if data.startswith(_UTF32):
        encoding = "utf-32"
    elif data.startswith(_UTF16):
        encoding = "utf-16"
    elif b"\0" in data[:_SNIFFED]:
        return _with_zeros(data[:_SNIFFED])
    try:
        return Text(data.decode(encoding), len(data))
    except UnicodeDecodeError as error:
        return Unread(
            "not_utf8",
            f"byte {error.start + 1} is not {'UTF-8' if encoding == 'utf-8-sig' else encoding}",
            f"convert it to UTF-8 first{_FROM_WINDOWS if encoding == 'utf-8-sig' else ''}",
        )


_FROM_WINDOWS = "; a text from Windows by iconv -f WINDOWS-1252 -t UTF-8"


def _with_zeros(head: bytes) -> Unread:
    from promptward.formats.encoding import is_utf16  # noqa: PLC0415  # not for a text that is read

    seen = is_utf16(head).upper() if len(head) >= _FEWEST else ""
    if seen:
        return Unread(
            "binary",
            f"holds NUL bytes and no byte order mark: it looks like {seen}",
            f"convert it to UTF-8 first: iconv -f UTF-16{seen[-2:]} -t UTF-8",
        )
    return Unread("binary", "holds NUL bytes, so it is no text", "leave it out, or convert it")


def read_file(path: str, limit: int = MAX_BYTES) -> Text | Unread:
    """The text of one regular file; never waits on a pipe or device, never raises OSError."""
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would hang.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except OSError as error:
        return unread(error)
    try:
        status = os.fstat(handle)
        if S_ISDIR(status.st_mode):
            return _FOLDER
        if not S_ISREG(status.st_mode):
            return Unread("special", "is no regular file", "name a file, or use - for a pipe")
        with open(handle, "rb", closefd=False) as file:  # a descriptor
            data = file.read(limit + 1)
    except OSError as error:
        return unread(error)
    finally:
        os.close(handle)
    if len(data) > limit:
        return _too_large(status.st_size, limit)
    return decode(data)


def read_standard_input(limit: int = MAX_BYTES) -> Text | Unread:
    """The text of standard input up to its end; never raises OSError."""
    if sys.stdin is None:  # typed as never None, but so it is after `<&-`
        return CLOSED
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        return unread(error)
    if len(data) > limit:
        return _too_large(len(data), limit)
    return decode(data)


_BINARY = getattr(os, "O_BINARY", 0)
CLOSED = Unread("unreadable", "is closed", "send the text there, or name a file")
"""Standard input that was closed before the start: not the same as an empty text."""
_FOLDER = Unread("folder", "is a folder", "name a file, or use promptward scan")


def _too_large(size: int, limit: int) -> Unread:
    return Unread(
        "too_large",
        f"{size:,} bytes or more, over the limit of {limit:,}",
        "split it, or scan it as records: promptward scan --records jsonl",
    )


def unread(error: OSError) -> Unread:
    """Why a file could not be read, from what the system said."""
    match error:
        case FileNotFoundError():
            return Unread("missing", "does not exist", "check the path")
        case IsADirectoryError():
            return _FOLDER
        case PermissionError():
            return Unread("unreadable", "may not be read", "check its permissions")
        case _:
            reason = (error.strerror or "unknown reason").lower()
            return Unread("unreadable", f"could not be read: {reason}", "check the path")

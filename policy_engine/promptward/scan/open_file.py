"""Opening what is to be scanned: regular files only, never waiting on a pipe, bounded."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from stat import S_ISDIR, S_ISREG

from promptward.formats.segment import UnreadError
from promptward.formats.source import LARGEST_WHOLE, Source
from promptward.scan.read_text import CLOSED, unread

__all__ = ["open_source", "standard_input"]

_BINARY = getattr(os, "O_BINARY", 0)


@contextmanager
def open_source(path: str, limit: int = 0, name: str = "") -> Iterator[Source | UnreadError]:
    """
    A file as a source, open for the time; or why not.

    `limit` refuses files that are larger, 0 none: formats of lines are read in blocks. `name`
    says the format where the file is called otherwise.
    """
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would hang.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except OSError as error:
        yield UnreadError(*unread(error))
        return
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if S_ISDIR(status.st_mode):
            yield UnreadError(
                "folder", "is a folder that can't be listed", "check its permissions"
            )
        elif not S_ISREG(status.st_mode):
            yield UnreadError("special", "is no regular file", "name a file, or use - for a pipe")
        elif limit and status.st_size > limit:
            yield UnreadError(
                "too_large",
                f"{status.st_size:,} bytes, over the limit of {limit:,}",
                "raise --max-file-size, or split it",
            )
        else:
            yield Source(name or path, file=file)


def standard_input(limit: int = 0, name: str = "standard input") -> Source | UnreadError:
    """All of standard input, in memory; its name may say the format."""
    if sys.stdin is None:  # typed as never None, but so it is after `<&-`
        return UnreadError(*CLOSED)
    most = limit or LARGEST_WHOLE
    try:
        data = sys.stdin.buffer.read(most + 1)
    except OSError as error:
        return UnreadError(*unread(error))
    if len(data) > most:
        return UnreadError("too_large", f"more than {most:,} bytes", "name a file instead")
    return Source(name, data)

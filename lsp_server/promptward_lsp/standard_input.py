"""
What a client writes, read where it is answered.

pygls reads standard input in a thread, line by line, and hands each on to the loop: six changes of
thread for a message, each of which waits for whatever else computes. A pipe that the loop itself
watches needs none.
"""

import asyncio
import os
import stat
import sys
from typing import BinaryIO

from pygls.io_ import StdinAsyncReader

__all__ = ["Input", "can_watch", "watched"]

_MOST = 1 << 26
"""Bytes that may wait to be read before the client is held up."""


class Input:
    """A reader as pygls wants one: nothing more comes where the client has left."""

    def __init__(self, stream: asyncio.StreamReader) -> None:
        self._stream = stream

    async def readline(self) -> bytes:
        """The next line, empty at the end."""
        return await self._stream.readline()

    async def readexactly(self, n: int) -> bytes:
        """So many bytes, none if the client left before it had written them."""
        try:
            return await self._stream.readexactly(n)
        except asyncio.IncompleteReadError:
            return b""


def can_watch(pipe: int, out: int) -> bool:
    """
    Whether the loop can watch it: a pipe or socket that nothing is written to.

    Watching makes it return at once where there is nothing, and with it everything else that is
    the same open file.
    """
    if sys.platform == "win32":
        return False
    known = os.fstat(pipe)
    other = os.fstat(out)
    watchable = stat.S_ISFIFO(known.st_mode) or stat.S_ISSOCK(known.st_mode)
    return watchable and (known.st_dev, known.st_ino) != (other.st_dev, other.st_ino)


async def watched(stdin: BinaryIO, out: int) -> "Input | StdinAsyncReader":
    """A reader of standard input."""
    if not can_watch(stdin.fileno(), out):
        return StdinAsyncReader(stdin)
    stream = asyncio.StreamReader(limit=_MOST)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), stdin)
    return Input(stream)

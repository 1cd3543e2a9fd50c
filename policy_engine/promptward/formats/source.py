"""What a format reads from: a name and bytes, in memory or in a file."""

import io
import os
from collections.abc import Iterator
from typing import BinaryIO

from promptward.formats.segment import UnreadError

__all__ = ["BLOCK", "LARGEST_WHOLE", "Source"]

LARGEST_WHOLE = 64 * 1024 * 1024
"""Largest file that is read in one piece; formats of lines are read in blocks, however long."""

BLOCK = 1 << 20
HEAD = 16384


class Source:
    """
    A named run of bytes. `depth` counts the archives and mails it was found in.

    Nothing is read before it is asked for. A file of up to a block is then read once and held;
    of a larger one only `whole` holds all.
    """

    __slots__ = ("_data", "_file", "depth", "name", "size")

    def __init__(
        self, name: str, data: bytes | None = None, file: BinaryIO | None = None, *, depth: int = 0
    ) -> None:
        self.name = name
        self.depth = depth
        self._data = data
        self._file = file
        if data is not None:
            self.size = len(data)
        else:
            assert file is not None  # noqa: S101  # one of both
            self.size = os.fstat(file.fileno()).st_size

    def head(self) -> bytes:
        """The first bytes, by which formats are told apart."""
        if self._data is None and self.size <= BLOCK:
            file = self.open()
            data = file.read(self.size + 1)  # asking for a block makes room for one
            if len(data) > self.size:  # it has grown
                data += file.read(BLOCK)
                if len(data) > BLOCK:
                    return data[:HEAD]
            self._data = data
        if self._data is not None:
            return self._data[:HEAD]
        return self.open().read(HEAD)

    def whole(self, limit: int = LARGEST_WHOLE) -> bytes:
        """All bytes. Raises UnreadError over the limit."""
        data = self._data if self._data is not None else self.open().read(limit + 1)
        if len(data) > limit:
            raise UnreadError(
                "too_large",
                f"{max(self.size, len(data)):,} bytes or more, over the limit of {limit:,}",
                "split it, or write its records a line each",
            )
        return data

    def open(self) -> BinaryIO:
        """A file at its first byte; valid until the next call."""
        if self._data is not None:
            return io.BytesIO(self._data)
        assert self._file is not None  # noqa: S101  # see __init__
        self._file.seek(0)
        return self._file

    def blocks(self, size: int = BLOCK) -> Iterator[bytes]:
        """
        The bytes in blocks that end at the end of a line, or in lines longer than a block.

        The last block ends where the file does: a last line without a break is not on its own.
        """
        file = self.open()
        rest = b""
        data = file.read(size)
        while data:
            following = file.read(size)
            cut = data.rfind(b"\n") + 1 if following else len(data)
            if cut:
                yield rest + data[:cut]
                rest = data[cut:]
            elif len(rest) >= size:
                yield rest
                rest = data
            else:
                rest += data
            data = following
        if rest:
            yield rest

"""
Archives, bounded: zip, tar and single compressed files, each member read by its own format.

Limits hold for the whole archive: members, bytes unpacked, and the ratio of unpacked to packed.
What goes over them ends the reading of the archive as not wholly read; nothing is written to disk,
and names of members lead nowhere.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO, Protocol

from promptward.formats.nested import nested
from promptward.formats.segment import Item, LeftOut, Reading, UnreadError
from promptward.formats.source import Source

__all__ = ["LARGEST", "MOST_MEMBERS", "Budget", "read"]

LARGEST = 256 * 1024 * 1024
MOST_MEMBERS = 20_000
_LARGEST_MEMBER = 64 * 1024 * 1024
_MOST_RATIO = 200
_SMALL = 1 << 20
_ENCRYPTED = 1


class Unpacked(Protocol):
    """What gives the bytes of a member."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes."""


class Budget:
    """What may still be unpacked."""

    __slots__ = ("left", "members", "packed", "unpacked")

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.left = LARGEST
        self.members = MOST_MEMBERS
        self.unpacked = 0

    def read(self, file: "Unpacked") -> bytes:
        """All of a member. Raises UnreadError over a limit."""
        data = file.read(min(_LARGEST_MEMBER, self.left) + 1)
        self.count(len(data))
        return data

    def count(self, size: int) -> None:
        """A member of so many bytes. Raises UnreadError over a limit."""
        self.members -= 1
        self.left -= size
        self.unpacked += size
        bomb = self.unpacked > _SMALL and self.unpacked > _MOST_RATIO * max(1, self.packed)
        if size > _LARGEST_MEMBER or self.left < 0 or self.members < 0 or bomb:
            raise UnreadError(
                "too_large", "unpacks to more than the limits allow", "unpack it first"
            )


def read(source: Source) -> Reading:
    """Items of all members, in the order of the archive."""
    head = source.head()
    budget = Budget(source.size)
    if head.startswith(b"PK"):
        yield from _zip(source, budget)
    elif head[257:262] == b"ustar" or source.name.lower().endswith(".tar"):
        yield from _tar(source, source.open(), budget)
    elif head.startswith(b"\x1f\x8b"):
        yield from _compressed(source, gzip.GzipFile(fileobj=source.open()), budget)
    elif head.startswith(b"BZh"):
        yield from _compressed(source, bz2.BZ2File(source.open()), budget)
    elif head.startswith(b"\xfd7zXZ"):
        yield from _compressed(source, lzma.LZMAFile(source.open()), budget)  # noqa: SIM115  # closed with its source
    else:
        raise UnreadError("broken", "is no archive that is known", "unpack it first")


def _zip(source: Source, budget: Budget) -> Iterator[Item]:
    failed: UnreadError | None = None
    with zipfile.ZipFile(source.open()) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            if member.flag_bits & _ENCRYPTED:
                failed = UnreadError(
                    "encrypted", "holds members with a password", "unpack it first"
                )
                continue
            with archive.open(member) as file:
                data = budget.read(file)
            try:
                yield from nested(member.filename, data, source)
            except UnreadError as error:
                failed = error
    if failed is not None:
        raise failed


def _tar(source: Source, file: IO[bytes], budget: Budget) -> Iterator[Item]:
    failed: UnreadError | None = None
    with tarfile.open(fileobj=file, mode="r:") as archive:
        for member in archive:
            if not member.isfile():
                if not member.isdir():
                    yield LeftOut("link")
                continue
            unpacked = archive.extractfile(member)
            if unpacked is None:
                continue
            data = budget.read(unpacked)
            try:
                yield from nested(member.name, data, source)
            except UnreadError as error:
                failed = error
    if failed is not None:
        raise failed


def _compressed(source: Source, file: "Unpacked", budget: Budget) -> Iterator[Item]:
    base = source.name.replace("\\", "/").rpartition("/")[2]
    name, _, suffix = base.rpartition(".")
    if suffix == "tgz":
        name += ".tar"
    data = budget.read(file)
    if data[257:262] == b"ustar":
        inner = Source(name, data, depth=source.depth)
        yield from _tar(inner, io.BytesIO(data), budget)
    else:
        yield from nested(name or "content", data, source)

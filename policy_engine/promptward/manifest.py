"""Which files a cached policy was built from, and whether they still say the same."""

import datetime as dt
import json
import os
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, cast

from promptward.no_pipe import no_pipe

if TYPE_CHECKING:
    from promptward_dsl.ir import Json

__all__ = ["ABSENT", "Manifest", "Source", "observe"]

ABSENT = ""
"""In place of a hash: there was no such file, and would be read first if there were."""

_SETTLED_NS = 2_000_000_000
_SMALL = 1 << 16


class Source(NamedTuple):
    """A file as it was read; `size` and `modified` (ns) spare hashing large ones again."""

    path: str
    sha256: str
    size: int
    modified: int


class Manifest(NamedTuple):
    """
    What a cached policy rests on.

    It holds from `first` to `last` (ISO days; None: without limit), for a waiver that ends changes
    the policy. `policy` and `detection` are the keys of the artefacts, `blobs` the names of the
    latter.
    """

    sources: tuple[Source, ...]
    first: str | None
    last: str | None
    policy: str
    detection: str
    blobs: tuple[str, ...]

    def holds(self, today: dt.date) -> bool:
        """Whether every file says what it said, and the day is within the limits."""
        day = today.isoformat()
        if (self.first is not None and day < self.first) or (
            self.last is not None and day > self.last
        ):
            return False
        return all(map(_same, self.sources))

    def to_bytes(self) -> bytes:
        """JSON, as `from_bytes` reads it."""
        return json.dumps(self).encode("ascii")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest | None":
        """The manifest that was written; None for anything else."""
        try:
            sources, *rest, blobs = cast("list[list[Json]]", json.loads(data))
            first, last, policy, detection = cast("list[str]", rest)
            return cls(
                tuple(Source(*cast("tuple[str, str, int, int]", one)) for one in sources),
                first,
                last,
                policy,
                detection,
                tuple(cast("list[str]", blobs)),
            )
        except (ValueError, TypeError):
            return None


def observe(files: Iterable[tuple[str, str]]) -> tuple[Source, ...]:
    """
    The sources with these paths and hashes, and with size and time as they are now.

    A file that was touched within the last moments, or changed since it was hashed, gets no time:
    it may change again unnoticed, so it is hashed at every look.
    """
    now = _now_ns()
    found: list[Source] = []
    for path, digest in files:
        size = modified = -1
        if digest != ABSENT and _digest(path) == digest:
            status = os.stat(path)
            size = status.st_size
            modified = status.st_mtime_ns if now - status.st_mtime_ns > _SETTLED_NS else -1
        found.append(Source(path, digest, size, modified))
    return tuple(found)


def _same(source: Source) -> bool:
    if source.sha256 == ABSENT:
        return not os.path.lexists(source.path)
    if source.size > _SMALL:
        try:
            status = os.stat(source.path)
        except OSError:
            return False
        if status.st_size != source.size:
            return False
        if status.st_mtime_ns == source.modified:
            return True
    return _digest(source.path) == source.sha256


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb", opener=no_pipe) as file:
            return sha256(file.read()).hexdigest()
    except OSError:
        return None


def _now_ns() -> int:
    import time  # noqa: PLC0415  # only when a manifest is made

    return time.time_ns()

"""
The cache of compiled policies: bytes by key, kept where the platform keeps such things.

An artefact is a file of one kind under one key. It is written whole or not at all, read back only
if length and checksum agree, and otherwise treated as absent; a cache that cannot be written is a
cache that is empty. It holds compiled policies, never any text that was looked at. The checksum
finds damage, not malice: whoever can write into the folder can replace the program as well.
"""

import os
import struct
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from zlib import crc32

from promptward.room import keep_room

__all__ = ["SHARED", "Artifacts", "Named", "cache_folder", "key_of", "shared_name"]

SHARED = "database"
"""The kind of artefacts that several others name."""

_IS = "="
_MAGIC = b"PromptwardArt1\n\0"
_HEAD = struct.Struct("<16s32sQI")  # magic, key, length, checksum
_NAME_LENGTH = 40
_DAY = 86_400.0
_MONTH = 31 * _DAY
_BINARY: int = getattr(os, "O_BINARY", 0)  # Windows only


def cache_folder(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """
    Where compiled policies are kept: `PROMPTWARD_CACHE`, else the platform's place for caches.

    Empty where there is none (no home folder): then nothing is cached.
    """
    own = environ.get("PROMPTWARD_CACHE")
    if own:
        return own
    if platform == "win32":
        base = environ.get("LOCALAPPDATA", "")
        return os.path.join(base, "promptward", "Cache") if base else ""  # noqa: PTH118  # pathlib is slow to import
    home = environ.get("HOME", "")
    if platform == "darwin":
        return f"{home}/Library/Caches/promptward" if home else ""
    # The XDG rules: a relative path is ignored.
    base = environ.get("XDG_CACHE_HOME", "")
    if base.startswith("/"):
        return f"{base}/promptward"
    return f"{home}/.cache/promptward" if home else ""


def key_of(parts: Iterable[str]) -> str:
    """sha256, hexadecimal, over parts that together decide an artefact's content."""
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(struct.pack("<Q", len(data)))
        digest.update(data)
    return digest.hexdigest()


class Artifacts:
    """
    The artefacts in one folder; an empty folder name means none are kept.

    Safe with concurrent readers and writers of any process: a file appears whole, under its final
    name, or not at all. What is read is marked as used, once a day; `sweep` takes what is not.
    """

    __slots__ = ("folder",)

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def _path(self, key: str, kind: str) -> str:
        if not key.isalnum() or not kind.replace(".", "").replace("_", "").isalnum():
            raise ValueError("a key and a kind are letters and digits")
        return f"{self.folder}/{key[:_NAME_LENGTH]}.{kind}"

    def read(self, key: str, kind: str) -> bytes | None:
        """The bytes that were written; None if absent, unreadable, damaged or of another key."""
        path = self._path(key, kind)
        if not self.folder:
            return None
        try:
            # Unbuffered: the content is copied once, into bytes of its own.
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # pathlib is slow to import
                magic, whose, length, checksum = _HEAD.unpack(file.read(_HEAD.size))
                content = file.readall()
                used = os.fstat(file.fileno()).st_mtime
        except (OSError, struct.error):
            return None
        foreign = magic != _MAGIC or whose != _whose(key, kind)
        if foreign or length != len(content) or checksum != _checksum(content):
            return None
        if time.time() - used > _DAY:
            with suppress(OSError):  # a cache that is only read
                os.utime(path)
        return content

    def has(self, key: str, kind: str) -> bool:
        """Whether there is a file for such an artefact; `read` says whether it is sound."""
        return bool(self.folder) and os.path.exists(self._path(key, kind))  # noqa: PTH110  # pathlib is slow to import

    def size(self, key: str, kind: str) -> int:
        """Bytes of such a file; `read` says if it is sound. Raises OSError if there is none."""
        return os.stat(self._path(key, kind) if self.folder else "").st_size  # noqa: PTH116  # pathlib is slow to import

    def write(self, key: str, kind: str, content: bytes) -> str | None:
        """
        Keeps bytes for `read`; returns None, or why they could not be kept.

        The folder is made with mode 0700, the file with 0600.
        """
        path = self._path(key, kind)
        if not self.folder:
            return "no cache folder: set PROMPTWARD_CACHE, or HOME"
        head = _HEAD.pack(_MAGIC, _whose(key, kind), len(content), _checksum(content))
        temporary = ""
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)  # noqa: PTH103  # pathlib is slow to import
            name = f"{self.folder}/.new-{os.getpid()}-{os.urandom(8).hex()}"
            handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
            temporary = name
            with os.fdopen(handle, "wb") as file:
                file.write(head)
                file.write(content)
            os.replace(temporary, path)  # noqa: PTH105  # pathlib is slow to import
        except OSError as error:
            if temporary:
                with suppress(OSError):
                    os.unlink(temporary)  # noqa: PTH108  # pathlib is slow to import
            return f"the cache cannot be written: {error.strerror or type(error).__name__}"
        return None

    def read_named(self, key: str, names: Iterable[str]) -> dict[str, bytes] | None:
        """
        By kind, what `names` stand for: a kind under `key`, or one that others share.

        All that they name (`shared_name`), or None where a part of it is missing.
        """
        try:
            return dict(self.named(key, names))
        except ValueError:
            return None

    def named(self, key: str, names: Iterable[str]) -> "Named":
        """
        The same, each read when it is asked for and not kept here: who copies out of one does not
        wait for memory for all of them. To ask for one that is missing or damaged raises
        ValueError.
        """
        return Named(self, key, names)

    def sweep(self, now: float, *, most: int = 1 << 28) -> int:
        """
        Removes what nobody has used for a month; returns how many files went.

        If the rest has more than `most` bytes, those that were used longest ago go as well, but
        none that was used within the last two days: a process that holds it may not have read it
        since. Whoever reads one meanwhile has it whole, or finds none and makes it anew. Only
        files that are named as artefacts are touched.
        """
        found = sorted(self._files())
        left = sum(size for _, size, _ in found)
        gone = 0
        for used, size, path in found:
            if now - used > _MONTH or (left > most and now - used > 2 * _DAY):
                with suppress(OSError):
                    os.unlink(path)  # noqa: PTH108  # pathlib is slow to import
                    gone += 1
                    left -= size
        return gone

    def _files(self) -> Iterable[tuple[float, int, str]]:
        """When each was used last, its size and its path; files half written among them."""
        with suppress(OSError), os.scandir(self.folder or os.devnull) as entries:
            for entry in entries:
                with suppress(OSError):
                    if _is_artefact(entry.name) and entry.is_file(follow_symlinks=False):
                        stat = entry.stat(follow_symlinks=False)
                        yield stat.st_mtime, stat.st_size, entry.path

    def write_all(self, key: str, contents: Mapping[str, bytes]) -> str | None:
        """Keeps several; stops at the first that cannot be kept and says why."""
        for kind, content in contents.items():
            warning = self.write(key, kind, content)
            if warning is not None:
                return warning
        return None


class Named(Mapping[str, bytes]):
    """Artefacts by kind, read when they are asked for. Raises ValueError for what is damaged."""

    __slots__ = ("_cache", "_places")

    def __init__(self, cache: Artifacts, key: str, names: Iterable[str]) -> None:
        self._cache = cache
        self._places: dict[str, tuple[str, str]] = {}
        for one in names:
            kind, _, own = one.partition(_IS)
            self._places[kind] = (own, SHARED) if own else (key, kind)

    def __getitem__(self, kind: str) -> bytes:
        content = self._cache.read(*self._places[kind])
        if content is None:
            raise ValueError(f"the artefact `{kind}` is missing or damaged")
        return content

    def whole(self) -> bool:
        """Whether there is a file for each; what is in it shows when it is read."""
        try:
            sizes = [self._cache.size(key, kind) for key, kind in self._places.values()]
        except (OSError, ValueError):  # missing, or not even a key
            return False
        keep_room(max(sizes, default=0))  # what is there is read next
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def shared_name(kind: str, key: str) -> str:
    """How `Artifacts.read_named` is told of an artefact that lies as `SHARED` under `key`."""
    return f"{kind}{_IS}{key}"


def _is_artefact(name: str) -> bool:
    if name.startswith(".new-"):
        return True
    key, _, kind = name.partition(".")
    return len(key) == _NAME_LENGTH and not key.strip("0123456789abcdef") and bool(kind)


_WHOLE = 1 << 20
_PART = 1 << 16


def _checksum(content: bytes) -> int:
    """
    Of all bytes, or of the two ends of a large artefact.

    Large ones are pattern databases, and the search engine checks those as a whole when it loads
    them; to do it twice would cost more than the rest of loading.
    """
    if len(content) <= _WHOLE:
        return crc32(content)
    return crc32(content[-_PART:], crc32(content[:_PART]))


def _whose(key: str, kind: str) -> bytes:
    return sha256(f"{key} {kind}".encode()).digest()

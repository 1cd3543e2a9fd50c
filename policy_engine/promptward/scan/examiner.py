"""One target after another: opened, examined, and never an exception."""

from typing import TYPE_CHECKING

from promptward.formats.segment import UnreadError
from promptward.formats.source import LARGEST_WHOLE, Source
from promptward.scan.examine import Find, Terms, examine
from promptward.scan.open_file import open_source, standard_input
from promptward.scan.outcome import FileScan, Unread, unread_of
from promptward.scan.targets import STANDARD_INPUT, Target

if TYPE_CHECKING:
    from promptward.scan.git import Blobs
    from promptward.scan.lfs import Storage

__all__ = ["Examiner"]


_POINTER = b"version https://git-lfs."
_MESSAGE = "COMMIT_EDITMSG"
"""The name of the file in which git has a message written: no format but text."""


class Examiner:
    """Examines targets one after another; keeps one reader of blobs."""

    __slots__ = ("_blobs", "_find", "_limit", "_storages", "_terms")

    def __init__(self, find: Find, terms: Terms, limit: int = 0) -> None:
        self._find = find
        self._terms = terms
        self._limit = limit
        self._blobs: dict[str, Blobs] = {}
        self._storages: dict[str, Storage] = {}

    def __call__(self, target: Target) -> FileScan:
        """What came of it; never raises."""
        scan = self._scan(target)
        return scan._replace(commit=target.commit) if target.commit else scan

    def _scan(self, target: Target) -> FileScan:
        if target.missing:
            return FileScan(
                target.label,
                unread=Unread("missing", "names no file", "check the path or the pattern"),
            )
        if target.path == STANDARD_INPUT:
            source = standard_input(self._limit, target.label)
            return self._examined(target.label, source)
        if target.root:
            return self._blob(target)
        with open_source(target.path, self._limit) as opened:
            return self._examined(target.label, opened)

    def close(self) -> None:
        """End what reads blobs."""
        for blobs in self._blobs.values():
            blobs.close()
        self._blobs.clear()

    def _examined(self, label: str, source: Source | UnreadError) -> FileScan:
        if isinstance(source, UnreadError):
            return FileScan(label, unread=unread_of(source))
        return examine(label, source, self._find, self._terms)

    def _blob(self, target: Target) -> FileScan:
        from promptward.scan.git import Blobs, GitError  # noqa: PLC0415  # most scans read files

        name, _, path = target.path.partition(" ")
        blobs = self._blobs.get(target.root)
        if blobs is None:
            blobs = self._blobs[target.root] = Blobs(target.root)
        try:
            read = blobs.message if target.message else blobs.read
            data = read(name, self._limit or LARGEST_WHOLE)
        except GitError as error:
            blobs.close()
            return FileScan(target.label, unread=Unread("unreadable", str(error), "git fsck"))
        if isinstance(data, int):
            message = f"{data:,} bytes, over the limit"
            return FileScan(
                target.label, unread=Unread("too_large", message, "raise --max-file-size")
            )
        if data.startswith(_POINTER) and path:
            return self._pointer(target, path, data)
        return self._examined(target.label, Source(path or _MESSAGE, data))

    def _pointer(self, target: Target, path: str, data: bytes) -> FileScan:
        """What a pointer of git-lfs names, where this clone has it: git itself holds no more."""
        from promptward.scan.lfs import Storage  # noqa: PLC0415  # few repositories

        storage = self._storages.get(target.root)
        if storage is None:
            storage = self._storages[target.root] = Storage(target.root)
        pointer = Source(path, data)
        named = storage.named_by(data)
        if named is None:
            return self._examined(target.label, pointer)
        # Opened once: what is looked at is what its hash was taken of.
        with open_source(named.path, self._limit, path) as opened:
            if isinstance(opened, UnreadError):
                held = opened.code == "too_large"
            else:
                held = named.is_in(opened)
            return self._examined(target.label, opened if held else pointer)

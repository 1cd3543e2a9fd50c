"""What a pointer of git-lfs names, where the clone holds it: blobs are pointers, not contents."""

import hashlib
import os
from typing import NamedTuple

from promptward.deferred import regex
from promptward.formats.source import BLOCK, Source
from promptward.scan.git import GitError, Repository

__all__ = ["Named", "Storage"]

_POINTER = regex(
    rb"version https://git-lfs\.github\.com/spec/v1\r?\n"
    rb"(?:ext-\d-[a-z]{1,20} sha256:[0-9a-f]{64}\r?\n){0,10}"
    rb"oid sha256:(?P<oid>[0-9a-f]{64})\r?\nsize (?P<size>\d{1,15})\r?\n?"
)
"""All of a pointer, as its specification writes it: a line more would be looked at by nobody."""


class Named(NamedTuple):
    """What a pointer names: where the clone has it, if it has; SHA-256 and bytes."""

    path: str
    oid: str
    size: int

    def is_in(self, source: Source) -> bool:
        """Whether a file that was opened there is what the pointer names; it stays open."""
        if source.size != self.size:
            return False
        digest = hashlib.sha256()
        try:
            file = source.open()
            while block := file.read(BLOCK):
                digest.update(block)
        except OSError:
            return False
        return digest.hexdigest() == self.oid


class Storage:
    """The objects of git-lfs that a clone holds, each in a file named by its SHA-256."""

    __slots__ = ("_folder",)

    def __init__(self, root: str) -> None:
        repository = Repository(root)
        try:
            shared = os.fsdecode(repository.run("rev-parse", "--git-common-dir")).strip()
        except GitError:
            self._folder = ""
            return
        # `lfs.storage` is relative to git's own folder, and `lfs` unless it says otherwise.
        within = repository.config("lfs.storage") or "lfs"
        self._folder = os.path.join(root, shared, within, "objects")

    def named_by(self, pointer: bytes) -> Named | None:
        """The object that a pointer names, whether it is there or not; None for what is none."""
        found = _POINTER.fullmatch(pointer)
        if found is None or not self._folder:
            return None
        oid = found["oid"].decode("ascii")
        path = os.path.join(self._folder, oid[:2], oid[2:4], oid)
        return Named(path, oid, int(found["size"]))

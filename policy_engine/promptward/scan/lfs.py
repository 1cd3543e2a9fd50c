"""What a pointer of git-lfs names, where the clone holds it: blobs are pointers, not contents."""

import hashlib
import os
import re

from promptward.deferred import regex
from promptward.formats.source import BLOCK
from promptward.scan.git import GitError, Repository

__all__ = ["Storage", "is_pointer"]

_BEGIN = b"version https://git-lfs.github.com/spec/"
_LONGEST = 1024
"""A pointer is shorter than this many bytes, as its specification says."""
_OID = regex(rb"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)


def is_pointer(data: bytes) -> bool:
    """Whether a blob is a pointer, by its first line and its length."""
    return len(data) < _LONGEST and data.startswith(_BEGIN)


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

    def path_of(self, pointer: bytes) -> str:
        """
        The file of what a pointer names; empty where it was not fetched.

        A file that has not the hash of its name is not what the pointer names, and is not taken.
        """
        found = _OID.search(pointer)
        if found is None or not self._folder:
            return ""
        oid = found[1].decode("ascii")
        path = os.path.join(self._folder, oid[:2], oid[2:4], oid)
        return path if _hash(path) == oid else ""


def _hash(path: str) -> str:
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()

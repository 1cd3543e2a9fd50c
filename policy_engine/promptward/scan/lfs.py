"""What a pointer of git-lfs names, where the clone holds it: blobs are pointers, not contents."""

import hashlib
import os
import stat

from promptward.deferred import regex
from promptward.formats.source import BLOCK
from promptward.scan.git import GitError, Repository

__all__ = ["Storage"]

# What is a pipe would be waited for; what is no text is not to be read as one.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_POINTER = regex(
    rb"version https://git-lfs\.github\.com/spec/v1\r?\n"
    rb"(?:ext-\d-[a-z]{1,20} sha256:[0-9a-f]{64}\r?\n){0,10}"
    rb"oid sha256:(?P<oid>[0-9a-f]{64})\r?\nsize (?P<size>\d{1,15})\r?\n?"
)
"""All of a pointer, as its specification writes it: a line more would be looked at by nobody."""


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
        The file of what a pointer names; empty where it was not fetched, or this is no pointer.

        A file that has not the hash of its name is not what the pointer names, and is not taken.
        """
        found = _POINTER.fullmatch(pointer)
        if found is None or not self._folder:
            return ""
        oid = found["oid"].decode("ascii")
        path = os.path.join(self._folder, oid[:2], oid[2:4], oid)
        return path if _hash(path, int(found["size"])) == oid else ""


def _hash(path: str, size: int) -> str:
    """SHA-256 of a file of that size; empty for any other, or what is no file."""
    digest = hashlib.sha256()
    try:
        with open(os.open(path, _OPEN), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size != size:
                return ""
            while block := file.read(BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()

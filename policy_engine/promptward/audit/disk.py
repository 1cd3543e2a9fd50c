"""The calls by which the log touches the disk: each does all that it says, or raises."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from promptward.audit.failure import AuditError

try:
    import fcntl
except ImportError:  # pragma: no cover  # not a POSIX system
    fcntl = None  # type: ignore[assignment]  # said when it is needed

LONGEST_WAIT = 10.0
"""Seconds that a writer waits for another one; a batch takes milliseconds."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.0002, 0.005

__all__ = ["LONGEST_WAIT", "append", "cut", "locked", "replace", "sync", "sync_folder"]


@contextmanager
def locked(path: str, seconds: float = LONGEST_WAIT) -> Iterator[None]:
    """
    Nobody else writes here meanwhile, in this process or another.

    Each time through a new descriptor: a lock that was inherited over a fork is shared with the
    parent, and so is no lock. Raises AuditError where the system has none, or where whoever holds
    it does not let go: a process that was stopped must not stop all others without a word.
    """
    if fcntl is None:
        raise AuditError("audit_unsupported", "this system has no file locks of POSIX")
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(handle, time.monotonic() + seconds)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _take(handle: int, end: float) -> None:
    pause = _FIRST_PAUSE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise AuditError(
                    "audit_unwritable", "another process holds the log and does not let go"
                ) from None
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            return


def append(handle: int, data: bytes) -> None:
    """Write all of it. Raises OSError; how much was written then is anybody's guess."""
    view = memoryview(data)
    while view:
        written = os.write(handle, view)
        if written <= 0:
            raise OSError("nothing was written")
        view = view[written:]


def sync(handle: int) -> None:
    """
    Until it is on the disk.

    After an error the same descriptor must not be asked again: the kernel may have dropped the
    pages and would answer that all is well.
    """
    if hasattr(os, "fdatasync"):
        os.fdatasync(handle)
    else:  # pragma: no cover  # macOS
        os.fsync(handle)


def sync_folder(path: str) -> None:
    """Until the names in a folder are on the disk."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def cut(path: str, size: int) -> None:
    """Nothing behind `size` bytes any more, on the disk too."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.ftruncate(handle, size)
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(path: str, data: bytes, mode: int = 0o600) -> None:
    """A small file as a whole or as it was."""
    part = f"{path}.{os.getpid()}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        append(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(part, path)

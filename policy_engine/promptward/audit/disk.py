"""The calls by which the log touches the disk: each does all that it says, or raises."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from promptward.audit.failure import AuditError

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows
    fcntl = None  # type: ignore[assignment]  # then `msvcrt` locks
try:
    import msvcrt
except ImportError:
    msvcrt = None  # type: ignore[assignment]  # POSIX

LONGEST_WAIT = 10.0
"""Seconds that a writer waits for another one; a batch takes milliseconds."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.0002, 0.005
_TRIES = 20

__all__ = [
    "LONGEST_WAIT",
    "append",
    "cut",
    "locked",
    "open_file",
    "read_end",
    "replace",
    "sync",
    "sync_folder",
]


def open_file(path: str, flags: int, mode: int = 0o600) -> int:
    """
    A descriptor that no child inherits and that writes bytes as they are.

    On Windows a descriptor is in text mode unless it is said otherwise, and changes line ends.
    """
    for name in ("O_CLOEXEC", "O_BINARY", "O_NOINHERIT"):  # each system has some of them
        flags |= getattr(os, name, 0)
    return os.open(path, flags, mode)


@contextmanager
def locked(path: str, seconds: float = LONGEST_WAIT) -> Iterator[None]:
    """
    Nobody else writes here meanwhile, in this process or another.

    Each time through a new descriptor: a lock that was inherited over a fork is shared with the
    parent, and so is no lock. Raises AuditError where the system has none, or where whoever holds
    it does not let go: a process that was stopped must not stop all others without a word.
    """
    if fcntl is None and msvcrt is None:
        raise AuditError("audit_unsupported", "this system has no file locks")
    handle = open_file(path, os.O_RDWR | os.O_CREAT)
    try:
        _take(handle, time.monotonic() + seconds)
        try:
            yield
        finally:
            _let_go(handle)
    finally:
        os.close(handle)  # and with it the lock, where it was not given back before


def _take(handle: int, end: float) -> None:
    pause = _FIRST_PAUSE
    while True:
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                # One byte, where the descriptor stands: at its beginning, and it never moves.
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if not _is_held(error):
                raise
            if time.monotonic() > end:
                raise AuditError(
                    "audit_unwritable", "another process holds the log and does not let go"
                ) from None
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            return


def _is_held(error: OSError) -> bool:
    """Whether somebody else has the lock, rather than that locking failed."""
    if fcntl is not None:
        return isinstance(error, BlockingIOError)
    return error.errno in {errno.EACCES, errno.EDEADLK}


def _let_go(handle: int) -> None:
    """
    Give a lock back before its descriptor is closed.

    Windows may take its time about a closed descriptor's; anywhere, closing may fail.
    """
    with suppress(OSError):
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_UN)
        else:
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)


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
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        fcntl.fcntl(handle, full)  # macOS: fsync leaves it in the memory of the disk
    elif hasattr(os, "fdatasync"):
        os.fdatasync(handle)
    else:
        os.fsync(handle)


def read_end(handle: int, most: int) -> tuple[bytes, int]:
    """The last bytes of a file, and its size."""
    size = os.fstat(handle).st_size
    os.lseek(handle, max(0, size - most), os.SEEK_SET)
    return os.read(handle, most), size


def sync_folder(path: str) -> None:
    """Until the names in a folder are on the disk."""
    if fcntl is None:
        return  # Windows has no such call, and writes names itself
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def cut(path: str, size: int) -> None:
    """Nothing behind `size` bytes any more, on the disk too."""
    handle = open_file(path, os.O_RDWR)
    try:
        os.ftruncate(handle, size)
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(path: str, data: bytes, mode: int = 0o600) -> None:
    """A small file as a whole or as it was."""
    part = f"{path}.{os.getpid()}.part"
    handle = open_file(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        append(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    for left in reversed(range(_TRIES)):
        try:
            os.replace(part, path)
        except PermissionError:
            # Windows replaces no file that somebody just reads.
            if fcntl is not None or not left:
                raise
            time.sleep(_LONGEST_PAUSE)
        else:
            return

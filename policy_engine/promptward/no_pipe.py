"""Opening a file of a site, its policy or its configuration, without waiting for who writes it."""

import errno
import os
from stat import S_ISFIFO

__all__ = ["no_pipe"]

_FLAGS = getattr(os, "O_NONBLOCK", 0)


def no_pipe(path: str, flags: int) -> int:
    """
    An opener, as `open` takes one, that refuses a named pipe with an OSError.

    Nobody may ever write to it, and whoever asks would wait for ever.
    """
    handle = os.open(path, flags | _FLAGS)
    if S_ISFIFO(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "is a named pipe and no file", path)
    return handle

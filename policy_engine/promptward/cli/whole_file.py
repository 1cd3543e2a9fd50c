"""Files that are written whole or not at all: a full disk must not leave half of one."""

import os
from contextlib import suppress

__all__ = ["write_whole"]


def write_whole(
    path: str, content: str | bytes, *, new: bool = False, mode: int | None = None
) -> None:
    """
    Put content in the place of a file, through a link to the file itself; `new`: only if none is
    there. Line ends stay as they are. Raises OSError, and then all is as it was.
    """
    place = path if new else os.path.realpath(path)
    part = f"{place}.new-{os.getpid()}"
    if new and os.path.lexists(place):
        raise FileExistsError(place)
    if mode is None and not new:
        with suppress(OSError):
            mode = os.stat(place).st_mode & 0o7777
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with open(part, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(part, mode)
        os.replace(part, place)
    except BaseException:  # who interrupts it leaves no half of one, either
        with suppress(OSError):
            os.unlink(part)
        raise

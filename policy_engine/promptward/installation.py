"""Which engine this is, to the file: what was verified by another one has to be verified again."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

import promptward
import promptward_dsl
import promptward_rules
from promptward.database import ENGINE

__all__ = ["contents", "is_stamped", "stamp"]

_SKIPPED = "__pycache__"


def stamp() -> str:
    """
    A hash that differs where any file of the engine, the language or the packs was changed.

    Names, sizes and times of all files, recognisers and word lists included, with the version of
    the search engine and the kind of machine: to read all files would take longer than the rest of
    a start. To install anew is a change, and costs one verification. In a zip there are no files
    to look at, and the version alone speaks: nobody edits those.
    """
    machine = os.uname().machine if hasattr(os, "uname") else "windows"
    known = (promptward.__version__, ENGINE, sys.platform, sys.byteorder, machine)
    digest = sha256(repr(known).encode())
    for package in (promptward, promptward_dsl, promptward_rules):
        for folder in package.__path__:
            lines = "".join(sorted(_files(folder)))
            digest.update(lines.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def is_stamped(path: str) -> bool:
    """Whether the stamp speaks for a file of the packs, so that nobody else need look at it."""
    return os.pardir not in path.split(os.sep) and any(
        path.startswith(folder + os.sep) for folder in promptward_rules.__path__
    )


def contents() -> str:
    """
    A hash that differs where a file of the engine, the language or the packs reads otherwise.

    It reads all of them, so that it is the same on another machine that has the same.
    """
    digest = sha256(repr((promptward.__version__, ENGINE)).encode())
    for package in (promptward, promptward_dsl, promptward_rules):
        for folder in package.__path__:
            for path in sorted(line.rsplit(" ", 2)[0] for line in _files(folder)):
                digest.update(f"{package.__name__} {path[len(folder) :]}\n".encode())
                with suppress(OSError), open(path, "rb") as file:
                    digest.update(sha256(file.read()).digest())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != _SKIPPED:
                        yield from _files(entry.path)
                else:
                    status = entry.stat()
                    yield f"{entry.path} {status.st_size} {status.st_mtime_ns}\n"
    except OSError:
        return

"""Which files a scan looks at: every regular file below the given paths, in a stable order."""

import os
from collections.abc import Iterable, Iterator
from glob import glob, has_magic

__all__ = ["OUT_OF_SCOPE", "Missing", "OutOfScope", "walk"]

OUT_OF_SCOPE = frozenset({".git", ".hg", ".svn"})
"""Folders that hold a version control system's own copies; they are named, not walked."""


class Missing(str):
    """A path or pattern that names nothing."""

    __slots__ = ()


class OutOfScope(str):
    """A folder or link that is not followed, by rule; counted, so that nobody is misled."""

    __slots__ = ()


def walk(paths: Iterable[str]) -> Iterator[str | Missing | OutOfScope]:
    """
    The files of `paths`: files as they are, folders downwards, patterns such as `data/**/*.txt`.

    Sorted within each path; a file that two paths reach comes once. Symbolic links met on the way
    are not followed (one named by the caller is), and `OUT_OF_SCOPE` folders are not entered.
    Folders that can't be listed come as their own path, so that reading them reports them.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _one(path):
            key = os.path.normpath(found)
            if key not in seen:
                seen.add(key)
                yield found


def _one(path: str) -> Iterator[str | Missing | OutOfScope]:
    if os.path.isdir(path):  # plain paths keep the start of the process short
        yield from _folder(path)
    elif os.path.lexists(path) or not has_magic(path):
        yield path if os.path.lexists(path) else Missing(path)
    else:
        matches = sorted(glob(path, recursive=True, include_hidden=True))  # as above
        if not matches:
            yield Missing(path)
        for match in matches:
            if not os.path.isdir(match):  # as above
                yield OutOfScope(match) if os.path.islink(match) else match


def _folder(folder: str) -> Iterator[str | OutOfScope]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.is_symlink():
            yield OutOfScope(entry.path)
        elif not entry.is_dir(follow_symlinks=False):
            yield entry.path
        elif entry.name in OUT_OF_SCOPE:
            yield OutOfScope(entry.path)
        else:
            yield from _folder(entry.path)

"""What a scan looks at: files of folders and patterns, standard input, or blobs of git."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from promptward.scan.ignore import Ignore
from promptward.scan.walk import Missing, OutOfScope, walk

if TYPE_CHECKING:
    from promptward.scan.git import Entry, Repository

__all__ = ["IGNORE_FILE", "STANDARD_INPUT", "Target", "blobs_of", "files_of", "messages_of"]

STANDARD_INPUT = "-"
IGNORE_FILE = ".promptwardignore"


class Target(NamedTuple):
    """
    One thing to scan. `label` is how reports call it, `path` its file, or its blob with `root`.

    `missing` says that a path names nothing; `commit` whose version it is, for history. `message`
    says that `path` is a commit or an annotated tag, and what was written into it is meant.
    """

    label: str
    path: str
    root: str = ""
    missing: bool = False
    commit: str = ""
    message: bool = False


def files_of(
    paths: Iterable[str], skipped: Counter[str], *, exclude: Ignore, include_ignored: bool = False
) -> Iterator[Target]:
    """
    Files of paths, folders and patterns, each once, in a stable order; `-` is standard input.

    In a folder of a git repository these are the files that git tracks or would: `.gitignore`
    holds. What is left out is counted in `skipped` by its kind.
    """
    seen: set[str] = set()
    named = list(paths)
    if STANDARD_INPUT in named:
        yield Target(STANDARD_INPUT, STANDARD_INPUT)
    for path in named:
        if path == STANDARD_INPUT:
            continue
        for found in _files(path, skipped, include_ignored=include_ignored):
            key = os.path.normpath(found)
            if key in seen:
                continue
            seen.add(key)
            if isinstance(found, Missing):
                yield Target(found, found, missing=True)
            elif isinstance(found, OutOfScope):
                skipped["link" if os.path.islink(found) else "version control"] += 1
            elif found != path and exclude and exclude.ignores(_relative(found)):
                skipped["excluded"] += 1
            else:
                yield Target(key, found)


def _files(path: str, skipped: Counter[str], *, include_ignored: bool) -> Iterator[str]:
    if include_ignored or not os.path.isdir(path):
        yield from walk([path])
        return
    from promptward.scan.git import GitError, find_repository  # noqa: PLC0415  # starts a program

    repository = find_repository(path)
    if repository is None:
        yield from walk([path])
        return
    try:
        # Whoever names an ignored folder wants it looked at, and git lists nothing there.
        known = None if repository.ignores(path) else repository.files(path)
        ignored = 0 if known is None else repository.ignored(path)
    except GitError:
        known, ignored = None, 0  # too much is looked at rather than nothing
    if known is None:
        yield from walk([path])
        return
    below = os.path.realpath(path)
    for name in known:
        full = os.path.join(repository.root, name)
        shown = os.path.normpath(os.path.join(path, os.path.relpath(full, below)))
        if os.path.islink(full):
            skipped["link"] += 1
        elif os.path.isdir(full):
            skipped["submodule"] += 1
        elif os.path.lexists(full):
            yield shown
        else:
            skipped["deleted"] += 1
    if ignored:
        skipped["ignored by git"] += ignored


def _relative(path: str) -> str:
    """With `/`, from the working folder if it lies below it."""
    relative = os.path.relpath(path)
    return (path if relative.startswith("..") else relative).replace(os.sep, "/")


def blobs_of(
    entries: "Iterable[Entry]", repository: "Repository", skipped: Counter[str], exclude: Ignore
) -> Iterator[Target]:
    """Blobs of the index or of history; links and submodules are counted."""
    for entry in entries:
        if entry.kind != "file":
            skipped[entry.kind] += 1
        elif exclude.ignores(entry.path):
            skipped["excluded"] += 1
        else:
            blob = f"{entry.blob} {entry.path}"
            yield Target(entry.path, blob, repository.root, commit=entry.commit[:12])


def messages_of(
    commits: Iterable[str], tags: Iterable[str], repository: "Repository"
) -> Iterator[Target]:
    """What was written into commits and annotated tags, which no pattern of paths leaves out."""
    for label, objects in (("commit message", commits), ("tag message", tags)):
        for name in objects:
            yield Target(label, name, repository.root, commit=name[:12], message=True)

"""Whether what says how a repository is scanned is part of what is committed."""

import os
from collections.abc import Iterable

from promptward.cli.failure import USAGE, Failure
from promptward.scan.settings import Settings, stated_in
from promptward.scan.targets import IGNORE_FILE

__all__ = ["refuse_unstaged_settings"]

_HARMLESS = frozenset(("include_ignored", "jobs", "timeout"))
"""Keys of [scan] by which nothing is let through that would not be otherwise."""


def refuse_unstaged_settings(settings: Settings, revision: str = "") -> None:
    """
    Raises Failure for a file of this repository whose settings are not those of a revision.

    Without one it is the index: what is left out of a scan is then part of the commit, where
    others see it. Files of other places, such as one that `PROMPTWARD_CONFIG` names, hold as they
    are.
    """
    known = [file for file in (*settings.files, settings.ignore_file) if file]
    if not known:
        return
    from promptward.scan.git import find_repository  # noqa: PLC0415  # starts a program

    repository = find_repository(os.curdir)
    if repository is None:
        return
    root = os.path.realpath(repository.root)
    for file in known:
        path = os.path.relpath(os.path.realpath(file), root)
        if path.startswith(os.pardir) or os.path.isabs(path):
            continue
        kept = repository.content(revision, path.replace(os.sep, "/"))
        with open(file, "rb") as opened:
            here = opened.read()
        if _said(path, here) != _said(path, kept):
            what = "committed" if revision else "staged"
            raise Failure(
                f"settings_not_{what}",
                f"says otherwise how this repository is scanned than what is {what}",
                where=os.path.relpath(file),
                help="git add it, so that who reads the commit sees what was left out",
                exit_code=USAGE,
            )


def _said(path: str, content: bytes) -> object:
    """What a file says by which something could be let through; the same for the same."""
    if os.path.basename(path) == IGNORE_FILE:
        return _patterns(content.splitlines())
    return {key: value for key, value in stated_in(path, content).items() if key not in _HARMLESS}


def _patterns(lines: Iterable[bytes]) -> list[bytes]:
    return [line.rstrip() for line in lines if line.strip() and not line.startswith(b"#")]

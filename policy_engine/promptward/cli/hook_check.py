"""`promptward doctor --hook`: whether the hooks of this repository really stop a commit."""

import os
from typing import NamedTuple

from promptward.scan.git import GitError, Repository, find_bare, find_repository

__all__ = ["HookCheck", "check_hooks"]

_WHO = ("-c", "user.name=promptward doctor", "-c", "user.email=doctor@promptward.invalid",
        "-c", "commit.gpgSign=false")  # fmt: skip
_CANARY = "promptward-canary.txt"


class HookCheck(NamedTuple):
    """What came of it, and what to do if it is not in order."""

    fine: bool
    said: str
    todo: str = ""


def check_hooks(sample: str, folder: str = os.curdir) -> HookCheck:
    """
    Commit a file without identifiers, then one with invented ones, in a worktree of its own.

    The first has to pass and the second has to be stopped. Neither the index, the files nor any
    branch of the repository is touched; the commits belong to no branch, and git drops them.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415  # only here

    repository = find_repository(folder)
    if repository is None and find_bare(folder) is not None:
        return HookCheck(
            False, "a bare repository has no commits to try",  # as in doctor
            "push a commit of invented identifiers to it from a clone",
        )  # fmt: skip
    if repository is None:
        return HookCheck(
            False, "this is no git repository", "git init, then promptward hook install"
        )  # as in doctor
    with TemporaryDirectory(prefix="promptward-doctor-") as above:
        place = os.path.join(above, "worktree")  # plain paths, as in the cli
        try:
            made = repository.as_set_up(
                "worktree", "add", "--detach", "-q", place, folder=repository.root
            )
            if made.returncode:
                return HookCheck(
                    False, "there is no commit yet to try it on", "commit something first"
                )  # as in doctor
            return _tried(repository, place, sample)
        except GitError as error:
            return HookCheck(False, str(error), "install git")  # as in doctor
        finally:
            repository.as_set_up("worktree", "remove", "--force", place, folder=repository.root)


def _tried(repository: Repository, place: str, sample: str) -> HookCheck:
    if not _commits(repository, place, "nothing to see here\n"):
        return HookCheck(
            False, "a commit without identifiers is stopped as well",  # as in doctor
            "run git commit and read what its hooks say",
        )  # fmt: skip
    if _commits(repository, place, sample):
        return HookCheck(
            False, "a commit with invented identifiers was NOT stopped",  # as in doctor
            "promptward hook install, or add the hook to .pre-commit-config.yaml and install that",
        )  # fmt: skip
    return HookCheck(True, "a commit with invented identifiers is stopped, one without passes")


def _commits(repository: Repository, place: str, content: str) -> bool:
    with open(os.path.join(place, _CANARY), "w", encoding="utf-8") as file:  # plain paths
        file.write(content)
    repository.as_set_up("add", "-f", "--", _CANARY, folder=place)
    done = repository.as_set_up(*_WHO, "commit", "-q", "-m", "promptward doctor", folder=place)
    return done.returncode == 0

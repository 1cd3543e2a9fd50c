"""The index of the repository here, asked for while the engine is opened."""

import os
from typing import TYPE_CHECKING

from promptward.cli.failure import Failure

if TYPE_CHECKING:
    from promptward.scan.git import Entry

__all__ = ["Index"]


class Index:
    """
    What is staged here: git is asked at once, and waited for when the entries are.

    Raises Failure where there is no repository, or git refuses.
    """

    __slots__ = ("_answer", "repository")

    def __init__(self) -> None:
        from promptward.scan.git import GitError, Repository  # noqa: PLC0415  # starts a program

        # Git itself looks upward from here, and tells paths from the root all the same.
        self.repository = Repository(os.curdir)
        try:
            self._answer = self.repository.ask_staged()
        except GitError as error:
            raise Failure("git", str(error), help="install it, or name paths instead") from None

    def entries(self) -> "list[Entry]":
        """Added, copied, modified, or of another type."""
        from promptward.scan.git import GitError, find_repository  # noqa: PLC0415  # as above

        try:
            return self._answer()
        except GitError as error:
            nowhere = find_repository(os.curdir) is None and not os.environ.get("GIT_DIR")
            if nowhere and "safe.directory" not in str(error):  # somebody else's repository
                raise Failure(
                    "git", "this is no git repository, or git is missing", help="see git status"
                ) from None
            raise Failure("git", str(error), help="see git status") from None

"""The error of a bulk job: a stable code and fixed words, since workers' logs are read by many."""

from promptward.model import PromptwardError

__all__ = ["BulkError"]


class BulkError(PromptwardError):
    """
    A job that cannot run, or did not run to its end; the message never holds a value.

    `code`: `policy_damaged`, `policy_of_another_engine`, `no_column`, `unreadable_batch`,
    `missing_extra`, `incomplete`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

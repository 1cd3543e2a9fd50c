"""The error of a bulk job: a stable code and fixed words, since workers' logs are read by many."""

import sys
from importlib.util import find_spec

from promptward.model import PromptwardError

__all__ = ["BulkError", "need_arrow"]


class BulkError(PromptwardError):
    """
    A job that cannot run, or did not run to its end; the message never holds a value.

    `code`: `policy_damaged`, `policy_of_another_engine`, `no_column`, `unreadable_batch`,
    `missing_extra`, `incomplete`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def need_arrow() -> None:
    """Raises BulkError where there is no PyArrow, which is an extra: all of this rests on it."""
    if "pyarrow" not in sys.modules and find_spec("pyarrow") is None:
        raise BulkError("missing_extra", "tables need PyArrow: pip install 'promptward[data]'")

"""What the system says of an error of its own, and of no other."""

import os

__all__ = ["reason_of"]


def reason_of(error: BaseException) -> str:
    """
    The system's words for the number of an OSError, in lower case.

    Never the error's own words: a library that raises one may have put anything into them.
    """
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number).lower() if number else "unknown reason"

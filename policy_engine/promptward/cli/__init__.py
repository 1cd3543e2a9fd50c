"""
The command line: `promptward`.

Exit codes: 0 nothing objectionable and everything was looked at; 1 findings, or a verdict of
require_justification or block; 2 usage, policy or environment error; 3 incomplete, something
could not be looked at. When several hold, the largest wins. 130 after an interrupt.
"""

import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and leave the process with its exit code; never shows a traceback."""
    # Imported here, so that an interrupt during start-up is as quiet as a later one.
    try:
        from promptward.cli.app import run  # noqa: PLC0415  # see above

        code = run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        # The reader went away: whoever wanted the report does not have all of it.
        code = 3
        _silence_stdout()
    sys.exit(code)


def _silence_stdout() -> None:
    # The interpreter flushes standard output once more at exit, and would complain.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())

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
    except Exception as error:  # noqa: BLE001  # a traceback, or a message, could carry text
        code = 2
        print(_internal(error), file=sys.stderr)  # noqa: T201  # click may be what failed
    sys.exit(code)


def _internal(error: Exception) -> str:
    """What failed and where in the program: enough for a report, and nothing of any text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = ""
    if trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "unknown")
        where = f" in {name} line {trace.tb_lineno}"
    return (
        f"promptward: error[internal]: {type(error).__name__}{where}; nothing was decided\n"
        "  help: this is a fault of promptward: report that line, without your text"
    )


def _silence_stdout() -> None:
    # The interpreter flushes standard output once more at exit, and would complain.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())

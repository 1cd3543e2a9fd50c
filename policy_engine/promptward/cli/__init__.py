"""
The command line: `promptward`.

Exit codes: 0 nothing objectionable and everything was looked at; 1 findings, or a verdict of
require_justification or block; 2 usage, policy or environment error; 3 incomplete, something
could not be looked at. When several hold, the largest wins. 130 after an interrupt.
"""

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from promptward.version import __version__

__all__ = ["entry", "main"]

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What a write says when there is no room for a report, or nothing to put it on."""


def main(argv: Sequence[str] | None = None) -> None:
    """
    Run one command and leave the process with its exit code; never shows a traceback.

    An exception that nobody expected is exit code 2, never 1: a caller who counts findings must
    not count a fault as one.
    """
    # Imported here, so that an interrupt during start-up is as quiet as a later one.
    try:
        _open_streams()
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
        _silence_stdout()
        # click may be what failed, and there may be nobody to tell.
        with suppress(OSError, ValueError):
            sys.stderr.write(f"promptward: {_said(error)}\n")
    sys.exit(code)


def entry() -> None:
    """
    What the command `promptward` runs: `main`, and out at once.

    Nothing that matters is left to do once the report is written, and the system takes memory
    back faster than the interpreter does, object by object.
    """
    # Everything that a start makes stays; to look through it for what might go, a dozen times,
    # takes a tenth of a start. `open_engine` turns the collector on again.
    gc.disable()
    code = 2
    try:
        main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    # Whatever is still held back in the two streams; who can't be told can't be told.
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    os._exit(code)


def _open_streams() -> None:
    """
    Make up for streams that were closed before the start, or can't show every character.

    Raises OSError for standard output: every command is there for what it prints.
    """
    # Without this the next file to be opened would become standard error.
    if sys.stderr is None:  # typed as never None, but so it is after `2>&-`
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # until the end
    if sys.stdout is None:  # the same
        raise OSError(errno.EIO, "is closed")
    for stream in (sys.stdout, sys.stderr):
        # A report must not end at a sign that a terminal of another century does not have.
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def _said(error: Exception) -> str:
    """What failed and where in the program: enough for a report, and nothing of any text."""
    if isinstance(error, OSError) and error.errno in _FULL:
        reason = (error.strerror or "unknown reason").lower()
        return (
            f"error[unwritable]: standard output: {reason}\n"
            "  help: what was printed is not whole; make room, or write elsewhere"
        )
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = ""
    if trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "unknown")
        where = f" in {name} line {trace.tb_lineno}"
    return (
        f"error[internal]: {type(error).__name__}{where}; nothing was decided\n"
        f"  help: this is a fault of promptward {__version__} or of its installation: report that "
        "line and what `promptward doctor` prints, and never your text"
    )


def _silence_stdout() -> None:
    """What is still to be written goes nowhere: the interpreter flushes once more at exit."""
    with suppress(OSError, ValueError, AttributeError):  # closed, or no real file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())

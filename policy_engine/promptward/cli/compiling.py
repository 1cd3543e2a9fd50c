"""That a policy is being compiled, said to a person who waits for it."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["shown_compiling"]

_AFTER = 1.0  # seconds before anything is said
_PAUSE = 0.25


@contextmanager
def shown_compiling(what: str = "compiling the policy, once for this machine") -> Iterator[None]:
    """Says on standard error how long it has taken so far, if a person watches it."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    begun = time.monotonic()

    def show() -> None:
        wait, shown = _AFTER, False
        while not done.wait(wait):
            wait, shown = _PAUSE, True
            sys.stderr.write(f"\r{what} · {int(time.monotonic() - begun)} s\x1b[K")
            sys.stderr.flush()
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()

"""How long one file may take: a clock that stops work wherever it is, where the system has one."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Deadline", "TimeUp", "within"]


class TimeUp(BaseException):  # not an error of what is stopped
    """
    The time is up. No `Exception`, so that nothing on the way takes it for a failure of its own.
    """


class Deadline:
    """Until when; 0 seconds are no limit."""

    __slots__ = ("_end",)

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds if seconds else 0.0

    def check(self) -> None:
        """Raises TimeUp if it has passed."""
        if self._end and time.monotonic() > self._end:
            raise TimeUp


@contextmanager
def within(seconds: float) -> Iterator[Deadline]:
    """
    A time for what is done inside; TimeUp is raised there once it has passed.

    In the main thread of a Unix process that happens at once, elsewhere when `check` is called.
    """
    alarm = getattr(signal, "SIGALRM", None)
    if not seconds or alarm is None or threading.current_thread() is not threading.main_thread():
        yield Deadline(seconds)
        return

    def up(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise TimeUp

    before = signal.signal(alarm, up)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            yield Deadline(seconds)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(alarm, before)

"""
Spool: notices that must reach somebody, on the disk before a decision is given out.

A file a notice. Delivered ones move to `done`, so that it can be shown that and when they went;
what can't be delivered stays and is tried again, later each time, and is shown as overdue.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from promptward.audit.disk import sync_folder
from promptward.model import PromptwardError
from promptward.obligations.notice import Notice
from promptward.system_error import reason_of

__all__ = ["Delivered", "Spool", "SpoolError"]

_LARGEST = 64 << 10
_FIRST_WAIT, _LONGEST_WAIT = 60.0, 3600.0


class SpoolError(PromptwardError):
    """A notice could not be kept; the decision that needs it must not be given out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "notify_unwritable"


class Delivered(NamedTuple):
    """What became of one notice: delivered, or why not (a stable code)."""

    notice: Notice
    failure: str | None


class Spool:
    """The notices of one site, in a folder for their owner only."""

    __slots__ = ("folder",)

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        """Where it stands."""
        return f"Spool({self.folder!r})"

    def put(self, notice: Notice) -> None:
        """Keep a notice; it is on the disk when this returns. Raises SpoolError."""
        try:
            self._write(self._path("", notice), notice)
        except OSError as error:
            reason = reason_of(error)
            raise SpoolError(f"`{self.folder}`: {reason}") from None

    def pending(self) -> tuple[Notice, ...]:
        """Notices that nobody has got yet, the most urgent first."""
        found = list(self._read(""))
        return tuple(sorted(found, key=lambda n: (n.due is None, n.due or n.created, n.id)))

    def done(self) -> tuple[Notice, ...]:
        """Notices that were delivered, oldest first."""
        return tuple(sorted(self._read("done"), key=lambda n: (n.created, n.id)))

    def deliver(
        self, send: Callable[[Notice], str | None], now: float, *, force: bool = False
    ) -> tuple[Delivered, ...]:
        """
        Try every notice that is due to be tried; `send` returns None or the code of a failure.

        A notice is moved only after it was sent, so one may be sent twice after a crash, and
        none is lost.
        """
        told = []
        for notice in self.pending():
            if not force and now < _next_try(notice):
                continue
            try:
                failure = send(notice)
            except Exception:  # noqa: BLE001  # one delivery's fault must not keep back the others
                failure = "notify_failed"
            tried = notice._replace(attempts=notice.attempts + 1)
            with suppress(OSError):
                if failure is None:
                    self._write(self._path("done", tried), tried)
                    os.unlink(self._path("", notice))
                else:
                    self._write(self._path("", tried), tried)
            told.append(Delivered(tried, failure))
        return tuple(told)

    def _path(self, part: str, notice: Notice) -> str:
        return os.path.join(self.folder, part, f"{notice.id}.json")

    def _write(self, path: str, notice: Notice) -> None:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        temporary = f"{path}.{os.getpid()}.part"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "wb") as file:
            file.write(notice.to_json())
            file.flush()
            os.fsync(handle)
        os.replace(temporary, path)
        sync_folder(os.path.dirname(path))

    def _read(self, part: str) -> Iterable[Notice]:
        folder = os.path.join(self.folder, part)
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            return
        for name in names:
            if name.endswith(".json"):
                with suppress(OSError, ValueError, TypeError):
                    with open(os.path.join(folder, name), "rb") as file:
                        notice = Notice.from_json(file.read(_LARGEST))
                    yield notice


def _next_try(notice: Notice) -> float:
    """Not before this: at once, then after one minute, two, four, up to an hour in between."""
    if notice.attempts == 0:
        return notice.created
    waits = (min(_FIRST_WAIT * 2.0**n, _LONGEST_WAIT) for n in range(min(notice.attempts, 500)))
    return notice.created + sum(waits)

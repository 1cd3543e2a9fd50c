"""Overrides: prompts that wait for a reason, and reasons that wait for their prompt."""

import os
import threading
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Overrides"]

_MOST = 1024  # prompts that are remembered


class _Pending(NamedTuple):
    """A prompt that was released, by its fingerprint; until when, and by which reason."""

    fingerprint: bytes
    until: float
    reason: str


class Overrides:
    """
    Knows prompts by a keyed hash, whose key dies with the process: it leads back to no text.

    Times are seconds since 1970.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key = os.urandom(32)
        self._held: dict[str, bytes] = {}
        self._released: dict[str, _Pending] = {}

    def renew(self) -> None:
        """A new lock, in a child whose parent may have held the old one while it forked."""
        self._lock = threading.Lock()

    def hold(self, event: str, text: str, place: tuple[str, int]) -> None:
        """Remember a prompt that waits for a reason, by the id of its event."""
        mark = self._fingerprint(text, place)
        with self._lock:
            while len(self._held) >= _MOST:
                del self._held[next(iter(self._held))]
            self._held[event] = mark

    def is_held(self, event: str) -> bool:
        """Whether this prompt waits."""
        return event in self._held

    def release(self, event: str, reason: str, until: float) -> None:
        """Let a prompt that waits be sent once, until then."""
        with self._lock:
            self._released[event] = _Pending(self._held.pop(event), until, reason)

    def reason(self, text: str, place: tuple[str, int], now: Callable[[], float]) -> str | None:
        """The reason that was stated for a prompt, which is used up by that."""
        if not self._released:
            return None
        mark, time = self._fingerprint(text, place), now()
        with self._lock:
            for name, pending in tuple(self._released.items()):
                if pending.until < time:
                    del self._released[name]
                elif pending.fingerprint == mark:
                    del self._released[name]
                    return pending.reason
        return None

    def _fingerprint(self, text: str, place: tuple[str, int]) -> bytes:
        from hashlib import blake2b  # noqa: PLC0415  # loads OpenSSL; only where prompts are held

        content = f"{place[0]}:{place[1]}\n{text}".encode("utf-8", "surrogatepass")
        return blake2b(content, key=self._key, digest_size=32).digest()

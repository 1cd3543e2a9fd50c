"""Event: what happened to one request, as it is shown and remembered; none of its text."""

import os
import threading
from collections import Counter, deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from promptward.guard.hosts import is_model_host
from promptward.model import Reason

if TYPE_CHECKING:
    from promptward.explain import Explanation

__all__ = ["STOPPED", "Event", "Events", "Place", "new_id", "unread"]

STOPPED = frozenset({"blocked", "held", "unreadable"})
"""Outcomes of requests of which nothing was sent."""

_REMEMBERED = 500
_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


class Place(NamedTuple):
    """
    One finding: its kind, where in the request it stands, what was done, and how many alike.

    `path` is a JSON path such as `messages[1].content` whose unusual keys are masked, or
    `address` or `header`.
    """

    category: str
    safe_harbor: str | None
    path: str
    disposition: str
    times: int


class Event(NamedTuple):
    """
    What was decided about one request.

    `outcome`: `sent` as it was, `rewritten`, `held` (needs a reason), `blocked`, `unreadable`.
    `at` is in seconds since 1970. `override` says whether the policy lets a reason release it.
    """

    id: str
    at: float
    outcome: str
    verdict: str
    host: str
    destination: str | None
    purpose: str | None
    agreement: str | None
    places: tuple[Place, ...]
    reasons: tuple[Reason, ...]
    message: str
    policy: str
    explanation: "Explanation"

    @property
    def replaced(self) -> int:
        """How many identifiers were replaced."""
        return sum(place.times for place in self.places if place.disposition != "keep")

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind, by the last part of its name."""
        counted: Counter[str] = Counter()
        for place in self.places:
            counted[place.category.rpartition(".")[2]] += place.times
        return dict(sorted(counted.items()))

    def to_json(self) -> dict[str, object]:
        """The event as plain data; the contract of `application/vnd.promptward.event+json`."""
        return {
            "id": self.id,
            "outcome": self.outcome,
            "verdict": self.verdict,
            "host": self.host,
            "destination": self.destination,
            "purpose": self.purpose,
            "agreement": self.agreement,
            "policy": self.policy,
            "message": self.message,
            "findings": [place._asdict() for place in self.places],
            "reasons": [
                {"kind": r.kind, "id": r.id, "message": r.message, "cites": list(r.cites)}
                for r in self.reasons
            ],
        }


def new_id() -> str:
    """A short name for an event: random, so that it says nothing about the request."""
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in os.urandom(6))


Listener = Callable[[Event], None]


class Events:
    """The last events, and who is told of new ones; shared by threads."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque(maxlen=_REMEMBERED)
        self._lock = threading.Lock()
        self.listeners: list[Listener] = []
        self._acknowledged: deque[str] = deque(maxlen=_REMEMBERED)

    def renew(self) -> None:
        """A new lock, in a child whose parent may have held the old one while it forked."""
        self._lock = threading.Lock()

    def add(self, event: Event) -> None:
        """Remember an event and tell it; a listener that fails is not asked whether it may."""
        with self._lock:
            self._events.append(event)
        for listener in tuple(self.listeners):
            try:
                listener(event)
            except Exception:  # noqa: BLE001, S112  # a display that fails changes no decision
                continue

    def acknowledge(self, name: str) -> None:
        """Note that the code which met this block expected it, and goes on knowingly."""
        self._acknowledged.append(name)

    def is_acknowledged(self, name: str) -> bool:
        """Whether somebody said so."""
        return name in self._acknowledged

    def last(self, count: int = _REMEMBERED) -> tuple[Event, ...]:
        """The newest events, the newest last."""
        with self._lock:
            return tuple(self._events)[-count:]

    def find(self, name: str) -> Event | None:
        """The event with this id; `last` is the newest."""
        events = self.last()
        if name == "last":
            return events[-1] if events else None
        return next((event for event in reversed(events) if event.id == name), None)


def unread(url: str, purpose: str | None, said: str, at: float) -> Event:
    """The event of a request that could not be looked at."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    shown = host if is_model_host(host.lower()) or _address(host) else "an undeclared host"
    reason = Reason("error", "scan_unavailable", said)
    message = f"nothing was sent: {said}"
    return Event(
        new_id(), at, "unreadable", "block", shown, None, purpose, None, (), (reason,), message,
        "", {},
    )  # fmt: skip


def _address(host: str) -> bool:
    return host == "localhost" or host.replace(".", "").isdecimal()

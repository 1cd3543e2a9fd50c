"""The conversations that an engine remembers."""

import os
import threading
from collections import OrderedDict

from promptward.scope import Scope

__all__ = ["SCOPES", "Scopes"]

SCOPES = 1024
"""Conversations an engine remembers; the one that was quiet for longest is forgotten first."""


class Scopes:
    """The scopes of the conversations that were active last; one without an id is always new."""

    __slots__ = ("_locks", "_most", "_scopes")

    def __init__(self, most: int) -> None:
        self._most = most
        self._scopes: OrderedDict[str, Scope] = OrderedDict()
        # A lock that another thread held during a fork stays closed in the child for ever: each
        # process has its own.
        self._locks: dict[int, threading.Lock] = {}

    @property
    def _lock(self) -> threading.Lock:
        # INVARIANT: setdefault is atomic, so the threads of one process agree on one lock.
        return self._locks.setdefault(os.getpid(), threading.Lock())

    def get(self, name: str | None) -> Scope:
        if name is None:
            return Scope()
        with self._lock:
            scope = self._scopes.get(name)
            if scope is None:
                scope = self._scopes[name] = Scope()
                if len(self._scopes) > self._most:
                    self._scopes.popitem(last=False)
            else:
                self._scopes.move_to_end(name)
            return scope

    def known(self, name: str) -> Scope | None:
        with self._lock:
            return self._scopes.get(name)

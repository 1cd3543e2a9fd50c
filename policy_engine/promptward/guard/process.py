"""Installing the guard into this process, once; what it stands in the way of, and what not."""

import importlib
import os
import sys
import threading
from typing import NamedTuple

from promptward.guard.blocked import GuardError
from promptward.guard.context import Asked, check_mode
from promptward.guard.guard import Guard, Source
from promptward.guard.imports import HOMES, Hook
from promptward.guard.transports import sockets

__all__ = [
    "KEPT",
    "Status",
    "current",
    "install",
    "replace_guard",
    "status",
    "take_out",
    "uninstall",
    "use",
    "whole",
]

KEPT = (
    "this site keeps the guard in place; `unload = true` in [guard] of its configuration would "
    "allow this"
)

_lock = threading.Lock()
_installed: list[Hook] = []


class Status(NamedTuple):
    """
    What is guarded in this process.

    `applied` maps patched modules to versions, `failed` those that could not be patched to the
    kind of error: what goes out through them to governed hosts is blocked. `waiting` are modules
    that nobody imported yet. `unseen` are loaded libraries whose traffic no Python code can see.
    """

    installed: bool
    applied: dict[str, str]
    failed: dict[str, str]
    waiting: tuple[str, ...]
    unseen: tuple[str, ...]


# Libraries that open connections in C: neither ring sees them.
_UNSEEN = ("grpc", "pycurl", "curl_cffi", "tls_client", "primp", "rnet")


def install(
    policy: str | None = None, *, folder: str | None = None, channel: str = "api"
) -> Guard:
    """
    Guard this process; the guard that stands there already if there is one.

    `policy` is the file to use, else the policy that holds in `folder` (the working folder if
    left out). Imports no library: each is patched when somebody imports it, and the policy is
    loaded with the first request. Raises GuardError where another file was named before.
    """
    with _lock:
        if _installed:
            there = _installed[0].guard
            if policy is not None and os.path.abspath(policy) != there.policy_file:
                raise GuardError("this process is guarded by another policy already")
            return there
        guard = Guard(Source(policy, folder), channel=channel)
        hook = Hook(guard)
        _installed.append(hook)
        hook.install()
        sockets.watch(guard)
        return guard


def replace_guard(guard: Guard) -> None:
    """
    Install this guard in place of whichever stands there.

    While the libraries change hands, what opens a connection to a governed host is refused.
    """
    with _lock:
        # INVARIANT: the ring below knows the new guard before the patches of the old one are gone.
        sockets.watch(guard)
        if _installed:
            _installed.pop().remove()
        hook = Hook(guard)
        _installed.append(hook)
        hook.install()


def uninstall() -> None:
    """
    Take the guard out of this process; nothing is looked at any more.

    Raises GuardError in a kernel whose site keeps the guard in place (`unload` in [guard]).
    """
    guard = current()
    if guard is not None and guard.channel == "notebook" and not guard.settings.unload:
        raise GuardError(KEPT)
    take_out()


def take_out() -> None:
    """The same, whatever the site says of it."""
    with _lock:
        if _installed:
            sockets.watch(None)
            _installed.pop().remove()


def current() -> Guard | None:
    """The guard of this process, if there is one."""
    return _installed[0].guard if _installed else None


def use(to: str | None = None, purpose: str | None = None, mode: str | None = None) -> None:
    """
    What holds for all requests of this process from now on; `""` takes back what was said before.

    Raises ValueError for another mode than `rewrite` and `block`, GuardError for a destination or
    a purpose that the policy does not declare, PolicyError where it can't be loaded.
    """
    check_mode(mode)
    guard = install()
    guard.check_names(to, purpose)
    guard.use(Asked(to, purpose, mode))


def whole() -> dict[str, str | None]:
    """Each installed library that the guard knows, and why it can't be patched; None: it can."""
    hook = Hook(Guard())
    found: dict[str, str | None] = {}
    for name in HOMES:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue  # not installed
        hook.apply(name, module)
        found[name] = hook.failed.get(name)
    hook.remove()
    return found


def status() -> Status:
    """What is guarded in this process now."""
    unseen = tuple(name for name in _UNSEEN if name in sys.modules)
    if not _installed:
        return Status(False, {}, {}, tuple(HOMES), unseen)  # noqa: FBT003  # a row
    hook = _installed[0]
    waiting = tuple(n for n in HOMES if n not in hook.applied and n not in hook.failed)
    return Status(True, dict(hook.applied), dict(hook.failed), waiting, unseen)  # noqa: FBT003  # a row

"""
The block ring, plain half: connections to governed hosts that no inspected client opens.

An audit hook sees every connection that Python itself opens, and can't be taken out again; what
it asks can be switched off with the guard.
"""

import sys
import threading
from collections.abc import Callable

from promptward.guard.context import APPROVED
from promptward.guard.guard import Guard
from promptward.guard.transports.patching import Patch, replace

__all__ = ["patch", "watch"]

_MOST = 4096
_names: dict[str, frozenset[str]] = {}
_lock = threading.Lock()
_watching: list[Guard | None] = [None]
_hooked: list[bool] = []


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Remember which names addresses were looked up for: a connection only has the address."""
    del guard
    return [replace(module, "getaddrinfo", _getaddrinfo)]


def watch(guard: Guard | None) -> None:
    """Ask this guard about connections from now on; None: nobody."""
    _watching[0] = guard
    if guard is not None and not _hooked:
        _hooked.append(True)
        sys.addaudithook(_audit)


def _getaddrinfo(original: Callable[..., object]) -> Callable[..., object]:
    def getaddrinfo(host: object, *args: object, **rest: object) -> object:
        found = original(host, *args, **rest)
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        if isinstance(name, str) and isinstance(found, list):
            for entry in found:
                _remember(entry[4][0], name.lower().rstrip("."))
        return found

    return getaddrinfo


def _remember(address: str, name: str) -> None:
    known = _names.get(address)
    if known is not None and name in known:
        return
    with _lock:
        if len(_names) >= _MOST:
            _names.clear()
        _names[address] = (known or frozenset()) | {name}


def _audit(event: str, args: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    guard = _watching[0]
    if guard is None or len(args) < 2 or not isinstance(args[1], tuple):  # noqa: PLR2004  # socket, address
        return
    address = args[1]
    host, port = str(address[0]).lower(), address[1]
    if not isinstance(port, int):
        return
    names = _names.get(host, frozenset((host,)))
    approved = APPROVED.get()
    if approved is not None and (approved[0] in names or approved[0] == host):
        return
    # Hosts share addresses: where some name of this one is not governed, TLS tells them apart. An
    # address that is declared as such is nobody else's.
    if guard.governs_place(host, port) or all(guard.governs_place(n, port) for n in names):
        guard.stop_unseen(min(names))

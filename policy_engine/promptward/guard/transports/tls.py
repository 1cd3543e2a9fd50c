"""
The block ring, encrypted half: what is written to a governed host by a client nobody knows.

Every in-process TLS client of Python comes through here, whatever library it belongs to.
"""

from collections.abc import Callable

from promptward.guard.context import APPROVED
from promptward.guard.guard import Guard
from promptward.guard.transports.patching import Patch, replace

__all__ = ["patch"]

# Set on connections that an approved request has written to: their buffers may be flushed by the
# event loop, in nobody's context. A connection leads to one host for as long as it lives.
_APPROVED = "_promptward_approved"


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Stand in the way of every write of a client."""
    socket = getattr(module, "SSLSocket")  # noqa: B009  # mypy knows no attributes of an object
    memory = getattr(module, "SSLObject")  # noqa: B009  # the same
    return [
        *(replace(socket, name, _write(guard)) for name in ("write", "send", "sendall")),
        replace(memory, "write", _write(guard)),
    ]


def _write(guard: Guard) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        def write(self: object, *args: object, **rest: object) -> object:
            if not getattr(self, "server_side", False):
                name = getattr(self, "server_hostname", None)
                if isinstance(name, str) and name:
                    _look(guard, self, name.lower())
            return original(self, *args, **rest)

        return write

    return make


def _look(guard: Guard, connection: object, host: str) -> None:
    approved = APPROVED.get()
    if approved is not None and approved[0] == host:
        setattr(connection, _APPROVED, True)
        return
    if getattr(connection, _APPROVED, False):
        return
    if guard.governs_name(host):
        guard.stop_unseen(host)

"""
Autoload: the guard in every Python of an environment, children included.

A `.pth` file in site-packages imports this at each start, so it imports almost nothing: the guard
itself comes with the first library that could send something.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

__all__ = ["start"]

_WATCHED = frozenset(
    {"httpx", "httpx2", "urllib3", "aiohttp", "http.client", "botocore", "ssl", "socket"}
)


class _Waiting:
    """Waits for the first import of anything that could send, and installs the guard before it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """What the guard's own hook finds for the first of them, once that is in place."""
        del path, target
        if name in _WATCHED and self in sys.meta_path:
            sys.meta_path.remove(self)
            from promptward.guard.process import install  # noqa: PLC0415  # only when needed

            install()
            return sys.meta_path[0].find_spec(name, None)
        return None


def start() -> None:
    """
    Wait for something that could send. Called by the `.pth` file.

    What was imported before, by another `.pth` file say, is guarded at once.
    """
    if any(name in sys.modules for name in _WATCHED):
        from promptward.guard.process import install  # noqa: PLC0415  # only when needed

        install()
    else:
        sys.meta_path.insert(0, _Waiting())

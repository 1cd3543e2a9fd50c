"""
The import hook: libraries are patched when somebody imports them, and not imported for that.

What was patched and what could not be is kept, and shown by `status`.
"""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from promptward.guard.guard import Guard
    from promptward.guard.transports.patching import Patch

__all__ = ["HOMES", "Hook"]

HOMES = {
    "httpx": "httpx_transport",
    "httpx2": "httpx_transport",
    "urllib3.connectionpool": "urllib3_pool",
    "aiohttp.client": "aiohttp_session",
    "http.client": "http_client",
    "websockets.asyncio.client": "websockets_client",
    "websockets.sync.client": "websockets_client",
    "botocore.client": "botocore_client",
    "multiprocessing.spawn": "multiprocessing_spawn",
    "joblib.externals.loky.backend.spawn": "multiprocessing_spawn",
    "loky.backend.spawn": "multiprocessing_spawn",
    "ssl": "tls",
    "socket": "sockets",
}
"""The module that is patched, and the file of ours that knows how."""


class Hook:
    """Finds nothing by itself; patches what others find, once it was executed."""

    def __init__(self, guard: "Guard") -> None:
        self.guard = guard
        self.applied: dict[str, str] = {}
        self.failed: dict[str, str] = {}
        self.patches: list[Patch] = []
        self._busy: set[str] = set()

    def install(self) -> None:
        """Patch what is there already, and everything that comes later."""
        sys.meta_path.insert(0, self)
        for name in HOMES:
            module = sys.modules.get(name)
            if module is not None and not _is_loading(module):
                self.apply(name, module)

    def remove(self) -> None:
        """Put everything back."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        for patch in reversed(self.patches):
            patch.undo()
        self.patches.clear()
        self.applied.clear()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec that the other finders have, with a loader that patches afterwards."""
        del path, target
        if fullname not in HOMES or fullname in self._busy:
            return None
        self._busy.add(fullname)
        try:
            spec = importlib.util.find_spec(fullname)
        except (ImportError, ValueError):
            return None  # the import itself says what is wrong
        finally:
            self._busy.discard(fullname)
        loader = spec.loader if spec is not None else None
        if loader is None:
            return spec
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            self.apply(fullname, module)

        loader.exec_module = exec_module  # type: ignore[method-assign]  # this loader is for one module
        return spec

    def apply(self, name: str, module: object) -> None:
        """Patch a module. Fails loudly: what is not patched is blocked by the ring below."""
        try:
            home = importlib.import_module(f"promptward.guard.transports.{HOMES[name]}")
            patch = cast("Callable[[object, Guard], list[Patch | None]]", home.patch)
            made = patch(module, self.guard)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is reported and blocks
            self.failed[name] = type(error).__name__
            return
        self.failed.pop(name, None)
        self.patches += [one for one in made if one is not None]
        self.applied[name] = str(getattr(module, "__version__", "") or _version(name))


def _version(name: str) -> str:
    package = sys.modules.get(name.partition(".")[0])
    return str(getattr(package, "__version__", ""))


def _is_loading(module: ModuleType) -> bool:
    return bool(getattr(getattr(module, "__spec__", None), "_initializing", False))

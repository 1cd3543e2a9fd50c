"""Whether the native form of the engine's inner loops is here, and if not, why."""

import os
from types import ModuleType

__all__ = ["LAYOUT", "module", "reason"]

LAYOUT = 4
"""The interface that this engine expects; a module of another one is left alone."""


def _loaded() -> tuple[ModuleType | None, str]:
    # Read once, at import: which form runs is a fact of the process, as the interpreter is. Both
    # find the same (tests/policy_engine/test_forms.py).
    if os.environ.get("PROMPTWARD_NATIVE") == "0":
        return None, "switched off by PROMPTWARD_NATIVE=0"
    try:
        found = __import__("promptward._native", fromlist=["LAYOUT"])
    except ImportError:
        return None, "not built: no C compiler or no Python.h where promptward was installed"
    if getattr(found, "LAYOUT", None) != LAYOUT:
        return None, "built from other sources: install promptward again"
    return found, ""


module, reason = _loaded()
"""The module, or None and why."""

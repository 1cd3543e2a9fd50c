"""
The guard: stands at the way out of a Python process, whatever library sends the prompt.

    from promptward import guard
    guard.install()                                   # once, before or after the SDKs are imported
    with guard.session(to="azure_openai", purpose="discharge_summary"):
        client.chat.completions.create(…)             # leaves as the policy lets it, or not at all

It protects against accidents: code that wants to get round it, in the same process, can. Importing
this package imports nothing else of it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from promptward.guard.asking import Report, Session, acknowledge, check, session
    from promptward.guard.blocked import GuardError, PromptBlocked, ScanUnavailable
    from promptward.guard.events import Event, Place
    from promptward.guard.frames import ColumnReport, FrameReport, register, scan_frame, view
    from promptward.guard.guard import Guard
    from promptward.guard.process import Status, current, install, status, uninstall, use

__all__ = [
    "ColumnReport",
    "Event",
    "FrameReport",
    "Guard",
    "GuardError",
    "Place",
    "PromptBlocked",
    "Report",
    "ScanUnavailable",
    "Session",
    "Status",
    "acknowledge",
    "check",
    "current",
    "install",
    "register",
    "scan_frame",
    "session",
    "status",
    "uninstall",
    "use",
    "view",
]

_HOMES = {
    "ColumnReport": "frames",
    "FrameReport": "frames",
    "register": "frames",
    "scan_frame": "frames",
    "view": "frames",
    "Event": "events",
    "Guard": "guard",
    "GuardError": "blocked",
    "Place": "events",
    "PromptBlocked": "blocked",
    "Report": "asking",
    "ScanUnavailable": "blocked",
    "Session": "asking",
    "acknowledge": "asking",
    "check": "asking",
    "session": "asking",
}


def __getattr__(name: str) -> object:
    """The public name `name`, from the module that defines it."""
    if name not in __all__:
        raise AttributeError(f"module `promptward.guard` has no attribute `{name}`")
    from importlib import import_module  # noqa: PLC0415  # only when something is asked for

    module = import_module(f"promptward.guard.{_HOMES.get(name, 'process')}")
    value: object = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return __all__

"""Loading into a kernel: the guard, and everything that shows what it does."""

from typing import TYPE_CHECKING, cast

from IPython.core.error import UsageError

from promptward.guard import process
from promptward.guard.blocked import GuardError
from promptward.guard.events import Event
from promptward.guard.guard import Guard
from promptward_jupyter import tracebacks
from promptward_jupyter.completion import complete
from promptward_jupyter.magics import PromptwardMagics
from promptward_jupyter.panel import mime_bundle
from promptward_jupyter.settings import Promptward
from promptward_jupyter.swallowed import Swallowed

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["load", "unload"]

_LOADED: list[Guard] = []


def load(ip: "InteractiveShell") -> None:
    """Guard this kernel. Raises PolicyError or ConfigError: then the extension does not load."""
    guard = process.install(channel="notebook")
    guard.channel = "notebook"
    if guard in _LOADED:
        return
    guard.prepare()
    _LOADED.append(guard)

    def show(event: Event) -> None:
        if event.outcome == "sent" and event.verdict != "warn":
            return
        ip.display_pub.publish(data=mime_bundle(event, guard), metadata={})

    guard.events.listeners.append(show)
    swallowed = Swallowed(ip, guard)
    guard.events.listeners.append(swallowed.note)
    ip.events.register("pre_run_cell", swallowed.before)
    ip.events.register("post_run_cell", swallowed.after)
    ip.register_magics(PromptwardMagics(ip, guard))
    tracebacks.install(ip, guard)
    cast("list[object]", ip.configurables).append(Promptward(guard))
    for name in ("%promptward", "%%promptward"):
        ip.set_hook("complete_command", lambda _, event: complete(event, guard), str_key=name)


def unload(ip: "InteractiveShell") -> None:
    """Take it out. Raises UsageError where the site does not allow that; the guard stays."""
    guard = process.current()
    if guard is None:
        return
    try:
        process.uninstall()
    except GuardError as error:
        raise UsageError(str(error)) from None
    _LOADED.clear()
    ip.set_custom_exc((), None)

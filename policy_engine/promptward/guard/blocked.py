"""What is raised instead of a request: nothing was sent, and sending it again will not help."""

import sys
from typing import TYPE_CHECKING

from promptward.model import PromptwardError

if TYPE_CHECKING:
    from promptward.guard.events import Event

__all__ = ["GuardError", "PromptBlocked", "ScanUnavailable", "raised"]


class GuardError(PromptwardError):
    """The guard was asked for something that it can't do here; nothing was sent."""


class PromptBlocked(PromptwardError):  # noqa: N818  # says what happened
    """
    A request that may not leave; not one byte of it was sent.

    `event` says what was decided and why, without any of the text. What is raised is also a
    subclass of the base error of each SDK that is loaded, since an SDK repeats a request after
    any other exception and hides it behind "connection error".
    """

    def __init__(self, message: str, event: "Event | None" = None) -> None:
        Exception.__init__(self, message)
        self.event = event

    def __reduce__(self) -> tuple[type["PromptBlocked"], tuple[str, "Event | None"]]:
        """The plain class: the one that is built while raising can't be found by its name."""
        plain = ScanUnavailable if isinstance(self, ScanUnavailable) else PromptBlocked
        return plain, (str(self), self.event)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of frames, whose source lines may hold what was blocked."""
        return [f"{type(self).__name__}: {self}"]


class ScanUnavailable(PromptBlocked):
    """A request that could not be read to the end, and therefore may not leave."""


_BASES = (
    ("openai", "OpenAIError"),
    ("anthropic", "AnthropicError"),
)
_built: dict[tuple[type[PromptBlocked], tuple[type, ...]], type[PromptBlocked]] = {}


def raised(kind: type[PromptBlocked]) -> type[PromptBlocked]:
    """`kind`, as a subclass of the base errors of the SDKs that are loaded now."""
    bases: list[type] = []
    for module, name in _BASES:
        base = getattr(sys.modules.get(module), name, None)
        if isinstance(base, type) and issubclass(base, Exception):
            bases.append(base)
    if not bases:
        return kind
    key = (kind, tuple(bases))
    known = _built.get(key)
    if known is None:
        made = type(kind.__name__, (kind, *bases), {"__module__": kind.__module__})
        known = _built.setdefault(key, made)
    return known

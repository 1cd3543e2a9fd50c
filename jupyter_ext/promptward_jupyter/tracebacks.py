"""Tracebacks: no frames for a block, and no identifiers in anybody else's error."""

import re
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, cast

from promptward.guard.blocked import PromptBlocked
from promptward.guard.guard import Guard

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["install", "masked", "shown_already"]

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MARK = "_promptward_masking"
_SHOWN = "_promptward_shown"


class _Shell(Protocol):
    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None: ...


def install(ip: "InteractiveShell", guard: Guard) -> None:
    """Show blocks without frames, and mask what every other error would show."""
    ip.set_custom_exc((PromptBlocked,), _blocked)
    shell = cast("_Shell", ip)
    show = shell._showtraceback  # noqa: SLF001  # the one place that all errors come through
    if hasattr(show, _MARK):
        return

    def showtraceback(etype: type, evalue: BaseException, stb: list[str]) -> None:
        if getattr(ip, _SHOWN, None) is evalue:
            setattr(ip, _SHOWN, None)
            return
        text = str(evalue)
        lines = [masked(line, guard) for line in stb]
        said = masked(text, guard)
        value = evalue if said == text else _renamed(etype, said)
        show(etype, value, lines)

    setattr(showtraceback, _MARK, True)
    setattr(ip, "_showtraceback", showtraceback)  # noqa: B010  # a method of this instance only


def shown_already(ip: "InteractiveShell", error: BaseException) -> None:
    """Say that a run within a cell has shown this error, which is to end the cell as well."""
    setattr(ip, _SHOWN, error)


def masked(text: str, guard: Guard) -> str:
    """A text with its identifiers masked; without any, exactly as it was."""
    try:
        if not guard.engine.find(_COLOURS.sub("", text)):
            return text
        # Colours may stand in the middle of an identifier, so they go.
        shown = guard.engine.redact(_COLOURS.sub("", text)).text
    except Exception:  # noqa: BLE001  # what can't be looked at is not shown
        shown = None
    return _WITHHELD if shown is None else shown


_WITHHELD = "(not shown: it could not be looked at)"


def _renamed(etype: type, said: str) -> BaseException:
    """An exception of the same name that says something else."""
    return cast("BaseException", type(etype.__name__, (Exception,), {})(said))


def _blocked(
    shell: "InteractiveShell",
    etype: type[BaseException],
    value: BaseException,
    tb: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """The panel was shown when it was decided; here is one line, so that the cell fails."""
    del tb, tb_offset
    assert isinstance(value, PromptBlocked)  # noqa: S101  # it was registered for these
    lines = value._render_traceback_()  # IPython's name for it
    cast("_Shell", shell)._showtraceback(etype, value, lines)  # noqa: SLF001  # as IPython itself does
    return lines

"""
click, imported without `inspect` and `uuid`, which are half of what its import costs.

It needs three functions of the one, which are written out here, and the other for options that
hold a UUID, of which we have none. Whatever else it asks of them, it gets from the real modules.
Nobody but click sees these stand-ins, and it gets none where the module is there already.
"""

import sys
from types import FrameType, FunctionType, ModuleType

__all__ = ["click"]


class _Later(ModuleType):
    """A module that is imported when something is asked of it that is not written out here."""

    def __getattr__(self, name: str) -> object:
        """Of the real module; remembered."""
        from importlib import import_module  # noqa: PLC0415  # only where it comes to that

        found: object = getattr(import_module(self.__name__), name)
        setattr(self, name, found)
        return found


def _cleandoc(doc: str) -> str:
    """As `inspect.cleandoc`: without the blanks that all lines but the first begin with."""
    first, *rest = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    lines = [first.lstrip(), *(line[margin:] for line in rest)]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def _isfunction(one: object) -> bool:
    """As `inspect.isfunction`."""
    return isinstance(one, FunctionType)


def _currentframe() -> FrameType | None:
    """As `inspect.currentframe`."""
    return sys._getframe(1)  # noqa: SLF001  # what that is too


class _UUID:
    """Names a type of option to click while it is imported."""


def _stand_ins() -> dict[str, ModuleType]:
    inspect, uuid = _Later("inspect"), _Later("uuid")
    inspect.__dict__.update(cleandoc=_cleandoc, isfunction=_isfunction, currentframe=_currentframe)
    uuid.__dict__.update(UUID=_UUID)
    return {"inspect": inspect, "uuid": uuid}


_lent = {
    name: module
    for name, module in _stand_ins().items()
    if name not in sys.modules and "click" not in sys.modules
}
sys.modules.update(_lent)
try:
    import click
finally:
    for _name, _module in _lent.items():
        if sys.modules.get(_name) is _module:
            del sys.modules[_name]
        _module.__dict__.pop("UUID", None)  # from now on the real one

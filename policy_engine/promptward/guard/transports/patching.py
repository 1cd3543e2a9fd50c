"""How a method of somebody else's class is replaced: once, marked, and to be put back."""

from collections.abc import Callable

__all__ = ["Patch", "patched", "replace"]

MARK = "__promptward__"


class Patch:
    """What was replaced, to be put back."""

    __slots__ = ("holder", "name", "original")

    def __init__(self, holder: object, name: str, original: object) -> None:
        self.holder = holder
        self.name = name
        self.original = original

    def undo(self) -> None:
        """Put it back, unless somebody else replaced it since."""
        if patched(self.holder, self.name):
            setattr(self.holder, self.name, self.original)


def patched(holder: object, name: str) -> bool:
    """Whether ours stands there now."""
    return hasattr(getattr(holder, name, None), MARK)


def replace(
    holder: object, name: str, make: Callable[[Callable[..., object]], Callable[..., object]]
) -> Patch | None:
    """
    Put what `make` makes of a method in its place; None if ours stands there already.

    Raises AttributeError where there is no such method: a library that was rebuilt is one that
    the guard does not know, and that must be seen.
    """
    if patched(holder, name):
        return None
    original: Callable[..., object] = getattr(holder, name)
    new = make(original)
    for attribute in ("__name__", "__qualname__", "__doc__", "__module__"):
        if hasattr(original, attribute):
            setattr(new, attribute, getattr(original, attribute))
    setattr(new, "__wrapped__", original)  # noqa: B010  # functions take attributes; mypy doubts it
    setattr(new, MARK, True)
    setattr(holder, name, new)
    return Patch(holder, name, original)

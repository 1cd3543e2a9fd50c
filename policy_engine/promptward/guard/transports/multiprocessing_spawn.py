"""
Children that multiprocessing starts anew (`spawn`, `forkserver`): the guard is handed down.

Such a child is a fresh interpreter that knows of no guard, unless the `.pth` file installs one.
What a parent tells it is unpickled before anything of the program is imported there; an entry of
ours puts up the guard while it is unpickled. A child that can't import the guard ends with that
error, before any code of the program runs in it. Loky, which joblib and scikit-learn start their
workers with, tells its children in the same way.
"""

from collections.abc import Callable
from typing import cast

from promptward.guard.context import Asked
from promptward.guard.guard import Guard, Source
from promptward.guard.transports.patching import Patch, replace

__all__ = ["begin", "patch"]

_KEY = "promptward"


def patch(module: object, guard: Guard) -> list[Patch | None]:
    """Add the guard to what each child is told."""
    return [replace(module, "get_preparation_data", _with(guard))]


def _with(guard: Guard) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def make(original: Callable[..., object]) -> Callable[..., object]:
        def get_preparation_data(*args: object, **given: object) -> object:
            told = cast("dict[str, object]", original(*args, **given))
            told[_KEY] = _Handed(guard)
            return told

        return get_preparation_data

    return make


class _Handed:
    """Becomes a guard of the same policy where it is unpickled."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def __reduce__(self) -> tuple[Callable[..., None], tuple[object, ...]]:
        guard = self._guard
        # What a session says holds for what is started in it, in a thread as in a child.
        return begin, (tuple(guard.source), tuple(guard.asked), guard.channel)


def begin(source: tuple[str | None, ...], asked: tuple[object, ...], channel: str) -> None:
    """In the child: the guard of the parent, and what holds for its requests."""
    from promptward.guard.process import replace_guard  # noqa: PLC0415  # it imports all of these

    guard = Guard(Source(*source), channel=channel)  # type: ignore[arg-type]  # as it was made
    guard.use(Asked(*asked))  # type: ignore[arg-type]  # the same
    replace_guard(guard)

"""
Memory for what a start loads, asked for before it is loaded.

A start copies forty megabytes of databases, twice, and the system clears memory for them page by
page, at two microseconds each: a quarter of the CPU time of a `promptward check` (decision 0822).
"""

from promptward import native

__all__ = ["keep_room", "make_room"]

_START = 64 << 20
"""Bytes: what a start loads, and the largest of it once more."""

_MOST_KEPT = 1 << 25  # bytes: glibc takes no larger threshold

_made = False


def make_room() -> bool:
    """
    Room for a start, in large pages; whether the system was asked for those.

    Linux with glibc and the native form only, elsewhere nothing happens. For processes of our own
    that end soon: it grows the heap and lets the process keep what it frees, which is nothing that
    a library may do to its host. Room that nobody uses costs nothing.
    """
    global _made  # noqa: PLW0603  # the heap is one of the process as well
    if not _made and native.module is not None:
        _made = native.module.make_room(_START)
    return _made


def keep_room(size: int) -> None:
    """
    Blocks of memory up to so many bytes are kept when they are freed, and not asked for anew.

    Of a block that was freed once, glibc keeps the room of later ones (mallopt(3): the threshold
    is dynamic). Nothing touches this one, so it costs nothing, and a third of the pages of loading
    are not new. Where `make_room` made room, there is nothing to do.
    """
    if not _made:
        bytes(min(size, _MOST_KEPT))

"""A file within a file: read by its own format, with its name before every place."""

from collections.abc import Iterator

from promptward.formats.segment import Item, LeftOut, Locate, Place, Segment, UnreadError, Whole
from promptward.formats.source import Source

__all__ = ["DEEPEST", "nested"]

DEEPEST = 3


def nested(name: str, data: bytes, outer: Source, *, called: str = "") -> Iterator[Item]:
    """
    Items of a file in a file; `called` is its name where `name` is only where it stands.

    Raises UnreadError where it can't be read, or lies too deep.
    """
    from promptward.formats.registry import read  # noqa: PLC0415  # it knows the callers of this

    if outer.depth >= DEEPEST:
        raise UnreadError("too_deep", f"holds files in files {DEEPEST} deep", "unpack it first")
    inner = Source(called or name, data, depth=outer.depth + 1)
    for item in read(inner):
        match item:
            case Segment():
                yield item._replace(locate=_within(name, item.locate), base=-1, origin=None)
            case Whole():
                yield item._replace(place=_named(name, item.place))
            case LeftOut():
                yield item


def _within(name: str, locate: Locate) -> Locate:
    def located(start: int, end: int) -> Place | None:
        place = locate(start, end)
        return None if place is None else _named(name, place)

    return located


def _named(name: str, place: Place) -> Place:
    return Place(f"{name}!{place.where}", 0, 0, f"{name}!{place.anchor}")

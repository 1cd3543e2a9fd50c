"""
Jupyter notebooks: every string of the JSON, in cells, outputs and all metadata, but for images.

Cells and outputs are read as their decoded text and named `cell 3 line 2`, `cell 3 output 1`; all
other strings (notebook metadata, the state of widgets, attachments) by their JSON pointer. What an
output holds as JSON is read as a file of JSON is, with its keys and numbers; of other numbers,
those whose names say what they are. The format is nbformat 4; in older ones, and in whatever is
broken, the strings are found all the same.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.joined import Joined, OriginIn, PlaceIn
from promptward.formats.json_walk import (
    Leaf,
    Path,
    Pointers,
    Unescaped,
    anchor_of,
    is_told,
    origin_of,
    pointer_of,
    walk,
    without_measures,
)
from promptward.formats.plain import PIECE, lines_of, pieces
from promptward.formats.segment import (
    LeftOut,
    Place,
    Reading,
    Segment,
    Stated,
    Trust,
    UnreadError,
)
from promptward.formats.source import Source
from promptward.formats.stated import UNREADABLE, said_behind

__all__ = ["is_json", "read"]

_IMAGES = ("image/", "audio/", "video/", "application/pdf", "font/")
_MACHINERY = frozenset(
    {"cell_type", "output_type", "nbformat", "nbformat_minor", "execution_count", "id", "name"}
)
_RUN = frozenset({"ExecuteTime", "execution"})
_PAPERMILL = frozenset({"start_time", "end_time", "duration"})
_FEWEST = 3

_NUMBER = re.compile(r"-?[0-9][0-9.eE+-]*")

At: TypeAlias = Callable[[int], tuple[int, int]]
"""Line and column of an offset of the file."""

Origin: TypeAlias = Callable[[int, int], list[tuple[int, int]]]
"""Where a range of a group stands in the file."""


class _Group(NamedTuple):
    """
    Which text a leaf belongs to, and how that is called; `trust` is for the engine, `json` for
    what is read as it is written.
    """

    key: tuple[str | int, ...]
    where: str
    anchor: str
    trust: Trust
    json: bool = False


class _Kind(NamedTuple):
    """Whether a leaf is a picture, whether it is of the format's own, and its group."""

    image: bool
    machinery: bool
    group: _Group | None


def is_json(mime: str) -> bool:
    """Whether a MIME type is one of data, as nbformat tells it; all others hold texts in lines."""
    return mime == "application/json" or (
        mime.startswith("application/") and mime.endswith("+json")
    )


def read(source: Source) -> Reading:
    """Segments: a cell's source, an output's text or data, and everything else together."""
    text = decoded(source.whole(), encoding_of(source.head()))
    at = lines_of(text)
    cells = _cells_of(text)
    allows = _allows_in(cells or ()) if _SIGN in text else {}
    prose = _prose_in(cells or ())
    images = 0
    rest = Joined()
    group: _Group | None = None
    parts: list[Leaf] = []
    for leaf, kind in _with_kinds(walk(text, keys=True)):
        own = kind.group
        if not _is_read(text, leaf, kind):
            images += kind.image and not leaf.key
            continue
        if parts and (group is None or own is None or own.key != group.key):
            yield from _grouped(text, _as_read(group, prose), parts, at, allows)
            parts = []
        group = own
        if own is None:
            rest.add(
                _unsigned(leaf.value), _pointed(leaf, at), str(_last_name(leaf)), _of(text, leaf)
            )
            if len(rest) > PIECE:
                yield rest.segment()
        else:
            parts[_ENDS - 1 if own.json else len(parts) :] = [leaf]
    yield from _grouped(text, _as_read(group, prose), parts, at, allows)
    if len(rest):
        yield rest.segment()
    if images:
        yield LeftOut("image", images)
    if cells is None:
        raise UnreadError("broken", "is no whole JSON from some place on", "repair the notebook")


_ENDS = 2
"""Of data, the first leaf and the last are kept: what stands between them is read as it is."""


def _is_read(text: str, leaf: Leaf, kind: _Kind) -> bool:
    """Whether a leaf is looked at: all of data, elsewhere strings, and numbers with a name."""
    if kind.group is not None and kind.group.json:
        return True
    if leaf.key or kind.image or kind.machinery:
        return False
    quoted = text[leaf.start - 1] == '"'
    return quoted or (_NUMBER.fullmatch(leaf.value) is not None and is_told(leaf.path))


_SIGN = "promptward"
_SAID = frozenset({"allow", "reason", "until"})
_TAG = re.compile(
    r"promptward:\s*allow\[(?P<categories>[\w, -]{1,200})\](?P<rest>.{0,400})", re.IGNORECASE
)
_HEAD = re.compile(r"promptward:\s*allow\[[^\]]*\]", re.IGNORECASE)


def _unsigned(value: str) -> str:
    """A string without the sign of an allow: what a tag says holds for its cell, not a line."""
    return _HEAD.sub(lambda found: " " * len(found[0]), value) if _SIGN in value else value


def _cells_of(text: str) -> list[object] | None:
    """The cells of a whole notebook; None of what is no whole JSON."""
    try:
        book: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    cells: object = book.get("cells") if isinstance(book, dict) else None
    return cells if isinstance(cells, list) else []


_PROSE = ("markdown", "raw")


def _prose_in(cells: Sequence[object]) -> frozenset[int]:
    """The numbers of the cells, from 0, that hold no code: a document, as good as any other."""
    return frozenset(
        number
        for number, cell in enumerate(cells)
        if isinstance(cell, dict) and cell.get("cell_type") in _PROSE
    )


def _as_read(group: _Group | None, prose: frozenset[int]) -> _Group | None:
    if group is None or group.trust != "code" or group.key[1] not in prose:
        return group
    return group._replace(trust="data")


def _allows_in(cells: Sequence[object]) -> dict[int, tuple[Stated, ...]]:
    """What the metadata and the tags of cells allow, by the cell's number from 0."""
    found: dict[int, tuple[Stated, ...]] = {}
    for number, cell in enumerate(cells):
        metadata: object = cell.get("metadata") if isinstance(cell, dict) else None
        if isinstance(metadata, dict):
            stated = tuple(_stated_in(metadata, f"cell {number + 1}"))
            if stated:
                found[number] = stated
    return found


def _stated_in(metadata: dict[str, object], where: str) -> Iterator[Stated]:
    own = metadata.get(_SIGN)
    for one in own if isinstance(own, list) else [own]:
        if isinstance(one, dict) and "allow" in one:
            named = one["allow"]
            categories = named if isinstance(named, list) else [named]
            until = str(one.get("until") or "")
            yield Stated(
                where,
                tuple(str(category).lower() for category in categories),
                str(one.get("reason") or ""),
                until if one.keys() <= _SAID else UNREADABLE,  # `expires` says a day, too
            )
    tags = metadata.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        said = _TAG.fullmatch(tag) if isinstance(tag, str) else None
        if said is not None:
            names = tuple(name.strip().lower() for name in said["categories"].split(","))
            yield Stated(where, names, *said_behind(said["rest"]))


def _with_kinds(leaves: Iterator[Leaf]) -> Iterator[tuple[Leaf, _Kind]]:
    """Each leaf with what it is; the lines of a list are of one kind, and asked about once."""
    parent: Path = ()
    kind = _kind_of(())
    for leaf in leaves:
        path = leaf.path
        listed = path != () and isinstance(path[-1], int)
        if not listed or path[:-1] != parent:
            kind = _kind_of(path)
        parent = path[:-1] if listed else ()
        yield leaf, kind


def _kind_of(path: Path) -> _Kind:
    return _Kind(_is_image(path), _is_machinery(path), _group_of(path))


def _is_image(path: Path) -> bool:
    """A payload under a MIME type of pictures and sounds, in one string or in a list of lines."""
    return (
        len(path) > _FEWEST
        and any(isinstance(part, str) and part.startswith(_IMAGES) for part in path[-3:])
        and path[-1] not in ("width", "height")
    )


def _is_machinery(path: Path) -> bool:
    """What the format itself needs, and when cells were run: nothing of any person."""
    if not path or path[-1] in _MACHINERY:
        return True
    return "metadata" in path and (
        not _RUN.isdisjoint(path) or ("papermill" in path and path[-1] in _PAPERMILL)
    )


def _last_name(leaf: Leaf) -> str | int:
    return next((part for part in reversed(leaf.path) if isinstance(part, str)), "")


def _group_of(path: Path) -> _Group | None:
    if len(path) < _FEWEST or path[0] != "cells" or not isinstance(path[1], int):
        return None
    cell = path[1]
    if path[2] == "source":
        return _Group(path[:3], f"cell {cell + 1}", "cell", "code")
    if path[2] == "outputs" and len(path) > 4 and isinstance(path[3], int):  # noqa: PLR2004  # its number and a part
        output = f"cell {cell + 1} output {path[3] + 1}"
        if path[4] in ("text", "traceback"):
            return _Group(path[:5], output, "output", "output")
        if path[4] == "data" and len(path) > 5:  # noqa: PLR2004  # the MIME type
            mime = str(path[5])
            if mime.startswith("text/"):
                return _Group(path[:6], f"{output} {mime}", f"output:{mime}", "output")
            if is_json(mime):
                return _Group(path[:6], f"{output} {mime}", f"output:{mime}", "data", json=True)
    return None


def _grouped(
    source: str,
    group: _Group | None,
    parts: list[Leaf],
    at: At,
    allows: Mapping[int, tuple[Stated, ...]],
) -> Iterator[Segment]:
    if group is None or not parts:
        return
    stated = allows.get(int(group.key[1]), ())
    if group.json:
        yield from _data(source, parts[0], parts[-1], at, stated)
    else:
        yield from _lines(source, group, parts, at, stated)


def _lines(
    source: str, group: _Group, parts: list[Leaf], at: At, stated: tuple[Stated, ...]
) -> Iterator[Segment]:
    """A text that stands as one string, or as one a line."""
    text = "".join(part.value for part in parts)
    if not text.strip():
        return
    starts: list[int] = []
    size = 0
    for part in parts:
        starts.append(size)
        size += len(part.value)

    def locate(start: int, end: int) -> Place:
        del end
        number = bisect_right(starts, start) - 1
        line, column = at(parts[number].start)
        own = text.count("\n", 0, start) + 1
        column += start - starts[number]
        return Place(f"{group.where} line {own}", line, column, group.anchor)

    def origin(start: int, end: int) -> list[tuple[int, int]]:
        found = []
        number = max(0, bisect_right(starts, start) - 1)
        while number < len(starts) and starts[number] < end:
            part = parts[number]
            first = max(0, start - starts[number])
            last = min(len(part.value), end - starts[number])
            if first < last:
                found.append(origin_of(source, part, first, last))
            number += 1
        return found

    for item in pieces(text, locate, trust=group.trust):
        if isinstance(item, Segment):
            # Offsets of a cell are none of the file.
            by = item.base
            yield item._replace(base=-1, origin=_moved(origin, by), allows=stated)


def _data(
    source: str, first: Leaf, last: Leaf, at: At, stated: tuple[Stated, ...]
) -> Iterator[Segment]:
    """What an output holds as JSON, as it is written: from the key of its MIME type to its end."""
    begin = first.end + 1
    text = source[begin : last.end + (source[last.end : last.end + 1] == '"')]
    if not text.strip(" :\n\r\t"):
        return
    plain = Unescaped(text)
    pointers: list[Pointers] = []

    def locate(start: int, end: int) -> Place:
        del end
        if not pointers:
            pointers.append(Pointers(text))
        path = (*first.path, *pointers[0].at(plain.before(start)))
        line, column = at(begin + plain.before(start))
        return Place(pointer_of(path), line, column, anchor_of(path))

    def origin(start: int, end: int) -> list[tuple[int, int]]:
        return [(begin + plain.before(start), begin + plain.before(end))]

    for item in pieces(without_measures(plain.text), locate):
        if isinstance(item, Segment):
            by = item.base
            if plain.text == text:
                yield item._replace(base=by + begin, allows=stated)
            else:
                yield item._replace(base=-1, origin=_moved(origin, by), allows=stated)


def _moved(origin: Origin, by: int) -> Origin:
    return lambda start, end: origin(start + by, end + by)


def _of(text: str, leaf: Leaf) -> OriginIn:
    return lambda start, end: origin_of(text, leaf, start, end)


def _pointed(leaf: Leaf, at: At) -> PlaceIn:
    def place(offset: int) -> Place:
        line, column = at(leaf.start)
        return Place(pointer_of(leaf.path), line, column + offset, anchor_of(leaf.path))

    return place

"""JSON with places: every leaf of a text, its path, and where it stands."""

import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # not in its stubs
from typing import NamedTuple, TypeAlias

__all__ = ["Leaf", "Path", "Pointers", "anchor_of", "origin_of", "pointer_of", "walk"]

Path: TypeAlias = tuple[str | int, ...]
_SKIP = re.compile(r"[\s:,]*")
_LITERAL = re.compile(r"[^\s,\]}{\[:\"]+")


class Leaf(NamedTuple):
    """A string or literal: `start` and `end` are its range between the quotes; `key` is a key."""

    path: Path
    start: int
    end: int
    value: str
    key: bool = False


def walk(  # noqa: C901, PLR0912  # one branch a sign
    text: str, at: int = 0, *, keys: bool = False
) -> Iterator[Leaf]:
    """
    Leaves in the order of the text. Several values after one another have their number as path.

    Never raises: what is no JSON ends the walk. Takes no more depth than a list.
    """
    # Of each open value: whether it is an object, and the key or number that is on.
    kinds: list[bool] = []
    path: list[str | int] = []
    expect_key = False
    size = len(text)
    while True:
        skipped = _SKIP.match(text, at)
        at = skipped.end() if skipped else at
        if at >= size:
            return
        sign = text[at]
        if sign == '"':
            try:
                value, end = scanstring(text, at + 1, False)  # noqa: FBT003  # its second name
            except ValueError:
                return
            if expect_key:
                path[-1] = value
                expect_key = False
                if keys:
                    yield Leaf(tuple(path), at + 1, end - 1, value, key=True)
                at = end
                continue
            yield Leaf(tuple(path), at + 1, end - 1, value)
            at = end
        elif sign in "{[":
            kinds.append(sign == "{")
            path.append("" if sign == "{" else 0)
            expect_key = sign == "{"
            at += 1
            continue
        elif sign in "}]":
            if not kinds:
                return
            kinds.pop()
            path.pop()
            at += 1
        else:
            literal = _LITERAL.match(text, at)
            if literal is None or expect_key:
                return
            yield Leaf(tuple(path), at, literal.end(), literal[0])
            at = literal.end()
        # A value has ended.
        if kinds:
            expect_key = kinds[-1]
            if not expect_key:
                number = path[-1]
                path[-1] = number + 1 if isinstance(number, int) else number


_ESCAPED = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(?:u[0-9a-fA-F]{4}|.)",
    re.DOTALL,
)


def origin_of(text: str, leaf: Leaf, start: int, end: int) -> tuple[int, int]:
    """Where a range of a leaf's value stands in the text, escapes counted."""
    first = last = 0  # by how much the escapes before each are longer than what they mean
    if text.find("\\", leaf.start, leaf.end) >= 0:
        for one in _ESCAPED.finditer(text, leaf.start, leaf.end):
            place = one.start() - leaf.start - last
            if place >= end:
                break
            more = one.end() - one.start() - 1
            last += more
            if place < start:
                first += more
    size = leaf.end - leaf.start
    return leaf.start + min(start + first, size), leaf.start + min(end + last, size)


def pointer_of(path: Path) -> str:
    """JSON Pointer, RFC 6901."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


_KEY = re.compile(r"[A-Za-z_][A-Za-z_ .:-]{0,40}$")


def anchor_of(path: Path) -> str:
    """The pointer without numbers, and without keys that are data (digits, long texts)."""
    return "".join(
        "/*" if isinstance(part, int) or not _KEY.match(part) else f"/{part}" for part in path
    )


class Pointers:
    """
    Which leaf of a text an offset stands in; offsets that ascend cost one walk in all.

    `types` are the FHIR types of the objects that were passed, by their path.
    """

    __slots__ = ("_current", "_pending", "_text", "_walk", "types")

    def __init__(self, text: str) -> None:
        self._text = text
        self.types: dict[Path, str] = {}
        self._begin()

    def _begin(self) -> None:
        self._walk = walk(self._text, keys=True)
        self._current: Leaf | None = None
        self._pending = next(self._walk, None)

    def at(self, offset: int) -> Path:
        """The path of the last leaf that starts at or before an offset; empty before the first."""
        if self._current is not None and offset < self._current.start:
            self._begin()
        while self._pending is not None and self._pending.start <= offset:
            current = self._current = self._pending
            if current.path and current.path[-1] == "resourceType" and not current.key:
                self.types[current.path[:-1]] = current.value
            self._pending = next(self._walk, None)
        return self._current.path if self._current is not None else ()

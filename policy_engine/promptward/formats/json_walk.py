"""JSON with places: every leaf of a text, its path, and where it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # not in its stubs
from typing import NamedTuple, TypeAlias

from promptward.fields import plain_name, told_by

__all__ = [
    "Leaf",
    "Path",
    "Pointers",
    "Unescaped",
    "anchor_of",
    "is_told",
    "origin_of",
    "pointer_of",
    "walk",
    "without_measures",
]

Path: TypeAlias = tuple[str | int, ...]
_DEEPEST = 200
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

    Never raises: what is no JSON ends the walk. Takes no more depth than a list; what lies deeper
    than 200 values has the path of the value around it, so that a path costs no more than that.
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
                if len(kinds) <= _DEEPEST:
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
            if len(kinds) <= _DEEPEST:
                path.append("" if sign == "{" else 0)
            expect_key = sign == "{"
            at += 1
            continue
        elif sign in "}]":
            if not kinds:
                return
            kinds.pop()
            del path[len(kinds) :]
            at += 1
        else:
            literal = _LITERAL.match(text, at)
            if literal is None or expect_key:
                return
            yield Leaf(tuple(path), at, literal.end(), literal[0])
            at = literal.end()
        # A value has ended; behind the outermost one any other may follow.
        expect_key = bool(kinds) and kinds[-1]
        if kinds and not expect_key and len(kinds) <= _DEEPEST:
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


def is_told(path: Path) -> bool:
    """Whether the name that a value stands under, itself or in a list, says what it is."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return told_by(plain_name(name)) is not None


class Unescaped:
    """JSON with the letters that stand in it as escapes, and where those stand."""

    __slots__ = ("_behind", "_more", "text")

    def __init__(self, text: str) -> None:
        said: list[str] = []
        self._behind: list[int] = []  # in the new text, ends of letters that were escapes
        self._more: list[int] = []  # by how much what was before them is longer
        done = size = more = 0
        for one in _ESCAPED.finditer(text) if "\\u" in text else ():
            if len(one[0]) < len("\\u0000"):
                continue
            letter, _ = scanstring(f'{one[0]}"', 0, False)  # noqa: FBT003  # as above
            if letter < " " or letter in '"\\' or "\ud800" <= letter <= "\udfff":
                continue
            said += (text[done : one.start()], letter)
            size += one.start() - done + len(letter)
            more += len(one[0]) - len(letter)
            done = one.end()
            self._behind.append(size)
            self._more.append(more)
        self.text = "".join((*said, text[done:])) if said else text

    def before(self, offset: int) -> int:
        """Where an offset of the text stands in what it was made from."""
        number = bisect_right(self._behind, offset)
        return offset + (self._more[number - 1] if number else 0)


_MEASURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LONG_MEASURE = re.compile(r"[0-9]\.[0-9]{6}")


def without_measures(text: str) -> str:
    """
    JSON with blanks for numbers that are no whole ones, as long as it was: data that is drawn has
    thousands, some of which look like anything. Those whose names say what they are stay.
    """
    if _LONG_MEASURE.search(text) is None:
        return text
    said: list[str] = []
    done = 0
    told: dict[Path, bool] = {}
    for leaf in walk(text):
        whole = leaf.value.lstrip("-").isdecimal() or text[leaf.start - 1 : leaf.start] == '"'
        if whole or _MEASURE.fullmatch(leaf.value) is None:
            continue
        around = leaf.path[:-1] if leaf.path and isinstance(leaf.path[-1], int) else leaf.path
        if around not in told:
            told[around] = is_told(around)
        if not told[around]:
            said += (text[done : leaf.start], " " * (leaf.end - leaf.start))
            done = leaf.end
    return "".join((*said, text[done:]))


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

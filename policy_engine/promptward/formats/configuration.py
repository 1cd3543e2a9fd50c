"""YAML and TOML: searched as written; the place of a finding is its path of keys."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.json_walk import Path, anchor_of, pointer_of
from promptward.formats.plain import lines_of, pieces
from promptward.formats.segment import Place, Reading
from promptward.formats.source import Source

__all__ = ["paths_of_toml", "paths_of_yaml", "read_toml", "read_yaml"]

_KEY = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +|-$)*)"
    r"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s#\"'{\[&*!|>-][^:#]*?|-[^\s:#]+) *:(?=\s|$)(?P<rest>.*))?"
)
_TABLE = re.compile(r"\s*(\[{1,2})\s*([^\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_SETTING = re.compile(
    r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*="
)
_PART = re.compile(r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'")
_BLOCK = re.compile(r"\s*(?:[&!]\S+\s+)*[|>][-+0-9]*\s*(?:#.*)?$")

PathsOf: TypeAlias = Callable[[str], Iterator[Path]]
"""The path of each line of a text, in order."""


def read_yaml(source: Source) -> Reading:
    """Segments of YAML; broken YAML is searched as well, with places as near as they go."""
    yield from _read(source, paths_of_yaml)


def read_toml(source: Source) -> Reading:
    """The same of TOML."""
    yield from _read(source, paths_of_toml)


def _read(source: Source, paths_of: PathsOf) -> Reading:
    text = decoded(source.whole(), encoding_of(source.head()))
    at = lines_of(text)
    paths = _Paths(text, paths_of)

    def locate(start: int, end: int) -> Place:
        del end
        line, column = at(start)
        path = paths.at(line)
        return Place(pointer_of(path) or f"line {line}", line, column, anchor_of(path))

    yield from pieces(text, locate)


class _Paths:
    """The path of a line; lines that ascend cost one walk in all, and no path is kept."""

    __slots__ = ("_line", "_path", "_paths_of", "_text", "_walk")

    def __init__(self, text: str, paths_of: PathsOf) -> None:
        self._text = text
        self._paths_of = paths_of
        self._line = 0
        self._path: Path = ()
        self._walk = paths_of(text)

    def at(self, line: int) -> Path:
        """The path of a line, counted from 1."""
        if line < self._line:
            self._line, self._walk = 0, self._paths_of(self._text)
        while self._line < line:
            self._path = next(self._walk, self._path)
            self._line += 1
        return self._path


def _lines_in(text: str) -> Iterator[str]:
    """What `split` gives, one by one."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def paths_of_yaml(text: str) -> Iterator[Path]:
    """Keys and numbers of items above each line, by indentation; flow style is not looked into."""
    # Of each open level: its column, and its key or number of item.
    levels: list[tuple[int, str | int]] = []
    path: Path = ()
    block = -1  # the indentation of the key whose block of text is on
    for line in _lines_in(text):
        stripped = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if not stripped or (block >= 0 and indent > block):
            yield path
            continue
        block = -1
        if stripped in ("---", "..."):
            levels, path = [], ()
            yield path
            continue
        found = _KEY.match(line)
        if found is None or (not found["dashes"] and not found["key"]):
            yield path
            continue
        _step(levels, found)
        path = tuple(part for _, part in levels)
        if found["key"] and _BLOCK.match(found["rest"]):
            block = found.start("indent") + len(found["indent"])
        yield path


def _step(levels: list[tuple[int, str | int]], found: re.Match[str]) -> None:
    for dash in re.finditer("-", found["dashes"]):
        column = found.start("dashes") + dash.start()
        # A key at the same column is the parent of the list.
        while levels and levels[-1][0] > column:
            levels.pop()
        if levels and levels[-1][0] == column and isinstance(levels[-1][1], int):
            levels[-1] = column, levels[-1][1] + 1
        else:
            levels.append((column, 0))
    if found["key"]:
        column = found.start("key")
        # An item at the column of a key: `- ` stands before the key, or below `key:` of its list.
        while levels and levels[-1][0] >= column:
            levels.pop()
        levels.append((column, found["key"].strip("\"' ")))


def paths_of_toml(text: str) -> Iterator[Path]:
    """The table of each line, with its number in an array of tables, and the key that is on."""
    table: Path = ()
    counts: dict[str, int] = {}
    keys: Path = ()
    for line in _lines_in(text):
        found = _TABLE.match(line)
        setting = None if found else _SETTING.match(line)
        if found is not None:
            table, keys = tuple(part.strip("\"'") for part in _PART.findall(found[2])), ()
            if found[1] == "[[":
                number = counts.get(found[2], 0)
                counts[found[2]] = number + 1
                table = (*table, number)
        elif setting is not None:
            keys = tuple(part.strip("\"'") for part in _PART.findall(setting[1]))
        yield (*table, *keys)

"""The parse tables of Ward, as shipped in `ward.tables.json`, in the form the parser walks."""

import json
import pkgutil
from functools import cache
from typing import NamedTuple, cast

__all__ = ["ABSENT", "Grammar", "Production", "load"]

ABSENT = -1
"""In a production's shape: an optional part that is not there, a child that is None."""


class Production(NamedTuple):
    """
    One rule: what its symbols are replaced by, and which of them its node is built from.

    `shape` lists (index of a symbol, is it a list to splice); `method` is the builder's name for
    it; `listed` productions only collect children; `transparent` ones pass a single child on.
    """

    left: int
    length: int
    method: str
    shape: tuple[tuple[int, bool], ...]
    listed: bool
    transparent: bool


class Grammar(NamedTuple):
    """
    LALR(1) tables. `rows[state][symbol]` is the state to go to, or ~production to reduce by.

    `terminal` gives the number of a token kind, `keywords` the terminals that a word may be,
    `texts` the spellings of a keyword or mark. `starts[name]` is (first state, last state).
    """

    names: tuple[str, ...]
    terminal: dict[str, int]
    keywords: dict[str, tuple[int, ...]]
    texts: dict[int, tuple[str, ...]]
    productions: tuple[Production, ...]
    rows: tuple[dict[int, int], ...]
    starts: dict[str, tuple[int, int]]


@cache
def load() -> Grammar:
    """The grammar; read once a process, plain JSON, so a damaged file is an error and no more."""
    text = pkgutil.get_data("promptward_dsl", "ward.tables.json") or b""
    data = cast("dict[str, list[object]]", json.loads(text))
    names = tuple(cast("list[str]", data["symbols"]))
    count = cast("int", data["terminals"])
    terminal = {name: number for number, name in enumerate(names[:count])}
    spellings = cast("dict[str, list[str]]", data["texts"])
    keywords: dict[str, tuple[int, ...]] = {}
    for name, words in sorted(spellings.items()):
        for word in words:
            if word[0].isalpha():
                keywords[word] = (*keywords.get(word, ()), terminal[name])
    rules = cast("list[tuple[int, int, str, list[tuple[int, int]], int]]", data["rules"])
    return Grammar(
        names=names,
        terminal=terminal,
        keywords=keywords,
        texts={terminal[name]: tuple(words) for name, words in spellings.items()},
        productions=tuple(
            Production(
                left,
                length,
                method,
                tuple((index, bool(splice)) for index, splice in shape),
                names[left].startswith("_"),
                bool(transparent),
            )
            for left, length, method, shape, transparent in rules
        ),
        rows=tuple(
            dict(zip(row[::2], row[1::2], strict=True))
            for row in cast("list[list[int]]", data["rows"])
        ),
        starts={
            name: (first, last)
            for name, (first, last) in cast("dict[str, list[int]]", data["starts"]).items()
        },
    )

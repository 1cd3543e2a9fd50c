"""
Pattern databases by what they were compiled from: an edit compiles only what it changes.

A database's key are its expressions and their numbers, the search engine with its version, and the
machine: nothing else decides its bytes. So an edit of the engine's own code, of a rule or of a
destination compiles nothing, and an edit of a detector compiles the one database that it stands
in (docs/decisions/0824). What trial texts said of a database is kept under its key and all else
that the trial rests on.
"""

import json
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from promptward.artifacts import SHARED, Artifacts, key_of, shared_name
from promptward.database import ENGINE, Database, Expression, compiled
from promptward.soundness import TRIALS, Tried, missed

if TYPE_CHECKING:
    from promptward.pattern_search import PatternSearch

__all__ = ["Kept", "machine"]

_TRIED = "tried"


def machine() -> tuple[str, ...]:
    """The search engine, and where its databases are of use: parts of the key of what it makes."""
    name = os.uname().machine if hasattr(os, "uname") else "windows"
    return (ENGINE, sys.platform, sys.byteorder, name)


class Kept:
    """
    The databases that were made for one policy, kept in a cache; `compile` is a `Compile`.

    Safe to share between threads. Without `reuse` everything is made anew, and kept.
    """

    def __init__(self, cache: Artifacts, *, reuse: bool = True) -> None:
        self._cache = cache
        self._reuse = reuse
        self._keys: dict[str, str] = {}
        self._made: dict[str, bytes] = {}
        self.warning: str | None = None
        """Why something could not be kept."""

    def has(self, expressions: Sequence[Expression], first: int) -> bool:
        """Whether such a database is kept, sound or not."""
        return self._reuse and self._cache.has(_key(expressions, first), SHARED)

    def compile(self, name: str, expressions: Sequence[Expression], first: int) -> bytes:
        """The database of that name. Raises PolicyError for what the engine refuses."""
        return self.keep(name, expressions, first, lambda: compiled(expressions, first))

    def keep(
        self, name: str, expressions: Sequence[Expression], first: int, make: Callable[[], bytes]
    ) -> bytes:
        """The same, made by `make` where it is not kept."""
        key = self._keys[name] = _key(expressions, first)
        found = self._made.get(key)
        if found is None and self._reuse:
            found = _sound(self._cache.read(key, SHARED))
        if found is None:
            found = make()
            self.warning = self._cache.write(key, SHARED, found) or self.warning
        return self._made.setdefault(key, found)

    def missed(self, name: str, search: "PatternSearch", tried: Collection[Tried]) -> list[str]:
        """What `soundness.missed` says of the database of that name."""
        told = repr([(one.source, one.number, one.exact, one.dollar) for one in tried])
        key = key_of((_TRIED, TRIALS, self._keys[name], told))
        known = self._cache.read(key, _TRIED) if self._reuse else None
        if known is not None:
            return [str(one) for one in json.loads(known)]
        found = missed(search, tried)
        self._cache.write(key, _TRIED, json.dumps(found).encode("ascii"))
        return found

    def named(self, blobs: Mapping[str, bytes]) -> tuple[tuple[str, ...], dict[str, bytes]]:
        """Names for `Artifacts.read_named`, and what else is to be kept for them."""
        rest = {name: blob for name, blob in blobs.items() if name not in self._keys}
        names = [shared_name(name, self._keys[name]) for name in blobs if name not in rest]
        return tuple(sorted((*names, *rest))), rest


def _key(expressions: Sequence[Expression], first: int) -> str:
    listed = json.dumps([first, *expressions], separators=(",", ":"))
    return key_of((SHARED, *machine(), listed))


def _sound(found: bytes | None) -> bytes | None:
    """The database, unless there is damage that only the search engine sees."""
    if found is not None:
        try:
            Database(found)
        except ValueError:
            return None
    return found

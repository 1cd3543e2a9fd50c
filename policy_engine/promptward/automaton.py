"""
Automaton: one pattern in an engine that reads a text once, from any place. The only file that
knows RE2.

RE2 (`google-re2`) is linear in the text for every pattern and leftmost-longest on demand, which
is what a match is in Ward. It says where one pattern matches; who matches at all, among hundreds,
is told faster by `promptward.database`.
"""

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol, TypeAlias, cast

import re2
from re2 import _re2  # its public search takes three times as long

from promptward.model import PolicyError

__all__ = ["ENGINE", "Automaton", "Match", "any_of"]

ENGINE = "re2"

_BYTES = re2.Options.Encoding.LATIN1
_MEMORY = 64 << 20
_UNANCHORED = _re2.RE2.Anchor.UNANCHORED
_WHOLE = _re2.RE2.Anchor.ANCHOR_BOTH
_NOWHERE = (-1, -1)

_processes = [0]
"""How many forks lie between the first process and this one."""


def _forked() -> None:
    _processes[0] += 1


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)


Match: TypeAlias = Callable[[object, bytes, int, int], list[tuple[int, int]]]
"""RE2's: anchor, text, from where, to where -> the ranges of the match and of its groups."""


class _RE2(Protocol):
    def Match(  # noqa: N802  # RE2's name
        self, anchor: object, text: bytes, start: int, end: int
    ) -> list[tuple[int, int]]: ...


def _compiled(source: str, memory: int, *, longest: bool) -> _RE2:
    options = re2.Options()
    options.encoding = _BYTES
    options.log_errors = False
    options.max_mem = memory
    options.longest_match = longest
    options.never_capture = longest
    found = _re2.RE2(source.encode("latin-1"), options)
    if not found.ok():
        reason = found.error()
        text = reason.decode("ascii", "replace") if isinstance(reason, bytes) else str(reason)
        # RE2 quotes the part that it does not take: the author's own words, but cut to be safe.
        raise PolicyError(f"the search engine refuses a pattern: {text[:80]}")
    return cast("_RE2", found)


class Automaton:
    """
    One pattern (`Pattern.exact`), compiled when it is first needed.

    Safe to share between threads; a child after fork compiles its own, because RE2 keeps a lock
    that another thread of the parent may have held. Raises PolicyError for a pattern that RE2
    refuses, at its first use (`check` asks for it at once).

    `dollar`: the pattern holds `$`, which in `source` is the very end of the text. What it matches
    before a last line break is looked for in the text without that break. `memory`: the most
    bytes that it keeps of what it learns of texts.
    """

    __slots__ = ("_dollar", "_longest", "_memory", "_owner", "_plain", "_shorter", "_source")

    def __init__(self, source: str, *, dollar: bool = False, memory: int = _MEMORY) -> None:
        self._source = source
        self._memory = memory
        self._dollar = dollar
        self._shorter = (b"", b"")  # a text, and the same without its last line break
        self._owner = -1
        self._longest: _RE2 | None = None
        self._plain: _RE2 | None = None

    def check(self) -> None:
        """Raises PolicyError if RE2 refuses the pattern."""
        self._searcher()

    def _searcher(self) -> _RE2:
        if self._owner != _processes[0]:
            self._owner = _processes[0]
            self._longest = self._plain = None
        if self._longest is None:
            self._longest = _compiled(self._source, self._memory, longest=True)
        return self._longest

    def _narrower(self) -> _RE2:
        if self._owner != _processes[0]:
            self._searcher()
        if self._plain is None:
            self._plain = _compiled(self._source, self._memory, longest=False)
        return self._plain

    def _without_break(self, data: bytes) -> bytes | None:
        if not self._dollar or not data.endswith(b"\n"):
            return None
        known, shorter = self._shorter
        if known is not data:
            shorter = data[:-1]
            self._shorter = (data, shorter)
        return shorter

    def search(self, data: bytes, start: int) -> tuple[int, int] | None:
        """The longest match from the first place at or after `start` where there is one."""
        found = self._searcher().Match(_UNANCHORED, data, start, len(data))[0]
        if not self._dollar:
            return None if found == _NOWHERE else found
        shorter = self._without_break(data)
        if shorter is not None and start <= len(shorter):
            other = self._searcher().Match(_UNANCHORED, shorter, start, len(shorter))[0]
            if found == _NOWHERE or (
                other != _NOWHERE and (other[0], -other[1]) < (found[0], -found[1])
            ):
                found = other
        return None if found == _NOWHERE else found

    def searching(self, data: bytes) -> Callable[[int], tuple[int, int] | None]:
        """`search` in one text, many times."""
        if self._dollar and data.endswith(b"\n"):
            return partial(self.search, data)
        match, size = self._searcher().Match, len(data)

        def search(start: int) -> tuple[int, int] | None:
            found = match(_UNANCHORED, data, start, size)[0]
            return None if found == _NOWHERE else found

        return search

    def reader(self, data: bytes) -> tuple[Match, object] | None:
        """
        RE2's own `search` in one text, and the anchor to hand it, for whoever calls it from C.

        None where that is not all there is to it.
        """
        if self._dollar and data.endswith(b"\n"):
            return None
        return self._searcher().Match, _UNANCHORED

    def value(self, data: bytes, start: int, end: int) -> tuple[int, int]:
        """
        The range of the group `value` in a match, as an engine that tries alternatives in their
        order reads it; the whole match where the group took no part.
        """
        found = self._narrower().Match(_WHOLE, data, start, end)
        if self._dollar and found[0] == _NOWHERE:
            shorter = self._without_break(data)
            if shorter is not None and end <= len(shorter):
                found = self._narrower().Match(_WHOLE, shorter, start, end)
        inner = found[1] if len(found) > 1 else _NOWHERE
        return inner if inner[0] < inner[1] else (start, end)

    def holds(self, data: bytes) -> bool:
        """Whether the pattern matches the whole of a text."""
        return self._searcher().Match(_WHOLE, data, 0, len(data))[0] != _NOWHERE

    @property
    def alternative(self) -> tuple[str, bool]:
        """The pattern as one of several, without the name of its value; whether it holds `$`."""
        return f"(?:{self._source.replace('(?P<value>', '(?:')})", self._dollar


def any_of(automata: Iterable[Automaton]) -> Automaton | None:
    """
    What matches where one of them does, and does not tell which; None where RE2 refuses so much.

    Where one of them holds `$`, the others are looked for without a last line break as well.
    """
    sources, dollars = zip(*(one.alternative for one in automata), strict=True)
    together = Automaton("|".join(sources), dollar=any(dollars))
    try:
        together.check()
    except PolicyError:  # each is small enough, all are not
        return None
    return together

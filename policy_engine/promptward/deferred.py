"""
Regular expressions that are compiled at their first use, or taken from what was kept of them.

Python takes a tenth of a millisecond and more for each; the recognisers have hundreds, and one
text needs a third of them. Whoever waits for the first decision waits for those only, and not even
for them where an earlier process kept what they came to (docs/decisions/0822): `kept_bytes` is
that, and `use` takes it up.

What is kept is what Python's own compiler made of a source and its flags, under both of them, and
goes back through the one door that `re.compile` uses as well, which checks it. Whatever is not
there, or not taken, is compiled.
"""

import json
import re
import sys
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import AnyStr, Protocol, cast

__all__ = ["INTERPRETER", "asked_for", "kept_bytes", "regex", "use"]

_MADE = (
    *("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn", "scanner"),
    *("groupindex", "groups"),
)


class _Deferred:
    """Looks like a `re.Pattern`; after its first use it is as fast as one."""

    __slots__ = ("flags", "pattern", *_MADE)

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self.flags = flags
        _asked_for[source, int(flags)] = None

    def __getattr__(self, name: str) -> object:
        """Only asked for what is not there yet: before the first use."""
        if name not in _MADE:
            raise AttributeError(name)
        # Two threads may both do this; they come to the same.
        key = (self.pattern, int(self.flags))
        made = _kept.pattern(key)
        if made is None:
            made = re.compile(cast("str", self.pattern), self.flags)
        for one in _MADE:
            setattr(self, one, getattr(made, one))
        found: object = getattr(made, name)
        return found


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """
    As `re.compile`, later.

    A source with a fault raises `re.error` at its first use; a test compiles all that ship.
    """
    return cast("re.Pattern[AnyStr]", _Deferred(source, flags))


# ------------------------------------------------------------------ what was compiled before

_Key = tuple[str | bytes, int]
_Entry = tuple[int, int, dict[str, int], int, int]
"""Flags in the end, number of groups, names of groups, first word of the code, how many."""


class _Sre(Protocol):
    """What Python's `re` is made of: not public, so nothing here relies on its being there."""

    MAGIC: int
    CODESIZE: int

    def compile(  # of six that only Python's own compiler calls
        self,
        pattern: str | bytes,
        flags: int,
        code: list[int],
        groups: int,
        groupindex: dict[str, int],
        indexgroup: tuple[str | None, ...],
        /,
    ) -> "re.Pattern[str]": ...


def _inside() -> "_Sre | None":
    """The matcher of this interpreter, if it is the one that this module knows."""
    if sys.implementation.name != "cpython":
        return None
    try:
        import _sre  # type: ignore[import-not-found]  # noqa: PLC0415  # as above
    except ImportError:
        return None
    known = all(hasattr(_sre, name) for name in ("MAGIC", "CODESIZE", "compile"))
    return cast("_Sre", _sre) if known and array(_WORD).itemsize == _sre.CODESIZE else None


_WORD = "I"
_SRE = _inside()

INTERPRETER = (sys.version, sys.byteorder, "" if _SRE is None else f"{_SRE.MAGIC}")
"""Whose compiled expressions they are: parts of a key for keeping them."""


class _Kept:
    """Compiled expressions as `kept_bytes` wrote them, each read when it is first used."""

    __slots__ = ("_code", "_entries")

    def __init__(self, data: bytes = b"") -> None:
        end = data.find(b"\n\n")
        self._code = memoryview(data)[end + 2 :] if end >= 0 else memoryview(b"")
        pairs = (line.partition(b"\t") for line in data[: max(0, end)].split(b"\n"))
        self._entries = {key: entry for key, _, entry in pairs}

    def pattern(self, key: _Key) -> "re.Pattern[str] | None":
        """That of a source and flags; None for what is not kept, or refused."""
        entry = self._entries.get(_line(key))
        if entry is None or _SRE is None:
            return None
        # Whatever the matter is with it, it can be compiled anew.
        with suppress(Exception):
            flags, groups, index, first, size = cast("_Entry", json.loads(entry))
            words = array(_WORD)
            words.frombytes(self._code[first * words.itemsize : (first + size) * words.itemsize])
            names: list[str | None] = [None] * (groups + 1)
            for name, number in index.items():
                names[number] = name
            return _SRE.compile(key[0], flags, words.tolist(), groups, index, tuple(names))
        return None


def _line(key: _Key) -> bytes:
    """A source and flags, as they stand in the index: without tabs or line breaks."""
    source, flags = key
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    return json.dumps((text, isinstance(source, bytes), flags)).encode("ascii")


_kept = _Kept()
_asked_for: dict[_Key, None] = {}


def use(data: bytes) -> None:
    """From now on, take what `kept_bytes` wrote in a process of the same `INTERPRETER`."""
    global _kept  # noqa: PLW0603  # as `re` has: the same source always comes to the same
    _kept = _Kept(data)


def asked_for() -> Sequence[_Key]:
    """Source and flags of every `regex` of the modules that were imported so far."""
    return tuple(_asked_for)


def kept_bytes(expressions: Iterable[_Key]) -> bytes:
    """
    What these come to, for `use`; without those that this interpreter would not take back as what
    they are.
    """
    lines: list[bytes] = []
    code = array(_WORD)
    for key in expressions:
        words = _words_of(*key)
        if words is None:
            continue
        made = re.compile(cast("str", key[0]), key[1])
        told = (made.flags, made.groups, dict(made.groupindex))
        alone = _line(key) + b"\t" + json.dumps((*told, 0, len(words))).encode("ascii")
        if _Kept(alone + b"\n\n" + array(_WORD, words).tobytes()).pattern(key) == made:
            entry = json.dumps((*told, len(code), len(words))).encode("ascii")
            lines.append(_line(key) + b"\t" + entry)
            code.extend(words)
    return b"\n".join(lines) + b"\n\n" + code.tobytes()


def _words_of(source: str | bytes, flags: int) -> list[int] | None:
    """What Python's compiler makes of an expression; None where it is built otherwise."""
    if _SRE is None:
        return None
    with suppress(Exception):
        from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415  # as above

        return cast("list[int]", _compiler._code(_parser.parse(source, flags), flags))  # noqa: SLF001  # the same
    return None

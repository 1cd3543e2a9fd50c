"""
Pattern databases: compiled, kept as bytes, loaded and scanned. The only file that knows hyperscan.

The engine reports where a match ends for next to nothing, and where it starts at a price that
grows faster than the number of patterns in a database: 170 together take ten times as long to
compile and four times the room of the same 170 one by one. So a search has two halves: one
database of all patterns, which tells who matches and where the first and the last match end
(`Database.bounds`), and one database for each pattern (`Alone`), loaded and scanned only for
those that did.

INVARIANT: nothing here relies on an order of matches. The engine promises none, and does report a
later end before an earlier one.
"""

import struct
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import hyperscan

from promptward.model import PolicyError, ScanError

__all__ = [
    "ENGINE",
    "Alone",
    "Block",
    "Bounds",
    "Database",
    "Expression",
    "Tier",
    "compiled",
    "cost",
    "packed",
    "tier",
]

ENGINE = f"hyperscan {hyperscan.__version__}"  # type: ignore[attr-defined]  # not in its stubs
"""Name and version of the search engine: databases of another are foreign."""

Block: TypeAlias = bytes | memoryview
"""Bytes as they are kept; a view where they are read only in part."""

_Handler: TypeAlias = Callable[[int, int, int, int, object], None]

_LARGEST = (1 << 32) - 1
_SOM: int = hyperscan.HS_FLAG_SOM_LEFTMOST
_CASELESS: int = hyperscan.HS_FLAG_CASELESS


class Expression(NamedTuple):
    """One pattern for the engine: whether its starts are wanted, and whether case matters."""

    source: str
    starts: bool = True
    cased: bool = True


def compiled(expressions: Sequence[Expression]) -> bytes:
    """A database of the expressions, numbered in order. Raises PolicyError for what is refused."""
    return bytes(hyperscan.dumpb(_compiled(expressions)))


def _compiled(expressions: Sequence[Expression]) -> "hyperscan.Database":
    # INVARIANT: every expression has a number of its own: those that share one are merged into
    # one automaton, and a few thousand of them take minutes.
    database = hyperscan.Database()
    try:
        database.compile(
            expressions=[e.source.encode("latin-1") for e in expressions],
            ids=list(range(len(expressions))),
            elements=len(expressions),
            flags=[(_SOM if e.starts else 0) | (0 if e.cased else _CASELESS) for e in expressions],
        )
    except hyperscan.error as error:
        raise PolicyError(f"the search engine refuses a pattern: {error}") from None
    return database


class Tier(NamedTuple):
    """
    What the engine can do with a pattern.

    `name`: `som` (start and end), `end` (only the end; the start is found by going back), or
    `refused`, with the engine's own words in `error`.
    """

    name: str
    error: str = ""


def tier(scan: str) -> Tier:
    """The tier of one scan form (`Pattern.scan`). Compiles it: milliseconds."""
    try:
        _compiled([Expression(scan)])
    except PolicyError:
        try:
            _compiled([Expression(scan, starts=False)])
        except PolicyError as error:
            return Tier("refused", str(error))
        return Tier("end")
    return Tier("som")


def cost(scan: str, sample: bytes, *, rounds: int = 9) -> float:
    """
    Microseconds of this thread for 1,000 bytes of `sample`, scanned for one pattern alone.

    The best of several rounds: another process on the same core can only add to it.
    """
    import time  # noqa: PLC0415  # measuring only

    database = _compiled([Expression(scan, starts=tier(scan).name == "som")])
    database.scratch = hyperscan.Scratch(database)
    found: list[int] = []
    best = float("inf")
    for _ in range(rounds):
        begun = time.thread_time()
        database.scan(sample, match_event_handler=lambda *_: found.clear())
        best = min(best, time.thread_time() - begun)
    return best * 1e9 / max(1, len(sample))


class _Store(threading.local):
    """One scratch a thread; hyperscan refuses to share it."""

    scratch: "hyperscan.Scratch | None" = None


class Bounds(NamedTuple):
    """Where the first match of each pattern that matches ends, and where the last one does."""

    first: dict[int, int]
    last: dict[int, int]


class Database:
    """
    A loaded pattern database, safe to share between threads and after fork.

    Raises ValueError for bytes that are damaged, or of another machine or version.
    """

    __slots__ = ("_database", "_store")

    def __init__(self, data: bytes) -> None:
        try:
            self._database = hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
        except hyperscan.error as error:
            raise ValueError(f"not a pattern database of this engine: {error}") from None
        self._store = _Store()

    def _scan(self, data: Block, handler: _Handler) -> None:
        if len(data) > _LARGEST:
            raise ScanError("scan_too_large", "a text of 4 GiB or more cannot be searched")
        scratch = self._store.scratch
        if scratch is None:
            scratch = self._store.scratch = hyperscan.Scratch(self._database)
        try:
            self._database.scan(  # type: ignore[type-var]  # it takes any buffer, its stubs don't
                data, match_event_handler=handler, scratch=scratch
            )
        except hyperscan.error as error:
            raise ScanError("scan_engine", f"the search engine failed: {error}") from None

    def longest(self, data: Block) -> dict[tuple[int, int], int]:
        """`(number, start)` -> the furthest end of a match of that pattern from that start."""
        found: dict[tuple[int, int], int] = {}

        # A pattern with very many ends (`.*`) takes one entry a start this way, not one an end.
        def on_match(number: int, start: int, end: int, _flags: int, _context: object) -> None:
            key = number, start
            if end > found.get(key, 0):
                found[key] = end

        self._scan(data, on_match)
        return found

    def longest_until(self, data: memoryview, last: int) -> dict[int, int]:
        """Start -> the furthest end up to `last` of a match; for a database of one pattern."""
        found: dict[int, int] = {}

        def on_match(_number: int, start: int, end: int, _flags: int, _context: object) -> None:
            if found.get(start, 0) < end <= last:
                found[start] = end

        self._scan(data, on_match)
        return found

    def every(self, data: Block) -> list[tuple[int, int, int]]:
        """All matches: `(number, start, end)`, in no order."""
        found: list[tuple[int, int, int]] = []
        append = found.append

        def on_match(number: int, start: int, end: int, _flags: int, _context: object) -> None:
            append((number, start, end))

        self._scan(data, on_match)
        return found

    def ends(self, data: Block) -> dict[int, list[int]]:
        """Number -> the ends of its matches, in no order."""
        found: dict[int, list[int]] = {}

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            found.setdefault(number, []).append(end)

        self._scan(data, on_match)
        return found

    def bounds(self, data: Block) -> Bounds:
        """Which patterns match, and where the first and the last of their matches end."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            if number not in first:
                first[number] = last[number] = end
            elif end > last[number]:
                last[number] = end
            elif end < first[number]:
                first[number] = end

        self._scan(data, on_match)
        return Bounds(first, last)


_HEAD = struct.Struct("<8sI")  # magic, number of parts; then the end of each part
_MAGIC = b"PWparts1"
_BEYOND = 2
"""How many characters after a match `$` looks at: a last line break and the end of the text."""


def packed(parts: Sequence[bytes]) -> bytes:
    """Several databases as one block of bytes, for `Alone`."""
    ends: list[int] = []
    total = 0
    for part in parts:
        total += len(part)
        ends.append(total)
    return b"".join((_HEAD.pack(_MAGIC, len(parts)), struct.pack(f"<{len(ends)}Q", *ends), *parts))


class Alone:
    """
    A database for each pattern, loaded when its pattern is first looked for.

    Safe to share between threads and after fork. Raises ValueError for a foreign block, or one
    that does not hold `size` databases; a database that turns out damaged is a ScanError.
    """

    __slots__ = ("_block", "_ends", "_loaded", "_start")

    def __init__(self, block: Block, size: int) -> None:
        table = struct.Struct(f"<{size}Q")
        self._start = _HEAD.size + table.size
        try:
            magic, parts = _HEAD.unpack_from(block)
            self._ends = (0, *table.unpack_from(block, _HEAD.size))
        except struct.error:
            raise ValueError("not a block of pattern databases") from None
        if magic != _MAGIC or parts != size or self._start + self._ends[-1] != len(block):
            raise ValueError("not a block of pattern databases")
        self._block = block
        self._loaded: list[Database | None] = [None] * size

    def longest(
        self, number: int, data: memoryview, first: int, last: int, most: int | None
    ) -> list[tuple[int, int]]:
        """
        The longest match from each start, sorted, none within another.

        The matches of the pattern end between `first` and `last`, and none is wider than `most`
        (None: any width).
        """
        # INVARIANT: what begins at `low` is too wide to end at `first` or later, so it does not
        # matter that an anchor takes the cut for the beginning of the text; after the cut at the
        # end only ends beyond `last` could be wrong.
        low = 0 if most is None else max(0, first - most - 1)
        raw = self._database(number).longest_until(data[low : last + _BEYOND], last - low)
        ranges: list[tuple[int, int]] = []
        least = first - low
        reached = 0
        for start in sorted(raw):
            end = raw[start]
            # INVARIANT: starts ascend, so a range lies in another exactly if an earlier one ends
            # no earlier.
            if end > reached and end >= least:
                ranges.append((start + low, end + low))
                reached = end
        return ranges

    def _database(self, number: int) -> Database:
        found = self._loaded[number]
        if found is None:
            begin, end = self._ends[number : number + 2]
            part = bytes(self._block[self._start + begin : self._start + end])
            try:
                found = Database(part)
            except ValueError:
                raise ScanError("scan_engine", "a compiled pattern is damaged") from None
            # INVARIANT: two threads that load the same one both hold a good one.
            self._loaded[number] = found
        return found

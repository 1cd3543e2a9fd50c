"""
Pattern databases: compiled, kept as bytes, loaded and scanned. The only file that knows hyperscan.

The engine says where matches of hundreds of patterns end, in one pass. It is never asked where
they start: the library that the package ships (Vectorscan 5.4.12) crashes the process while it
looks for the start of some patterns, and databases of single patterns miss matches more often
than large ones (docs/decisions/0004). What it does report is checked when a policy is compiled
(`promptward.soundness`).

INVARIANT: nothing here relies on an order of matches. The engine promises none, and does report a
later end before an earlier one.
"""

import threading
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import hyperscan

from promptward.matches import Handler, Matches
from promptward.model import PolicyError, ScanError

__all__ = [
    "ENGINE",
    "Block",
    "Database",
    "Expression",
    "compiled",
    "cost",
    "refusal",
]

ENGINE = f"hyperscan {hyperscan.__version__}"  # type: ignore[attr-defined]  # not in its stubs
"""Name and version of the search engine: databases of another are foreign."""

Block: TypeAlias = bytes | memoryview
"""Bytes as they are kept; a view where they are read only in part."""

_LARGEST = (1 << 32) - 1
_SHORT = 128
"""
Bytes. In texts of up to 69 the library misses some matches that end where the text does, and none
of them if one more byte follows (decision 0004).
"""

_CASELESS: int = hyperscan.HS_FLAG_CASELESS
_ONCE: int = hyperscan.HS_FLAG_SINGLEMATCH


class Expression(NamedTuple):
    """One pattern for the engine, whether case matters, and whether one match is enough."""

    source: str
    cased: bool = True
    once: bool = False


def compiled(expressions: Sequence[Expression], first: int = 0) -> bytes:
    """
    A database of the expressions, numbered in order from `first`.

    Raises PolicyError for what is refused. Other threads run meanwhile.
    """
    return bytes(hyperscan.dumpb(_compiled(expressions, first)))


def _compiled(expressions: Sequence[Expression], first: int = 0) -> "hyperscan.Database":
    # INVARIANT: every expression has a number of its own: those that share one are merged into
    # one automaton, and a few thousand of them take minutes.
    database = hyperscan.Database()
    try:
        database.compile(
            expressions=[e.source.encode("latin-1") for e in expressions],
            ids=list(range(first, first + len(expressions))),
            elements=len(expressions),
            flags=[(0 if e.cased else _CASELESS) | (_ONCE if e.once else 0) for e in expressions],
        )
    except hyperscan.error as error:
        raise PolicyError(f"the search engine refuses a pattern: {error}") from None
    return database


def refusal(scan: str) -> str:
    """Why the engine refuses a scan form (`Pattern.scan`), or empty. Takes milliseconds."""
    try:
        _compiled([Expression(scan)])
    except PolicyError as error:
        return str(error)
    return ""


def cost(scan: str, sample: bytes, *, rounds: int = 9, unless: float = float("inf")) -> float:
    """
    Microseconds for 1,000 bytes of `sample`, scanned for one pattern alone.

    The best of several rounds, by the clock or by this thread's own time, whichever is less:
    another process on the same core can only add to either. What comes to `unless` or more is
    measured again, in rounds that are spread over a tenth of a second, for a machine that was
    busy throughout a fraction of a millisecond tells nothing of the pattern.
    """
    import time  # noqa: PLC0415  # measuring only

    database = _compiled([Expression(scan)])
    database.scratch = hyperscan.Scratch(database)
    found: list[int] = []

    def once() -> float:
        clock, own = time.perf_counter(), time.thread_time()
        database.scan(sample, match_event_handler=lambda *_: found.clear())
        own, clock = time.thread_time() - own, time.perf_counter() - clock
        # A clock that did not move is one of coarse ticks, and says nothing.
        return min(clock, own) if own > 0 else clock

    scale = 1e9 / max(1, len(sample))
    best = min(once() for _ in range(rounds)) * scale
    for _ in range(20):
        if best < unless:
            break
        time.sleep(0.005)
        best = min(best, *(once() * scale for _ in range(rounds)))
    return best


class _Store(threading.local):
    """One scratch a thread; hyperscan refuses to share it."""

    scratch: "hyperscan.Scratch | None" = None


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

    def _scan(self, data: Block, handler: Handler) -> None:
        size = len(data)
        if size > _LARGEST:
            raise ScanError("scan_too_large", "a text of 4 GiB or more cannot be searched")
        if size >= _SHORT:
            self._scan_once(data, handler)
            return
        reported: set[tuple[int, int]] = set()

        def inside(number: int, start: int, end: int, flags: int, context: object) -> None:
            if end <= size and (number, end) not in reported:
                reported.add((number, end))
                handler(number, start, end, flags, context)

        # What needs the end of the text is found first, all else that ends there by the other.
        self._scan_once(data, inside)
        self._scan_once(bytes(data) + b"\n", inside)

    def _scan_once(self, data: Block, handler: Handler) -> None:
        scratch = self._store.scratch
        if scratch is None:
            scratch = self._store.scratch = hyperscan.Scratch(self._database)
        try:
            self._database.scan(  # type: ignore[type-var]  # it takes any buffer, its stubs don't
                data, match_event_handler=handler, scratch=scratch
            )
        except hyperscan.error as error:
            raise ScanError("scan_engine", f"the search engine failed: {error}") from None

    def matches(self, data: Block, found: Matches) -> Matches:
        """Adds what is reported of a text to `found`, and returns that."""
        self._scan(data, found.on_match)
        return found

    def ends(self, data: Block) -> dict[int, list[int]]:
        """Number -> where its matches end; see `Matches.ends`."""
        return self.matches(data, Matches()).ends()

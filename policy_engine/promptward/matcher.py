"""The only file that knows hyperscan: compiles a plan's patterns, and scans views with them."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import hyperscan

from promptward.fuzzy import FuzzyWords
from promptward.lexicon import WordTable
from promptward.model import PolicyError, ScanError
from promptward.planner import Expression, Plan, Resource, Search
from promptward.text import View

if TYPE_CHECKING:
    import regex

__all__ = [
    "ENGINE",
    "Matcher",
    "Ranges",
    "Scan",
    "Tier",
    "compile_search",
    "cost",
    "outermost_ranges",
    "tier",
]

ENGINE = f"hyperscan {hyperscan.__version__}"  # type: ignore[attr-defined]  # not in its stubs
"""Name and version of the search engine: databases of another are foreign."""

Ranges: TypeAlias = Sequence[tuple[int, int]]
"""Half-open ranges of a view, sorted by start and by end."""

_Handler: TypeAlias = Callable[[int, int, int, int, object], None]

CONFIRM_SECONDS = 0.5
"""How long confirming one match may take; then the text is not searched to the end."""

_LARGEST = (1 << 32) - 1
_SOM: int = hyperscan.HS_FLAG_SOM_LEFTMOST
_CASELESS: int = hyperscan.HS_FLAG_CASELESS


def compile_search(search: Search, *, starts: bool = True) -> bytes:
    """
    The pattern database of a search, serialised; empty if it has no patterns.

    `starts`: report where matches start. Raises PolicyError when the engine refuses.
    """
    if not search.expressions:
        return b""
    database = _compiled(search.expressions, search.numbers, starts=starts)
    return bytes(hyperscan.dumpb(database))


def _compiled(
    expressions: Sequence[Expression], numbers: Sequence[int], *, starts: bool
) -> "hyperscan.Database":
    database = hyperscan.Database()
    try:
        database.compile(
            expressions=[e.source.encode("latin-1") for e in expressions],
            ids=list(numbers),
            elements=len(expressions),
            flags=[(_SOM if starts else 0) | (0 if e.cased else _CASELESS) for e in expressions],
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
    one = (Expression(scan, cased=True),)
    try:
        _compiled(one, (0,), starts=True)
    except PolicyError:
        try:
            _compiled(one, (0,), starts=False)
        except PolicyError as error:
            return Tier("refused", str(error))
        return Tier("end")
    return Tier("som")


def cost(scan: str, sample: bytes, *, rounds: int = 5) -> float:
    """Microseconds for 1,000 bytes of `sample`, scanned for one pattern alone; the best round."""
    import time  # noqa: PLC0415  # measuring only

    database = _compiled((Expression(scan, cased=True),), (0,), starts=tier(scan).name == "som")
    database.scratch = hyperscan.Scratch(database)
    found: list[int] = []
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        database.scan(sample, match_event_handler=lambda *_: found.clear())
        best = min(best, time.perf_counter() - begun)
    return best * 1e9 / max(1, len(sample))


class _Store(threading.local):
    """One scratch a thread; hyperscan refuses to share it."""

    scratch: "hyperscan.Scratch | None" = None


class _Database:
    """A loaded pattern database, safe to share between threads and after fork."""

    def __init__(self, data: bytes) -> None:
        try:
            self._database = hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
            # Refuses a database of another machine or version here, not in the first scan.
            hyperscan.Scratch(self._database)
        except hyperscan.error as error:
            raise ValueError(f"not a pattern database of this engine: {error}") from None
        self._store = _Store()

    def _scan(self, data: bytes, handler: _Handler) -> None:
        if len(data) > _LARGEST:
            raise ScanError("scan_too_large", "a text of 4 GiB or more cannot be searched")
        scratch = self._store.scratch
        if scratch is None:
            scratch = self._store.scratch = hyperscan.Scratch(self._database)
        try:
            self._database.scan(data, match_event_handler=handler, scratch=scratch)
        except hyperscan.error as error:
            raise ScanError("scan_engine", f"the search engine failed: {error}") from None

    def longest(self, data: bytes) -> dict[tuple[int, int], int]:
        """`(number, start)` -> the furthest end of a match of that pattern from that start."""
        found: dict[tuple[int, int], int] = {}

        # INVARIANT: the engine reports ends in ascending order, so the last one stays. Kept this
        # way a pattern with very many ends (`.*`) takes one entry a start, not one an end.
        def on_match(number: int, start: int, end: int, _flags: int, _context: object) -> None:
            found[number, start] = end

        self._scan(data, on_match)
        return found

    def ends(self, data: bytes) -> dict[int, list[int]]:
        """Number -> the ends of its matches, ascending."""
        found: dict[int, list[int]] = {}

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            found.setdefault(number, []).append(end)

        self._scan(data, on_match)
        return found


class _Confirm:
    """Goes back over a match with `regex`: finds its start, or its group `value`."""

    __slots__ = ("_inside", "_last", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._inside: regex.Pattern[str] | None = None
        self._last: regex.Pattern[str] | None = None

    def _compiled(self, prefix: str, *, last: bool) -> "regex.Pattern[str]":
        # The character after the match belongs to the pattern, so that `\\b` at its end sees it:
        # `regex` takes the end of the searched range for the end of the text.
        found = self._last if last else self._inside
        if found is None:
            import regex  # noqa: PLC0415  # 20 ms that most texts never need

            after = "" if last else r"[\x00-\xff]"
            found = regex.compile(f"{prefix}(?:{self._source}){after}", regex.ASCII)
            if last:
                self._last = found
            else:
                self._inside = found
        return found

    def start(self, text: str, end: int, floor: int) -> int | None:
        """The first place from which a match ends at `end`, not before `floor`."""
        last = end == len(text)
        pattern = self._compiled("(?rp)", last=last)
        try:
            found = pattern.match(text, floor, end if last else end + 1, timeout=CONFIRM_SECONDS)
        except TimeoutError:
            raise ScanError("scan_timeout", "finding the start of a match took too long") from None
        return found.start() if found else None

    def value(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The range of the group `value` in a match; the whole match where it took no part."""
        last = end == len(text)
        pattern = self._compiled("", last=last)
        try:
            found = pattern.fullmatch(
                text, start, end if last else end + 1, timeout=CONFIRM_SECONDS
            )
        except TimeoutError:
            raise ScanError("scan_timeout", "finding a value took too long") from None
        if found is None:
            return start, end
        inner: tuple[int, int] = found.span("value")
        return inner if inner[0] < inner[1] else (start, end)


class Scan:
    """
    What a scan of one view saw: ranges by resource number, `terms` on demand.

    For patterns the ranges are the longest ones (none lies in another), narrowed to the group
    `value` where there is one; for lexicons all of them.
    """

    __slots__ = ("_matcher", "_terms", "found", "view")

    def __init__(self, matcher: "Matcher", view: View, found: dict[int, Ranges]) -> None:
        self._matcher = matcher
        self._terms: dict[int, Ranges] | None = None
        self.view = view
        self.found = found

    @property
    def terms(self) -> Mapping[int, Ranges]:
        """Ranges of the terms and lexicons that evidence asks about, by resource number."""
        if self._terms is None:
            self._terms = self._matcher.scan_terms(self.view)
        return self._terms


def outermost_ranges(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges that lie in no other one, sorted by start and by end."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if kept and start == kept[-1][0]:
            kept[-1] = (start, end)
        elif not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


class _Searcher:
    """One `Search` of the plan, loaded."""

    def __init__(self, search: Search, blobs: Mapping[str, bytes], name: str) -> None:
        data, table, cased = (blobs.get(f"{name}{part}", b"") for part in ("", ".any", ".cased"))
        self.database = _Database(data) if data else None
        self.owners = search.owners
        self.tables = [
            (WordTable(blob, cased=is_cased), listed)
            for blob, listed, is_cased in (
                (table, search.listed, False),
                (cased, search.cased_listed, True),
            )
            if blob
        ]
        self.fuzzy: list[tuple[int, FuzzyWords]] = []
        if bool(search.owners) != bool(data) or len(self.tables) != (
            bool(search.listed) + bool(search.cased_listed)
        ):
            raise ValueError("the plan and its databases do not belong together")

    def words(self, data: bytes, found: dict[int, list[tuple[int, int]]]) -> None:
        """Adds what the tables of words and the fuzzy lexicons find."""
        for number, fuzzy in self.fuzzy:
            ranges = fuzzy.scan(data.decode("latin-1"))
            if ranges:
                found[number] = sorted({*found.get(number, ()), *ranges})
        for table, listed in self.tables:
            touched: dict[int, list[tuple[int, int]]] = {}
            for lists, start, end in table.scan(data):
                remaining = lists
                while remaining:
                    lowest = remaining & -remaining
                    number = listed[lowest.bit_length() - 1]
                    touched.setdefault(number, []).append((start, end))
                    remaining ^= lowest
            for number, ranges in touched.items():
                found[number] = sorted({*found.get(number, ()), *ranges})


class Matcher:
    """
    All patterns, words and terms of a policy, ready to scan.

    `blobs` are what `compile_search` and the plan's tables gave, by `main`, `main.any`,
    `main.cased`, `ends`, `terms`, `terms.any`, `terms.cased`, and `fuzzy` (JSON, the words of each
    fuzzy lexicon); absent = empty. Immutable, safe to
    share between threads and after fork. Raises ValueError for blobs of another engine or plan.
    """

    def __init__(self, plan: Plan, blobs: Mapping[str, bytes]) -> None:
        self._resources: tuple[Resource, ...] = plan.resources
        self._main = _Searcher(plan.main, blobs, "main")
        self._ends = _Searcher(plan.ends, blobs, "ends")
        self._terms = _Searcher(plan.terms, blobs, "terms")
        for number, name, edits, cased, among_terms in plan.fuzzy:
            # The words are read only for a policy that has such a lexicon.
            words = FuzzyWords(json.loads(blobs["fuzzy"])[name], edits, cased=cased)
            (self._terms if among_terms else self._main).fuzzy.append((number, words))
        self._words = [r.tier == "words" for r in plan.resources]
        self._confirm = {
            number: _Confirm(r.confirm) for number, r in enumerate(plan.resources) if r.confirm
        }

    def scan(self, view: View) -> Scan:
        """
        What the patterns and lexicons of the policy see in a view; time linear in its length.

        Raises ScanError when the search could not be finished.
        """
        found: dict[int, list[tuple[int, int]]] = {}
        if self._main.database is not None:
            self._gather(self._main.database.longest(view.data), found)
        if self._main.tables or self._main.fuzzy:
            self._main.words(view.data, found)
        if self._ends.database is not None:
            self._go_back(view, found)
        for number in found.keys() & self._confirm.keys():
            self._narrow(view, number, found)
        return Scan(self, view, found)  # type: ignore[arg-type]  # a dict of lists is one of Ranges

    def _gather(
        self, raw: dict[tuple[int, int], int], found: dict[int, list[tuple[int, int]]]
    ) -> None:
        owners, words = self._main.owners, self._words
        before, last, ranges = -1, -1, list[tuple[int, int]]()
        mixed = set[int]()
        for key in sorted(raw):
            number, start = key
            end = raw[key]
            if number != before:
                before, last = number, -1
                resource = owners[number]
                if resource in found:
                    mixed.add(resource)
                    ranges = found[resource]
                else:
                    ranges = found[resource] = []
                if words[resource]:
                    last = -2
            # INVARIANT: starts ascend, so a range lies in another exactly if an earlier one ends
            # no earlier.
            if last == -2:  # noqa: PLR2004  # words: all of them are wanted
                ranges.append((start, end))
            elif end > last:
                ranges.append((start, end))
                last = end
        for resource in mixed:
            found[resource].sort()

    def _go_back(self, view: View, found: dict[int, list[tuple[int, int]]]) -> None:
        database = self._ends.database
        if database is None:
            return
        for number, ends in database.ends(view.data).items():
            resource = self._ends.owners[number]
            most = self._resources[resource].most
            confirm = self._confirm[resource]
            ranges: list[tuple[int, int]] = []
            for end in ends:
                floor = 0 if most is None else max(0, end - most)
                start = confirm.start(view.text, end, floor)
                if start is None:
                    raise ScanError("scan_engine", "two search engines disagree about a match")
                ranges.append((start, end))
            found[resource] = outermost_ranges(ranges)

    def _narrow(self, view: View, number: int, found: dict[int, list[tuple[int, int]]]) -> None:
        if self._resources[number].value:
            value = self._confirm[number].value
            found[number] = sorted({value(view.text, s, e) for s, e in found[number]})

    def scan_terms(self, view: View) -> dict[int, Ranges]:
        """Where the terms and lexicons of evidence stand; `_` reads as a blank there."""
        data = view.data.replace(b"_", b" ")
        found: dict[int, list[tuple[int, int]]] = {}
        owners = self._terms.owners
        if self._terms.database is not None:
            for (number, start), end in self._terms.database.longest(data).items():
                found.setdefault(owners[number], []).append((start, end))
        self._terms.words(data, found)
        return {number: sorted(ranges) for number, ranges in found.items()}

"""The only file that knows hyperscan: compiles a plan's patterns, and scans views with them."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import hyperscan

from promptward.fuzzy import FuzzyWords
from promptward.lexicon import Form, WordTable, form_of, parted
from promptward.model import PolicyError, ScanError
from promptward.planner import Plan, Resource, Search
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


def compile_search(name: str, search: Search) -> dict[str, bytes]:
    """
    The databases and tables of a search, serialised, by the names that `Matcher` reads.

    Starts are reported for all but the search `ends`. Raises PolicyError when the engine refuses.
    """
    blobs: dict[str, bytes] = {}
    if search.patterns:
        flags = 0 if name == "ends" else _SOM
        blobs[name] = _dumped([_Expression(source, flags) for source in search.patterns])
    words = [
        # Where one word is all, its start follows from its length.
        _Expression(source, (0 if w.length else _SOM) | (0 if w.cased else _CASELESS))
        for w in search.words
        for source in w.sources
    ]
    if words:
        blobs[f"{name}.words"] = _dumped(words)
    for (cased, _), block in zip(search.tables, search.blocks, strict=True):
        blobs[_table_name(name, cased=cased)] = block
    return blobs


def _table_name(name: str, *, cased: bool) -> str:
    return f"{name}.cased" if cased else f"{name}.any"


class _Expression(NamedTuple):
    source: str
    flags: int


def _dumped(expressions: list[_Expression]) -> bytes:
    return bytes(hyperscan.dumpb(_compiled(expressions)))


def _compiled(expressions: Sequence[_Expression]) -> "hyperscan.Database":
    # INVARIANT: every expression has a number of its own: those that share one are merged into
    # one automaton, and a few thousand of them take minutes.
    database = hyperscan.Database()
    try:
        database.compile(
            expressions=[e.source.encode("latin-1") for e in expressions],
            ids=list(range(len(expressions))),
            elements=len(expressions),
            flags=[e.flags for e in expressions],
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
        _compiled([_Expression(scan, _SOM)])
    except PolicyError:
        try:
            _compiled([_Expression(scan, 0)])
        except PolicyError as error:
            return Tier("refused", str(error))
        return Tier("end")
    return Tier("som")


def cost(scan: str, sample: bytes, *, rounds: int = 5) -> float:
    """Microseconds for 1,000 bytes of `sample`, scanned for one pattern alone; the best round."""
    import time  # noqa: PLC0415  # measuring only

    database = _compiled([_Expression(scan, _SOM if tier(scan).name == "som" else 0)])
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
            # Refuses a database that is damaged, or of another machine or version.
            self._database = hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
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

    def every(self, data: bytes) -> list[tuple[int, int, int]]:
        """All matches: `(number, start, end)` by ascending end."""
        found: list[tuple[int, int, int]] = []
        append = found.append

        def on_match(number: int, start: int, end: int, _flags: int, _context: object) -> None:
            append((number, start, end))

        self._scan(data, on_match)
        return found

    def ends(self, data: bytes) -> dict[int, list[int]]:
        """Number -> the ends of its matches, ascending."""
        found: dict[int, list[int]] = {}

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            found.setdefault(number, []).append(end)

        self._scan(data, on_match)
        return found


_AHEAD = 2
"""How far `$` looks: a last line break and the end of the text."""


class _Confirm:
    """
    Goes back over a match with `regex`: finds its start, or its group `value`.

    INVARIANT: what stands after the match is part of what is searched, as far as a pattern can
    see, because `regex` takes the end of the searched range for the end of the text.
    """

    __slots__ = ("_forms", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._forms: dict[tuple[str, int], regex.Pattern[str]] = {}

    def _form(self, prefix: str, after: int) -> "regex.Pattern[str]":
        found = self._forms.get((prefix, after))
        if found is None:
            import regex  # noqa: PLC0415  # 20 ms that most texts never need

            source = f"{prefix}(?:{self._source})" + r"[\x00-\xff]" * after
            found = self._forms[prefix, after] = regex.compile(source, regex.ASCII)
        return found

    def start(self, text: str, end: int, floor: int) -> int | None:
        """The first place from which a match ends at `end`, not before `floor`."""
        after = min(_AHEAD, len(text) - end)
        pattern = self._form("(?rp)", after)
        try:
            found = pattern.match(text, floor, end + after, timeout=CONFIRM_SECONDS)
        except TimeoutError:
            raise ScanError("scan_timeout", "finding the start of a match took too long") from None
        return found.start() if found else None

    def value(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The range of the group `value` in a match; the whole match where it took no part."""
        after = min(_AHEAD, len(text) - end)
        pattern = self._form("", after)
        try:
            found = pattern.fullmatch(text, start, end + after, timeout=CONFIRM_SECONDS)
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


_Found: TypeAlias = dict[int, list[tuple[int, int]]]


class _Words:
    """The words of a `Search`, loaded: its database, its tables, its fuzzy lexicons."""

    def __init__(
        self,
        search: Search,
        blobs: Mapping[str, bytes],
        name: str,
        fuzzy: list[tuple[int, FuzzyWords]],
    ) -> None:
        self._database = _loaded(blobs, f"{name}.words", wanted=bool(search.words))
        self._owners: list[tuple[int, ...]] = []
        self._lengths: list[int] = []
        self._forms: dict[int, Form] = {}
        for words in search.words:
            for text in words.forms:
                form = form_of(text, cased=words.cased)
                if form is not None:
                    self._forms[len(self._owners)] = form
                    self._owners.append(words.resources)
            if words.length:
                self._owners += [words.resources] * words.size
            self._lengths += [words.length] * words.size
        if len(self._owners) != len(self._lengths):
            raise ValueError("the plan is damaged")
        self._tables = [
            (WordTable(blobs.get(_table_name(name, cased=cased), b""), cased=cased), listed)
            for cased, listed in search.tables
        ]
        self._fuzzy = fuzzy

    def scan(self, view: View, found: _Found) -> None:
        """Adds where the words stand."""
        if self._database is not None:
            self._place(self._database.every(parted(view.data)), view.text, found)
        for resource, fuzzy in self._fuzzy:
            for where in fuzzy.scan(view.text):
                found.setdefault(resource, []).append(where)
        for table, listed in self._tables:
            for lists, start, end in table.scan(view.data):
                remaining = lists
                while remaining:
                    lowest = remaining & -remaining
                    resource = listed[lowest.bit_length() - 1]
                    found.setdefault(resource, []).append((start, end))
                    remaining ^= lowest

    def _place(self, raw: list[tuple[int, int, int]], text: str, found: _Found) -> None:
        owners, lengths = self._owners, self._lengths
        for number, start, end in raw:
            # The match has a blank on both sides, and the parted view one before the text.
            last = end - 2
            length = lengths[number]
            if length:
                first = last - length
            else:
                form = self._forms[number]
                first, last = start - form.before, last + form.after
                if first < 0 or not form.stands(text, first, last):
                    continue
            for resource in owners[number]:
                if resource in found:
                    found[resource].append((first, last))
                else:
                    found[resource] = [(first, last)]


def _loaded(blobs: Mapping[str, bytes], name: str, *, wanted: bool) -> _Database | None:
    data = blobs.get(name)
    if bool(data) != wanted:
        raise ValueError("the plan and its databases do not belong together")
    return _Database(data) if data else None


class Matcher:
    """
    All patterns, words and terms of a policy, ready to scan.

    `blobs` are what `compile_search` gave for its searches `main`, `ends` and `terms`, and `fuzzy`
    (JSON, the words of each fuzzy lexicon). Immutable, safe to share between threads and after
    fork. Raises ValueError for blobs of another engine or plan.
    """

    def __init__(self, plan: Plan, blobs: Mapping[str, bytes]) -> None:
        self._resources: tuple[Resource, ...] = plan.resources
        self._owners = (plan.main.owners, plan.ends.owners, plan.terms.owners)
        self._main, self._ends, self._terms = (
            _loaded(blobs, name, wanted=bool(search.owners))
            for name, search in (("main", plan.main), ("ends", plan.ends), ("terms", plan.terms))
        )
        fuzzy: dict[bool, list[tuple[int, FuzzyWords]]] = {False: [], True: []}
        for lexicon in plan.fuzzy:
            # The words are read only for a policy that has such a lexicon.
            listed = json.loads(blobs["fuzzy"])[lexicon.name]
            words = FuzzyWords(listed, lexicon.edits, cased=lexicon.cased)
            fuzzy[lexicon.among_terms].append((lexicon.resource, words))
        self._words = _Words(plan.main, blobs, "main", fuzzy[False])
        self._term_words = _Words(plan.terms, blobs, "terms", fuzzy[True])
        self._confirm = {
            number: _Confirm(r.confirm) for number, r in enumerate(plan.resources) if r.confirm
        }

    def scan(self, view: View) -> Scan:
        """
        What the patterns and lexicons of the policy see in a view; time linear in its length.

        Raises ScanError when the search could not be finished.
        """
        found: _Found = {}
        self._words.scan(view, found)
        for resource, ranges in found.items():
            if len(ranges) > 1:
                found[resource] = sorted(set(ranges))
        if self._main is not None:
            self._gather(self._main.longest(view.data), found)
        if self._ends is not None:
            self._go_back(self._ends.ends(view.data), view, found)
        for number in found.keys() & self._confirm.keys():
            self._narrow(view, number, found)
        return Scan(self, view, found)  # type: ignore[arg-type]  # a dict of lists is one of Ranges

    def _gather(self, raw: dict[tuple[int, int], int], found: _Found) -> None:
        owners = self._owners[0]
        before, last, ranges = -1, -1, list[tuple[int, int]]()
        for key in sorted(raw):
            number, start = key
            end = raw[key]
            if number != before:
                before, last = number, -1
                ranges = found.setdefault(owners[number], [])
            # INVARIANT: starts ascend, so a range lies in another exactly if an earlier one ends
            # no earlier.
            if end > last:
                ranges.append((start, end))
                last = end

    def _go_back(self, raw: dict[int, list[int]], view: View, found: _Found) -> None:
        for number, ends in raw.items():
            resource = self._owners[1][number]
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

    def _narrow(self, view: View, number: int, found: _Found) -> None:
        if self._resources[number].value:
            value = self._confirm[number].value
            found[number] = sorted({value(view.text, s, e) for s, e in found[number]})

    def scan_terms(self, view: View) -> dict[int, Ranges]:
        """Where the terms and lexicons of evidence stand."""
        found: _Found = {}
        if self._terms is not None:
            for (number, start), end in self._terms.longest(view.data).items():
                found.setdefault(self._owners[2][number], []).append((start, end))
        self._term_words.scan(view, found)
        return {number: sorted(set(ranges)) for number, ranges in found.items()}

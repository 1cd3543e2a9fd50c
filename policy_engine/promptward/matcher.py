"""From a plan to ranges: compiles what is searched for, and searches views for it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from promptward.confirm import Confirm
from promptward.database import Alone, Block, Bounds, Database, Expression, compiled, packed
from promptward.fuzzy import FuzzyWords
from promptward.lexicon import Form, WordTable, form_of, parted
from promptward.model import ScanError
from promptward.planner import Plan, Resource, Search
from promptward.text import View

__all__ = [
    "Matcher",
    "Ranges",
    "Scan",
    "compile_search",
    "outermost_ranges",
]

Ranges: TypeAlias = Sequence[tuple[int, int]]
"""Half-open ranges of a view, sorted by start and by end."""


def compile_search(
    name: str, search: Search, known: dict[str, bytes] | None = None
) -> dict[str, bytes]:
    """
    The databases and tables of a search, serialised, by the names that `Matcher` reads.

    Starts are reported for all but the search `ends`. `known` keeps what was compiled for single
    patterns, so that a second attempt need not compile them again. Raises PolicyError when the
    engine refuses.
    """
    blobs: dict[str, bytes] = {}
    if search.patterns:
        if name == "main":
            known = {} if known is None else known
            for source in search.patterns:
                if source not in known:
                    known[source] = compiled([Expression(source)])
            blobs["main.alone"] = packed([known[source] for source in search.patterns])
        starts = name == "terms"
        blobs[name] = compiled([Expression(source, starts=starts) for source in search.patterns])
    words = [
        # Where one word is all, its start follows from its length.
        Expression(source, starts=not w.length, cased=w.cased)
        for w in search.words
        for source in w.sources
    ]
    if words:
        blobs[f"{name}.words"] = compiled(words)
    for (cased, _), block in zip(search.tables, search.blocks, strict=True):
        blobs[_table_name(name, cased=cased)] = block
    return blobs


def _table_name(name: str, *, cased: bool) -> str:
    return f"{name}.cased" if cased else f"{name}.any"


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
        blobs: Mapping[str, Block],
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
            (WordTable(bytes(blobs.get(_table_name(name, cased=cased), b"")), cased=cased), listed)
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


def _taken(blobs: Mapping[str, Block], name: str, *, wanted: bool) -> Block:
    """A blob; empty where none is wanted."""
    data = blobs.get(name, b"")
    if bool(data) != wanted:
        raise ValueError("the plan and its databases do not belong together")
    return data


def _loaded(blobs: Mapping[str, Block], name: str, *, wanted: bool) -> Database | None:
    data = _taken(blobs, name, wanted=wanted)
    return Database(bytes(data)) if data else None


class Matcher:
    """
    All patterns, words and terms of a policy, ready to scan.

    `blobs` are what `compile_search` gave for its searches `main`, `ends` and `terms`, and `fuzzy`
    (JSON, the words of each fuzzy lexicon). Immutable, safe to share between threads and after
    fork. Raises ValueError for blobs of another engine or plan. `confirm`: by resource, what goes
    back over matches.
    """

    def __init__(self, plan: Plan, blobs: Mapping[str, Block]) -> None:
        self._resources: tuple[Resource, ...] = plan.resources
        self._owners = (plan.main.owners, plan.ends.owners, plan.terms.owners)
        self._main, self._ends, self._terms = (
            _loaded(blobs, name, wanted=bool(search.owners))
            for name, search in (("main", plan.main), ("ends", plan.ends), ("terms", plan.terms))
        )
        self._alone = Alone(
            _taken(blobs, "main.alone", wanted=bool(plan.main.owners)) or packed([]),
            len(plan.main.owners),
        )
        fuzzy: dict[bool, list[tuple[int, FuzzyWords]]] = {False: [], True: []}
        for lexicon in plan.fuzzy:
            # The words are read only for a policy that has such a lexicon.
            listed = json.loads(bytes(blobs["fuzzy"]))[lexicon.name]
            words = FuzzyWords(listed, lexicon.edits, cased=lexicon.cased)
            fuzzy[lexicon.among_terms].append((lexicon.resource, words))
        self._words = _Words(plan.main, blobs, "main", fuzzy[False])
        self._term_words = _Words(plan.terms, blobs, "terms", fuzzy[True])
        self.confirm = {
            number: Confirm(r.confirm, r.quick)
            for number, r in enumerate(plan.resources)
            if r.confirm
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
            self._gather(self._main.bounds(view.data), view, found)
        if self._ends is not None:
            self._go_back(self._ends.ends(view.data), view, found)
        for number in found.keys() & self.confirm.keys():
            self._narrow(view, number, found)
        return Scan(self, view, found)  # type: ignore[arg-type]  # a dict of lists is one of Ranges

    def _gather(self, bounds: Bounds, view: View, found: _Found) -> None:
        data = memoryview(view.data)
        last = bounds.last
        for number, first in sorted(bounds.first.items()):
            resource = self._owners[0][number]
            most = self._resources[resource].most
            ranges = self._alone.longest(number, data, first, last[number], most)
            there = found.get(resource)
            # A lexicon's marks without letters are patterns, its words are not.
            found[resource] = ranges if there is None else sorted([*there, *ranges])

    def _go_back(self, raw: dict[int, list[int]], view: View, found: _Found) -> None:
        for number, ends in raw.items():
            resource = self._owners[1][number]
            most = self._resources[resource].most
            confirm = self.confirm[resource]
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
            value = self.confirm[number].value
            found[number] = sorted({value(view.text, s, e) for s, e in found[number]})

    def scan_terms(self, view: View) -> dict[int, Ranges]:
        """Where the terms and lexicons of evidence stand."""
        found: _Found = {}
        if self._terms is not None:
            for (number, start), end in self._terms.longest(view.data).items():
                found.setdefault(self._owners[2][number], []).append((start, end))
        self._term_words.scan(view, found)
        return {number: sorted(set(ranges)) for number, ranges in found.items()}

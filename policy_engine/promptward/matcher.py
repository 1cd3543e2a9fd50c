"""From a plan to ranges: compiles what is searched for, and searches views for it."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from promptward.automaton import Automaton, any_of
from promptward.database import Block, Expression
from promptward.extents import runs, walk
from promptward.forms import CHOSEN, Forms
from promptward.fuzzy import FuzzyWords
from promptward.lexicon import Form, form_of, parted
from promptward.owners import Owners
from promptward.pattern_search import (
    Compile,
    PatternSearch,
    compile_patterns,
    compiled_alone,
    loaded_database,
    numbers,
)
from promptward.planner import Plan, Resource, Search, Words
from promptward.spots import Spot, Spots
from promptward.terms import Terms
from promptward.text import View

__all__ = [
    "Matcher",
    "Ranges",
    "Scan",
    "compile_search",
    "compile_words",
]

Ranges: TypeAlias = Sequence[tuple[int, int]]
"""Half-open ranges of a view, sorted by start and by end."""


def compile_search(
    name: str, search: Search, compile_: Compile = compiled_alone
) -> dict[str, bytes]:
    """
    The databases and tables of a search, serialised, by the names that `Matcher` reads.

    Raises PolicyError when the engine refuses.
    """
    blobs = compile_patterns(name, search.patterns, search.parts, compile_)
    blobs |= compile_words(name, search, compile_)
    return blobs


def compile_words(
    name: str, search: Search, compile_: Compile = compiled_alone
) -> dict[str, bytes]:
    """The part of `compile_search` that is about words."""
    blobs: dict[str, bytes] = {}
    words = [Expression(source, w.cased) for w in search.words for source in w.sources]
    if words:
        blobs[f"{name}.words"] = compile_(f"{name}.words", words, 0)
    for (cased, _), block in zip(search.tables, search.blocks, strict=True):
        blobs[_table_name(name, cased=cased)] = block
    return blobs


def _table_name(name: str, *, cased: bool) -> str:
    return f"{name}.cased" if cased else f"{name}.any"


class Scan:
    """
    What a scan of one view saw, by resource number; read as far as it is asked for.

    For patterns the ranges are the longest ones (none lies in another), narrowed to the group
    `value` where there is one; for lexicons all of them. Iterating gives the numbers.
    """

    __slots__ = ("_ends", "_matcher", "_ranges", "_terms", "view")

    def __init__(self, matcher: "Matcher", view: View, ranges: "_Found", ends: "_Ends") -> None:
        self._matcher = matcher
        self._ranges = ranges
        self._ends = ends
        self._terms: Terms | None = None
        self.view = view

    def __iter__(self) -> Iterator[int]:
        return iter(dict.fromkeys((*self._ranges, *self._ends)))

    def ranges(self, number: int) -> Ranges:
        """Where it stands; nothing for what was not seen."""
        ends = self._ends.pop(number, None)
        if ends is None:
            return self._ranges.get(number, ())
        ranges = self._matcher.laid(number, ends, self.view, self._ranges.get(number, ()))
        self._ranges[number] = ranges
        return ranges

    def known(self, number: int) -> Ranges | None:
        """Where it stands, if that was not left for whoever asks."""
        return None if number in self._ends else self._ranges.get(number, ())

    @property
    def terms(self) -> Terms:
        """The terms and lexicons that evidence asks about."""
        if self._terms is None:
            self._terms = self._matcher.scan_terms(self.view)
        return self._terms


_Found: TypeAlias = dict[int, Ranges]
_Ends: TypeAlias = dict[int, list[tuple[int, list[int]]]]
"""By resource, the numbers of its patterns, and where matches of each end (`Database.ends`)."""


_first = itemgetter(0)


class _Entry(NamedTuple):
    """
    What is asked of an entry wherever its words stand.

    Its text and length, how much of that is behind its last word, whether it is to be compared as
    it stands, `Form.mark`, and its form if a blank in it may stand for several or for a break.
    """

    text: str
    size: int
    after: int
    exact: bool
    mark: str
    loose: Form | None


_BLANK_BEHIND = 2
"""A match has a blank behind it, and the parted view one before the text."""


class _Words:
    """The words of a `Search`, loaded: its database, its tables, its fuzzy lexicons."""

    def __init__(
        self,
        search: Search,
        blobs: Mapping[str, Block],
        name: str,
        fuzzy: list[tuple[int, FuzzyWords]],
        forms: Forms,
    ) -> None:
        self._database = loaded_database(blobs, f"{name}.words", wanted=bool(len(search.words)))
        self._search = search
        self._new_matches = forms.matches
        self._new_owners = forms.owners
        self._owners: Owners | None = None
        self._owned: tuple[tuple[int, ...], ...] = ()
        self._longer: list[tuple[int, Words]] = []  # by the number of their first entry
        self._entries: dict[int, _Entry] = {}
        self._tables = [
            (
                forms.word_table(
                    bytes(blobs.get(_table_name(name, cased=cased), b"")), cased=cased
                ),
                listed,
            )
            for cased, listed in search.tables
        ]
        self._fuzzy = fuzzy

    def _numbered(self) -> Owners:
        """Who owns each number, and how long it is."""
        if self._owners is not None:
            return self._owners
        owners: list[tuple[int, ...]] = []
        lengths: list[int] = []
        longer: list[tuple[int, Words]] = []
        for words in self._search.words:
            if not words.length:
                longer.append((len(owners), words))
            owners += [words.resources] * words.size
            lengths += [words.length] * words.size
        self._longer, self._owned = longer, tuple(owners)
        # INVARIANT: the owners come last, for they tell other threads that all is there.
        self._owners = self._new_owners(tuple(lengths), self._owned)
        return self._owners

    def _entry(self, number: int) -> "_Entry":
        """The form of an entry that is longer than one word."""
        first, words = self._longer[bisect_right(self._longer, number, key=_first) - 1]
        form = form_of(words.forms[number - first], cased=words.cased)
        if form is None:
            raise ValueError("the plan is damaged")
        text = form.text
        exact = form.cased or text.lower() == text.upper()
        # INVARIANT: setdefault is atomic, so all threads share one.
        return self._entries.setdefault(
            number,
            _Entry(text, len(text), form.after, exact, form.mark, form if " " in text else None),
        )

    def place(self, view: View, spots: Spots) -> None:
        """Adds where the words stand."""
        if self._database is not None:
            words = parted(view.data)
            matches = self._database.matches(words, self._new_matches())
            longer = self._numbered().place(matches, spots, _BLANK_BEHIND)
            if longer:
                spots.add(self._longer_ones(longer, words, view.text))
        for resource, fuzzy in self._fuzzy:
            spots.add([(start, end, resource) for start, end in fuzzy.scan(view.text)])
        for table, listed in self._tables:
            table.place(view.data, listed, spots)

    def _longer_ones(
        self, matches: Iterable[tuple[int, int]], words: bytes, text: str
    ) -> Iterator[Spot]:
        known = self._entries
        for number, end in matches:
            wanted, size, after, exact, mark, loose = known.get(number) or self._entry(number)
            last = end - _BLANK_BEHIND + after
            first = last - size
            if first < 0 or not (
                text.startswith(wanted, first) if exact else text[first:last].lower() == wanted
            ):
                if loose is None or (mark and text[first : first + 1] != mark):
                    continue
                first = loose.start(words, end) - loose.before
                if first < 0 or not loose.stands(text, first, last):
                    continue
            for resource in self._owned[number]:
                yield first, last, resource


class _Shapes(dict[int, Resource]):
    """The resources that some text has matched: the look at one of them is on every hit's way."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        super().__init__()
        self._resources = resources

    def __missing__(self, number: int) -> Resource:
        """Raises IndexError for a number of another plan."""
        return self.setdefault(number, self._resources[number])


class _Automata(dict[int, Automaton]):
    """By resource, what reads its pattern alone; made when it is asked for."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        super().__init__()
        self._resources = resources

    def __missing__(self, number: int) -> Automaton:
        """Raises KeyError for a resource without a pattern."""
        shape = self._resources[number]
        if not shape.exact:
            raise KeyError(number)
        # INVARIANT: setdefault is atomic, so all threads share one.
        return self.setdefault(number, Automaton(shape.exact, dollar=shape.dollar))


class Matcher:
    """
    All patterns, words and terms of a policy, ready to scan.

    `blobs` are what `compile_search` gave for its searches `main` and `terms`, and `fuzzy`
    (JSON, the words of each fuzzy lexicon). Immutable, safe to share between threads and after
    fork. Raises ValueError for blobs of another engine or plan. `automata`: by resource, what
    reads its pattern alone.
    """

    def __init__(self, plan: Plan, blobs: Mapping[str, Block], forms: Forms = CHOSEN) -> None:
        self._new = forms
        self._resources = plan.resources
        self._shapes = _Shapes(plan.resources)
        # Pattern number -> who owns it, and how wide it is.
        self._owners = dict(zip(numbers(plan.main.parts), plan.main.owners, strict=True))
        self._widths = dict(zip(self._owners, plan.main.widths, strict=True))
        self._term_owners = forms.owners(
            tuple(plan.terms.widths), tuple((owner,) for owner in plan.terms.owners)
        )
        self._main = PatternSearch(blobs, "main", plan.main.parts)
        self._terms = PatternSearch(blobs, "terms", plan.terms.parts)
        fuzzy: dict[bool, list[tuple[int, FuzzyWords]]] = {False: [], True: []}
        for lexicon in plan.fuzzy:
            # The words are read only for a policy that has such a lexicon.
            listed = json.loads(bytes(blobs["fuzzy"]))[lexicon.name]
            words = FuzzyWords(listed, lexicon.edits, cased=lexicon.cased)
            fuzzy[lexicon.among_terms].append((lexicon.resource, words))
        self._words = _Words(plan.main, blobs, "main", fuzzy[False], forms)
        self._term_words = _Words(plan.terms, blobs, "terms", fuzzy[True], forms)
        self.automata = _Automata(plan.resources)
        self._walked = plan.walked
        self._any_walked: Automaton | None = None
        self._walks_alone = not 1 < len(plan.walked) <= _FEW_WALKED

    def _walks(self, data: bytes) -> bool:
        """Whether a pattern that is left to its automaton may match: few texts hold such."""
        if self._walks_alone:
            return True
        together = self._any_walked
        if together is None:
            # Two threads may both make one; they are the same.
            together = self._any_walked = any_of(self.automata[one] for one in self._walked)
        if together is None:
            self._walks_alone = True
            return True
        return together.search(data, 0) is not None

    def scan(self, view: View) -> Scan:
        """
        What the patterns and lexicons of the policy see in a view; time linear in its length.

        Raises ScanError when the search could not be finished.
        """
        spots = self._new.spots()
        self._words.place(view, spots)
        found = spots.by_number()
        ends: _Ends = {}
        matches = self._main.matches(view.data, self._new.matches())
        for number, bounds in matches.ends().items():
            ends.setdefault(self._owners[number], []).append((number, bounds))
        ranges: _Found = {**found}
        for number in self._walked if self._walks(view.data) else ():
            walked = walk(self.automata[number], view.data)
            if walked:
                ranges[number] = self._narrowed(number, walked, view)
        return Scan(self, view, ranges, ends)

    def laid(
        self, resource: int, ends: list[tuple[int, list[int]]], view: View, words: Ranges
    ) -> Ranges:
        """Where a pattern of which only the ends are known stands; `words` are of the same."""
        ranges: set[tuple[int, int]] = set()
        for number, bounds in ends:
            width = self._widths[number]
            if not width:
                return self._lay(resource, bounds, view)
            # A lexicon's marks without letters are patterns, its words are not.
            ranges.update(_wide(runs(bounds), width))
        return sorted(ranges.union(words))

    def _lay(self, resource: int, bounds: list[int], view: View) -> Ranges:
        shape = self._shapes[resource]
        if shape.least == shape.most:
            ranges = _wide(runs(bounds), shape.least)
        else:
            ranges = self._new.laid(self.automata[resource], view.data, bounds, shape.most)
        return self._narrowed(resource, ranges, view)

    def _narrowed(
        self, resource: int, ranges: list[tuple[int, int]], view: View
    ) -> list[tuple[int, int]]:
        if not self._shapes[resource].value:
            return ranges
        value = self.automata[resource].value
        if len(ranges) == 1:
            return [value(view.data, *ranges[0])]
        return sorted({value(view.data, start, end) for start, end in ranges})

    def scan_terms(self, view: View) -> Terms:
        """Where the terms and lexicons of evidence stand."""
        spots = self._new.spots()
        self._term_words.place(view, spots)
        matches = self._terms.matches(view.data, self._new.matches())
        if self._term_owners.place(matches, spots, 0):
            raise ValueError("the plan is damaged")
        return self._new.terms(spots)


_FEW_WALKED = 16
"""So many patterns may be one automaton: the early form leaves hundreds to theirs."""


def _wide(ends: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """The ranges of one width that end there."""
    return [(end - width, end) for first, last in ends for end in range(first, last + 1)]

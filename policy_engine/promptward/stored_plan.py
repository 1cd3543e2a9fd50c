"""
A plan as bytes: what a start needs stands first, what a text asks for is read when it does.

Lines of JSON. The first says which detectors there are and what wakes them; the second names the
words that evidence asks about. Then come the words of each search, and below them the entries that
are longer than one word, a line for each group of them; then the resources, a line each. A start
reads the first line.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar, cast, overload

from promptward.planner import PLAN_FORMAT, FuzzyLexicon, Plan, Resource, Search, Words
from promptward_dsl.ir import Json

__all__ = ["Call", "StoredPlan", "Way", "plan_bytes"]

_TERMS = frozenset(("term", "evidence", "except"))
"""Kinds of resources that evidence and exceptions name by their key."""

T = TypeVar("T")
_Stored: TypeAlias = (
    "tuple[list[int], list[int], list[int], list[tuple[bool, list[int]]], tuple[int, int]]"
)
"""Of a search: owners, widths, parts, tables; how many groups of words, and lines of entries."""


class Way(NamedTuple):
    """
    One `match` of a detector: what wakes it, and the level it starts from (as a number).

    Either hits of the resources, one after the other; or what a recogniser proposes.
    """

    resources: Sequence[int]
    words: bool
    recognizer: str | None
    level: int


class Call(NamedTuple):
    """A resource that a recogniser asked for, and the recogniser's own name of it."""

    resource: int
    name: str


class _Lines(Sequence[T], Generic[T]):
    """Items that are read at the first look, each from a line of its own."""

    __slots__ = ("_lines", "_read", "_seen")

    def __init__(self, lines: Sequence[bytes], read: Callable[[list[Json]], T]) -> None:
        self._lines = lines
        self._read = read
        self._seen: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        found = self._seen.get(at)
        if found is None:
            found = self._seen[at] = self._read(cast("list[Json]", json.loads(self._lines[at])))
        return found


class StoredPlan(NamedTuple):
    """
    A plan, who is woken by what, and which recognisers are asked.

    `detectors`: name, category, ways, in order of names. `calls`: by recogniser, what it searches
    for. `keys` is for `number_of`.
    """

    plan: Plan
    detectors: tuple[tuple[str, str, tuple[Way, ...]], ...]
    calls: Mapping[str, tuple[Call, ...]]
    keys: bytes

    def number_of(self) -> dict[tuple[str, ...], int]:
        """Key of a term, an evidence's lexicon or an exception -> number of its resource."""
        listed = cast("list[tuple[int, list[str]]]", json.loads(self.keys))
        return {tuple(key): number for number, key in listed}

    @classmethod
    def read(cls, data: bytes) -> "StoredPlan":
        """
        The plan that `plan_bytes` wrote. Raises ValueError for anything else.

        Lines after the first are not looked into; whoever keeps the bytes knows that they are
        whole (`promptward.artifacts`).
        """
        lines = data.split(b"\n")
        try:
            head = cast("dict[str, list[list[Json]]]", json.loads(lines[0]))
            if cast("int", head["plan"]) != PLAN_FORMAT:
                raise ValueError("a plan of another format")
            at = 2
            searches: list[Search] = []
            for owners, widths, parts, tables, (groups, entries) in cast(
                "list[_Stored]", head["searches"]
            ):
                words = _Groups(groups, lines[at], lines[at + 1 : at + 1 + entries])
                listed = tuple((cased, tuple(lists)) for cased, lists in tables)
                searches.append(Search(tuple(owners), tuple(widths), tuple(parts), words, listed))
                at += 1 + entries
            main, terms = searches
            if len(lines) - at != cast("int", head["resources"]):
                raise ValueError("a plan that is not whole")
            return cls(
                Plan(
                    _Lines(lines[at:], _resource),
                    main,
                    terms,
                    tuple(
                        FuzzyLexicon(*cast("tuple[int, str, int, bool, bool]", one))
                        for one in head["fuzzy"]
                    ),
                    tuple(cast("list[int]", head["walked"])),
                ),
                tuple(
                    (name, finds, tuple(map(Way._make, ways)))
                    for name, finds, ways in cast(
                        "list[tuple[str, str, list[list[Json]]]]", head["detectors"]
                    )
                ),
                {
                    name: tuple(Call(*cast("tuple[int, str]", one)) for one in calls)
                    for name, calls in cast("dict[str, list[Json]]", head["calls"]).items()
                },
                lines[1],
            )
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise ValueError("not a plan") from error


def plan_bytes(
    plan: Plan,
    detectors: Sequence[tuple[str, str, tuple[Way, ...]]],
    calls: Mapping[str, Sequence[Call]],
) -> bytes:
    """What running the plan needs, without what is compiled."""
    head = {
        "plan": PLAN_FORMAT,
        "resources": len(plan.resources),
        "walked": plan.walked,
        "searches": [
            (
                s.owners,
                s.widths,
                s.parts,
                s.tables,
                (len(s.words), sum(not w.length for w in s.words)),
            )
            for s in (plan.main, plan.terms)
        ],
        "fuzzy": plan.fuzzy,
        "detectors": detectors,
        "calls": {name: list(found) for name, found in calls.items()},
    }
    keys = [(n, r.key) for n, r in enumerate(plan.resources) if r.key[0] in _TERMS]
    words = [
        line
        for s in (plan.main, plan.terms)
        for line in ([w[:4] for w in s.words], *(w.forms for w in s.words if not w.length))
    ]
    lines: list[object] = [head, keys, *words, *plan.resources]
    return "\n".join(json.dumps(one, separators=(",", ":")) for one in lines).encode("ascii")


class _Groups(Sequence[Words]):
    """The words of a search, read at the first look."""

    __slots__ = ("_entries", "_line", "_read", "_size")

    def __init__(self, size: int, line: bytes, entries: Sequence[bytes]) -> None:
        self._size = size
        self._line = line
        self._entries = entries
        self._read: list[Words] | None = None

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Words: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Words]: ...
    def __getitem__(self, at: int | slice) -> Words | Sequence[Words]:
        return self._words()[at]

    def __iter__(self) -> Iterator[Words]:
        return iter(self._words())

    def _words(self) -> list[Words]:
        if self._read is None:
            listed = cast("list[tuple[list[int], bool, int, int]]", json.loads(self._line))
            entries = iter(self._entries)
            self._read = [
                Words(
                    tuple(resources),
                    cased,
                    length,
                    size,
                    () if length else _Entries(next(entries), size),
                )
                for resources, cased, length, size in listed
            ]
        return self._read


class _Entries(Sequence[str]):
    """The texts of one group of entries, read at the first look."""

    __slots__ = ("_line", "_read", "_size")

    def __init__(self, line: bytes, size: int) -> None:
        self._line = line
        self._size = size
        self._read: list[str] | None = None

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if self._read is None:
            self._read = cast("list[str]", json.loads(self._line))
        return self._read[at]


def _resource(parts: list[Json]) -> Resource:
    return Resource(
        tuple(cast("list[str]", parts[0])),
        *cast("tuple[str, str, bool, bool, int, None]", parts[1:]),
    )

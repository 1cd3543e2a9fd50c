"""
From the compiled policy to what must be searched for: patterns with numbers, and who owns them.

A *resource* is one thing whose matches are wanted: a regular expression, a literal, a lexicon, or
what a recogniser asked for. Equal resources of several detectors are searched for once. Words of
a lexicon share its resource; very large lexicons go into a table instead of a pattern database.
*Terms* are the words and lexicons that evidence asks about; they are searched for only when some
candidate needs them.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from promptward.lexicon import build_table, entry_runs, fits_table, word_pattern
from promptward.model import PolicyError
from promptward_dsl.ir import EvidenceIR, Json, LexiconIR, MatchIR, PolicyIR

__all__ = [
    "LEXICON_PATTERNS",
    "PLAN_FORMAT",
    "Expression",
    "FuzzyLexicon",
    "Plan",
    "Resource",
    "Search",
    "Wanted",
    "plan",
    "resource_keys",
]

PLAN_FORMAT = 1
"""Grows when a plan's shape or the meaning of a scan changes; part of the key of artefacts."""

LEXICON_PATTERNS = 60_000
"""Lexicons with more words together go to the table: compiling patterns takes 40 µs a word."""


class Wanted(NamedTuple):
    """What a recogniser wants searched for: the part of `Recognizer` that planning needs."""

    name: str
    version: int
    lexicons: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, str]]


class Resource(NamedTuple):
    """
    One thing to search for.

    `key` names it: `("regex", source, flags)`, `("literal", text)`, `("lexicon", name)`,
    `("cue", recogniser, name)`, `("words", recogniser, name)`, `("term", text)`.
    `tier` is `som` (the scan tells start and end) or `end` (only the end; `confirm` finds the
    start) for patterns, `words` otherwise. `confirm` is the source for the `regex` module, empty
    where no confirmation is needed; `value`: it has a group of that name. `most` bounds the width
    of a match (None: unbounded).
    """

    key: tuple[str, ...]
    tier: str
    confirm: str = ""
    value: bool = False
    most: int | None = None


class Expression(NamedTuple):
    """One hyperscan expression: bytes as Latin-1 text, and whether case counts."""

    source: str
    cased: bool


class Search(NamedTuple):
    """
    One pattern database, its word table, and whose each match is.

    Expression `k` reports the number `numbers[k]`; number `n` belongs to resource `owners[n]`.
    `listed[n]` is the resource of list `n` of the word table.
    """

    expressions: tuple[Expression, ...]
    numbers: tuple[int, ...]
    owners: tuple[int, ...]
    listed: tuple[int, ...] = ()
    table: bytes = b""
    cased_listed: tuple[int, ...] = ()
    cased_table: bytes = b""


class FuzzyLexicon(NamedTuple):
    """A lexicon that is matched with edits; `among_terms`: evidence asks for it."""

    resource: int
    name: str
    edits: int
    cased: bool
    among_terms: bool


class Plan(NamedTuple):
    """What to search for: `main` always, `ends` (starts unknown), `terms` on demand."""

    resources: tuple[Resource, ...]
    main: Search
    ends: Search
    terms: Search
    fuzzy: tuple["FuzzyLexicon", ...] = ()

    def to_json(self) -> Json:
        """What running the plan needs, without expressions and tables: they are compiled."""
        return cast(
            "Json",
            {
                "plan": PLAN_FORMAT,
                "resources": [[list(r.key), *r[1:]] for r in self.resources],
                "fuzzy": [list(one) for one in self.fuzzy],
                "searches": [
                    [list(s.owners), list(s.listed), list(s.cased_listed)]
                    for s in (self.main, self.ends, self.terms)
                ],
            },
        )

    @classmethod
    def from_json(cls, data: Json) -> "Plan":
        """The plan that `to_json` wrote. Raises ValueError for anything else."""
        try:
            parts = cast("dict[str, list[list[Json]]]", data)
            if cast("int", parts["plan"]) != PLAN_FORMAT:
                raise ValueError("a plan of another format")
            searches = [
                Search((), (), owners, listed, cased_listed=cased)
                for owners, listed, cased in (
                    tuple(tuple(cast("list[int]", numbers)) for numbers in s)
                    for s in parts["searches"]
                )
            ]
            main, ends, terms = searches
            return cls(
                tuple(
                    Resource(
                        tuple(cast("list[str]", r[0])), *cast("tuple[str, str, bool, None]", r[1:])
                    )
                    for r in parts["resources"]
                ),
                main,
                ends,
                terms,
                tuple(
                    FuzzyLexicon(*cast("tuple[int, str, int, bool, bool]", one))
                    for one in parts["fuzzy"]
                ),
            )
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError("not a plan") from error


def resource_keys(match: MatchIR) -> tuple[tuple[str, ...], ...]:
    """The resources that a match of a detector needs, in order; none for a recogniser."""
    match match.kind:
        case "regex":
            return (("regex", match.pattern[0], match.pattern[1]),)
        case "literal":
            return (("literal", match.pattern[0]),)
        case "sequence":
            return tuple(("lexicon", name) for name in match.pattern)
        case _:
            return ()


class _Draft:
    """A search being put together."""

    def __init__(self) -> None:
        self.expressions: list[Expression] = []
        self.numbers: list[int] = []
        self.owners: list[int] = []
        self.lists: dict[bool, dict[int, tuple[str, ...]]] = {False: {}, True: {}}

    def pattern(self, resource: int, source: str, *, cased: bool = True) -> None:
        self.expressions.append(Expression(source, cased))
        self.numbers.append(len(self.owners))
        self.owners.append(resource)

    def words(self, resource: int, words: Iterable[str], *, cased: bool, table: bool) -> None:
        numbers: dict[int, int] = {}
        tabled: list[str] = []
        for word in sorted(set(words)):
            if table and fits_table(word):
                tabled.append(word)
                continue
            source = word_pattern(word)
            if not source:
                continue
            # INVARIANT: entries with equally many runs of word characters that end at the same
            # place begin at the same place, so one number for all of them loses no match although
            # hyperscan reports one start for an end.
            runs = entry_runs(word)
            if runs not in numbers:
                numbers[runs] = len(self.owners)
                self.owners.append(resource)
            self.expressions.append(Expression(source, cased))
            self.numbers.append(numbers[runs])
        if tabled:
            self.lists[cased][resource] = tuple(tabled)

    def done(self) -> Search:
        listed = {cased: tuple(lists) for cased, lists in self.lists.items()}
        tables = {
            cased: build_table(dict(enumerate(lists.values())), cased=cased) if lists else b""
            for cased, lists in self.lists.items()
        }
        return Search(
            tuple(self.expressions),
            tuple(self.numbers),
            tuple(self.owners),
            listed[False],
            tables[False],
            listed[True],
            tables[True],
        )


def _evidence(ir: PolicyIR) -> Iterable[EvidenceIR]:
    for detector in ir.detectors.values():
        yield from detector.require
        yield from (e for _, e in detector.raises)
        yield from (e for _, e in detector.lowers)
        yield from (x.evidence for x in detector.excepts if x.evidence is not None)


class _Planner:
    def __init__(
        self,
        ir: PolicyIR,
        lexicons: Mapping[str, tuple[str, ...]],
        end_only: frozenset[str],
        table: int,
    ) -> None:
        self.ir = ir
        self.end_only = end_only
        self.lexicons = lexicons
        self.table = table
        self.resources: dict[tuple[str, ...], Resource] = {}
        self.main, self.ends, self.terms = _Draft(), _Draft(), _Draft()
        self.fuzzy: list[FuzzyLexicon] = []

    def resource(self, resource: Resource) -> int | None:
        """Its number; None if it was there before."""
        if resource.key in self.resources:
            return None
        self.resources[resource.key] = resource
        return len(self.resources) - 1

    def words_of(self, name: str) -> tuple[str, ...]:
        try:
            return self.lexicons[name]
        except KeyError:
            raise PolicyError(f"the words of lexicon `{name}` are missing") from None

    def expression(self, key: tuple[str, ...], source: str, flags: str) -> None:
        from promptward.patterns import PatternError, parse_pattern  # noqa: PLC0415  # not on the hot start

        if key in self.resources:
            return
        try:
            pattern = parse_pattern(source, flags)
        except PatternError as error:
            raise PolicyError(f"a pattern is refused: {error}") from None
        if not pattern.least:
            raise PolicyError("a pattern matches the empty text")
        starts = pattern.scan not in self.end_only
        confirm = pattern.confirm if pattern.has_value or not starts else ""
        number = self.resource(
            Resource(key, "som" if starts else "end", confirm, pattern.has_value, pattern.most)
        )
        if number is not None:
            (self.main if starts else self.ends).pattern(number, pattern.scan)

    def lexicon(self, name: str, draft: _Draft, key: tuple[str, ...]) -> None:
        shape = self.ir.lexicons.get(name, LexiconIR(0, cased=False, size=0, sha256=""))
        number = self.resource(Resource(key, "words"))
        if number is None:
            return
        words = self.words_of(name)
        if shape.fuzzy:
            self.fuzzy.append(
                FuzzyLexicon(number, name, shape.fuzzy, shape.cased, draft is self.terms)
            )
        draft.words(number, words, cased=shape.cased, table=len(words) > self.table)

    def match(self, match: MatchIR) -> None:
        for key in resource_keys(match):
            if key[0] == "regex":
                self.expression(key, key[1], key[2])
            elif key[0] == "lexicon":
                self.lexicon(key[1], self.main, key)
            elif (number := self.resource(Resource(key, "words"))) is not None:
                self.main.words(number, (key[1],), cased=False, table=False)

    def recognizer(self, wanted: Wanted) -> None:
        for name, (source, flags) in sorted(wanted.cues.items()):
            self.expression(("cue", wanted.name, name), source, flags)
        for name, words in sorted(wanted.lexicons.items()):
            number = self.resource(Resource(("words", wanted.name, name), "words"))
            if number is not None:
                self.main.words(number, words, cased=False, table=len(words) > self.table)

    def evidence(self, evidence: EvidenceIR) -> None:
        if evidence.kind not in ("near", "before", "after"):
            return
        if evidence.lexicon is not None:
            self.lexicon(evidence.lexicon, self.terms, ("evidence", evidence.lexicon))
        for term in evidence.args:
            number = self.resource(Resource(("term", term), "words"))
            if number is not None:
                # Terms are searched for where `_` reads as a blank, so that keys of data count.
                words = (term.replace("_", " "),)
                self.terms.words(number, words, cased=False, table=False)


def plan(
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    recognizers: Iterable[Wanted] = (),
    *,
    end_only: frozenset[str] = frozenset(),
    table_above: int = LEXICON_PATTERNS,
) -> Plan:
    """
    What to search for under `ir`.

    `recognizers` are those that the policy names; patterns whose scan form is in `end_only` are
    searched for without their start; lexicons with more than `table_above` words go to the word
    table. Raises PolicyError for a pattern that cannot be searched for.
    """
    planner = _Planner(ir, lexicons, end_only, table_above)
    for name in sorted(ir.detectors):
        for match in ir.detectors[name].match:
            planner.match(match)
    for wanted in sorted(recognizers, key=lambda one: one.name):
        planner.recognizer(wanted)
    for evidence in _evidence(ir):
        planner.evidence(evidence)
    return Plan(
        tuple(planner.resources.values()),
        planner.main.done(),
        planner.ends.done(),
        planner.terms.done(),
        tuple(planner.fuzzy),
    )

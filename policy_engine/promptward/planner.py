"""
From the compiled policy to what must be searched for: patterns with numbers, and who owns them.

A *resource* is one thing whose matches are wanted: a regular expression, a literal, a lexicon, or
what a recogniser asked for. Equal resources of several detectors are searched for once. Words of
a lexicon share its resource; very large lexicons go into a table instead of a pattern database.
*Terms* are the words and lexicons that evidence asks about; they are searched for only when some
candidate needs them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from promptward.lexicon import Form, Symbols, build_table, fits_table, form_of, symbol_pattern
from promptward.model import PolicyError
from promptward.pattern_search import parted_numbers
from promptward_dsl.ir import EvidenceIR, ExceptIR, LexiconIR, MatchIR, PolicyIR

if TYPE_CHECKING:
    from promptward.pattern_tree import Node
    from promptward.patterns import Pattern

__all__ = [
    "LEXICON_PATTERNS",
    "PLAN_FORMAT",
    "FuzzyLexicon",
    "Plan",
    "Resource",
    "Search",
    "Wanted",
    "Words",
    "plan",
    "resource_keys",
    "without_patterns",
]

PLAN_FORMAT = 10
"""Grows when a plan's shape or the meaning of a scan changes; part of the key of artefacts."""

LEXICON_PATTERNS = 20_000
"""Lexicons with more words go to the table: compiling takes 40 µs and 2 kB of memory a word."""


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
    `tier`: `ends` for patterns that are searched for together, which tells where matches end;
    `walk` for patterns that the search of all is not trusted with; `words` for what is matched as
    whole words; `except` for what is only held against whole candidates (key
    `("except", source, flags)`). `exact` is the pattern for its automaton, `dollar` whether it
    holds `$`; `value`: it has a group of that name. `least` and `most` bound the width of a match
    (`most` None: unbounded).
    """

    key: tuple[str, ...]
    tier: str
    exact: str = ""
    dollar: bool = False
    value: bool = False
    least: int = 0
    most: int | None = None


class Words(NamedTuple):
    """
    Entries that are alike in all but their text.

    `size` is their number; `length` is that of each word, or 0 where entries are longer than one
    word: then `forms` holds
    their text. `sources` are their hyperscan patterns, needed only to compile.
    """

    resources: tuple[int, ...]
    cased: bool
    length: int
    size: int
    forms: Sequence[str] = ()
    sources: tuple[str, ...] = ()


class Search(NamedTuple):
    """
    One thing to be scanned for at once: patterns over a view, words over the parted view.

    Pattern `k` belongs to resource `owners[k]`; `widths[k]` is what it is wide, or 0 where its
    resource says so. `parts`: how many of them, in order, stand in each of its databases, which
    say under what numbers they report them (`promptward.pattern_search`). Words are numbered
    through all `words` in order.
    `tables` are word tables for very large lexicons: whether cased, and the resource of each list.
    `patterns`, `trees` (None for words) and `blocks` (the bytes of the tables) are needed only to
    compile.
    """

    owners: tuple[int, ...]
    widths: tuple[int, ...]
    parts: tuple[int, ...]
    words: Sequence[Words]
    tables: tuple[tuple[bool, tuple[int, ...]], ...] = ()
    patterns: tuple[str, ...] = ()
    trees: "tuple[Node | None, ...]" = ()
    blocks: tuple[bytes, ...] = ()


class FuzzyLexicon(NamedTuple):
    """A lexicon that is matched with edits; `among_terms`: evidence asks for it."""

    resource: int
    name: str
    edits: int
    cased: bool
    among_terms: bool


class Plan(NamedTuple):
    """
    What to search for: `main` always, `terms` on demand.

    `walked` are the numbers of the resources whose automaton reads every text.
    """

    resources: Sequence[Resource]
    main: Search
    terms: Search
    fuzzy: tuple[FuzzyLexicon, ...] = ()
    walked: tuple[int, ...] = ()


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


def _parsed(source: str, flags: str = "") -> "Pattern":
    from promptward.patterns import PatternError, parse_pattern  # noqa: PLC0415  # not on the hot start

    try:
        return parse_pattern(source, flags)
    except PatternError as error:
        raise PolicyError(f"a pattern is refused: {error}") from None


class _Draft:
    """A search being put together."""

    def __init__(self) -> None:
        self.patterns: list[str] = []
        self.owners: list[int] = []
        self.widths: list[int] = []
        self.trees: list[Node | None] = []
        self.forms: dict[Form, list[int]] = {}
        self.lists: dict[bool, dict[int, tuple[Form, ...]]] = {}
        self.own: set[int] = set()

    def pattern(self, resource: int, pattern: "Pattern", *, own: bool) -> None:
        if own:
            self.own.add(len(self.patterns))
        self.patterns.append(pattern.scan)
        self.owners.append(resource)
        self.widths.append(0)
        self.trees.append(pattern.tree)

    def symbols(self, resource: int, symbols: Symbols) -> None:
        self.patterns.append(symbols.source)
        self.owners.append(resource)
        self.widths.append(symbols.width)
        self.trees.append(None)

    def words(self, resource: int, words: Iterable[str], *, cased: bool, table: bool) -> None:
        tabled: list[Form] = []
        for word in sorted(set(words)):
            form = form_of(word, cased=cased)
            if form is None:
                symbols = symbol_pattern(word)
                if symbols:
                    self.symbols(resource, symbols)
            elif table and fits_table(form):
                tabled.append(form)
            else:
                owners = self.forms.setdefault(form, [])
                if resource not in owners:
                    owners.append(resource)
        if tabled:
            self.lists.setdefault(cased, {})[resource] = tuple(tabled)

    def done(self) -> Search:
        alike: dict[tuple[tuple[int, ...], bool, int], list[Form]] = {}
        for form, owners in self.forms.items():
            length = len(form.text) if form.simple else 0
            alike.setdefault((tuple(owners), form.cased, length), []).append(form)
        order, parts = parted_numbers(self.patterns, self.trees, self.own)
        return Search(
            tuple(self.owners[k] for k in order),
            tuple(self.widths[k] for k in order),
            parts,
            tuple(
                Words(
                    resources,
                    cased,
                    length,
                    len(forms),
                    () if length else tuple(form.text for form in forms),
                    tuple(form.source for form in forms),
                )
                for (resources, cased, length), forms in alike.items()
            ),
            tuple((cased, tuple(lists)) for cased, lists in self.lists.items()),
            tuple(self.patterns[k] for k in order),
            tuple(self.trees[k] for k in order),
            tuple(build_table(dict(enumerate(lists.values()))) for lists in self.lists.values()),
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
        walked: frozenset[str],
        table: int,
    ) -> None:
        self.ir = ir
        self.walked = walked
        self.lexicons = lexicons
        self.table = table
        self.resources: dict[tuple[str, ...], Resource] = {}
        self.main, self.terms = _Draft(), _Draft()
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

    def expression(
        self, key: tuple[str, ...], source: str, flags: str, *, own: bool = False
    ) -> None:
        if key in self.resources:
            return
        pattern = _parsed(source, flags)
        if not pattern.least:
            raise PolicyError("a pattern matches the empty text")
        walked = pattern.scan in self.walked
        number = self.resource(
            Resource(
                key,
                "walk" if walked else "ends",
                pattern.exact,
                pattern.dollar,
                pattern.has_value,
                pattern.least,
                pattern.most,
            )
        )
        if number is not None and not walked:
            self.main.pattern(number, pattern, own=own)

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

    def match(self, match: MatchIR, *, own: bool) -> None:
        for key in resource_keys(match):
            if key[0] == "regex":
                self.expression(key, key[1], key[2], own=own)
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

    def exception(self, exception: ExceptIR) -> None:
        if exception.evidence is None and exception.kind == "matching":
            pattern = _parsed(*exception.args)
            key = ("except", *exception.args)
            self.resource(Resource(key, "except", pattern.exact, pattern.dollar))

    def evidence(self, evidence: EvidenceIR) -> None:
        if evidence.kind not in ("near", "before", "after"):
            return
        if evidence.lexicon is not None:
            self.lexicon(evidence.lexicon, self.terms, ("evidence", evidence.lexicon))
        for term in evidence.args:
            number = self.resource(Resource(("term", term), "words"))
            if number is not None:
                self.terms.words(number, (term,), cased=False, table=False)


def without_patterns(planned: Plan) -> Plan:
    """
    The same, with every pattern left to its automaton.

    It needs no databases of patterns and finds the same, in ten times the time.
    """
    search = planned.main
    bounds = list(accumulate(search.parts, initial=0))
    # Those that are of one width are marks of lexicons, which no automaton reads.
    left = [number for number, width in enumerate(search.widths) if width]
    main = search._replace(
        owners=tuple(search.owners[k] for k in left),
        widths=tuple(search.widths[k] for k in left),
        parts=tuple(sum(first <= k < end for k in left) for first, end in pairwise(bounds)),
        patterns=tuple(search.patterns[k] for k in left),
        trees=tuple(search.trees[k] for k in left),
    )
    resources = tuple(
        one._replace(tier="walk") if one.tier == "ends" else one for one in planned.resources
    )
    walked = tuple(number for number, one in enumerate(resources) if one.tier == "walk")
    return planned._replace(resources=resources, main=main, walked=walked)


def plan(
    ir: PolicyIR,
    lexicons: Mapping[str, tuple[str, ...]],
    recognizers: Iterable[Wanted] = (),
    *,
    walked: frozenset[str] = frozenset(),
    table_above: int = LEXICON_PATTERNS,
    packs: str = "",
) -> Plan:
    """
    What to search for under `ir`.

    `recognizers` are those that the policy names; patterns whose scan form is in `walked` are
    left to their automata; lexicons with more than `table_above` words go to the word
    table. `packs` is the text of the packs that ship: what stands there is the same in many
    policies, and other patterns are searched for apart from it. Raises PolicyError for a pattern
    that cannot be searched for.
    """
    planner = _Planner(ir, lexicons, walked, table_above)
    for name in sorted(ir.detectors):
        for match in ir.detectors[name].match:
            planner.match(match, own=bool(packs) and match.pattern[0] not in packs)
    for wanted in sorted(recognizers, key=lambda one: one.name):
        planner.recognizer(wanted)
    for evidence in _evidence(ir):
        planner.evidence(evidence)
    for detector in ir.detectors.values():
        for exception in detector.excepts:
            planner.exception(exception)
    resources = tuple(planner.resources.values())
    return Plan(
        resources,
        planner.main.done(),
        planner.terms.done(),
        tuple(planner.fuzzy),
        tuple(number for number, one in enumerate(resources) if one.tier == "walk"),
    )

"""
The tree of a policy source: frozen nodes, each with its span, in the author's own words.

Nothing is resolved here: names are as written, enumerated words may be wrong (the checker says
so), and a declaration that was repaired by the parser is present with what could be read.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from promptward_dsl.span import SourceSpan

# ------------------------------------------------------------------ leaves


@dataclass(frozen=True, slots=True)
class Node:
    """Something written in a policy source, and where."""

    span: SourceSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name, dotted name or keyword as written: `sh.ssn`, `medium`, `until`."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A string; `value` has its escapes resolved. The span includes the quotes."""

    value: str
    long: bool = False  # written with three quotes


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A whole or decimal number."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Flag(Node):
    """`yes` or `no`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Date(Node):
    """An ISO date; `value` is None where no such day exists (the checker reports E104)."""

    text: str
    value: dt.date | None


@dataclass(frozen=True, slots=True)
class Until(Node):
    """`until DATE`, or `from DATE until DATE`."""

    start: Date | None
    end: Date


@dataclass(frozen=True, slots=True)
class ListValue(Node):
    """`[a, "b", 3]`."""

    items: tuple["Value", ...]


Value: TypeAlias = Text | Number | Flag | Date | Name | Until | ListValue


@dataclass(frozen=True, slots=True)
class Pair(Node):
    """`key: value`."""

    key: Name
    value: Value


@dataclass(frozen=True, slots=True)
class Regex(Node):
    """`/source/flags`; `source` has `\\/` resolved to `/`, nothing else."""

    source: str
    flags: str


@dataclass(frozen=True, slots=True)
class Selector(Node):
    """Categories and groups, less those after `except`."""

    include: tuple[Name, ...]
    exclude: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Transform(Node):
    """
    A transform as written; `op` in British spelling.

    `grain` for generalise; `end` (`first` | `last`) and `count` for mask; `count` (days) for
    date_shift, None where left out (the compiler's default is 365).
    """

    op: str
    grain: Name | None = None
    end: str | None = None
    count: int | None = None


# ------------------------------------------------------------------ modules and vocabulary


@dataclass(frozen=True, slots=True)
class Header(Node):
    """`policy NAME version 1.2.0 "title"`."""

    name: Name
    version: str
    title: Text | None


@dataclass(frozen=True, slots=True)
class Import(Node):
    """`import NAME [^1.2.0] [as ALIAS]`; `version` is the least version, without the caret."""

    module: Name
    version: str | None
    version_span: SourceSpan | None = field(compare=False)
    alias: Name | None


@dataclass(frozen=True, slots=True)
class ImportData(Node):
    """`import data "destinations.yaml" [as ALIAS]`."""

    path: Text
    alias: Name | None


@dataclass(frozen=True, slots=True)
class Category(Node):
    """`category NAME : TYPE [safe_harbor LETTER] ["title"]`."""

    name: Name
    value_type: Name
    letter: Name | None
    title: Text | None


@dataclass(frozen=True, slots=True)
class Group(Node):
    """`group NAME = selector`."""

    name: Name
    members: Selector


@dataclass(frozen=True, slots=True)
class Uncovered(Node):
    """`uncovered safe_harbor LETTER because "…"`: a gap said out loud."""

    letter: Name
    because: Text


@dataclass(frozen=True, slots=True)
class Lexicon(Node):
    """A word list: inline `words`, or `source` (`path#key`), never both."""

    name: Name
    fuzzy: int
    cased: bool
    words: ListValue | None
    source: Text | None


# ------------------------------------------------------------------ detectors


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A literal pattern: whole word, any case."""

    text: Text


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """`lexicon A [followed by lexicon B …]`."""

    lexicons: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Recognizer(Node):
    """`recognizer person_name`."""

    name: Name


Pattern: TypeAlias = Regex | Literal | Sequence | Recognizer


@dataclass(frozen=True, slots=True)
class Match(Node):
    """`match p, p confidence LEVEL`; for a recogniser `level` is `at most LEVEL`, or None."""

    patterns: tuple[Pattern, ...]
    level: Name | None


@dataclass(frozen=True, slots=True)
class Valid(Node):
    """`valid NAME`."""

    validator: Name


@dataclass(frozen=True, slots=True)
class Near(Node):
    """`near|before|after TERMS within N chars|words|lines`."""

    side: str
    terms: ListValue | Name  # inline terms, or the name of a lexicon
    within: int
    unit: str


@dataclass(frozen=True, slots=True)
class Entropy(Node):
    """`entropy >= 3.5`, bits per character of the matched text."""

    comparison: str
    value: Number


@dataclass(frozen=True, slots=True)
class InField(Node):
    """`in field NAME|LIST`: the text is the value of a field with such a label."""

    fields: ListValue | Name | Text


Evidence: TypeAlias = Valid | Near | Entropy | InField


@dataclass(frozen=True, slots=True)
class Require(Node):
    """`require EVIDENCE`: without it the candidate is dropped."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Adjust(Node):
    """`raise to LEVEL when EVIDENCE` or `lower to LEVEL when EVIDENCE`; `op` is raise | lower."""

    op: str
    level: Name
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Except(Node):
    """`except exact LIST | matching /re/ | EVIDENCE [because "…"]`; one of the three is set."""

    exact: ListValue | None
    matching: Regex | None
    evidence: Evidence | None
    because: Text | None


@dataclass(frozen=True, slots=True)
class Example(Node):
    """`example "…[[value]]…" [LEVEL]` or `counterexample "…"` (`counter`)."""

    text: Text
    level: Name | None
    counter: bool


@dataclass(frozen=True, slots=True)
class Cites(Node):
    """`cites "45 CFR …"`."""

    source: Text


DetectorItem: TypeAlias = Match | Require | Adjust | Except | Example | Cites


@dataclass(frozen=True, slots=True)
class Detector(Node):
    """`detector NAME finds CATEGORY ["title"] { … }`."""

    name: Name
    finds: Name
    title: Text | None
    items: tuple[DetectorItem, ...]


@dataclass(frozen=True, slots=True)
class Extend(Node):
    """`extend detector NAME { … }`: additions only."""

    target: Name
    items: tuple[DetectorItem, ...]


@dataclass(frozen=True, slots=True)
class Override(Node):
    """`override detector NAME because "…" { … }`: replaces the body; a weakening."""

    target: Name
    because: Text
    items: tuple[DetectorItem, ...]


@dataclass(frozen=True, slots=True)
class Disable(Node):
    """`disable detector|rule NAME because "…" [until DATE]`: a waiver."""

    kind: str
    target: Name
    because: Text
    until: Date | None


# ------------------------------------------------------------------ world and purposes


@dataclass(frozen=True, slots=True)
class Destination(Node):
    """`destination NAME ["title"] { facts }`."""

    name: Name
    title: Text | None
    facts: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Role(Node):
    """`role NAME [inherits A, B] ["title"]`."""

    name: Name
    inherits: tuple[Name, ...]
    title: Text | None


@dataclass(frozen=True, slots=True)
class Contact(Node):
    """`contact NAME "role:privacy-office"`."""

    name: Name
    address: Text


@dataclass(frozen=True, slots=True)
class Need(Node):
    """One line of `necessary { }`: category or group, and its transform."""

    target: Name
    transform: Transform


@dataclass(frozen=True, slots=True)
class Purpose(Node):
    """`purpose NAME ["title"] { roles, destinations, basis, necessary, otherwise, cites }`."""

    name: Name
    title: Text | None
    roles: tuple[Name, ...]
    destinations: tuple[Name, ...]
    basis: Name | None
    needs: tuple[Need, ...]
    otherwise: Transform | None
    cites: tuple[Cites, ...]


@dataclass(frozen=True, slots=True)
class Defaults(Node):
    """`defaults { key: value }`."""

    pairs: tuple[Pair, ...]


# ------------------------------------------------------------------ rules


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """`any | all | N or more [distinct] (min) | fewer than N (max)`."""

    kind: str  # any | all | min | max
    count: int = 1
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Proximity(Node):
    """`near SELECTOR within N chars|words|lines`."""

    selector: Selector
    within: int
    unit: str


@dataclass(frozen=True, slots=True)
class Contains(Node):
    """`contains [quantity] SELECTOR [at least LEVEL] [near …]`."""

    quantity: Quantity | None
    selector: Selector
    level: Name | None
    proximity: Proximity | None


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    """`path OP value`; op one of `true is is_not in not_in >= <= > <`, value None for `true`."""

    path: Name
    op: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class And(Node):
    """All of the conditions."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """At least one of the conditions."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The condition does not hold."""

    condition: "Condition"


Condition: TypeAlias = And | Or | Not | Contains | Attribute


@dataclass(frozen=True, slots=True)
class ThenVerdict(Node):
    """`then block`."""

    verdict: Name


@dataclass(frozen=True, slots=True)
class ThenTransform(Node):
    """`then redact on SELECTOR`."""

    transform: Transform
    selector: Selector


@dataclass(frozen=True, slots=True)
class Obligation(Node):
    """`audit [minimal|full]`, or `notify CONTACT [within N minutes|hours|days]`."""

    kind: str  # audit | notify
    level: Name | None = None
    contact: Name | None = None
    count: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Rule(Node):
    """`rule NAME ["title"] { when … then … oblige … advise … cites … }`."""

    name: Name
    title: Text | None
    when: tuple[Condition, ...]
    then: tuple[ThenVerdict | ThenTransform, ...]
    oblige: tuple[Obligation, ...]
    advise: tuple[Text, ...]
    cites: tuple[Cites, ...]


# ------------------------------------------------------------------ tests


@dataclass(frozen=True, slots=True)
class ExpectVerdict(Node):
    """`expect block [by rule]`."""

    verdict: Name
    by: Name | None


@dataclass(frozen=True, slots=True)
class ExpectTransform(Node):
    """`expect sh.mrn pseudonymise`."""

    target: Name
    transform: Transform


@dataclass(frozen=True, slots=True)
class ExpectAbsent(Node):
    """`expect no sh.ssn`."""

    target: Name


@dataclass(frozen=True, slots=True)
class ExpectOblige(Node):
    """`expect oblige audit full, notify …`."""

    obligations: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class ExpectText(Node):
    """`expect text "…"`: the rewritten prompt."""

    text: Text


Expect: TypeAlias = ExpectVerdict | ExpectTransform | ExpectAbsent | ExpectOblige | ExpectText


@dataclass(frozen=True, slots=True)
class Test(Node):
    """`test "name" { given … prompt … expect … }`."""

    name: Text
    given: tuple[Pair, ...]
    prompt: Text | None
    expect: tuple[Expect, ...]


Item: TypeAlias = (
    Import
    | ImportData
    | Category
    | Group
    | Uncovered
    | Lexicon
    | Detector
    | Extend
    | Override
    | Disable
    | Destination
    | Role
    | Contact
    | Purpose
    | Defaults
    | Rule
    | Test
)


@dataclass(frozen=True, slots=True)
class Comment(Node):
    """A `#` comment, without its line end."""

    text: str


@dataclass(frozen=True, slots=True)
class Module(Node):
    """One source file: header, items in source order, comments in source order."""

    file: str
    source: str = field(repr=False)
    header: Header | None
    items: tuple[Item, ...]
    comments: tuple[Comment, ...] = ()

"""Detectors, and what amends them."""

from dataclasses import dataclass
from typing import TypeAlias

from promptward_dsl.ast.leaves import Date, ListValue, Name, Node, Number, Regex, Text

__all__ = [
    "Adjust",
    "Cites",
    "Detector",
    "DetectorItem",
    "Disable",
    "Entropy",
    "Evidence",
    "Example",
    "Except",
    "Extend",
    "InField",
    "Literal",
    "Match",
    "Near",
    "Override",
    "Pattern",
    "Recognizer",
    "Require",
    "Sequence",
    "Valid",
]


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

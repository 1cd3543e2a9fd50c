"""Detectors written by hand, and what they see: the public ends of plan, matcher and detection."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from promptward.detect import Detection
from promptward.matcher import Matcher, compile_search
from promptward.planner import LEXICON_PATTERNS, Plan, plan
from promptward.text import SourceText, View
from promptward_dsl.ir import (
    CategoryIR,
    DefaultsIR,
    DetectorIR,
    EvidenceIR,
    LexiconIR,
    MatchIR,
    PolicyIR,
    lexicon_hash,
)
from promptward_dsl.lattice import Confidence

LOW, MEDIUM, HIGH = Confidence
Range = tuple[int, int]


class Lexicon(NamedTuple):
    """A list of words as a policy declares it."""

    words: tuple[str, ...]
    cased: bool = False
    fuzzy: int = 0


def regex(source: str, flags: str = "", level: Confidence = MEDIUM) -> MatchIR:
    return MatchIR("regex", (source, flags), level)


def literal(text: str, level: Confidence = MEDIUM) -> MatchIR:
    return MatchIR("literal", (text, ""), level)


def sequence(*lexicons: str, level: Confidence = MEDIUM) -> MatchIR:
    return MatchIR("sequence", lexicons, level)


def near(*terms: str, within: int = 20, unit: str = "chars", kind: str = "near") -> EvidenceIR:
    return EvidenceIR(kind, tuple(sorted(terms)), None, within, unit)


def detector(*matches: MatchIR, finds: str = "p.ssn", **evidence: tuple) -> DetectorIR:
    return DetectorIR(finds, tuple(sorted(matches)), **evidence)


def policy(
    *detectors: DetectorIR, lexicons: Mapping[str, Lexicon] | None = None, **named: DetectorIR
) -> PolicyIR:
    """A policy of nothing but detectors: `p.d0`, `p.d1`, …, or by their names."""
    numbered = {f"p.d{number}": one for number, one in enumerate(detectors)}
    return PolicyIR(
        name="p",
        version="1.0.0",
        defaults=DefaultsIR(),
        categories={"p.ssn": CategoryIR("number", "G"), "p.names": CategoryIR("name", "A")},
        groups={},
        lexicons={
            name: LexiconIR(one.fuzzy, one.cased, len(one.words), lexicon_hash(one.words))
            for name, one in (lexicons or {}).items()
        },
        detectors=numbered | {f"p.{name}": one for name, one in named.items()},
        destinations={},
        roles={},
        contacts={},
        purposes={},
        rules={},
        names={},
    )


def detection(
    *detectors: DetectorIR,
    lexicons: Mapping[str, Lexicon] | None = None,
    validators: Mapping | None = None,
    **named: DetectorIR,
) -> Detection:
    lexicons = lexicons or {}
    return Detection(
        policy(*detectors, lexicons=lexicons, **named),
        {name: one.words for name, one in lexicons.items()},
        validators=validators,
    )


def matcher_of(planned: Plan) -> Matcher:
    return Matcher(
        planned,
        {
            **compile_search("main", planned.main),
            **compile_search("terms", planned.terms),
        },
    )


def planned_for(
    matches: Iterable[MatchIR],
    lexicons: Mapping[str, Lexicon] | None = None,
    *,
    walked: frozenset[str] = frozenset(),
    table_above: int = LEXICON_PATTERNS,
) -> Plan:
    lexicons = lexicons or {}
    return plan(
        policy(detector(*matches), lexicons=lexicons),
        {name: one.words for name, one in lexicons.items()},
        walked=walked,
        table_above=table_above,
    )


def seen(planned: Plan, matcher: Matcher, view: View) -> dict[tuple[str, ...], list[Range]]:
    """What a scan of a view sees, by the key of what was searched for."""
    scan = matcher.scan(view)
    return {planned.resources[number].key: list(scan.ranges(number)) for number in scan}


@cache
def word_matcher(
    words: tuple[str, ...], cased: bool = False, table: bool = False
) -> tuple[Plan, Matcher]:
    planned = planned_for(
        [sequence("p.l")],
        {"p.l": Lexicon(words, cased)},
        table_above=0 if table else LEXICON_PATTERNS,
    )
    return planned, matcher_of(planned)


def words_in(
    words: Iterable[str], text: str, *, cased: bool = False, table: bool = False
) -> list[Range]:
    """Where words of a lexicon stand in the full view of a text."""
    planned, matcher = word_matcher(tuple(words), cased, table)
    return seen(planned, matcher, SourceText(text).views[0]).get(("lexicon", "p.l"), [])


def found(detection: Detection, text: str) -> list[tuple[str, str]]:
    """What a detection finds: the text of each finding, and its confidence."""
    return [(text[f.start : f.end], f.confidence.word) for f in detection.find(text)]


NUMBER = regex(r"\d+")


def levels(text: str, *matches: object, **evidence: tuple) -> list[str]:
    """The confidence of each finding of one detector, by default one of numbers at medium."""
    finder = detection(detector(*(matches or (NUMBER,)), **evidence))
    return [level for _, level in found(finder, text)]


def raised(text: str, evidence: EvidenceIR) -> list[bool]:
    """For each number of the text, whether the evidence holds for it."""
    return [level == "high" for level in levels(text, raises=((HIGH, evidence),))]

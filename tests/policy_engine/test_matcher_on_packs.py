"""Every pattern and word list that ships, on texts as people paste them, against the reference."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import promptward_rules
from promptward.detect import Detection
from promptward.engine import Engine
from promptward.folding import fold_ascii
from promptward.matcher import Matcher
from promptward.patterns import parse_pattern
from promptward.planner import Plan
from promptward.recognizers import RECOGNIZERS
from promptward.text import SourceText
from promptward.witness import witnesses
from promptward_dsl import ast
from promptward_dsl.parser import parse

from . import reference_matcher as reference
from .scanning import matcher_of, planned_for, seen
from .scanning import regex as pattern
from .texts import EDGES, TEXTS


@pytest.fixture(scope="module")
def scanner(shipped: Engine) -> Detection:
    return shipped._detection


def own_examples() -> str:
    """What the packs themselves say is found and is not, one a line, without the marks."""
    texts = [
        item.text.value
        for source in promptward_rules.sources("hipaa.safe_harbor")
        for detector in parse(source, "safe_harbor.ward")[0].items
        if isinstance(detector, ast.Detector)
        for item in detector.items
        if isinstance(item, ast.Example)
    ]
    return "\n".join(texts).replace("[[", "").replace("]]", "")


ALL_TEXTS = {**TEXTS, "examples": own_examples(), "edges": "\n\n".join(EDGES)}


def ranges_of(scanner: Detection, view: object) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    scan = scanner._matcher.scan(view)
    return {r.key: list(scan.ranges(n)) for n, r in enumerate(scanner._matcher._resources)}


def patterns(shipped: Engine) -> dict[tuple[str, ...], tuple[str, str]]:
    """Source and flags of each pattern of the packs and each cue of the recognisers, by key."""
    written = {
        ("regex", *match.pattern): (match.pattern[0], match.pattern[1])
        for detector in shipped.ir.detectors.values()
        for match in detector.match
        if match.kind == "regex"
    }
    # A cue that recognisers have in common is searched for once, as the first one's.
    asked: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, recogniser in sorted(RECOGNIZERS.items()):
        for cue, written_as in sorted(recogniser.cues.items()):
            asked.setdefault(written_as, ("cue", name, cue))
    return written | {key: written_as for written_as, key in asked.items()}


def expected(source: str, flags: str, text: str) -> list[tuple[int, int]]:
    # Patterns are folded as texts are: `°` and `→` stand for any character that a view has not.
    source = "".join(c if c.isascii() else fold_ascii(c) for c in source)
    ranges = reference.longest(source, flags, text)
    if "(?P<value>" in source:
        return sorted({reference.narrowed(source, flags, text, s, e) for s, e in ranges})
    return ranges


@pytest.mark.parametrize("name", [*ALL_TEXTS, "each edge"])
def test_every_shipped_pattern_finds_what_a_plain_reading_of_it_finds(
    name: str, shipped: Engine, scanner: Detection
) -> None:
    sources = patterns(shipped)
    assert len(sources) > 100
    for text in EDGES if name == "each edge" else [ALL_TEXTS[name]]:
        for view in SourceText(text).views:
            hits = ranges_of(scanner, view)
            for key, one in sources.items():
                assert hits[key] == expected(*one, view.text), one


def test_nearly_every_shipped_pattern_matches_somewhere(
    shipped: Engine, scanner: Detection
) -> None:
    sources = patterns(shipped)
    made = [
        witness
        for source, flags in sources.values()
        for witness in witnesses(parse_pattern(source, flags).tree, 3)
    ]
    matched = {
        key
        for text in (*ALL_TEXTS.values(), "\n".join(made), *made)  # some are of a whole text
        for view in SourceText(text).views
        for key, ranges in ranges_of(scanner, view).items()
        if ranges
    }
    assert len(matched & sources.keys()) > 0.97 * len(sources)


@pytest.fixture(scope="module")
def walking(shipped: Engine) -> tuple[Plan, Matcher]:
    """All patterns of the packs, each left to its automaton."""
    sources = patterns(shipped)
    planned = planned_for(
        [pattern(*one) for one in sorted(set(sources.values()))],
        walked=frozenset(parse_pattern(*one).scan for one in sources.values()),
    )
    assert planned.main.owners == ()
    return planned, matcher_of(planned)


@pytest.mark.parametrize("name", ALL_TEXTS)
def test_a_shipped_pattern_finds_the_same_if_its_automaton_reads_alone(
    name: str, shipped: Engine, scanner: Detection, walking: tuple[Plan, Matcher]
) -> None:
    for view in SourceText(ALL_TEXTS[name]).views:
        told = ranges_of(scanner, view)
        alone = seen(*walking, view)
        for key, one in patterns(shipped).items():
            assert alone.get(("regex", *one), []) == told[key], one


# An example is one text against 500 patterns: a second of computing.
@settings(max_examples=settings.default.max_examples // 3)
@given(st.data())
def test_texts_made_from_the_shipped_patterns_are_found_as_a_plain_reading_finds_them(
    shipped: Engine, scanner: Detection, data: st.DataObject
) -> None:
    sources = patterns(shipped)
    drawn = [
        data.draw(
            st.from_regex(re.compile(source, re.ASCII | (re.IGNORECASE if "i" in flags else 0)))
        )
        for source, flags in data.draw(
            st.lists(st.sampled_from(sorted(sources.values())), min_size=1, max_size=3)
        )
    ]
    between = data.draw(st.sampled_from(["", " ", "\n", "-", "\u200b", "\u00e9", "MRN: "]))
    for view in SourceText(between.join(drawn)).views:
        hits = ranges_of(scanner, view)
        for key, one in sources.items():
            assert hits[key] == expected(*one, view.text), one

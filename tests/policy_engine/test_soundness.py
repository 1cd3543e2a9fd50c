"""Witnesses match their patterns, and a search that misses one does not go into use."""

import pytest
import regex
from hypothesis import given

from promptward.automaton import Automaton
from promptward.detect import Detection
from promptward.extents import walk
from promptward.matcher import compile_search
from promptward.model import PolicyError
from promptward.pattern_search import PatternSearch
from promptward.patterns import parse_pattern
from promptward.soundness import missed, trial_texts, tried_in
from promptward.witness import witnesses

from .scanning import detector, planned_for, policy
from .scanning import regex as pattern
from .test_patterns import FLAGS, SOURCES

# Read by the search engine's present version as if what may be left out could not be.
MISSED = r"(?:years?|yrs?|y)[- \/]?o(?:ld)?(?: [a-z-]{2,20}){0,3}(?: named|,) "
# Makes that version crash while it looks for starts.
CRASHES = ("a+b", "[aA]+b", "(?:ab)+c", r"[^\n]*\nq", r"\b\w{0,3}-{3,}", r"\s+(?:x){2,20}bb")


@given(SOURCES, FLAGS)
def test_a_witness_matches_where_no_assertion_forbids_it(source: str, flags: str) -> None:
    parsed = parse_pattern(source, flags)
    if any(mark in parsed.exact for mark in (r"\b", r"\B", r"\A", r"\z", "(?m:")):
        return
    compiled = regex.compile(parsed.scan, regex.ASCII)
    for one in witnesses(parsed.tree, 12):
        assert compiled.fullmatch(one), one


def test_witnesses_are_the_same_every_time_and_differ_from_each_other() -> None:
    tree = parse_pattern(r"(?:a|bb|ccc)\d{2,5}x?").tree
    first, second = list(witnesses(tree, 30)), list(witnesses(tree, 30))
    assert first == second
    assert len(set(first)) == len(first) == 30
    assert first[0] == "a00"


def test_a_pattern_that_the_search_of_all_misses_is_found_all_the_same() -> None:
    finder = Detection(policy(detector(pattern(MISSED, "i"))), {})
    for before in ("", "0" * 40, "The patient is a 54 ", "-" * 17, "x" * 100):
        text = f"{before}yo, and well"
        assert [(f.start, f.end) for f in finder.find(text)] == [
            (len(before), len(before) + len("yo"))
        ]


@pytest.mark.parametrize("source", [r"x\d+(?:-\d+)*", r"x\d+", r"[xy]\d{1,4}"])
@pytest.mark.parametrize("before", [0, 1, 14, 15, 16, 33, 70, 400])
def test_the_shortest_match_at_the_end_of_a_text_is_found(source: str, before: int) -> None:
    finder = Detection(policy(detector(pattern(source, "i"))), {})
    found = finder.find(f"{'12 ' * (before // 3)}{' ' * (before % 3)}x7")
    assert [(f.start, f.end) for f in found] == [(before, before + 2)]


@pytest.mark.parametrize("source", CRASHES)
def test_a_long_run_of_what_a_pattern_repeats_is_searched_in_peace(source: str) -> None:
    finder = Detection(policy(detector(pattern(source))), {})
    for run in ("a", "aA", "ab", " ", "-", "x", "\n"):
        for beyond in ("", "b", "c", "q", "bb", "-"):
            finder.find(run * 3000 + beyond)


def test_a_search_that_misses_is_named_by_its_pattern() -> None:
    planned = planned_for([pattern("abc"), pattern("xyz")])
    other = planned_for([pattern("abc"), pattern("xyq")])
    tried = tried_in(planned)["main"]
    for one, told in ((planned, []), (other, ["xyz"])):
        search = PatternSearch(compile_search("main", one.main), "main", one.main.parts)
        assert missed(search, tried) == told


def test_what_is_missed_is_walked() -> None:
    planned = planned_for([pattern("abc"), pattern("xyz")], walked=frozenset({"xyz"}))
    assert [r.tier for r in planned.resources] == ["ends", "walk"]
    assert planned.main.patterns == ("abc",)


def test_the_trial_texts_of_a_pattern_hold_matches_of_it() -> None:
    parsed = parse_pattern(r"\bMRN:? (?P<value>\d{4,8})\b")
    automaton = Automaton(parsed.exact, dollar=parsed.dollar)
    texts = list(trial_texts(parsed.tree))
    assert len(texts) == 40 + 3 * 10
    assert sum(bool(walk(automaton, text)) for text in texts) > 20


def test_a_pattern_without_automaton_is_refused_when_the_policy_is_compiled() -> None:
    with pytest.raises(PolicyError, match="the search engine refuses a pattern"):
        Detection(policy(detector(pattern("(?:[a-z]{400}){400}"))), {})

"""The matcher against a plain reading of the same patterns, and what it may be relied on for."""

import os
import threading

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from promptward.database import cost, refusal
from promptward.detect import Detection
from promptward.matcher import Matcher, compile_search
from promptward.model import PolicyError
from promptward.patterns import parse_pattern
from promptward.planner import Plan
from promptward.text import SourceText

from . import reference_matcher as reference
from .scanning import (
    HIGH,
    Lexicon,
    detector,
    literal,
    matcher_of,
    near,
    planned_for,
    policy,
    seen,
    sequence,
)
from .scanning import regex as pattern
from .test_patterns import FLAGS, SOURCES, SUBJECTS

VALUES = st.one_of(
    SOURCES,
    st.tuples(SOURCES, SOURCES, SOURCES).map(lambda p: f"(?:{p[0]})(?P<value>{p[1]})(?:{p[2]})"),
    st.tuples(SOURCES, SOURCES).map(lambda p: f"(?:{p[0]})|(?P<value>{p[1]})"),
)


def accepted(one: tuple[str, str]) -> bool:
    parsed = parse_pattern(*one)
    return bool(parsed.least) and not refusal(parsed.scan)


ACCEPTED = st.tuples(VALUES, FLAGS).filter(accepted)


def expected(source: str, flags: str, text: str) -> list[tuple[int, int]]:
    ranges = reference.longest(source, flags, text)
    if "(?P<value>" not in source:
        return ranges
    return sorted({reference.narrowed(source, flags, text, s, e) for s, e in ranges})


def searched(
    patterns: list[tuple[str, str]], text: str, *, walked: bool = False
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """What one matcher for all of the patterns finds. Raises PolicyError for what none takes."""
    parsed = [parse_pattern(*one) for one in patterns]
    scans = frozenset(one.scan for one in parsed) if walked else frozenset()
    planned = planned_for([pattern(*one) for one in patterns], walked=scans)
    hits = seen(planned, matcher_of(planned), SourceText(text).views[0])
    return {one: hits.get(("regex", *one), []) for one in patterns}


def possible(
    patterns: list[tuple[str, str]], text: str, *, walked: bool = False
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The same, within Hypothesis: examples that no engine takes are given up."""
    try:
        return searched(patterns, text, walked=walked)
    except PolicyError:
        assume(False)
        raise


# ------------------------------------------------------------------ against the reference


@given(st.lists(ACCEPTED, min_size=1, max_size=4, unique=True), SUBJECTS)
def test_patterns_searched_for_together_are_found_as_each_is_read_alone(
    patterns: list[tuple[str, str]], text: str
) -> None:
    view = SourceText(text).views[0].text
    assert possible(patterns, text) == {one: expected(*one, view) for one in patterns}


@given(st.lists(ACCEPTED, min_size=1, max_size=3, unique=True), SUBJECTS)
def test_patterns_that_are_left_to_their_automata_are_found_all_the_same(
    patterns: list[tuple[str, str]], text: str
) -> None:
    view = SourceText(text).views[0].text
    assert possible(patterns, text, walked=True) == {one: expected(*one, view) for one in patterns}


def test_patterns_that_no_automaton_takes_together_are_each_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("promptward.matcher.any_of", lambda _: None)
    patterns = [("a+b", ""), ("c+d", "")]
    for _ in range(2):
        assert searched(patterns, "aab", walked=True) == {("a+b", ""): [(0, 3)], ("c+d", ""): []}


@pytest.mark.parametrize("walked", [False, True], ids=["searched for together", "walked"])
@pytest.mark.parametrize(
    ("source", "flags", "text"),
    [
        ("xa+$|a", "", "xa\ny"),
        ("xa+$|a", "", "xa\n"),
        ("xa+$|a", "", "xa"),
        (r"xa+\Z|a", "", "xa\n"),
        ("xa+$|a", "m", "xa\ny xab"),
        (r"(?:^|,)(?P<value>a+)(?:,|$)", "", "aa,a,aaa"),
        (r"(?P<value>a+)(?:$|\n)|a\nx", "", "a\nx a\n"),
        (r"\ba{1,3}\b", "", "aaaa aaa xaa"),
        (r"\Ba+\B", "", "xaaax aaa"),
        (r"(?m:^)a{2}", "", "aaa\naa"),
        ("[^a]+", "", "a\x00b\xffc"),
        ("(?:ab|b)+c?", "", "ababcbabab"),
    ],
)
def test_the_edges_of_a_match_see_the_text_around_it(
    source: str, flags: str, text: str, walked: bool
) -> None:
    view = SourceText(text).views[0].text
    hits = searched([(source, flags)], text, walked=walked)
    assert hits[source, flags] == expected(source, flags, view)


def test_a_wide_pattern_is_found_beside_others() -> None:
    large = r"[a-z]{1,64}@[a-z]{1,255}\.org"
    finder = Detection(policy(detector(pattern(large), pattern(r"\d{4}"))), {})
    text = "to jo@x.org 1234 and " + "b" * 70 + "@y.org"
    starts_and_ends = [(f.start, f.end) for f in finder.find(text)]
    assert starts_and_ends == [(3, 11), (12, 16), (27, 97)]


def test_a_refusal_has_a_reason() -> None:
    assert refusal("ab+") == ""
    assert refusal("(?:ab){5000}x{30000}")


def test_a_pattern_that_the_engine_refuses_is_an_error_that_names_its_reason() -> None:
    planned = planned_for([pattern("(?:ab){5000}x{30000}")])
    with pytest.raises(PolicyError, match="the search engine refuses a pattern"):
        compile_search("main", planned.main)


def test_what_a_pattern_costs_is_a_positive_time() -> None:
    assert cost(r"\d{3}", b"abc 123 " * 100, rounds=2) > 0


# ------------------------------------------------------------------ several kinds together


def test_patterns_words_and_terms_are_kept_apart() -> None:
    planned = planned_for(
        [pattern(r"\d+"), literal("Ssn"), sequence("p.l")], {"p.l": Lexicon(("ssn", "smith"))}
    )
    hits = seen(planned, matcher_of(planned), SourceText("SSN Smith 12").views[0])
    assert hits == {
        ("regex", r"\d+", ""): [(10, 12)],
        ("literal", "Ssn"): [(0, 3)],
        ("lexicon", "p.l"): [(0, 3), (4, 9)],
    }


def test_terms_are_searched_for_only_when_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = Detection(
        policy(detector(pattern(r"\d{4}"), raises=((HIGH, near("pin")),))),
        {},
    )
    asked: list[int] = []
    plain = Matcher.scan_terms

    def counted(self: Matcher, view: object) -> object:
        asked.append(1)
        return plain(self, view)  # type: ignore[arg-type]

    monkeypatch.setattr(Matcher, "scan_terms", counted)
    assert finder.find("the pin is long") == ()
    assert asked == []
    finder.find("pin 1234, pin 5678")
    assert asked == [1]


def test_an_empty_policy_finds_nothing() -> None:
    planned = planned_for([])
    assert seen(planned, matcher_of(planned), SourceText("anything 123").views[0]) == {}


# ------------------------------------------------------------------ one matcher, many users

PATTERNS = (
    pattern(r"\b\d{3}-\d{2}-\d{4}\b"),
    pattern(r"MRN:? (?P<value>\d+)"),
    literal("john smith"),
)
TEXTS = [f"John Smith {n:03}-22-{n:04} MRN {n} \u00e9" for n in range(60)]


def test_eight_threads_see_what_one_sees() -> None:
    finder = Detection(policy(detector(*PATTERNS)), {})
    alone = [finder.find(text) for text in TEXTS]
    start = threading.Barrier(8)
    seen_by: list[list[object]] = [[] for _ in range(8)]

    def look(mine: list[object]) -> None:
        start.wait()
        for _ in range(5):
            mine[:] = [finder.find(text) for text in TEXTS]

    threads = [threading.Thread(target=look, args=(mine,)) for mine in seen_by]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(mine == alone for mine in seen_by)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform does not fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_sees_what_its_parent_sees() -> None:
    finder = Detection(policy(detector(*PATTERNS)), {})
    alone = [finder.find(text) for text in TEXTS]
    child = os.fork()
    if child == 0:
        same = [finder.find(text) for text in TEXTS] == alone
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [finder.find(text) for text in TEXTS] == alone


# ------------------------------------------------------------------ foreign and damaged blobs


def blobs() -> tuple[Plan, dict[str, bytes]]:
    planned = planned_for(
        [*PATTERNS, pattern("[a-z]{2}-x"), sequence("p.l")], {"p.l": Lexicon(("smith",))}
    )
    return planned, compile_search("main", planned.main)


@pytest.mark.parametrize("kind", ["main", "main.digits", "main.words"])
def test_a_database_with_any_byte_changed_is_refused(kind: str) -> None:
    planned, stored = blobs()
    whole = stored[kind]
    for at in {0, 5, len(whole) - 1, *range(0, len(whole), max(1, len(whole) // 60))}:
        damaged = bytearray(whole)
        damaged[at] ^= 0x40
        # What loading does not read may differ; what is read must be refused or be the same.
        try:
            matcher = Matcher(planned, {**stored, kind: bytes(damaged)})
        except ValueError:
            continue
        view = SourceText("John Smith 123-22-4567 MRN 7").views[0]
        assert seen(planned, matcher, view) == seen(planned, Matcher(planned, stored), view)


@pytest.mark.parametrize("kind", ["main", "main.digits", "main.words"])
def test_a_database_cut_short_or_missing_is_refused(kind: str) -> None:
    planned, stored = blobs()
    for length in (0, 1, 20, len(stored[kind]) // 2, len(stored[kind]) - 1):
        with pytest.raises(ValueError, match="database"):
            Matcher(planned, {**stored, kind: stored[kind][:length]})
    with pytest.raises(ValueError, match="do not belong together"):
        Matcher(planned, {k: v for k, v in stored.items() if k != kind})


def test_no_refusal_holds_anything_of_the_database() -> None:
    planned, stored = blobs()
    with pytest.raises(ValueError, match="not a pattern database of this engine") as refusal:
        Matcher(planned, {**stored, "main": b"CANARY-7341" * 9})
    assert "CANARY" not in repr(refusal.value)


# ------------------------------------------------------------------ work grows with the text only


def test_a_pattern_with_very_many_ends_takes_no_more_room_than_the_text_has_places() -> None:
    planned = planned_for([pattern(r"a.*", "s")])
    matcher = matcher_of(planned)
    for length in (100, 1000, 10000):
        view = SourceText("a" * length).views[0]
        assert seen(planned, matcher, view) == {("regex", "a.*", "s"): [(0, length)]}

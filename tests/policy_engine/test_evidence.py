"""Evidence: what is beside, what raises, lowers and drops, and that more is more."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.evidence import Judge, Sight, entropy
from promptward.fields import Field
from promptward.model import PolicyError, ScanError
from promptward.terms import Terms
from promptward.text import SourceText
from promptward_dsl.ir import DetectorIR, EvidenceIR, ExceptIR
from promptward_dsl.lattice import Confidence

from .scanning import (
    HIGH,
    LOW,
    MEDIUM,
    NUMBER,
    Lexicon,
    detection,
    detector,
    found,
    levels,
    literal,
    near,
    raised,
    regex,
    sequence,
)

# ------------------------------------------------------------------ other evidence


def test_a_validator_sees_the_value_and_its_name_is_the_evidence() -> None:
    told: list[str] = []

    def even(text: str) -> bool:
        told.append(text)
        return int(text) % 2 == 0

    valid = EvidenceIR("valid", ("even",))
    finder = detection(
        detector(regex(r"no (?P<value>\d+)"), require=(valid,)), validators={"even": even}
    )
    findings = finder.find("no 12, no 13, no \uff11\uff14")
    assert [f.evidence for f in findings] == [("match:medium", "require:even")] * 2
    assert set(told) == {"12", "13", "14"}


def test_a_validator_that_fails_stops_the_search_without_telling_the_text() -> None:
    def broken(text: str) -> bool:
        raise RuntimeError(text)

    finder = detection(
        detector(NUMBER, require=(EvidenceIR("valid", ("broken",)),)),
        validators={"broken": broken},
    )
    with pytest.raises(ScanError, match="`broken` failed") as failure:
        finder.find("0071928")
    assert failure.value.code == "scan_validator"
    assert failure.value.__cause__ is None
    assert "0071928" not in repr(failure.value)


@pytest.mark.parametrize(
    ("text", "bits"), [("", 0), ("aaaa", 0), ("ab", 1), ("aabb", 1), ("abcd", 2), ("aab", 0.9183)]
)
def test_entropy_is_in_bits_a_character(text: str, bits: float) -> None:
    assert isclose(entropy(text), bits, abs_tol=1e-4)


@pytest.mark.parametrize(
    ("comparison", "holds"), [(">=", True), ("<=", True), (">", False), ("<", False)]
)
def test_entropy_is_compared_as_the_policy_says(comparison: str, holds: bool) -> None:
    evidence = EvidenceIR("entropy", (comparison, "1.0"))
    assert raised("1122", evidence) == [holds]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Case ID: 1", True),
        ("case_id = 1", True),
        ('{"case_id": 1}', True),
        ('{"other": 2, "case_id": "1"}', True),
        ("CASE-ID:\t1", True),
        ("our case id: 1", True),
        ("Fallnummer / case id: 1", True),
        ("case id 1", False),
        ("case id of: 1", False),
        ("mycase id: 1", False),
        ("case id: x\n1", False),
        ("case id: x, other: 1", False),
        ("c\u00e1se id\uff1a 1", True),
    ],
)
def test_a_value_stands_in_a_field_behind_its_label(text: str, holds: bool) -> None:
    finder = detection(
        detector(regex(r"\b1\b"), raises=((HIGH, EvidenceIR("field", ("case id",))),))
    )
    assert [level for _, level in found(finder, text)] == ["high" if holds else "medium"]


def test_a_named_field_of_a_structured_text_counts_where_it_covers_the_value() -> None:
    finder = detection(detector(NUMBER, raises=((HIGH, EvidenceIR("field", ("case_id",))),)))
    text = "\u200b\u00e91 22 333"
    fields = (Field(0, 3, "Case-ID"), Field(5, 6, "case id"), Field(7, 10, "c\u00e1se_\uff49d"))
    found = finder.find(text, fields)
    assert [(text[f.start : f.end], f.confidence) for f in found] == [
        ("1", HIGH),
        ("22", MEDIUM),
        ("333", HIGH),
    ]


def test_names_that_the_engine_does_not_know_are_errors_of_the_policy() -> None:
    with pytest.raises(PolicyError, match="no validator `magic`"):
        detection(detector(NUMBER, require=(EvidenceIR("valid", ("magic",)),)), validators={})
    with pytest.raises(PolicyError, match="no evidence `smell`"):
        detection(detector(NUMBER, require=(EvidenceIR("smell", ("bad",)),)))


# ------------------------------------------------------------------ exceptions


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("May", []),
        ("MAY", []),
        ("M\u00e1y", []),
        ("Mayo", ["Mayo"]),
        ("may be", ["may be"]),
    ],
)
def test_an_exact_exception_is_the_whole_text_in_any_case(text: str, stays: list[str]) -> None:
    finder = detection(
        detector(regex(r"[a-z ]+", "i"), excepts=(ExceptIR("exact", ("may", "june")),))
    )
    assert [one for one, _ in found(finder, text)] == stays


def test_an_exception_of_the_policy_may_be_written_with_marks_and_blanks() -> None:
    finder = detection(
        detector(regex(r"[A-Z][a-z]+"), excepts=(ExceptIR("exact", (" Jos\u00e9 ",)),))
    )
    assert found(finder, "Jose Mary Jos\u00e9") == [("Mary", "medium")]


@pytest.mark.parametrize(
    ("source", "flags", "stays"),
    [
        (r"19\d\d", "", ["12 1999", "x"]),
        (r"12 1999", "", ["1999", "x"]),
        (r".*9", "", ["x"]),
        ("X", "", ["12 1999", "1999", "x"]),
        ("X", "i", ["12 1999", "1999"]),
        (r"\b19\d\d\b|x", "", ["12 1999"]),
    ],
)
def test_a_matching_exception_matches_the_whole_text(
    source: str, flags: str, stays: list[str]
) -> None:
    args = (source, flags) if flags else (source,)
    finder = detection(detector(regex(r"\d[\d ]*\d|x"), excepts=(ExceptIR("matching", args),)))
    assert [one for one, _ in found(finder, "12 1999, 1999; x")] == stays


def test_matching_exceptions_hold_the_same_however_often_they_were_asked() -> None:
    excepts = tuple(
        ExceptIR("matching", one)
        for one in ((r"1\d", ""), (r"(?P<value>x)y?", "i"), (r"\d+7", ""))
    )
    finder = detection(detector(regex(r"\d+|[A-Za-z]+"), excepts=excepts))
    text = "12 127 128 X xy 7 xyz 17 1"
    wanted = [text[one.start : one.end] for one in finder.find(text)]
    assert wanted == ["128", "7", "xyz", "1"]
    for _ in range(40):
        assert [text[one.start : one.end] for one in finder.find(text)] == wanted


def test_an_exception_that_a_backtracking_engine_would_never_finish_is_decided() -> None:
    finder = detection(
        detector(regex(r"a+b"), excepts=(ExceptIR("matching", (r"(?:a|aa|a?a)+c",)),))
    )
    assert [one for one, _ in found(finder, "a" * 400 + "b")] == ["a" * 400 + "b"]


def test_evidence_may_be_an_exception() -> None:
    beside = ExceptIR("evidence", (), near("order", within=3, kind="before"))
    assert levels("order 1, 2", excepts=(beside,)) == ["medium"]


def test_an_exception_belongs_to_one_detector_only() -> None:
    excepts = (ExceptIR("exact", ("1",)),)
    finder = detection(detector(NUMBER, excepts=excepts), detector(regex(r"[0-9]")))
    assert [f.detector for f in finder.find("1")] == ["p.d1"]


# ------------------------------------------------------------------ the level

HOLDS, NOT = near("pin", within=9), near("other", within=9)
LEVELS = st.sampled_from(list(Confidence))
LEVELLED = st.lists(st.tuples(LEVELS, st.sampled_from([HOLDS, NOT])), max_size=4)


@given(LEVELS, LEVELLED, LEVELLED, st.randoms(use_true_random=False))
def test_the_level_is_the_least_of_lowers_and_of_the_greatest_of_start_and_raises(
    start: Confidence, raises: list, lowers: list, random: object
) -> None:
    def level(ups: list, downs: list) -> Confidence | None:
        judge = judge_of(DetectorIR("p.ssn", (NUMBER,), (), tuple(ups), tuple(downs)))
        judged = judge.sit(SIGHT).judge(4, 5, start, frozenset({"match:x"}))
        return judged and judged[0]

    up = max([start, *(r for r, e in raises if e is HOLDS)])
    assert level(raises, lowers) == min([up, *(r for r, e in lowers if e is HOLDS)])
    shuffled = list(raises), list(lowers)
    for one in shuffled:
        random.shuffle(one)
    assert level(*shuffled) == level(raises, lowers)
    assert level(raises * 2, lowers * 2) == level(raises, lowers)


SIGHT = Sight(SourceText("pin 1").views[0], lambda: Terms([(0, 3, 0)]))


def judge_of(detector: DetectorIR) -> Judge:
    return Judge(detector, {}, {("term", "pin"): 0, ("term", "other"): 1})


def test_all_requirements_must_hold() -> None:
    assert levels("pin 1", require=(HOLDS, HOLDS)) == ["medium"]
    assert levels("pin 1", require=(HOLDS, NOT)) == []


def test_evidence_is_named_by_what_the_policy_says_of_it() -> None:
    finder = detection(
        detector(
            NUMBER,
            regex(r"pin (?P<value>1)", "i", level=LOW),
            require=(near("pin", within=9),),
            raises=((HIGH, near("pin", "code", within=9)),),
            lowers=((MEDIUM, near("code", within=9)),),
        )
    )
    (finding,) = finder.find("PIN 1 Code")
    assert finding.confidence is MEDIUM
    assert finding.evidence == (
        "lower:medium:code",
        "match:low",
        "match:medium",
        "raise:high:code",
        "raise:high:pin",
        "require:pin",
    )


# ------------------------------------------------------------------ more is more

MATCHES = st.one_of(
    st.builds(
        regex,
        st.sampled_from(
            [r"\d", r"\d+", r"a\d", "a+", "(?:a|1)+b?", r"x(?P<value>\d+)", "[ab] [12]"]
        ),
        st.just(""),
        LEVELS,
    ),
    st.builds(literal, st.sampled_from(["a", "a 1", "12"]), LEVELS),
    st.builds(lambda level: sequence("p.l", level=level), LEVELS),
    st.builds(lambda level: sequence("p.l", "p.m", level=level), LEVELS),
)
LISTS = {"p.l": Lexicon(("a", "b", "a b")), "p.m": Lexicon(("1", "2", "1 a"))}
EVIDENCE = st.builds(
    near,
    st.sampled_from(["pin", "a", "1"]),
    within=st.integers(0, 4),
    unit=st.sampled_from(["chars", "words", "lines"]),
    kind=st.sampled_from(["near", "before", "after"]),
)
DETECTORS = st.builds(
    lambda matches, require, raises, lowers, excepts: detector(
        *matches, require=require, raises=raises, lowers=lowers, excepts=excepts
    ),
    st.lists(MATCHES, min_size=1, max_size=3, unique=True),
    st.lists(EVIDENCE, max_size=1).map(tuple),
    st.lists(st.tuples(LEVELS, EVIDENCE), max_size=2).map(tuple),
    st.lists(st.tuples(LEVELS, EVIDENCE), max_size=2).map(tuple),
    st.lists(
        st.builds(lambda text: ExceptIR("exact", (text,)), st.sampled_from(["a", "1", "12"]))
        | st.just(ExceptIR("matching", (r"a+\d?",)))
        | st.builds(lambda evidence: ExceptIR("evidence", (), evidence), EVIDENCE),
        max_size=2,
    ).map(tuple),
)
MORE_TEXTS = st.text(st.sampled_from("aaab112x \n\u200b\u00e1\uff11"), max_size=16).map(
    lambda text: f"pin {text}"
)


def assert_no_less(more: DetectorIR, less: DetectorIR, text: str) -> None:
    after = detection(more, lexicons=LISTS).find(text)
    for one in detection(less, lexicons=LISTS).find(text):
        assert any(
            other.start <= one.start
            and one.end <= other.end
            and other.confidence >= one.confidence
            and set(other.evidence) >= set(one.evidence)
            for other in after
        )


@given(DETECTORS, MATCHES, MORE_TEXTS)
def test_a_match_more_never_loses_or_lowers_a_finding(
    less: DetectorIR, match: object, text: str
) -> None:
    more = less._replace(match=tuple(sorted({*less.match, match})))
    assert_no_less(more, less, text)


@given(DETECTORS, LEVELS, EVIDENCE, MORE_TEXTS)
def test_a_raise_more_never_loses_or_lowers_a_finding(
    less: DetectorIR, level: Confidence, evidence: EvidenceIR, text: str
) -> None:
    assert_no_less(less._replace(raises=(*less.raises, (level, evidence))), less, text)


@given(DETECTORS, DETECTORS, MORE_TEXTS)
def test_a_detector_more_changes_nothing_that_others_find(
    one: DetectorIR, other: DetectorIR, text: str
) -> None:
    alone = detection(one, lexicons=LISTS).find(text)
    together = detection(one, other, lexicons=LISTS).find(text)
    assert tuple(f for f in together if f.detector == "p.d0") == alone

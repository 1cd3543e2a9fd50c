"""A detector that catches what is left yields to one that knows what it is, and no other does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.detect import Detection
from promptward.evidence import KNOWN_OTHERWISE
from promptward.model import Finding, PolicyError
from promptward.resolve import yielded
from promptward_dsl.build import EngineFacts, build
from promptward_dsl.lattice import Confidence
from promptward_dsl.sources import SourceFile

from .clinic import CLINIC, TODAY

LOW, MEDIUM, HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH


def finding(start, end, category, level, detector=None):
    return Finding(start, end, category, "R", level, detector or f"d.{category}", ("match:x",))


@pytest.mark.parametrize(
    ("other", "lowered"),
    [
        (finding(0, 8, "mrn", HIGH), True),
        (finding(0, 8, "mrn", MEDIUM), True),
        (finding(0, 9, "mrn", HIGH), True),
        (finding(0, 8, "mrn", LOW), False),
        (finding(0, 7, "mrn", HIGH), False),
        (finding(1, 9, "mrn", HIGH), False),
        (finding(0, 8, "diagnosis", HIGH)._replace(safe_harbor=None), False),
        (finding(0, 8, "other", HIGH, "d.mrn"), False),
        (finding(0, 8, "plan", HIGH, "d.also_asks"), False),
    ],
)
def test_it_yields_to_what_lies_over_it_and_is_as_sure(other, lowered):
    asked = finding(0, 8, "other", MEDIUM)
    left = finding(20, 28, "other", MEDIUM)
    found = tuple(sorted((asked, other, left)))
    told = yielded(found, {"d.other": LOW, "d.also_asks": LOW})
    expected = (
        asked._replace(confidence=LOW, evidence=("lower:low:known_otherwise", "match:x"))
        if lowered
        else asked
    )
    assert set(told) == {expected, other, left}
    assert [one[:2] for one in told] == [one[:2] for one in found]


ANY = st.builds(
    lambda start, size, category, level: finding(start, start + size, category, level),
    st.integers(0, 12),
    st.integers(1, 6),
    st.sampled_from(("other", "mrn", "plan")),
    st.sampled_from((LOW, MEDIUM, HIGH)),
)


@given(st.lists(ANY, max_size=8))
def test_it_is_what_its_words_say_and_changes_nothing_twice(many):
    found = tuple(sorted(many))
    told = yielded(found, {"d.other": LOW})
    assert len(told) == len(found)
    for before, after in zip(found, told, strict=True):
        known = any(
            one.category != "other"
            and one.start <= before.start
            and one.end >= before.end
            and one.confidence >= max(before.confidence, MEDIUM)
            for one in found
        )
        expected = LOW if before.category == "other" and known else before.confidence
        assert after.confidence == expected
        assert after[:4] == before[:4]
    assert yielded(told, {"d.other": LOW}) == told


CATCH_ALL = """
category badge : number safe_harbor R
detector any_number finds badge {{
  match /\\b\\d{{6,8}}\\b/ confidence medium
  {} valid known_otherwise
  example "badge [[7654321]]"
}}
"""


def policy(line: str):
    source = CLINIC.replace("role clinician", f"{CATCH_ALL.format(line)}\nrole clinician", 1)
    source = "\n".join(one for one in source.split("\n") if "uncovered safe_harbor R" not in one)
    facts = EngineFacts(frozenset((KNOWN_OTHERWISE,)), frozenset())
    made = build(SourceFile("clinic.ward", source), today=TODAY, facts=facts)
    assert made.compiled is not None, [d[:3] for d in made.diagnostics]
    return made.compiled


def test_a_policy_says_it_and_the_surer_finding_stays_alone():
    ir, _, lexicons = policy("lower to low when")
    found = Detection(ir, lexicons).find("MRN 123456, badge 7654321")
    assert [(f.start, f.detector, f.confidence) for f in found] == [
        (4, "clinic.any_number", LOW),
        (4, "clinic.record", HIGH),
        (18, "clinic.any_number", MEDIUM),
    ]


@pytest.mark.parametrize("line", ["require", "raise to high when", "except"])
def test_elsewhere_it_is_refused_when_the_policy_is_loaded(line):
    ending = ' because "x"' if line.startswith("except") else ""
    text = CATCH_ALL.format(line).replace("known_otherwise", f"known_otherwise{ending}")
    source = CLINIC.replace("role clinician", f"{text}\nrole clinician", 1)
    source = "\n".join(one for one in source.split("\n") if "uncovered safe_harbor R" not in one)
    made = build(SourceFile("clinic.ward", source), today=TODAY)
    assert made.compiled is not None, [d[:3] for d in made.diagnostics]
    ir, _, lexicons = made.compiled
    with pytest.raises(PolicyError, match="can only lower"):
        Detection(ir, lexicons)

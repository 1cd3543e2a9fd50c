"""What rules are asked about: facts of the request, and findings counted and measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.facts import RequestWorld, facts_of, standing
from promptward.model import Actor, Finding
from promptward_dsl.conditions import Truth
from promptward_dsl.lattice import Confidence

from .hospital import HOSPITAL, ask, found
from .reference_decide import gap
from .small_policies import TEXTS, findings_in

LOW, MEDIUM, HIGH = Confidence


def world(text: str, *findings: Finding, **facts: object) -> RequestWorld:
    request = ask(text, **facts)
    facts_there = facts_of(request, standing(HOSPITAL, request), {"baa": "active"})
    return RequestWorld(text, facts_there, findings, MEDIUM)


def answer(here: RequestWorld, quantity: str, *categories: str, **asked: object) -> tuple:
    return here.contains(
        quantity,
        asked.get("n", 1),
        asked.get("distinct", False),
        tuple(sorted(categories)),
        asked.get("level"),
        asked.get("near"),
        asked.get("within", 0),
        asked.get("unit", "chars"),
    )


def holds(here: RequestWorld, quantity: str, *categories: str, **asked: object) -> bool:
    return answer(here, quantity, *categories, **asked)[0] is Truth.TRUE


# ------------------------------------------------------------------ parties and attributes


def test_short_and_canonical_names_stand_for_the_same_parties():
    short = standing(HOSPITAL, ask(destination="azure", purpose="summary"))
    full = standing(HOSPITAL, ask(destination="p.azure", purpose="p.summary"))
    assert short == full
    assert short.destination == "p.azure"
    assert short.purpose == "p.summary"


def test_a_role_brings_the_roles_it_inherits():
    assert standing(HOSPITAL, ask()).roles == {"p.clinician", "p.staff"}


@pytest.mark.parametrize("name", ["nowhere", "summary", "p.summary", ""])
def test_what_the_policy_does_not_declare_as_a_destination_is_none(name):
    assert standing(HOSPITAL, ask(destination=name)).destination is None


def test_undeclared_roles_count_for_nothing():
    request = ask(actor=Actor("u", {"stranger", "azure"}))
    assert standing(HOSPITAL, request).roles == frozenset()
    assert world("x", actor=request.actor).attribute("actor.role") is None


def test_facts_that_nobody_supplied_are_unknown():
    here = world("x", actor=None, purpose=None)
    for path in ("actor.role", "actor.mfa", "request.purpose", "request.justified", "no.such"):
        assert here.attribute(path) is None


def test_facts_that_were_supplied_are_known():
    here = world("x", channel="api", justified=False)
    assert here.attribute("actor.mfa") is True
    assert here.attribute("actor.assurance") == "asserted"
    assert here.attribute("request.purpose") == "p.summary"
    assert here.attribute("request.justified") is False
    assert here.attribute("request.channel") == "api"
    assert here.attribute("destination.baa") == "active"


# ------------------------------------------------------------------ counting


def test_findings_below_act_on_count_only_where_the_rule_says_so():
    here = world("123456789", found(0, 9, level=LOW))
    assert not holds(here, "any", "p.ssn")
    assert holds(here, "any", "p.ssn", level="low")
    assert not holds(here, "any", "p.ssn", level="high")


def test_all_asks_for_one_of_every_category():
    here = world("ab cd", found(0, 2, "p.ssn"))
    assert not holds(here, "all", "p.ssn", "p.mrn")
    here = world("ab cd", found(0, 2, "p.ssn"), found(3, 5, "p.mrn"))
    assert holds(here, "all", "p.ssn", "p.mrn")


def test_all_of_no_categories_is_not_contained():
    assert not holds(world("ab"), "all")


def test_two_detectors_at_one_place_count_once():
    here = world("ab cd", found(0, 2), found(0, 2, detector="p.other"), found(3, 5))
    assert holds(here, "min", "p.ssn", n=2)
    assert not holds(here, "min", "p.ssn", n=3)


def test_distinct_counts_different_texts_in_any_case():
    here = world("Ab aB cd", found(0, 2), found(3, 5), found(6, 8))
    assert holds(here, "min", "p.ssn", n=3)
    assert holds(here, "min", "p.ssn", n=2, distinct=True)
    assert not holds(here, "min", "p.ssn", n=3, distinct=True)


def test_the_answer_names_its_witnesses_and_no_others():
    here = world("ab cd", found(0, 2), found(3, 5, "p.mrn"))
    assert answer(here, "any", "p.ssn")[1] == ("p.d@0-2",)
    assert answer(here, "min", "p.ssn", n=2)[1] == ()


# ------------------------------------------------------------------ proximity


@pytest.mark.parametrize(("unit", "within"), [("chars", 10), ("words", 2), ("lines", 1)])
def test_distance_is_what_lies_between_two_findings(unit, within):
    text = "John  has\nhad diabetes"  # 10 characters, 2 words, 1 line end in between
    here = world(text, found(0, 4, "p.names"), found(14, 22, "p.diagnosis"))
    near = ("p.diagnosis",)
    assert holds(here, "any", "p.names", near=near, within=within, unit=unit)
    assert not holds(here, "any", "p.names", near=near, within=within - 1, unit=unit)


def test_proximity_looks_both_ways():
    here = world("diabetes: John", found(0, 8, "p.diagnosis"), found(10, 14, "p.names"))
    assert holds(here, "any", "p.names", near=("p.diagnosis",), within=2)


def test_both_findings_are_witnesses_of_their_being_near():
    here = world("John diabetes", found(0, 4, "p.names"), found(5, 13, "p.diagnosis"))
    _, ids = answer(here, "any", "p.names", near=("p.diagnosis",), within=1)
    assert ids == ("p.d@0-4", "p.d@5-13")


def test_findings_that_overlap_are_near():
    here = world("abcdef", found(0, 4, "p.names"), found(2, 6, "p.diagnosis"))
    assert holds(here, "any", "p.names", near=("p.diagnosis",), within=0)


def test_a_finding_is_not_near_itself():
    here = world("ab cd", found(0, 2), found(0, 2, detector="p.other"))
    assert not holds(here, "any", "p.ssn", near=("p.ssn",), within=100)
    here = world("ab cd", found(0, 2), found(3, 5))
    assert holds(here, "any", "p.ssn", near=("p.ssn",), within=1)


def test_the_level_asked_for_holds_for_the_neighbour_too():
    here = world("John diabetes", found(0, 4, "p.names", HIGH), found(5, 13, "p.diagnosis", LOW))
    near = {"near": ("p.diagnosis",), "within": 9}
    assert not holds(here, "any", "p.names", **near)
    assert holds(here, "any", "p.names", level="low", **near)


@given(st.data())
def test_neighbours_are_those_that_a_look_at_every_pair_finds(data):
    text = data.draw(st.sampled_from(TEXTS))
    findings = data.draw(findings_in(text))
    within = data.draw(st.integers(0, 8))
    unit = data.draw(st.sampled_from(("chars", "words", "lines")))
    here = world(text, *findings)
    names = [f for f in findings if f.category == "p.names" and f.confidence >= MEDIUM]
    others = [f for f in findings if f.category in {"p.names", "p.mrn"} and f.confidence >= MEDIUM]
    expected = any(
        gap(text, one, other, unit) <= within
        for one in names
        for other in others
        if one[:3] != other[:3]
    )
    near = ("p.mrn", "p.names")
    assert holds(here, "any", "p.names", near=near, within=within, unit=unit) == expected


@pytest.mark.parametrize(("quantity", "unit"), [("most", "chars"), ("any", "pages")])
def test_a_question_of_another_format_is_an_error_and_never_an_answer(quantity, unit):
    here = world("ab cd", found(0, 2), found(3, 5))
    with pytest.raises(ValueError, match="of this format"):
        answer(here, quantity, "p.ssn", near=("p.ssn",), within=3, unit=unit)

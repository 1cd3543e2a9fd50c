"""Every role, second factor, purpose, destination and category of a hospital, decided twice."""

import datetime as dt
import itertools
from functools import cache
from pathlib import Path

import pytest

import promptward_rules
from promptward.decide import Rulebook
from promptward.model import Actor, Finding, Request
from promptward.policy import build_policy, locate
from promptward_dsl.ir import PolicyIR
from promptward_dsl.lattice import Confidence
from promptward_dsl.notes import Notes

from .reference_decide import reference

HOSPITAL = Path(__file__).parents[2] / "examples" / "st_elsewhere" / "policy.ward"
IN_FORCE, LAPSED = dt.date(2026, 11, 23), dt.date(2027, 7, 1)
NO_NOTES = Notes({}, {}, {}, {}, (), (), ())
TEXT = "x" * 40


@cache
def hospital() -> PolicyIR:
    built = build_policy(locate(str(HOSPITAL), {}, ".", floor_folder="/none"), today=IN_FORCE)
    assert built.compiled is not None, promptward_rules.root()
    return built.compiled.ir


@cache
def book(ir_id: str) -> Rulebook:
    del ir_id
    return Rulebook(hospital(), NO_NOTES)


def requests(days, assurances):
    ir = hospital()
    roles = [None, "nobody", *sorted(ir.roles)]
    purposes = [None, "nothing", *sorted(ir.purposes)]
    destinations = [None, "nowhere", *sorted(ir.destinations)]
    for role, mfa, purpose, destination, day, assurance in itertools.product(
        roles, (None, False, True), purposes, destinations, days, assurances
    ):
        actor = None if role is None else Actor("u1", {role}, mfa=mfa, assurance=assurance)
        yield Request(TEXT, destination=destination, purpose=purpose, actor=actor, date=day)


def findings_of(categories, levels):
    ir = hospital()
    yield []
    for category, level in itertools.product(categories, levels):
        yield [Finding(0, 9, category, ir.categories[category].safe_harbor, level, "t.d")]


def compared(requests, findings) -> int:
    ir, rules = hospital(), book(hospital().policy_id)
    number = 0
    known = list(findings)
    for request in requests:
        for found in known:
            ruled = rules.decide(request, found)
            verdict, dispositions, obligations, truths = reference(ir, request, found)
            assert ruled.verdict.word == verdict, (request, found)
            assert list(ruled.dispositions) == dispositions, (request, found)
            assert {tuple(o) for o in ruled.obligations} == obligations, (request, found)
            assert {t.id: t.truth for t in ruled.traces} == truths, (request, found)
            number += 1
    return number


def test_the_table_of_the_hospital_is_that_of_the_oracle():
    # One category of each kind that rules and purposes tell apart; the long form has all.
    some = [
        c for c in hospital().categories if c.rpartition(".")[2] in {"names", "ssn", "diagnosis"}
    ]
    assert len(some) == 3
    number = compared(requests([IN_FORCE], ["verified"]), findings_of(some, [Confidence.MEDIUM]))
    assert number == 6 * 3 * 5 * 8 * 4


@pytest.mark.slow
def test_the_whole_table_of_the_hospital_is_that_of_the_oracle():
    everything = findings_of(sorted(hospital().categories), list(Confidence))
    number = compared(requests([IN_FORCE, LAPSED], ["verified", "asserted"]), everything)
    assert number == 6 * 3 * 5 * 8 * 2 * 2 * (1 + 3 * len(hospital().categories))


def test_a_use_that_is_not_covered_is_decided_as_one_without_agreement():
    """The oracle knows no coverage: it is asked about a hospital whose destination has no BAA."""
    ir, rules = hospital(), book(hospital().policy_id)
    (names,) = (c for c in ir.categories if c.endswith(".names"))
    found = [Finding(0, 9, names, "A", Confidence.HIGH, "t.d")]
    for request in requests([IN_FORCE], ["verified"]):
        target = request.destination
        if target not in ir.destinations or ir.destinations[target].baa != "until":
            continue
        without = ir._replace(
            destinations={**ir.destinations, target: ir.destinations[target]._replace(baa="none")}
        )
        ruled = rules.decide(request._replace(features=frozenset({"batch"})), found)
        verdict, dispositions, obligations, truths = reference(without, request, found)
        assert ruled.verdict.word == verdict
        assert list(ruled.dispositions) == dispositions
        assert {tuple(o) for o in ruled.obligations} == obligations
        assert {t.id: t.truth for t in ruled.traces} == truths

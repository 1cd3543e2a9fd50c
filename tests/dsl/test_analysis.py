"""Analysis by enumeration: each finding, and as many silences where a naive check would speak."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.analysis import analyse, unfired_rules
from promptward_dsl.analysis.worlds import Atom, implies, role_sets
from promptward_dsl.lattice import Confidence

from .analysed import GOOD, TODAY, compiled, said


def found(body, today=TODAY, codes=None):
    ir, notes = compiled(body)
    return [one for one in said(analyse(ir, notes, today)) if codes is None or one[0] in codes]


def rule(when, then="then block", name="r"):
    return f"rule {name} {{\n  when {when}\n  {then}\n}}\n"


BAA_RULE = rule(
    "contains any phi and destination.baa not in [active, not_required]", name="baa_required"
)
TRAINING_RULE = rule("contains any phi and destination.trains_on_data", name="no_training")


# ------------------------------------------------------------------ W202


@pytest.mark.parametrize(
    "when",
    [
        "destination.baa is active and destination.baa is none",
        "destination.baa not in [active, expired, none, not_required]",
        "destination.retention_days > 30 and destination.retention_days <= 30",
        "actor.mfa and not actor.mfa",
        "actor.role is nurse and actor.role is not staff",
        "destination.region is us and destination.region is not us",
        "request.channel not in [notebook, editor, precommit, api]",
        "contains any phi and actor.mfa and not actor.mfa",
        'destination.vendor is "A" and destination.vendor is "B"',
    ],
)
def test_a_rule_that_no_request_can_meet_contradicts_itself(when):
    assert found(rule(when)) == [("W202", "rule `r` contradicts itself")]


@pytest.mark.parametrize(
    "when",
    [
        "destination.baa is active or destination.baa is none",
        "actor.role is nurse and actor.role is clerk",
        "actor.role is staff and actor.role is not nurse",
        "destination.retention_days > 30 and destination.retention_days < 32",
        "destination.retention_days < 1",
        "destination.region not in [us, eu]",
        "contains any ssn and not (contains fewer than 3 phi)",
        "request.channel is not api and request.channel is not editor",
        "actor.department is radiology and not actor.mfa",
    ],
)
def test_a_rule_that_some_request_meets_does_not(when):
    assert found(rule(when)) == []


# ------------------------------------------------------------------ I202


def test_a_rule_that_fires_for_no_declared_destination_is_noted():
    body = GOOD + rule("contains any phi and not destination.encrypted")
    assert found(body) == [("I202", "rule `r` fires for no destination declared today")]


@pytest.mark.parametrize(
    "when",
    [
        "contains any phi and destination.encrypted",
        "contains any phi and destination.baa is expired",  # it will, the day after the BAA
        "contains any phi and not actor.mfa",  # asks about no destination
        "contains any phi and destination.retention_days > 30",  # not stated: unknown fires
    ],
)
def test_a_rule_that_fires_sometime_somewhere_is_not_idle(when):
    quiet = GOOD.replace("  retention_days: 0\n", "")
    assert found(quiet + rule(when), codes={"I202"}) == []


def test_without_destinations_nothing_is_idle():
    assert found(rule("contains any phi and not destination.encrypted")) == []


# ------------------------------------------------------------------ W203


@pytest.mark.parametrize(
    ("loose", "strict"),
    [
        (
            rule("contains any ssn and destination.baa is none", name="a"),
            rule("contains any phi and destination.baa not in [active, not_required]", name="b"),
        ),
        (
            rule("contains 5 or more distinct ssn at least high", name="a"),
            rule("contains any phi", name="b"),
        ),
        (
            rule("contains any ssn", "then warn", name="a"),
            rule("contains any ssn at least low", "then block", name="b"),
        ),
        (
            rule("contains any ssn", "then mask on ssn", name="a"),
            rule("contains any ssn", "then redact on phi", name="b"),
        ),
        (
            rule("contains any ssn", "oblige audit", name="a"),
            rule("contains any ssn", "oblige audit full", name="b"),
        ),
        (
            rule("contains any ssn", "oblige notify office within 2 days", name="a"),
            rule("contains any ssn", "oblige notify office within 4 hours", name="b"),
        ),
        (
            rule("contains any ssn near mrn within 20 chars", name="a"),
            rule("contains any ssn near phi within 40 chars", name="b"),
        ),
        (
            rule("contains any phi and actor.role is nurse", name="a"),
            rule("contains any phi and actor.role is staff", name="b"),
        ),
        (
            rule("contains any phi and destination.retention_days > 40", name="a"),
            rule("contains any phi and destination.retention_days >= 30", name="b"),
        ),
        (
            rule("contains any phi and destination.region is eu", name="a"),
            rule("contains any phi and destination.region not in [us]", name="b"),
        ),
    ],
)
def test_a_rule_is_shadowed_by_one_that_fires_whenever_it_does_and_does_as_much(loose, strict):
    expected = [("W203", "rule `a` is shadowed by rule `b`")]
    assert found(loose + strict) == expected
    assert found(strict + loose) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # each of these pairs differs somewhere an open world can see
        (
            rule("contains any ssn", "oblige audit", name="a"),
            rule("contains any phi", "then block", name="b"),
        ),
        (
            rule("contains any ssn", "then redact on ssn", name="a"),
            rule("contains any phi", "then mask on ssn", name="b"),
        ),
        (
            rule("contains any phi", name="a"),
            rule("contains any ssn", name="b") + rule("contains any mrn", name="c"),
        ),
        (
            rule("contains any phi at least low", name="a"),
            rule("contains any phi and not actor.mfa", name="b"),
        ),
        (
            rule("contains any phi and destination.region is eu", name="a"),
            rule("contains any phi and destination.region is us", name="b"),
        ),
        (
            rule("contains any ssn near mrn within 3 words", name="a"),
            rule("contains any ssn near mrn within 40 chars", name="b"),
        ),
        (
            rule("contains 3 or more phi", name="a"),
            rule("contains 3 or more distinct phi", name="b"),
        ),
        (
            rule("contains all ssn, mrn", "oblige notify office", name="a"),
            rule("contains all ssn, mrn", "oblige audit full", name="b"),
        ),
    ],
)
def test_rules_that_merely_overlap_shadow_nothing(one, other):
    shadows = [m for code, m in found(one + other, codes={"W203"}) if "rule `a`" in m[:9]]
    assert shadows == []


def test_a_rule_is_not_shadowed_because_of_the_destinations_there_are_today():
    body = (
        GOOD
        + rule("contains any ssn and destination.region is us", name="a")
        + rule("contains any phi and destination.encrypted", name="b")
    )
    assert found(body, codes={"W203"}) == []


def test_of_two_equal_rules_the_later_is_named_and_only_once():
    body = rule("contains any phi", name="first") + rule("contains any phi", name="second")
    assert found(body) == [("W203", "rule `second` is shadowed by rule `first`")]


def test_a_rule_of_an_imported_module_may_be_shadowed():
    ir, notes = compiled(rule("contains any ssn", name="a") + rule("contains any phi", name="b"))
    moved = {name.replace("m.a", "pack.a"): value for name, value in ir.rules.items()}
    assert said(analyse(ir._replace(rules=moved), notes, TODAY)) == []


# ------------------------------------------------------------------ W204


def purpose(needs="", destinations="good", extra="", otherwise="redact"):
    return (
        "purpose p {\n"
        f"  roles nurse\n  destinations {destinations}\n  {extra}\n"
        f"  necessary {{ {needs} }}\n  otherwise {otherwise}\n}}\n"
    )


def test_a_grant_that_a_rule_always_takes_back_is_reported():
    body = GOOD + purpose("ssn pseudonymise") + rule("contains any ssn", "then redact on ssn")
    assert found(body) == [
        (
            "W204",
            "purpose `p` grants `ssn` `pseudonymise`, but rule `r` always makes it `redact`",
        )
    ]


def test_a_grant_that_a_rule_always_blocks_is_reported():
    body = GOOD + purpose("ssn pseudonymise  mrn pseudonymise") + rule("contains any ssn")
    assert found(body) == [
        ("W204", "purpose `p` grants `ssn` `pseudonymise`, but rule `r` always blocks it")
    ]


@pytest.mark.parametrize(
    ("needs", "when", "then"),
    [
        ("ssn redact", "contains any ssn", "then redact on ssn"),
        ("ssn pseudonymise", "contains any mrn", "then redact on mrn"),
        ("ssn pseudonymise", "contains 2 or more ssn", "then redact on ssn"),
        ("ssn pseudonymise", "contains any ssn at least high", "then redact on ssn"),
        ("ssn pseudonymise", "contains any ssn and not actor.mfa", "then redact on ssn"),
        ("ssn pseudonymise", "contains any ssn near mrn within 9 chars", "then redact on ssn"),
        ("ssn pseudonymise", "request.purpose is not p", "then redact on ssn"),
        ("ssn pseudonymise", "actor.role is clerk", "then redact on ssn"),
    ],
)
def test_a_grant_that_survives_somewhere_is_not(needs, when, then):
    assert found(GOOD + purpose(needs) + rule(when, then), codes={"W204"}) == []


def test_a_rule_about_the_roles_of_a_purpose_always_holds_for_it():
    body = GOOD + purpose("ssn pseudonymise") + rule("actor.role is staff", "then redact on ssn")
    assert [code for code, _ in found(body)] == ["W204"]


# ------------------------------------------------------------------ W205


TRAINER = GOOD.replace("good", "trainer").replace("trains_on_data: no", "trains_on_data: yes")
BARE = GOOD.replace("good", "bare").replace("until 2030-01-01", "none")


def test_phi_that_no_rule_keeps_from_a_vendor_without_agreement_is_reported():
    body = BARE + purpose("ssn mask", "bare") + TRAINING_RULE
    assert found(body, codes={"W205"}) == [
        ("W205", "purpose `p` lets PHI reach `bare`, but `bare` has no BAA")
    ]


def test_phi_that_reaches_a_party_that_trains_is_reported():
    body = TRAINER + purpose("ssn mask", "trainer") + BAA_RULE
    assert found(body, codes={"W205"}) == [
        ("W205", "purpose `p` lets PHI reach `trainer`, but `trainer` trains on it")
    ]


def test_the_party_behind_the_destination_is_named():
    body = (
        GOOD.replace("encrypted: yes", "encrypted: yes\n  passes_to: [bare]")
        + BARE
        + purpose("ssn mask")
        + TRAINING_RULE
    )
    assert found(body, codes={"W205"}) == [
        ("W205", "purpose `p` lets PHI reach `good`, but `bare` has no BAA")
    ]


def test_phi_that_flows_on_after_the_agreement_is_reported_with_the_day():
    body = GOOD + purpose("ssn mask")
    assert found(body) == [
        (
            "W205",
            "purpose `p` lets PHI reach `good` from 2030-01-02 on, but `good` has an expired BAA",
        )
    ]


def test_the_rules_of_the_base_pack_keep_phi_from_all_of_them():
    body = (
        BARE
        + TRAINER
        + GOOD
        + purpose("ssn mask", "bare, trainer, good")
        + BAA_RULE
        + TRAINING_RULE
    )
    assert found(body, codes={"W205"}) == []


@pytest.mark.parametrize("transform", ["redact", "pseudonymise"])
def test_what_safe_harbor_leaves_is_no_phi(transform):
    assert found(BARE + purpose(f"ssn {transform}", "bare"), codes={"W205"}) == []


def test_a_year_alone_is_no_phi_and_a_shifted_date_is():
    year = BARE + purpose("dates generalise to year", "bare")
    shifted = BARE + purpose("dates date_shift up to 30 days", "bare")
    assert found(year, codes={"W205"}) == []
    assert [code for code, _ in found(shifted, codes={"W205"})] == ["W205"]


def test_what_an_expert_determined_is_no_phi():
    body = BARE + purpose("ssn mask", "bare", "basis expert_determination")
    assert found(body, codes={"W205"}) == []


def test_a_rule_that_redacts_keeps_phi_back_as_well_as_one_that_blocks():
    redacting = rule("destination.baa is none", "then redact on phi")
    assert found(BARE + purpose("ssn mask", "bare") + redacting, codes={"W205"}) == []


def test_a_rule_that_only_warns_or_asks_for_a_reason_does_not_keep_phi_back():
    asking = rule("contains any phi and destination.baa is none", "then require_justification")
    assert [c for c, _ in found(BARE + purpose("ssn mask", "bare") + asking)] == ["W205"]


def test_a_rule_that_blocks_only_some_requests_does_not_keep_phi_back():
    some = rule("contains any phi and destination.baa is none and not actor.mfa")
    assert [c for c, _ in found(BARE + purpose("ssn mask", "bare") + some)] == ["W205"]


# ------------------------------------------------------------------ W206


@pytest.mark.parametrize(
    ("today", "message"),
    [
        ("2029-11-01", None),
        ("2029-11-02", "the BAA with `good` expires in 60 days, on 2030-01-01"),
        ("2029-12-31", "the BAA with `good` expires in 1 day, on 2030-01-01"),
        ("2030-01-01", "the BAA with `good` expires today, on 2030-01-01"),
        ("2030-01-02", "the BAA with `good` expired on 2030-01-01"),
    ],
)
def test_an_agreement_is_spoken_of_from_sixty_days_before_its_last(today, message):
    expected = [("W206", message)] if message else []
    assert found(GOOD, today=dt.date.fromisoformat(today)) == expected


# ------------------------------------------------------------------ W216


def test_a_destination_where_nothing_can_go_is_not_worth_listing():
    body = BARE + GOOD + purpose("ssn pseudonymise", "bare, good") + BAA_RULE
    assert found(body) == [
        (
            "W216",
            "purpose `p` lists destination `bare`, where every prompt with PHI is blocked",
        )
    ]


@pytest.mark.parametrize(
    "when",
    [
        "contains any ssn",  # a medical record number still goes
        "contains any phi and not actor.mfa",
        "contains 2 or more phi",
        "contains any phi at least high",
        "contains any phi and actor.role is not nurse",
        "contains any phi and request.channel is api",
        "contains any phi and request.purpose is not p",
    ],
)
def test_a_destination_that_some_prompt_with_phi_reaches_is_not_reported(when):
    body = GOOD + purpose("ssn pseudonymise") + rule(when)
    assert found(body, codes={"W216"}) == []


def test_facts_that_are_not_stated_block_like_the_worst():
    quiet = GOOD.replace("  baa: until 2030-01-01\n", "")
    body = quiet + purpose("ssn pseudonymise") + BAA_RULE
    assert [code for code, _ in found(body, codes={"W216"})] == ["W216"]


# ------------------------------------------------------------------ W208


def test_rules_that_no_test_fired_are_named_and_imported_ones_are_not():
    ir, notes = compiled(rule("contains any ssn", name="a") + rule("actor.mfa", name="b"))
    elsewhere = ir.rules | {"pack.c": ir.rules["m.a"]}
    assert said(unfired_rules(ir._replace(rules=elsewhere), notes, {"m.b"})) == [
        ("W208", "no test makes rule `a` fire")
    ]


# ------------------------------------------------------------------ bounds


def test_a_question_with_too_many_cases_is_left_unanswered_quickly():
    many = " and ".join(
        f'destination.vendor is not "v{i}" and actor.department is not d{i} '
        f"and destination.retention_days > {3 * i}"
        for i in range(40)
    )
    roles = "".join(f"role x{i}\n" for i in range(12))
    held = " and ".join(f"actor.role is not x{i}" for i in range(12))
    several = " or ".join(f"contains {i} or more phi" for i in range(2, 12))
    body = (
        roles
        + GOOD
        + purpose("ssn pseudonymise")
        + rule(f"{many} and contains any phi", name="a")
        + rule(f"{held} and contains any phi", name="b")
        + rule(several, name="c")
        + rule(f"({many}) or ({held})", name="d")
    )
    assert found(body, codes={"W202", "W203", "W204", "W216"}) == []


def test_positions_point_at_the_declaration():
    ir, notes = compiled(rule("actor.mfa and not actor.mfa"))
    (one,) = analyse(ir, notes, TODAY)
    at = notes.at["rule m.r"]
    assert one.span == (at.file, at.start, at.end)


# ------------------------------------------------------------------ implication, against texts

CATEGORIES = ("a", "b")
FINDINGS = tuple(
    (category, level, value)
    for category in CATEGORIES
    for level in (Confidence.LOW, Confidence.HIGH)
    for value in ("x", "y")
)
TEXTS = [
    text for size in range(4) for text in itertools.combinations_with_replacement(FINDINGS, size)
]


def holds(atom, text):
    """What `contains` says of a text, spelled out for atoms without `near`."""
    seen = [one for one in text if one[0] in atom.categories and one[1] >= atom.level]
    if atom.quantity == "all":
        return {category for category, _, _ in seen} == set(atom.categories)
    return len({one[2] for one in seen} if atom.distinct else seen) >= atom.n


ATOMS = st.builds(
    Atom,
    st.sampled_from(["min", "all"]),
    st.integers(1, 3),
    st.booleans(),
    st.sampled_from([("a",), ("b",), ("a", "b")]),
    st.sampled_from([Confidence.LOW, Confidence.HIGH]),
    st.none(),
    st.just(0),
    st.just("chars"),
)


@given(ATOMS, ATOMS)
def test_implication_between_atoms_holds_for_every_text(one, other):
    if implies(one, other):
        assert not [text for text in TEXTS if holds(one, text) and not holds(other, text)]


def test_roles_are_held_with_all_they_inherit():
    ir, _ = compiled(rule("actor.mfa"))
    roles = ["m.nurse", "m.staff", "m.clerk"]
    held = {frozenset(one) for one in role_sets(ir, roles)}
    assert frozenset({"m.nurse"}) not in held
    assert {frozenset(), frozenset({"m.staff"}), frozenset(roles)} <= held
    granted = role_sets(ir, roles, granted=["m.nurse"])
    assert all({"m.nurse", "m.staff"} <= one for one in granted)

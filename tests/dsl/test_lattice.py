"""The orders that decisions are joined in: every law, over every pair and triple."""

import itertools

import pytest

from promptward_dsl.lattice import (
    GRAIN_CHAINS,
    KEEP,
    REDACT,
    Confidence,
    Disposition,
    Verdict,
    at_least,
    join,
    safe_harbor_allows,
)

ALL = (
    KEEP,
    *(Disposition("date_shift", days) for days in (1, 30, 365)),
    *(Disposition("generalise", grain) for chain in GRAIN_CHAINS for grain in chain),
    *(Disposition("mask", shown) for shown in ("", "last 2", "last 4", "first 1", "first 4")),
    Disposition("pseudonymise"),
    Disposition("hash"),
    REDACT,
)

PAIRS = list(itertools.product(ALL, repeat=2))
TRIPLES = list(itertools.product(ALL, repeat=3))


def test_the_set_covers_every_operation_and_every_kind_of_parameter():
    assert len(set(ALL)) == len(ALL) == 18
    assert {d.op for d in ALL} == {
        "keep",
        "date_shift",
        "generalise",
        "mask",
        "pseudonymise",
        "hash",
        "redact",
    }


# ------------------------------------------------------------------ a partial order


def test_every_disposition_is_at_least_as_strict_as_itself():
    assert all(at_least(a, a) for a in ALL)


def test_two_different_dispositions_are_never_each_as_strict_as_the_other():
    assert not [(a, b) for a, b in PAIRS if a != b and at_least(a, b) and at_least(b, a)]


def test_strictness_is_transitive():
    assert not [
        (a, b, c)
        for a, b, c in TRIPLES
        if at_least(a, b) and at_least(b, c) and not at_least(a, c)
    ]


def test_keep_is_the_bottom_and_redact_the_top():
    assert all(at_least(a, KEEP) and at_least(REDACT, a) for a in ALL)


# ------------------------------------------------------------------ a join


def test_join_is_commutative():
    assert not [(a, b) for a, b in PAIRS if join(a, b) != join(b, a)]


def test_join_is_associative():
    assert not [(a, b, c) for a, b, c in TRIPLES if join(join(a, b), c) != join(a, join(b, c))]


def test_join_is_idempotent():
    assert all(join(a, a) == a for a in ALL)


def test_join_stays_within_the_dispositions():
    assert {join(a, b) for a, b in PAIRS} <= set(ALL)


def test_join_is_an_upper_bound():
    assert not [
        (a, b) for a, b in PAIRS if not (at_least(join(a, b), a) and at_least(join(a, b), b))
    ]


def test_join_is_the_least_upper_bound():
    assert not [
        (a, b, bound)
        for a, b, bound in TRIPLES
        if at_least(bound, a) and at_least(bound, b) and not at_least(bound, join(a, b))
    ]


def test_join_is_monotone():
    assert not [
        (a, b, c) for a, b, c in TRIPLES if at_least(a, b) and not at_least(join(a, c), join(b, c))
    ]


def test_order_and_join_agree():
    assert not [(a, b) for a, b in PAIRS if at_least(a, b) != (join(a, b) == a)]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (("date_shift", 7), ("date_shift", 30), ("date_shift", 30)),
        (("date_shift", 7), ("generalise", "month"), ("generalise", "month")),
        (("generalise", "month"), ("generalise", "year"), ("generalise", "year")),
        (("generalise", "year"), ("generalise", "zip3"), ("redact", None)),
        (("mask", "last 4"), ("mask", "last 2"), ("mask", "last 2")),
        (("mask", "last 4"), ("mask", "first 1"), ("mask", "")),
        (("mask", "last 4"), ("mask", ""), ("mask", "")),
        (("pseudonymise", None), ("hash", None), ("hash", None)),
        (("mask", ""), ("pseudonymise", None), ("redact", None)),
        (("hash", None), ("generalise", "state"), ("redact", None)),
    ],
)
def test_joins_that_a_reader_would_look_up(one, other, joined):
    assert join(Disposition(*one), Disposition(*other)) == Disposition(*joined)


# ------------------------------------------------------------------ Safe Harbor


def test_safe_harbor_allows_what_the_regulation_leaves():
    assert {str(d) for d in ALL if safe_harbor_allows(d)} == {
        "redact",
        "pseudonymise",
        "generalise to year",
        "generalise to decade",
        "generalise to zip3",
        "generalise to state",
    }


def _under_safe_harbor(disposition):
    return disposition if safe_harbor_allows(disposition) else REDACT


def test_a_join_under_safe_harbor_never_loosens_when_a_rule_is_added():
    # What a purpose grants is allowed; rules join to it; what is then not allowed is redacted.
    granted = [d for d in ALL if safe_harbor_allows(d)]
    assert not [
        (grant, a, b)
        for grant in granted
        for a, b in PAIRS
        if not at_least(
            _under_safe_harbor(join(join(grant, a), b)), _under_safe_harbor(join(grant, a))
        )
    ]


def test_what_safe_harbor_allows_is_closed_under_join():
    granted = [d for d in ALL if safe_harbor_allows(d)]
    assert all(safe_harbor_allows(join(a, b)) for a, b in itertools.product(granted, repeat=2))


# ------------------------------------------------------------------ words


def test_levels_and_verdicts_are_ordered_as_they_are_read():
    assert [level.word for level in sorted(Confidence)] == ["low", "medium", "high"]
    assert [verdict.word for verdict in sorted(Verdict)] == [
        "allow",
        "warn",
        "require_justification",
        "block",
    ]


def test_a_disposition_reads_as_ward_spells_it():
    assert [str(d) for d in ALL[:3]] == [
        "keep",
        "date_shift up to 1 days",
        "date_shift up to 30 days",
    ]
    assert str(Disposition("mask", "last 4")) == "mask showing last 4"
    assert str(Disposition("mask", "")) == "mask"
    assert str(Disposition("generalise", "zip3")) == "generalise to zip3"

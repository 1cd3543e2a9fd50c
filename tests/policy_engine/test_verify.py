"""Verification: what a policy says of itself, tried on the engine."""

import pytest

from promptward.engine import Engine
from promptward.verify import check_patterns, verify
from promptward.verify.patterns import COSTLY
from promptward.verify.trials import _pattern, request_of
from promptward_dsl.notes import At
from promptward_dsl.notes import TestCase as Case

from .clinic import CLINIC, TODAY, built, clinic

AT = At("x.ward", 0, 1, 1)


def verified(old: str = "", new: str = "", *, source: str = CLINIC):
    """What verification says after an edit of the source; what it decides must stay compilable."""
    changed = source.replace(old, new) if old else source
    assert changed != source or not old
    compiled = built(changed).compiled
    return verify(compiled.ir, compiled.notes, clinic(changed))


def said(verification) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in verification.diagnostics]


def test_a_policy_that_keeps_its_word_gets_no_message():
    verification = verified()
    assert said(verification) == []
    assert [(r.name, r.passed, r.messages) for r in verification.results] == [
        ("a summary gets pseudonyms", True, ()),
        ("the agreement lapsed", True, ()),
    ]
    assert all(result.seconds > 0 for result in verification.results)


# ------------------------------------------------------------------ examples


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'example "in [[02139]]"',
            'example "in Boston"',
            "detector `zip_code` finds nothing in this example",
        ),
        (
            'example "in [[02139]]"',
            'example "in [[02139-4307]]"',
            "detector `zip_code` finds `02139` where `02139-4307` is marked",
        ),
        (
            'example "SSN [[536-22-4399]]" high',
            'example "SSN [[536-22-4399]]" medium',
            "detector `us_ssn` finds this with confidence high, not medium",
        ),
        (
            'counterexample "12-34-56"',
            'counterexample "123-45-6789"',
            "detector `us_ssn` finds `123-45-6789` in this counterexample",
        ),
    ],
)
def test_an_example_that_does_not_hold_is_e106_at_its_place(old, new, message):
    verification = verified(old, new)
    assert said(verification) == [("E106", message)]
    (diagnostic,) = verification.diagnostics
    changed = CLINIC.replace(old, new)
    quoted = changed[diagnostic.span.start : diagnostic.span.end]
    assert quoted.startswith('"')
    assert quoted.strip('"') in new


def test_an_example_without_marks_asks_only_for_a_finding():
    assert said(verified('example "in [[02139]]"', 'example "in 02139"')) == []


def test_each_of_several_marks_must_be_found():
    verification = verified(
        'example "in [[02139]]"', 'example "[[02139]] or [[02140]] or [[0214]]"'
    )
    assert said(verification) == [
        ("E106", "detector `zip_code` finds `02139`, `02140` where `0214` is marked")
    ]


# ------------------------------------------------------------------ tests


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expect warn by ssn_never", "expect allow", "the verdict is warn, not allow"),
        (
            "expect warn by ssn_never",
            "expect warn by baa_required",
            "rule `baa_required` does not fire",
        ),
        ("expect names pseudonymise", "expect names redact", "`names` gets pseudonymise"),
        (
            "expect names pseudonymise",
            "expect dates redact",
            "there is no finding of `dates`",
        ),
        ("expect no geographic", "expect no ssn", "`ssn` is found, by `us_ssn`"),
        (
            "expect oblige audit full, notify officer within 24 hours",
            "expect oblige audit full, notify officer within 4 hours",
            "there is no obligation `notify officer within 240 minutes`",
        ),
    ],
)
def test_a_test_that_comes_out_otherwise_is_e120(old, new, message):
    verification = verified(old, new)
    (failed,) = [r for r in verification.results if not r.passed]
    assert failed.messages == (message,)
    assert ("E120", f"test `{failed.name}` fails: {message}") in said(verification)


def test_a_full_audit_is_a_minimal_one_and_more():
    assert said(verified("expect oblige audit full,", "expect oblige audit,")) == []


def test_a_group_stands_for_all_its_categories():
    verification = verified("expect no geographic", "expect no phi")
    assert not verification.results[0].passed


def test_what_must_be_released_is_compared_with_wildcards_only_in_placeholders():
    import re

    assert re.fullmatch(_pattern("[NAME_*], 3*4 [x]"), "[NAME_7KQ2MX], 3*4 [x]")
    assert not re.fullmatch(_pattern("[NAME_*]"), "[NAME_A] and [NAME_B]")
    assert not re.fullmatch(_pattern("a * b"), "a c b")
    failed = verified("diabetes, SSN [ssn]", "asthma, SSN [ssn]")
    assert not failed.results[0].passed


def test_a_blocked_request_has_no_text_to_compare():
    verification = verified("  expect block by baa_required\n", '  expect text "John Smith"\n')
    assert verification.results[1].messages == ("no text may leave",)


def test_facts_that_a_test_does_not_give_are_unknown_the_date_included():
    bare = request_of(Case("t", {}, "x", (), AT))
    assert bare.date is None
    assert bare.actor is None
    given = {"actor.role": ["a", "b"], "actor.mfa": True, "date": "2026-11-23", "justified": False}
    full = request_of(Case("t", given, "x", (), AT))
    assert full.actor.roles == {"a", "b"}
    assert full.actor.mfa is True
    assert full.date == TODAY
    assert full.justified is False


def test_a_test_without_a_date_leaves_the_agreement_unknown_and_so_blocks():
    verification = verified(
        "purpose: summary, destination: azure, date: 2026-11-23",
        "purpose: summary, destination: azure",
    )
    assert "the verdict is block, not warn" in verification.results[0].messages


def test_a_rule_that_no_test_makes_fire_is_w208():
    source = CLINIC.replace(
        "test ",
        "rule idle {\n  when contains 9 or more ssn\n  then warn\n}\ntest ",
        1,
    )
    assert said(verified(source=source)) == [("W208", "no test makes rule `idle` fire")]


# ------------------------------------------------------------------ patterns


def test_ordinary_patterns_get_no_message():
    compiled = built().compiled
    assert check_patterns(compiled.ir, compiled.notes, measure=False) == ([], set())


@pytest.mark.parametrize(
    ("pattern", "code"),
    [("(?=a)b", "E107"), ("(a", "E107"), ("a*", "E111"), ("a" * 20_000, "E107")],
)
def test_patterns_that_the_search_engine_refuses_are_named(pattern, code):
    compiled = built().compiled
    detector = compiled.ir.detectors["clinic.zip_code"]
    (match,) = detector.match
    broken = detector._replace(match=(match._replace(pattern=(pattern, "")),))
    ir = compiled.ir._replace(detectors={"clinic.zip_code": broken})
    assert [d.code for d in check_patterns(ir, compiled.notes, measure=False)[0]] == [code]


def test_a_costly_pattern_is_named_with_what_it_took(monkeypatch):
    compiled = built().compiled
    monkeypatch.setattr("promptward.database.cost", lambda *_, **_how: COSTLY + 1)
    found, sound = check_patterns(compiled.ir, compiled.notes)
    assert not sound
    assert {d.code for d in found} == {"W217"}
    assert f"takes {COSTLY + 1:.0f} µs" in found[0].message


def test_a_pattern_without_a_word_is_not_tried_again(monkeypatch):
    compiled = built().compiled
    found, sound = check_patterns(compiled.ir, compiled.notes)
    assert found == []
    assert sound
    monkeypatch.setattr("promptward.database.cost", lambda *_, **_how: COSTLY + 1)
    assert check_patterns(compiled.ir, compiled.notes, sound=sound) == ([], sound)


def test_examples_that_cannot_be_searched_are_errors():
    from promptward.model import ScanError

    class Slow:
        def find(self, _text: str, _fields=(), **_how):
            raise ScanError("scan_too_costly", "it took too long")

    compiled = built().compiled
    engine = Engine(compiled.ir, compiled.notes, Slow())
    codes = {d.code for d in verify(compiled.ir, compiled.notes, engine).diagnostics}
    assert {"E106", "E120"} <= codes

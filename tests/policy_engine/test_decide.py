"""Decisions on a small hospital policy: who opens, who closes, and what is said about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.decide import Rulebook, Ruling, decide, governed
from promptward.model import Actor, Finding, Obligation, Reason
from promptward_dsl.ir import DefaultsIR, ObligationIR, PolicyIR, RuleIR
from promptward_dsl.lattice import KEEP, REDACT, Confidence, Disposition, Verdict

from .hospital import (
    DATE,
    DIABETES,
    HOSPITAL,
    NAME,
    NOTES,
    PSEUDONYMISE,
    RESEARCHER,
    SSN,
    TEXT,
    ask,
    attr,
    contains,
    found,
)
from .small_policies import DATES

LOW = Confidence.LOW


def ruling(*findings: Finding, policy: PolicyIR = HOSPITAL, **facts: object) -> Ruling:
    return decide(policy, NOTES, ask(TEXT, **facts), findings)


def reasons(ruled: Ruling) -> list[tuple[str, str]]:
    return [(reason.kind, reason.id) for reason in ruled.reasons]


def with_rule(rule: RuleIR, **defaults: object) -> PolicyIR:
    return HOSPITAL._replace(rules={"p.only": rule}, defaults=DefaultsIR()._replace(**defaults))


# ------------------------------------------------------------------ purposes open


def test_a_granted_purpose_says_what_happens_to_each_finding():
    ruled = ruling(NAME, SSN, DATE, DIABETES)
    assert ruled.dispositions == (PSEUDONYMISE, REDACT, Disposition("date_shift", 30), KEEP)
    assert ruled.verdict is Verdict.WARN


def test_each_disposition_names_what_it_rests_on():
    ruled = ruling(NAME, SSN, DIABETES)
    assert ruled.because == (
        ("purpose p.summary",),
        ("purpose p.summary", "rule p.ssn_never"),
        ("purpose p.summary",),
    )


def test_without_findings_the_default_for_none_holds():
    assert ruling().verdict is Verdict.ALLOW
    stricter = HOSPITAL._replace(defaults=DefaultsIR(no_findings="warn"))
    ruled = ruling(policy=stricter)
    assert ruled.verdict is Verdict.WARN
    assert reasons(ruled) == [("default", "no_findings")]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"purpose": None}, ("default", "no_purpose", "no purpose was named")),
        (
            {"purpose": "fun"},
            ("default", "no_purpose", "the purpose is not declared in this policy"),
        ),
        ({"destination": None}, ("default", "unknown_destination", "no destination was named")),
        (
            {"destination": "elsewhere"},
            (
                "default",
                "unknown_destination",
                "the destination is not declared in this policy",
            ),
        ),
        ({"actor": RESEARCHER}, ("purpose", "p.summary", "role not granted")),
        ({"actor": None}, ("purpose", "p.summary", "role not granted")),
        ({"destination": "chat"}, ("purpose", "p.summary", "destination not granted")),
    ],
)
def test_a_request_that_no_purpose_covers_is_blocked_with_the_reason(facts, reason):
    ruled = ruling(NAME, DIABETES, policy=HOSPITAL._replace(rules={}), **facts)
    assert ruled.verdict is Verdict.BLOCK
    assert reason in [tuple(r[:3]) for r in ruled.reasons]
    assert ruled.dispositions == (REDACT, KEEP)


def test_a_refusal_cites_the_purpose():
    ruled = ruling(NAME, actor=RESEARCHER)
    assert Reason("purpose", "p.summary", "role not granted", ("45 CFR 164.502(b)",)) in (
        ruled.reasons
    )


def test_a_role_that_inherits_a_granted_one_is_granted():
    resident = HOSPITAL._replace(
        roles={**HOSPITAL.roles, "p.resident": ("p.clinician", "p.resident", "p.staff")}
    )
    ruled = ruling(NAME, policy=resident, actor=Actor("u", {"p.resident"}, mfa=True))
    assert ruled.verdict is Verdict.ALLOW


def test_nobody_is_asked_for_a_purpose_where_nothing_is_found():
    ruled = ruling(purpose=None, destination=None, actor=None)
    assert ruled.verdict is Verdict.ALLOW
    assert ruled.reasons == ()


def test_a_condition_alone_is_nobodys_health_information():
    ruled = ruling(DIABETES, policy=HOSPITAL._replace(rules={}), purpose=None)
    assert ruled.verdict is Verdict.ALLOW
    assert ruled.dispositions == (KEEP,)


def test_a_category_that_some_purpose_restricts_needs_a_purpose():
    research = HOSPITAL.purposes["p.research"]
    stricter = HOSPITAL._replace(
        purposes={
            **HOSPITAL.purposes,
            "p.research": research._replace(needs={"p.diagnosis": REDACT}),
        },
        rules={},
    )
    assert "p.diagnosis" in governed(stricter) - governed(HOSPITAL)
    ruled = ruling(DIABETES, policy=stricter, purpose=None)
    assert ruled.verdict is Verdict.BLOCK
    assert ruled.dispositions == (REDACT,)


def test_milder_defaults_hold_for_every_way_of_having_no_purpose():
    milder = HOSPITAL._replace(
        rules={},
        defaults=DefaultsIR(no_purpose="warn", unknown_destination="require_justification"),
    )
    assert ruling(NAME, policy=milder, purpose=None).verdict is Verdict.WARN
    assert ruling(NAME, policy=milder, actor=None).verdict is Verdict.WARN
    assert ruling(NAME, policy=milder, destination="chat").verdict is Verdict.WARN
    assert ruling(NAME, policy=milder, destination=None).verdict is Verdict.REQUIRE_JUSTIFICATION


def test_findings_below_act_on_are_kept_and_open_no_question():
    ruled = ruling(found(0, 10, "p.names", LOW), purpose=None)
    assert ruled.verdict is Verdict.ALLOW
    assert ruled.dispositions == (KEEP,)
    assert ruled.because == (("default act_on",),)


# ------------------------------------------------------------------ rules close


def test_a_rules_transform_reaches_findings_at_every_level():
    ruled = ruling(found(16, 27, "p.ssn", LOW), purpose=None)
    assert ruled.dispositions == (REDACT,)
    assert ruled.verdict is Verdict.WARN


def test_a_rule_never_loosens_what_a_purpose_asks():
    keep = RuleIR(("true",), "allow", ((KEEP, ("p.names", "p.ssn")),), ())
    ruled = ruling(NAME, SSN, policy=with_rule(keep))
    assert ruled.dispositions == (PSEUDONYMISE, REDACT)


def test_a_rule_fires_on_a_fact_that_nobody_supplied_and_says_which():
    ruled = ruling(NAME, actor=Actor("u", {"clinician"}))
    assert ruled.verdict is Verdict.REQUIRE_JUSTIFICATION
    (trace,) = ruled.traces
    assert (trace.id, trace.truth) == ("p.mfa", "unknown")
    assert ("attr", "actor.mfa", "unknown") in trace.why
    assert ruled.reasons[0].message == "the rule applies (unknown: actor.mfa)"


def test_the_day_of_the_request_decides_whether_the_agreement_is_active():
    last_day = DATES[1].replace(year=2027, month=6, day=30)
    assert ruling(NAME, date=last_day).verdict is Verdict.ALLOW
    lapsed = ruling(NAME, date=DATES[2])
    assert lapsed.verdict is Verdict.BLOCK
    assert lapsed.obligations == (
        Obligation("audit", "full"),
        Obligation("notify", "role:officer", 1440),
    )


def test_one_rulebook_tells_days_apart():
    book = Rulebook(HOSPITAL, NOTES)
    verdicts = [book.decide(ask(date=day), (NAME,)).verdict for day in (*DATES, DATES[1])]
    assert verdicts == [Verdict.ALLOW, Verdict.ALLOW, Verdict.BLOCK, Verdict.ALLOW]


def test_a_rulebook_forgets_days_before_they_fill_the_memory():
    book = Rulebook(HOSPITAL, NOTES)
    for offset in range(600):
        book.decide(ask(date=DATES[0].fromordinal(DATES[0].toordinal() + offset)), ())
    assert len(book._destinations) <= 256


ENDPOINTS = [
    None,
    "https://azure.example/v1/chat",
    "https://azure.example/v1/files",
    "http://azure.example/v1/chat",
    "https://azure.example/../",
    "https://chat.example/v1",
]
STATED = st.fixed_dictionaries(
    {},
    optional={
        "destination": st.sampled_from(["p.azure", "azure", "p.chat", "nowhere"]),
        "purpose": st.sampled_from(["summary", "p.summary", "nothing"]),
        # `_replace` checks no types: 1 is not True, though they are equal and hash alike.
        "actor": st.builds(
            lambda name, roles, **odd: Actor(name, roles)._replace(**odd),
            st.sampled_from(["u1", "u2"]),
            st.sampled_from([(), ("clinician",), ("nobody",)]),
            mfa=st.sampled_from([None, True, False, 1, 0]),
            department=st.sampled_from([None, "icu", 1]),
        ),
        "date": st.sampled_from(DATES),
        "justified": st.sampled_from([None, True, False, 1]),
        "channel": st.sampled_from([None, "editor"]),
        "endpoint": st.sampled_from(ENDPOINTS),
        "model": st.sampled_from([None, "m"]),
        "features": st.sampled_from([(), ("files",)]),
    },
)
HOSTED = HOSPITAL._replace(
    destinations={
        **HOSPITAL.destinations,
        "p.azure": HOSPITAL.destinations["p.azure"]._replace(host="azure.example"),
    }
)
SHARED = Rulebook(HOSTED, NOTES)


@given(st.lists(STATED, max_size=6), st.sampled_from([(), (NAME,), (NAME, SSN)]))
def test_what_a_rulebook_remembers_changes_no_ruling(stated, findings):
    for facts in stated:
        features = frozenset(facts.get("features", ()))
        request = ask()._replace(**{**facts, "features": features})
        for several in ((), findings):
            assert SHARED.decide(request, several) == decide(HOSTED, NOTES, request, several)


def test_a_rulebook_remembers_no_text_no_address_and_nobody():
    book = Rulebook(HOSPITAL, NOTES)
    actor = Actor("somebody", {"clinician"})
    book.decide(ask("a secret text", actor=actor, scope="talk", person="jane"), ())
    book.decide(ask("a secret text", endpoint="https://chat.example/?q=secret"), ())
    said = repr((book._stated, book._nothing_found))
    assert not any(word in said for word in ("secret", "somebody", "talk", "jane", "example"))
    assert len(book._stated) == len(book._nothing_found) == 2


def test_an_address_is_remembered_by_what_the_policy_makes_of_it():
    book = Rulebook(HOSTED, NOTES)
    for path in ("v1/chat", "v1/chat?q=1", "v1/messages"):
        assert book.decide(ask(endpoint=f"https://azure.example/{path}"), ()).reasons == ()
    assert len(book._nothing_found) == 1
    assert book.decide(ask(endpoint="http://azure.example/v1/chat"), ()).verdict is Verdict.BLOCK


def test_a_rulebook_rules_on_what_cannot_be_remembered():
    request = ask()._replace(channel=["editor"])
    book = Rulebook(HOSPITAL, NOTES)
    assert book.decide(request, (NAME,)) == book.decide(ask(), (NAME,))
    assert len(book._stated) == 1


def test_a_rulebook_forgets_what_was_stated_before_it_fills_the_memory():
    book = Rulebook(HOSPITAL, NOTES)
    for number in range(600):
        book.decide(ask(model=f"m{number}"), ())
    assert len(book._stated) <= 256
    assert len(book._nothing_found) <= 256


def test_advice_title_and_citation_reach_the_reasons():
    ruled = ruling(SSN, date=DATES[2])
    messages = {reason.id: (reason.message, reason.cites) for reason in ruled.reasons}
    assert messages["p.ssn_never"][0] == "Social Security numbers are removed from every prompt."
    assert messages["p.baa_required"] == (
        "Only to a vendor with an agreement",
        ("45 CFR 164.502(e)",),
    )


def test_a_rule_that_only_obliges_leaves_a_trace_and_no_reason():
    audit = RuleIR(contains("p.names"), "allow", (), (ObligationIR("audit", "minimal"),))
    ruled = ruling(NAME, policy=with_rule(audit))
    assert ruled.reasons == ()
    assert [trace.id for trace in ruled.traces] == ["p.only"]
    assert ruled.obligations == (Obligation("audit", "minimal"),)


def test_obligations_accumulate_sorted_and_without_repeats():
    both = {
        name: RuleIR(("true",), None, (), oblige)
        for name, oblige in {
            "p.a": (ObligationIR("notify", "p.officer"), ObligationIR("audit", "full")),
            "p.b": (ObligationIR("audit", "full"), ObligationIR("notify", "p.officer", 60)),
        }.items()
    }
    ruled = ruling(policy=HOSPITAL._replace(rules=both))
    assert ruled.obligations == (
        Obligation("audit", "full"),
        Obligation("notify", "role:officer", 60),
        Obligation("notify", "role:officer"),
    )


def test_a_condition_may_count_and_look_around():
    near = RuleIR(contains("p.names", near=("p.diagnosis",), within=40), "block", (), ())
    close = DIABETES._replace(start=20, end=28)
    assert ruling(NAME, close, policy=with_rule(near)).verdict is Verdict.BLOCK
    far = DIABETES._replace(start=51, end=54)
    assert ruling(NAME, far, policy=with_rule(near)).verdict is Verdict.ALLOW


# ------------------------------------------------------------------ Safe Harbor


def research(*findings: Finding, policy: PolicyIR = HOSPITAL) -> Ruling:
    return ruling(*findings, policy=policy, purpose="research", actor=RESEARCHER)


def test_safe_harbor_turns_a_join_that_it_refuses_into_redaction():
    mrn = found(0, 10, "p.mrn")
    ruled = research(mrn)  # pseudonymise by the purpose, hash by a rule
    assert ruled.dispositions == (REDACT,)
    assert ruled.because == (("basis safe_harbor", "purpose p.research", "rule p.hash_mrn"),)


def test_the_same_join_stands_under_another_basis():
    summary = HOSPITAL.purposes["p.summary"]
    policy = HOSPITAL._replace(
        purposes={"p.summary": summary._replace(needs={"p.mrn": PSEUDONYMISE})}
    )
    assert ruling(found(0, 10, "p.mrn"), policy=policy).dispositions == (Disposition("hash"),)


def test_safe_harbor_keeps_the_year_and_random_pseudonyms():
    without = HOSPITAL._replace(rules={})
    ruled = research(DATE, found(0, 10, "p.mrn"), policy=without)
    assert ruled.dispositions == (Disposition("generalise", "year"), PSEUDONYMISE)


def test_safe_harbor_closes_what_a_rule_masks_below_act_on():
    mask = RuleIR(("true",), None, ((Disposition("mask", "last 4"), ("p.mrn",)),), ())
    low = found(0, 10, "p.mrn", LOW)
    assert research(low, policy=with_rule(mask)).dispositions == (REDACT,)


def test_safe_harbor_does_not_bind_what_is_no_identifier():
    mask = RuleIR(("true",), None, ((Disposition("mask", ""), ("p.diagnosis",)),), ())
    ruled = research(DIABETES, policy=with_rule(mask))
    assert ruled.dispositions == (Disposition("mask", ""),)


def test_a_malformed_condition_is_an_error_and_never_a_rule_that_stays_silent():
    broken = RuleIR(("perhaps",), "block", (), ())
    with pytest.raises(ValueError, match="not a condition"):
        ruling(policy=with_rule(broken))


def test_a_rule_on_a_plain_fact_needs_no_findings():
    plain = RuleIR(attr("actor.mfa"), "warn", (), ())
    assert ruling(policy=with_rule(plain)).verdict is Verdict.WARN

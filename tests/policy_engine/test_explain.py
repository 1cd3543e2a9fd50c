"""Explanations: stable, sorted, readable, and without a word of the prompt."""

import json
import random

from promptward.decide import decide
from promptward.decision import Decision, PolicyLabel
from promptward.explain import readable
from promptward.model import Actor, Finding
from promptward.scope import Scope
from promptward_dsl.ir import PolicyIR

from .hospital import DATE, DIABETES, HOSPITAL, NAME, NOTES, SSN, TEXT, ask

ALL = (NAME, SSN, DATE, DIABETES)


def decision(
    findings: tuple[Finding, ...] = ALL, policy: PolicyIR = HOSPITAL, **facts: object
) -> Decision:
    ruled = decide(policy, NOTES, ask(**facts), findings)
    return Decision(
        ruled.verdict.word,
        None if ruled.verdict.word == "block" else TEXT,
        tuple(
            f._replace(disposition=d) for f, d in zip(findings, ruled.dispositions, strict=True)
        ),
        ruled.because,
        ruled.reasons,
        ruled.obligations,
        ruled.traces,
        PolicyLabel(policy.name, policy.version, policy.policy_id),
        NOTES,
        Scope(),
    )


def test_an_explanation_holds_what_the_language_says_it_does():
    explained = decision((NAME, SSN)).explain()
    assert explained == {
        "policy": "p@1.0.0",
        "ir": HOSPITAL.policy_id[:16],
        "verdict": "warn",
        "findings": [
            {
                "id": "p.d@0-10",
                "category": "p.names",
                "safe_harbor": "A",
                "level": "medium",
                "evidence": ["match:medium"],
                "disposition": "pseudonymise",
                "because": ["purpose p.summary"],
            },
            {
                "id": "p.d@16-27",
                "category": "p.ssn",
                "safe_harbor": "G",
                "level": "high",
                "evidence": ["match:medium"],
                "disposition": "redact",
                "because": ["purpose p.summary", "rule p.ssn_never"],
            },
        ],
        "rules": [
            {
                "id": "p.ssn_never",
                "at": "p.ward:12",
                "truth": "true",
                "verdict": "warn",
                "why": [["contains", ["p.d@16-27"]]],
                "cites": [],
                "advise": "Social Security numbers are removed from every prompt.",
            }
        ],
        "obligations": [],
        "reasons": [],
    }


def test_an_explanation_is_plain_json():
    explained = decision(actor=Actor("u"), date=None).explain()
    assert json.loads(json.dumps(explained)) == explained


def test_an_explanation_does_not_depend_on_the_order_of_anything():
    expected = json.dumps(decision(destination="chat").explain(), sort_keys=True)
    shuffle = random.Random(7).sample  # any order will do
    for _ in range(20):
        policy = HOSPITAL._replace(
            rules=dict(shuffle(sorted(HOSPITAL.rules.items()), len(HOSPITAL.rules)))
        )
        again = decision(tuple(shuffle(ALL, len(ALL))), policy, destination="chat")
        assert json.dumps(again.explain(), sort_keys=True) == expected


def test_refusals_and_defaults_are_reasons_and_rules_are_not_repeated_there():
    explained = decision(purpose=None, destination=None).explain()
    assert explained["reasons"] == [
        ["default", "no_purpose", "no purpose was named"],
        ["default", "unknown_destination", "no destination was named"],
    ]


def test_the_readable_form_says_verdict_reasons_rules_findings_and_obligations():
    assert decision(purpose=None, destination="chat", actor=Actor("u")).explain_text() == (
        f"block  (p@1.0.0, {HOSPITAL.policy_id[:16]})\n"
        "  because of default no_purpose: no purpose was named\n"
        "  rule baa_required: block\n"
        "    destination.baa is none\n"
        "    4 findings in the text\n"
        "    45 CFR 164.502(e)\n"
        "  rule mfa: require_justification"
        " (what it asks about is unknown, which counts against the request)\n"
        "    actor.mfa is unknown\n"
        "    4 findings in the text\n"
        "  rule ssn_never at p.ward:12: warn\n"
        "    1 finding in the text\n"
        "    Social Security numbers are removed from every prompt.\n"
        "findings\n"
        "         0-10  names (A), medium: redact, by default no_purpose\n"
        "        16-27  ssn (G), high: redact, by default no_purpose, rule ssn_never\n"
        "        34-44  dates (C), medium: redact, by default no_purpose\n"
        "        46-54  diagnosis, medium: keep\n"
        "obligations\n"
        "  audit full\n"
        "  audit minimal\n"
        "  notify role:officer within 1 day\n"
    )


def test_the_readable_form_is_made_from_the_plain_one():
    decided = decision()
    assert decided.explain_text() == readable(decided.explain())


def test_no_form_of_a_decision_shows_a_word_of_the_prompt():
    decided = decision()
    shown = (
        repr(decided)
        + str(decided)
        + json.dumps(decided.explain())
        + decided.explain_text()
        + json.dumps(decided.to_json())
        + repr(decided.findings)
        + repr(decided.reasons)
    )
    for word in ("John", "Smith", "536-22-4399", "2026-03-14", "diabetes"):
        assert word not in shown

"""The properties of a decision that a hospital relies on, on random small policies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.decide import Ruling, decide
from promptward.model import Actor, Finding, Request
from promptward_dsl.ir import PolicyIR
from promptward_dsl.lattice import KEEP, Disposition, at_least, join

from .reference_decide import reference
from .small_policies import NO_NOTES, cases, findings_in, rules


@pytest.fixture(
    autouse=True, scope="module", params=["quick", pytest.param("long", marks=pytest.mark.slow)]
)
def form(request: pytest.FixtureRequest) -> str:
    """Both forms run the same tests; how many examples is said by the profile."""
    return str(request.param)


def ruling(ir: PolicyIR, request: Request, findings: tuple[Finding, ...]) -> Ruling:
    return decide(ir, NO_NOTES, request, findings)


def carried(ruled: Ruling, findings: tuple[Finding, ...], length: int) -> list[Disposition]:
    """The disposition that each character carries: the join of those of the findings over it."""
    carries = [KEEP] * length
    for finding, disposition in zip(findings, ruled.dispositions, strict=True):
        for place in range(finding.start, finding.end):
            carries[place] = join(carries[place], disposition)
    return carries


def assert_no_weaker(
    after: Ruling,
    before: Ruling,
    *,
    length: int,
    findings_after: tuple[Finding, ...],
    findings_before: tuple[Finding, ...],
) -> None:
    assert after.verdict >= before.verdict
    assert set(after.obligations) >= set(before.obligations)
    for now, then in zip(
        carried(after, findings_after, length),
        carried(before, findings_before, length),
        strict=True,
    ):
        assert at_least(now, then)


@given(cases())
def test_the_engine_decides_as_the_naive_reference_does(case):
    ir, request, findings = case
    ruled = ruling(ir, request, findings)
    verdict, dispositions, obligations, truths = reference(ir, request, list(findings))
    assert ruled.verdict.word == verdict
    assert list(ruled.dispositions) == dispositions
    assert {tuple(o) for o in ruled.obligations} == obligations
    assert {trace.id: trace.truth for trace in ruled.traces} == truths


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_declarations_does_not_matter(case, random):
    ir, request, findings = case

    def shuffled(declared):
        items = list(declared.items())
        random.shuffle(items)
        return dict(items)

    other = ir._replace(
        rules=shuffled(ir.rules),
        purposes=shuffled(ir.purposes),
        destinations=shuffled(ir.destinations),
    )
    assert ruling(other, request, findings) == ruling(ir, request, findings)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_findings_orders_only_the_parallel_tuples(case, random):
    ir, request, findings = case
    order = list(range(len(findings)))
    random.shuffle(order)
    ruled = ruling(ir, request, findings)
    other = ruling(ir, request, tuple(findings[i] for i in order))
    assert other == ruled._replace(
        dispositions=tuple(ruled.dispositions[i] for i in order),
        because=tuple(ruled.because[i] for i in order),
    )


@given(cases(), rules)
def test_adding_a_rule_never_weakens(case, rule):
    ir, request, findings = case
    more = ir._replace(rules={**ir.rules, "p.added": rule})
    assert_no_weaker(
        ruling(more, request, findings),
        ruling(ir, request, findings),
        length=len(request.text),
        findings_after=findings,
        findings_before=findings,
    )


@given(cases(), st.data())
def test_a_finding_more_as_from_a_detector_or_match_added_never_weakens(case, data):
    ir, request, findings = case
    more = tuple({*findings, *data.draw(findings_in(request.text))})
    assert_no_weaker(
        ruling(ir, request, more),
        ruling(ir, request, findings),
        length=len(request.text),
        findings_after=more,
        findings_before=findings,
    )


@given(cases(), st.data())
def test_a_higher_confidence_never_weakens(case, data):
    ir, request, findings = case
    raised = tuple(
        f._replace(confidence=max(f.confidence, data.draw(st.sampled_from(type(f.confidence)))))
        for f in findings
    )
    assert_no_weaker(
        ruling(ir, request, raised),
        ruling(ir, request, findings),
        length=len(request.text),
        findings_after=raised,
        findings_before=findings,
    )


@given(
    cases(),
    st.sampled_from(
        ("destination", "purpose", "actor", "roles", "mfa", "department", "justified", "channel")
    ),
)
def test_removing_a_fact_about_the_request_never_helps_it(case, fact):
    ir, request, findings = case
    if fact in {"roles", "mfa", "department"}:
        less = request.actor and Actor(
            request.actor.id,
            () if fact == "roles" else request.actor.roles,
            mfa=None if fact == "mfa" else request.actor.mfa,
        )
        poorer = request._replace(actor=less)
    else:
        poorer = request._replace(**{fact: None})
    assert_no_weaker(
        ruling(ir, poorer, findings),
        ruling(ir, request, findings),
        length=len(request.text),
        findings_after=findings,
        findings_before=findings,
    )


@given(cases(), st.data())
def test_a_destination_fact_left_out_never_helps(case, data):
    ir, request, findings = case
    if not ir.destinations:
        return
    name = data.draw(st.sampled_from(sorted(ir.destinations)))
    fact = data.draw(
        st.sampled_from(("baa", "region", "trains_on_data", "retention_days", "encrypted"))
    )
    poorer = ir._replace(
        destinations={**ir.destinations, name: ir.destinations[name]._replace(**{fact: None})}
    )
    assert_no_weaker(
        ruling(poorer, request, findings),
        ruling(ir, request, findings),
        length=len(request.text),
        findings_after=findings,
        findings_before=findings,
    )

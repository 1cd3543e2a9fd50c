"""The properties of a policy as it is written: source in, decision out, nothing in between assumed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promptward.model import Actor, Request
from promptward_dsl import grammar
from promptward_dsl.chunks import chunks
from promptward_dsl.lattice import KEEP, Verdict, at_least, join
from promptward_dsl.lexer import lex

from .clinic import CLINIC, NOTE, TODAY, ask, built, clinic

RULES = (
    "rule added {\n  when contains any mrn\n  then redact on mrn\n}\n",
    "rule added {\n  when not actor.mfa\n  then warn\n  oblige audit full\n}\n",
    (
        "rule added {\n  when contains 2 or more distinct phi near diagnosis within 5 words\n"
        "  then require_justification\n}\n"
    ),
    "rule added {\n  then mask on names\n  then hash on dates\n}\n",
    (
        "rule added {\n  when request.purpose is summary or destination.region is us_east\n"
        "  then block\n}\n"
    ),
    "rule added {\n  then generalise to month on dates\n  oblige notify officer\n}\n",
)
DETECTORS = (
    "detector added finds mrn {\n  match /\\b\\d{3,9}\\b/ confidence high\n}\n",
    "detector added finds diagnosis {\n  match /[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}/ confidence medium\n}\n",
    "detector added finds names {\n  match /SSN [0-9-]{4,12}/ confidence low\n}\n",
    (
        "detector added finds ssn {\n  match lexicon conditions confidence medium\n"
        '  raise to high when near ["has"] within 2 words\n}\n'
    ),
    "detector added finds dates {\n  match /\\b19\\d\\d\\b/ confidence high\n}\n",
)
MATCHES = (
    "extend detector us_ssn {\n  match /\\d{4}/ confidence high\n}\n",
    'extend detector person {\n  match "born", "mrn" confidence medium\n}\n',
    (
        "extend detector condition {\n  match lexicon patients followed by lexicon conditions"
        " confidence high\n}\n"
    ),
    'extend detector us_ssn {\n  raise to high when before ["born"] within 30 chars\n}\n',
    "extend detector record {\n  match /has [a-z]{3,12}/ confidence low\n}\n",
)
TEXTS = (
    NOTE,
    "",
    "What is the code for a sprained ankle?",
    "Mary Jones has sepsis, MRN: 00471100, 1962-03-14\nSSN 123456789",
    "diabetes John Smith diabetes; 02139-1234 MRN 1234567",
)


@pytest.fixture(
    autouse=True, scope="module", params=["quick", pytest.param("long", marks=pytest.mark.slow)]
)
def form(request: pytest.FixtureRequest) -> str:
    """Both forms run the same tests; how many examples is said by the profile."""
    return str(request.param)


def declarations(source: str) -> tuple[str, list[str]]:
    """The header of a policy and its other declarations, each as it is written."""
    tokens = lex(source, "p").tokens
    parts = [
        source[tokens[start].start : tokens[end - 1].end] + "\n"
        for start, end in chunks(tokens, source, grammar.load().keywords)
    ]
    return parts[0], parts[1:]


requests = st.builds(
    lambda text, **facts: Request(text, **facts),  # noqa: PLW0108  # see above
    st.sampled_from(TEXTS),
    destination=st.sampled_from(("azure", "nowhere", None)),
    purpose=st.sampled_from(("summary", "research", None)),
    actor=st.sampled_from(
        (None, Actor("u", {"clinician"}, mfa=True), Actor("u", {"researcher"}), Actor("u"))
    ),
    date=st.just(TODAY),
)
added = st.lists(
    st.sampled_from((*RULES, *DETECTORS, *MATCHES)),
    min_size=1,
    max_size=2,
    # Two rules, or two detectors, would have one name.
    unique_by=lambda one: one.split()[0] if not one.startswith("extend") else one,
)


def carried(decision, length):
    """The disposition that each character carries."""
    carries = [KEEP] * length
    for finding in decision.findings:
        for place in range(finding.start, finding.end):
            carries[place] = join(carries[place], finding.disposition)
    return carries


def assert_no_weaker(after, before, text):
    assert Verdict[after.verdict.upper()] >= Verdict[before.verdict.upper()]
    assert set(after.obligations) >= set(before.obligations)
    pairs = zip(carried(after, len(text)), carried(before, len(text)), strict=True)
    assert all(at_least(now, then) for now, then in pairs)


@given(st.randoms(use_true_random=False))
def test_the_order_of_declarations_is_no_part_of_the_policy(random):
    header, others = declarations(CLINIC)
    random.shuffle(others)
    shuffled = built.__wrapped__(header + "".join(others)).compiled
    compiled = built().compiled
    assert shuffled.ir == compiled.ir
    assert shuffled.ir.canonical() == compiled.ir.canonical()
    assert shuffled.lexicons == compiled.lexicons


@given(st.randoms(use_true_random=False))
def test_the_order_of_items_within_a_declaration_is_none_either(random):
    def shuffled(part):
        lines = part.rstrip("\n").split("\n")
        # One item a line, and no block within the block.
        if len(lines) < 3 or any(line.startswith("    ") for line in lines):
            return part
        inside = lines[1:-1]
        random.shuffle(inside)
        return "\n".join([lines[0], *inside, lines[-1]]) + "\n"

    header, others = declarations(CLINIC)
    source = header + "".join(map(shuffled, others))
    assert built.__wrapped__(source).compiled.ir == built().compiled.ir


@settings(max_examples=30)
@given(added, requests)
def test_adding_rules_detectors_and_matches_never_weakens(more, request):
    assert_no_weaker(
        clinic(CLINIC + "".join(more)).decide(request), clinic().decide(request), request.text
    )


@pytest.mark.parametrize("one", [*RULES, *DETECTORS, *MATCHES])
def test_each_addition_is_seen_and_never_weakens_what_is_granted(one):
    policy = built(CLINIC + one).compiled.ir
    assert policy.policy_id != built().compiled.ir.policy_id
    for text in TEXTS:
        request = ask(text)
        assert_no_weaker(clinic(CLINIC + one).decide(request), clinic().decide(request), text)


@given(requests, st.sampled_from(("destination", "purpose", "actor", "date")))
def test_removing_a_fact_about_the_request_never_helps_it(request, fact):
    before = clinic().decide(request)
    assert_no_weaker(clinic().decide(request._replace(**{fact: None})), before, request.text)


def test_a_rule_that_depended_on_absence_would_weaken_and_so_does_not_compile():
    from promptward_dsl.build import build
    from promptward_dsl.sources import SourceFile

    source = CLINIC + "rule r {\n  when not contains any names\n  then block\n}\n"
    found = build(SourceFile("clinic.ward", source), today=TODAY)
    assert found.compiled is None
    assert {d.code for d in found.diagnostics if d.severity == "error"} == {"E109"}

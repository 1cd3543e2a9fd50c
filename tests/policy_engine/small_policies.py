"""Random small policies, requests and findings: wide enough that every branch of a decision is met."""

import datetime as dt

from hypothesis import strategies as st

from promptward.model import Actor, Finding, Request
from promptward_dsl.ir import (
    CategoryIR,
    DefaultsIR,
    DestinationIR,
    ObligationIR,
    PolicyIR,
    PurposeIR,
    RuleIR,
)
from promptward_dsl.lattice import KEEP, REDACT, Confidence, Disposition
from promptward_dsl.notes import Notes

CATEGORIES = {
    "p.names": CategoryIR("name", "A"),
    "p.dates": CategoryIR("date", "C"),
    "p.ssn": CategoryIR("number", "G"),
    "p.mrn": CategoryIR("number", "H"),
    "p.diagnosis": CategoryIR("text", None),
    "p.ward": CategoryIR("text", None),
}
ROLES = {
    "p.staff": ("p.staff",),
    "p.clinician": ("p.clinician", "p.staff"),
    "p.researcher": ("p.researcher", "p.staff"),
}
DESTINATIONS = ("p.azure", "p.ocr", "p.chat")
PURPOSES = ("p.summary", "p.coding", "p.research")
REGIONS = ("eu", "us_east", "us_west")
DATES = (dt.date(2026, 6, 30), dt.date(2026, 11, 23), dt.date(2027, 7, 1))
VERDICTS = ("allow", "warn", "require_justification", "block")
DISPOSITIONS = (
    KEEP,
    REDACT,
    Disposition("date_shift", 30),
    Disposition("date_shift", 365),
    Disposition("generalise", "year"),
    Disposition("generalise", "month"),
    Disposition("mask", ""),
    Disposition("mask", "last 4"),
    Disposition("mask", "first 2"),
    Disposition("pseudonymise"),
    Disposition("hash"),
)
NO_NOTES = Notes({}, {}, {}, {}, (), (), ())

verdicts = st.sampled_from(VERDICTS)
dispositions = st.sampled_from(DISPOSITIONS)
levels = st.sampled_from(list(Confidence))
yes_no_unknown = st.sampled_from((True, False, None))


def some_of(names, **sizes):
    return st.lists(st.sampled_from(sorted(names)), unique=True, **sizes).map(
        lambda chosen: tuple(sorted(chosen))
    )


attributes = st.one_of(
    st.tuples(
        st.just("attr"),
        st.sampled_from(
            (
                "actor.mfa",
                "request.justified",
                "destination.encrypted",
                "destination.trains_on_data",
            )
        ),
        st.just("true"),
        st.none(),
    ),
    st.tuples(
        st.just("attr"),
        st.just("actor.role"),
        st.sampled_from(("is", "is_not")),
        st.sampled_from(sorted(ROLES)),
    ),
    st.tuples(
        st.just("attr"),
        st.just("actor.role"),
        st.sampled_from(("in", "not_in")),
        some_of(ROLES, min_size=1),
    ),
    st.tuples(
        st.just("attr"),
        st.just("request.purpose"),
        st.sampled_from(("is", "is_not")),
        st.sampled_from(PURPOSES),
    ),
    st.tuples(
        st.just("attr"),
        st.just("destination.region"),
        st.sampled_from(("in", "not_in")),
        some_of(REGIONS, min_size=1),
    ),
    st.tuples(
        st.just("attr"),
        st.just("destination.baa"),
        st.sampled_from(("in", "not_in")),
        some_of(("active", "expired", "none", "not_required"), min_size=1),
    ),
    st.tuples(
        st.just("attr"),
        st.just("destination.retention_days"),
        st.sampled_from((">=", "<=", ">", "<")),
        st.sampled_from((0, 29, 30)),
    ),
)


@st.composite
def contains(draw):
    near = draw(st.none() | some_of(CATEGORIES, min_size=1))
    return (
        "contains",
        draw(st.sampled_from(("any", "all", "min"))),
        draw(st.integers(1, 3)),
        draw(st.booleans()),
        draw(some_of(CATEGORIES, min_size=1)),
        draw(st.sampled_from((None, "low", "medium", "high"))),
        near,
        0 if near is None else draw(st.integers(0, 6)),
        draw(st.sampled_from(("chars", "words", "lines"))),
    )


def fewer(condition):
    """`not fewer than N`, the only form in which `max` is positive."""
    return ("not", ("contains", "max", *condition[2:]))


# INVARIANT: `contains` stands only where it is positive, as the checker asks (E109).
conditions = st.recursive(
    st.one_of(contains(), contains().map(fewer), attributes, attributes.map(lambda a: ("not", a))),
    lambda inner: st.builds(
        lambda op, parts: (op, *parts),
        st.sampled_from(("and", "or")),
        st.lists(inner, min_size=2, max_size=3),
    ),
    max_leaves=4,
)
rules = st.builds(
    RuleIR,
    conditions,
    st.none() | verdicts,
    st.lists(st.tuples(dispositions, some_of(CATEGORIES, min_size=1)), max_size=2).map(tuple),
    st.lists(
        st.builds(ObligationIR, st.just("audit"), st.sampled_from(("minimal", "full")))
        | st.builds(
            ObligationIR, st.just("notify"), st.just("p.officer"), st.sampled_from((None, 60))
        ),
        max_size=2,
    ).map(tuple),
)
destinations = st.builds(
    DestinationIR,
    vendor=st.just("vendor"),
    kind=st.just("llm"),
    baa=st.sampled_from(("none", "not_required", "until", None)),
    baa_from=st.sampled_from((None, "2026-07-01")),
    baa_until=st.just("2027-06-30"),
    region=st.sampled_from((*REGIONS, None)),
    trains_on_data=yes_no_unknown,
    retention_days=st.sampled_from((0, 30, None)),
    encrypted=yes_no_unknown,
    passes_to=some_of(DESTINATIONS, max_size=2),
)
purposes = st.builds(
    PurposeIR,
    some_of(ROLES, max_size=2),
    some_of(DESTINATIONS),
    st.sampled_from((None, "treatment", "safe_harbor")),
    st.dictionaries(st.sampled_from(sorted(CATEGORIES)), dispositions, max_size=4),
    dispositions,
)
policies = st.builds(
    PolicyIR,
    name=st.just("p"),
    version=st.just("1.0.0"),
    defaults=st.builds(DefaultsIR, levels, verdicts, verdicts, verdicts),
    categories=st.just(CATEGORIES),
    groups=st.just({}),
    lexicons=st.just({}),
    detectors=st.just({}),
    destinations=st.dictionaries(st.sampled_from(DESTINATIONS), destinations, max_size=3),
    roles=st.just(ROLES),
    contacts=st.just({"p.officer": "role:officer"}),
    purposes=st.dictionaries(st.sampled_from(PURPOSES), purposes, max_size=3),
    rules=st.dictionaries(st.sampled_from([f"p.r{i}" for i in range(5)]), rules, max_size=4),
    names=st.just({name.removeprefix("p."): name for name in (*DESTINATIONS, *PURPOSES, *ROLES)}),
)
TEXTS = ("ab ab  cd\nef AB\n\ngh ij kl", "abcabc", "x\n\n\nx y y z zz", "a b c d e f g h i j k l")
actors = st.builds(
    Actor,
    st.just("u1"),
    some_of((*ROLES, "clinician", "stranger"), max_size=2),
    mfa=yes_no_unknown,
)
# Biased towards requests that a purpose can grant: refusals are found anyway.
# A function, since Hypothesis would make up every fact that is left out of a class. Addresses have a
# decision table of their own (test_decision_table.py).
requests = st.builds(
    lambda text, **facts: Request(text, **facts),  # noqa: PLW0108  # see above
    st.sampled_from(TEXTS),
    destination=st.sampled_from((*DESTINATIONS, "azure", "nowhere", None)),
    purpose=st.sampled_from((*PURPOSES, "coding", "fun", None)),
    actor=st.none() | actors | actors,
    date=st.sampled_from(DATES),
    justified=yes_no_unknown,
    channel=st.sampled_from(("api", None)),
)


@st.composite
def findings_in(draw, text):
    """Findings within a text, sorted by span, several at one place not excluded."""
    found = draw(
        st.lists(
            st.builds(
                lambda a, b, category, level, detector: Finding(
                    min(a, b),
                    max(a, b) + 1,
                    category,
                    CATEGORIES[category].safe_harbor,
                    level,
                    f"p.d{detector}",
                ),
                st.integers(0, len(text) - 1),
                st.integers(0, len(text) - 1),
                st.sampled_from(sorted(CATEGORIES)),
                levels,
                st.integers(0, 1),
            ),
            max_size=5,
        )
    )
    return tuple(sorted(set(found), key=lambda f: (f.start, f.end, f.category, f.detector)))


@st.composite
def cases(draw):
    """A policy, a request, and findings in its text."""
    request = draw(requests)
    return draw(policies), request, draw(findings_in(request.text))

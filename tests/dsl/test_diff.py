"""Differences between policies: what counts as a weakening, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.conditions import Truth, truth_of
from promptward_dsl.diff import Change, changes, weakenings
from promptward_dsl.diff.rules import shown_condition
from promptward_dsl.ir import DefaultsIR, lexicon_hash
from promptward_dsl.lattice import Confidence, Verdict

from .analysed import GOOD, compiled
from .test_conditions import CONDITIONS, WORLDS


def policy(body):
    return compiled(body)[0]


def kinds(found: list[Change]) -> list[str]:
    return [change.kind for change in found]


def purpose(roles="nurse", destinations="good", needs="ssn mask", otherwise="redact", basis=""):
    return (
        f"purpose p {{\n  roles {roles}\n  destinations {destinations}\n  {basis}\n"
        f"  necessary {{ {needs} }}\n  otherwise {otherwise}\n}}\n"
    )


def rule(when="contains any phi", then="then block"):
    return f"rule r {{\n  when {when}\n  {then}\n}}\n"


def detector(items, match="match /AB\\d+/ confidence medium"):
    return f'lexicon words = ["one", "two"]\ndetector d finds mrn {{\n  {match}\n  {items}\n}}\n'


LEXICON = (
    "lexicon words {options} = [{words}]\n"
    "detector d finds mrn {{\n  match lexicon words confidence high\n}}\n"
)


def lexicon(words='"one", "two"', options=""):
    return LEXICON.format(words=words, options=options)


# Each entry: a stricter body, a looser body, and what the way from the first to the second is
# called; the way back must weaken nothing.
ONE_WAY = {
    "act_on rises": ("defaults { act_on: medium }", "defaults { act_on: high }", "default"),
    "no_purpose loosens": (
        "defaults { no_purpose: block }",
        "defaults { no_purpose: warn }",
        "default",
    ),
    "unknown_destination loosens": (
        "defaults { unknown_destination: block }",
        "defaults { unknown_destination: require_justification }",
        "default",
    ),
    "no_findings loosens": (
        "defaults { no_findings: warn }",
        "defaults { no_findings: allow }",
        "default",
    ),
    "rule removed": (rule(), "", "rule removed"),
    "verdict loosened": (rule(), rule(then="then warn"), "rule verdict"),
    "condition narrowed": (rule(), rule("contains any ssn"), "rule condition"),
    "condition narrowed by a number": (
        rule("destination.retention_days > 10"),
        rule("destination.retention_days > 30"),
        "rule condition",
    ),
    "transform gone": (
        rule(then="then redact on ssn"),
        rule(then="then mask on ssn"),
        "rule transform",
    ),
    "obligation gone": (
        rule(then="oblige audit full"),
        rule(then="oblige audit"),
        "rule obligations",
    ),
    "term longer": (
        rule(then="oblige notify office within 1 hours"),
        rule(then="oblige notify office within 2 hours"),
        "rule obligations",
    ),
    "purpose added": (GOOD, GOOD + purpose(), "purpose added"),
    "role granted": (
        GOOD + purpose(),
        GOOD + purpose("nurse, clerk"),
        "purpose roles added",
    ),
    "destination granted": (
        GOOD + GOOD.replace("good", "other") + purpose(),
        GOOD + GOOD.replace("good", "other") + purpose(destinations="good, other"),
        "purpose destinations added",
    ),
    "need loosened": (
        GOOD + purpose(needs="ssn redact"),
        GOOD + purpose(needs="ssn mask showing last 4"),
        "purpose need",
    ),
    "need sideways": (
        GOOD + purpose(needs="ssn redact  dates redact"),
        GOOD + purpose(needs="ssn redact  dates generalise to year"),
        "purpose need",
    ),
    "need left to a looser rest": (
        GOOD + purpose(needs="ssn redact", otherwise="pseudonymise"),
        GOOD + purpose(needs="", otherwise="pseudonymise"),
        "purpose need",
    ),
    "otherwise loosened": (
        GOOD + purpose(),
        GOOD + purpose(otherwise="pseudonymise"),
        "purpose otherwise",
    ),
    "basis dropped": (
        GOOD + purpose(needs="", basis="basis safe_harbor"),
        GOOD + purpose(needs=""),
        "purpose basis",
    ),
    "agreement extended": (
        GOOD,
        GOOD.replace("2030-01-01", "2031-01-01"),
        "destination baa",
    ),
    "agreement appears": (
        GOOD.replace("until 2030-01-01", "none"),
        GOOD,
        "destination baa",
    ),
    "agreement begins earlier": (
        GOOD.replace("until 2030", "from 2027-01-01 until 2030"),
        GOOD.replace("until 2030", "from 2026-01-01 until 2030"),
        "destination baa",
    ),
    "training no more": (
        GOOD.replace("trains_on_data: no", "trains_on_data: yes"),
        GOOD,
        "destination trains_on_data",
    ),
    "retention shorter": (
        GOOD.replace("retention_days: 0", "retention_days: 30"),
        GOOD,
        "destination retention_days",
    ),
    "encryption": (
        GOOD.replace("encrypted: yes", "encrypted: no"),
        GOOD,
        "destination encrypted",
    ),
    "a fact at last": (
        GOOD.replace("  retention_days: 0\n", ""),
        GOOD,
        "destination retention_days",
    ),
    "one party less": (
        GOOD.replace("encrypted: yes", "encrypted: yes\n  passes_to: [other]")
        + GOOD.replace("good", "other"),
        GOOD + GOOD.replace("good", "other"),
        "destination passes_to removed",
    ),
    "detector removed": (detector(""), 'lexicon words = ["one", "two"]', "detector removed"),
    "match removed": (
        detector("match /CD\\d+/ confidence low"),
        detector(""),
        "detector match removed",
    ),
    "match weaker": (
        detector(""),
        detector("", "match /AB\\d+/ confidence low"),
        "detector match removed",
    ),
    "requirement": (detector(""), detector("require valid luhn"), "detector require added"),
    "requirement narrower": (
        detector('require near ["a", "b"] within 9 chars'),
        detector('require near ["a"] within 9 chars'),
        "detector require added",
    ),
    "raise gone": (
        detector('raise to high when near ["a"] within 9 chars'),
        detector(""),
        "detector raise removed",
    ),
    "raise nearer": (
        detector('raise to high when near ["a"] within 9 chars'),
        detector('raise to high when before ["a"] within 9 chars'),
        "detector raise removed",
    ),
    "lower": (
        detector(""),
        detector('lower to low when near ["a"] within 9 chars'),
        "detector lower added",
    ),
    "lower wider": (
        detector('lower to low when near ["a"] within 9 chars'),
        detector('lower to low when near ["a"] within 20 chars'),
        "detector lower added",
    ),
    "exception": (
        detector(""),
        detector('except exact ["AB1"] because "form"'),
        "detector except added",
    ),
    "exception by context": (
        detector(""),
        detector('except near ["a"] within 9 chars because "form"'),
        "detector except added",
    ),
    "word gone": (lexicon(), lexicon('"one"'), "lexicon changed"),
    "less fuzzy": (lexicon(options="fuzzy 1"), lexicon(), "lexicon fuzzy"),
    "cased": (lexicon(), lexicon(options="cased"), "lexicon cased"),
    "one feature more is covered": (
        GOOD.replace("encrypted: yes", "encrypted: yes\n  covers: [chat]"),
        GOOD.replace("encrypted: yes", "encrypted: yes\n  covers: [chat, files]"),
        "destination covers",
    ),
    "everything is covered": (
        GOOD.replace("encrypted: yes", 'encrypted: yes\n  models: ["gpt-4*"]'),
        GOOD,
        "destination models",
    ),
    "role that inherits": (
        GOOD + purpose(),
        GOOD + purpose() + "role student inherits nurse\n",
        "role added",
    ),
}


@pytest.mark.parametrize("name", ONE_WAY)
def test_a_weakening_is_named_and_its_way_back_is_none(name):
    strict, loose, kind = ONE_WAY[name]
    a, b = policy(strict), policy(loose)
    assert kind in kinds(weakenings(a, b))
    # A word list that changed unseen may have changed either way.
    back = [change for change in weakenings(b, a) if change.kind != "lexicon changed"]
    assert back == []
    assert a == b or changes(b, a) or "lexicon changed" in kinds(weakenings(b, a))


@pytest.mark.parametrize("name", ONE_WAY)
def test_a_policy_weakens_nothing_against_itself(name):
    for body in ONE_WAY[name][:2]:
        same = policy(body)
        assert weakenings(same, same) == changes(same, same) == []


def test_the_order_of_declarations_is_no_change():
    one, other = rule(), 'contact second "role:x"\n'
    assert weakenings(policy(one + other), policy(other + one)) == []
    assert changes(policy(one + other), policy(other + one)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (GOOD, GOOD.replace("region: us", "region: eu")),
        (GOOD, GOOD.replace('"Good"', '"Other"')),
        (rule("contains any ssn"), rule("contains any mrn")),
        (GOOD + purpose(needs="ssn mask"), GOOD + purpose(needs="ssn pseudonymise")),
    ],
)
def test_what_only_differs_weakens_in_both_directions(before, after):
    a, b = policy(before), policy(after)
    assert weakenings(a, b)
    assert weakenings(b, a)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rule("contains any ssn"), rule("contains any ssn or contains any mrn")),
        (rule("contains any phi and actor.mfa"), rule("contains any phi")),
        (rule("not actor.mfa and contains any phi"), rule("contains any phi and not actor.mfa")),
        (rule("contains any phi"), rule("contains any phi at least low")),
        (GOOD, GOOD + GOOD.replace("good", "unlisted")),
        ("", rule()),
        (
            detector('raise to medium when before ["a"] within 9 chars'),
            detector('raise to high when near ["a", "b"] within 20 chars'),
        ),
        (
            detector('lower to low when near ["a", "b"] within 9 chars'),
            detector('lower to low when near ["a"] within 9 chars'),
        ),
    ],
)
def test_what_does_at_least_as_much_is_no_weakening_however_it_is_worded(before, after):
    assert weakenings(policy(before), policy(after)) == []


def test_what_changes_without_weakening_is_listed_too():
    before = GOOD + "category ward: text safe_harbor R\ngroup g = ssn\n"
    after = (
        GOOD.replace("encrypted: yes", 'encrypted: yes\n  agreement: "B-2"')
        + "category ward: name safe_harbor R\ngroup g = ssn, mrn\ncategory bay: text\n"
    )
    old, new = policy(before), policy(after)
    assert weakenings(old, new) == []
    assert {"destination agreement", "category type", "group", "category added"} <= set(
        kinds(changes(old, new))
    )
    assert "category removed" in kinds(changes(new, old))


def test_a_category_that_is_no_identifier_any_more_is_weaker():
    lettered = policy("category ward: text safe_harbor R\n")
    plain = policy("category ward: text\n")
    assert kinds(weakenings(lettered, plain)) == ["category letter"]
    assert weakenings(plain, lettered) == []


def test_words_of_a_lexicon_are_compared_where_they_are_given():
    a, b = policy(lexicon()), policy(lexicon('"two", "three"'))
    words_a, words_b = {"m.words": ("one", "two")}, {"m.words": ("three", "two")}
    assert weakenings(a, b, words_a, words_b) == [
        Change("lexicon words removed", "m.words", "one", None, weakens=True)
    ]
    assert changes(a, b, words_a, words_b) == [
        Change("lexicon words added", "m.words", None, "three", weakens=False)
    ]


def test_more_words_weaken_where_they_excuse():
    items = "lower to low when near lexicon words within 9 chars"
    a = policy(detector(items))
    more = ("one", "three", "two")
    changed = a.lexicons["m.words"]._replace(size=3, sha256=lexicon_hash(more))
    b = a._replace(lexicons={"m.words": changed})
    found = weakenings(a, b, {"m.words": ("one", "two")}, {"m.words": more})
    assert kinds(found) == ["lexicon words added"]


def test_exceptions_are_counted_and_never_quoted():
    (one,) = weakenings(policy(detector("")), policy(detector('except exact ["AB536-22-4399"]')))
    assert "536" not in str(one)


def test_conditions_are_shown_in_the_words_of_ward():
    when = (
        "contains 10 or more distinct ssn, mrn at least low near dates within 9 words "
        "and (destination.region not in [us, eu] or not actor.mfa)"
    )
    shown = shown_condition(policy(rule(when)).rules["m.r"].when)
    assert "contains 10 or more distinct m.mrn, m.ssn at least low" in shown
    assert "near m.dates within 9 words" in shown
    assert "destination.region not in [" in shown
    assert "not actor.mfa" in shown


_DEFAULTS = st.builds(
    DefaultsIR,
    st.sampled_from(Confidence),
    *[st.sampled_from([verdict.word for verdict in Verdict])] * 3,
)


@given(_DEFAULTS, _DEFAULTS)
def test_defaults_weaken_exactly_where_they_are_looser(one, other):
    a = policy_with(one)
    b = policy_with(other)
    looser = [key for key in DefaultsIR._fields if _looser(key, one, other)]
    assert [change.subject for change in weakenings(a, b)] == sorted(looser)


EMPTY = None


def policy_with(defaults):
    global EMPTY  # noqa: PLW0603  # built once: building is slow beside what is tested
    EMPTY = EMPTY or policy("")
    return EMPTY._replace(defaults=defaults)


def _looser(key, one, other):
    was, now = getattr(one, key), getattr(other, key)
    return now > was if key == "act_on" else Verdict[now.upper()] < Verdict[was.upper()]


@given(CONDITIONS, CONDITIONS, WORLDS)
def test_a_condition_that_fires_less_often_is_always_a_weakening(one, other, world):
    if truth_of(one, world) is Truth.FALSE or truth_of(other, world) is not Truth.FALSE:
        return
    base = policy_with(DefaultsIR())
    rules = [base._replace(rules={"m.r": policy_rule(when)}) for when in (one, other)]
    if _contains_is_positive(one) and _contains_is_positive(other):
        assert "rule condition" in kinds(weakenings(*rules))


def policy_rule(when):
    global RULE  # noqa: PLW0603  # as above
    RULE = RULE or policy(rule()).rules["m.r"]
    return RULE._replace(when=when)


RULE = None


def _contains_is_positive(node, sign=1):
    if node[0] == "contains":
        return sign > 0 and node[1] != "max"
    if node[0] == "not":
        return _contains_is_positive(node[1], -sign)
    return all(_contains_is_positive(part, sign) for part in node[1:] if isinstance(part, tuple))

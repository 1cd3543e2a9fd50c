"""Conditions: Kleene's tables, attribute comparisons, witnesses."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.conditions import Fact, Truth, evaluate, truth_of

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE

PHI = ("any", 1, False, ("m.ssn",), None, None, None, None)


class Facts:
    """A world with given attributes; `contains` answers by the first category asked for."""

    def __init__(
        self,
        attributes: dict[str, Fact | None] | None = None,
        findings: dict[str, tuple[Truth, tuple[str, ...]]] | None = None,
    ) -> None:
        self.attributes = attributes or {}
        self.findings = findings or {}
        self.asked: list[tuple[object, ...]] = []

    def attribute(self, path: str) -> Fact | None:
        return self.attributes.get(path)

    def contains(self, quantity, n, distinct, categories, level, near, within, unit):
        self.asked.append((quantity, n, distinct, categories, level, near, within, unit))
        return self.findings.get(categories[0], (FALSE, ()))


def atom(value: Truth) -> tuple:
    return ("attr", f"test.{value.word}", "true", None)


KLEENE = Facts({"test.true": True, "test.false": False})


@pytest.mark.parametrize(("a", "b"), list(itertools.product(Truth, repeat=2)))
def test_and_is_the_minimum_and_or_the_maximum(a, b):
    assert truth_of(("and", atom(a), atom(b)), KLEENE) is min(a, b)
    assert truth_of(("or", atom(a), atom(b)), KLEENE) is max(a, b)


def test_not_exchanges_true_and_false_and_keeps_unknown():
    assert [truth_of(("not", atom(value)), KLEENE) for value in Truth] == [TRUE, UNKNOWN, FALSE]


def test_an_empty_conjunction_and_the_constant_are_true():
    assert truth_of(("true",), KLEENE) is TRUE
    assert truth_of(("and",), KLEENE) is TRUE
    assert truth_of(("or",), KLEENE) is FALSE
    assert evaluate(("true",), KLEENE) == (TRUE, ())


@pytest.mark.parametrize(
    ("op", "value", "fact", "expected"),
    [
        ("true", None, True, TRUE),
        ("true", None, False, FALSE),
        ("true", None, "yes", UNKNOWN),
        ("is", "active", "active", TRUE),
        ("is", "active", "none", FALSE),
        ("is_not", "active", "none", TRUE),
        ("is", True, True, TRUE),
        ("is", 1, True, UNKNOWN),
        ("is", "active", 3, UNKNOWN),
        ("is", 3, 3.0, TRUE),
        ("in", ("a", "b"), "b", TRUE),
        ("in", ("a", "b"), "c", FALSE),
        ("not_in", ("a", "b"), "c", TRUE),
        ("not_in", ("a", "b"), "a", FALSE),
        ("in", ("a", 1), "a", UNKNOWN),
        ("in", "abc", "a", UNKNOWN),
        (">=", 30, 30, TRUE),
        (">", 30, 30, FALSE),
        ("<=", 30, 30, TRUE),
        ("<", 30.5, 30, TRUE),
        (">", 30, "31", UNKNOWN),
        (">", 0, True, UNKNOWN),
        (">", "30", 31, UNKNOWN),
    ],
)
def test_comparing_one_value(op, value, fact, expected):
    assert truth_of(("attr", "a.b", op, value), Facts({"a.b": fact})) is expected


@pytest.mark.parametrize("op", ["true", "is", "is_not", "in", "not_in", ">=", "<=", ">", "<"])
def test_every_comparison_with_an_unknown_fact_is_unknown(op):
    assert truth_of(("attr", "a.b", op, None), Facts()) is UNKNOWN


@pytest.mark.parametrize(
    ("op", "value", "roles", "expected"),
    [
        ("is", "nurse", {"nurse", "staff"}, TRUE),
        ("is", "clerk", {"nurse", "staff"}, FALSE),
        ("is_not", "nurse", {"nurse", "staff"}, FALSE),
        ("is_not", "clerk", {"nurse", "staff"}, TRUE),
        ("in", ("clerk", "staff"), {"nurse", "staff"}, TRUE),
        ("not_in", ("clerk", "staff"), {"nurse", "staff"}, FALSE),
        ("not_in", ("clerk", "boss"), {"nurse", "staff"}, TRUE),
        ("is", "nurse", set(), FALSE),
        (">=", 3, {"nurse"}, UNKNOWN),
        ("true", None, {"nurse"}, UNKNOWN),
    ],
)
def test_an_actor_is_each_of_the_roles_held(op, value, roles, expected):
    world = Facts({"actor.role": frozenset(roles)})
    assert truth_of(("attr", "actor.role", op, value), world) is expected


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        ("in", ("us_east", "eu"), TRUE),
        ("not_in", ("us_east", "eu"), FALSE),
        ("not_in", ("mars",), TRUE),
        ("not_in", ("us_east",), UNKNOWN),
        ("in", ("us_east",), UNKNOWN),
        ("is", "eu", UNKNOWN),
        ("is_not", "eu", UNKNOWN),
        ("is", "mars", FALSE),
        ("is_not", "mars", TRUE),
    ],
)
def test_regions_that_disagree_count_against_the_request_however_the_rule_is_worded(
    op, value, expected
):
    world = Facts({"destination.region": frozenset({"us_east", "eu"})})
    assert truth_of(("attr", "destination.region", op, value), world) is expected


def test_one_region_is_just_that_region():
    world = Facts({"destination.region": frozenset({"eu"})})
    assert truth_of(("attr", "destination.region", "is", "eu"), world) is TRUE
    assert truth_of(("attr", "destination.region", "is_not", "eu"), world) is FALSE


def test_fewer_than_is_the_negation_of_that_many_or_more():
    world = Facts(findings={"m.ssn": (TRUE, ("d@0-1",))})
    fewer = ("contains", "max", 3, True, ("m.ssn",), "low", ("m.x",), 20, "words")
    assert truth_of(fewer, world) is FALSE
    assert truth_of(("not", fewer), world) is TRUE
    assert set(world.asked) == {("min", 3, True, ("m.ssn",), "low", ("m.x",), 20, "words")}


def test_witnesses_name_the_findings_and_the_facts_a_rule_fires_on():
    world = Facts({"actor.mfa": None}, {"m.ssn": (TRUE, ("d@9-12", "d@1-3"))})
    rule = ("and", ("not", ("attr", "actor.mfa", "true", None)), ("contains", *PHI))
    assert evaluate(rule, world) == (
        UNKNOWN,
        (("attr", "actor.mfa", "unknown"), ("contains", ("d@1-3", "d@9-12"))),
    )


def test_a_condition_that_does_not_hold_has_no_witness():
    world = Facts({"actor.mfa": True}, {"m.ssn": (TRUE, ("d@1-3",))})
    rule = ("and", ("not", ("attr", "actor.mfa", "true", None)), ("contains", *PHI))
    assert evaluate(rule, world) == (FALSE, ())


def test_only_the_branch_that_settles_a_disjunction_is_a_witness():
    world = Facts({"a.yes": True, "a.no": False})
    either = (
        "or",
        ("attr", "a.yes", "true", None),
        ("attr", "a.no", "true", None),
        ("attr", "a.unknown", "true", None),
    )
    assert evaluate(either, world) == (TRUE, (("attr", "a.yes", True),))


def test_below_a_not_the_facts_that_make_it_false_are_the_witnesses():
    world = Facts({"a.yes": True, "a.no": False})
    neither = ("not", ("and", ("attr", "a.yes", "true", None), ("attr", "a.no", "true", None)))
    assert evaluate(neither, world) == (TRUE, (("attr", "a.no", False),))


def test_several_values_are_shown_sorted():
    world = Facts({"destination.region": frozenset({"us_east", "eu"})})
    outside = ("attr", "destination.region", "not_in", ("us_east",))
    assert evaluate(outside, world)[1] == (("attr", "destination.region", ("eu", "us_east")),)


@pytest.mark.parametrize(
    "nonsense", [(), ("xor",), ("attr", "a.b"), ("contains",), ("attr", "a.b", "like", "x")]
)
def test_what_is_no_condition_is_refused_not_skipped(nonsense):
    with pytest.raises(ValueError, match="format|unpack"):
        truth_of(nonsense, Facts({"a.b": "x"}))


# ------------------------------------------------------------------ properties

_PATHS = ["a.one", "a.two", "actor.role", "destination.region"]
_WORDS = st.sampled_from(["x", "y", "z"])
_ATTRIBUTES = st.one_of(
    st.tuples(
        st.just("attr"),
        st.sampled_from(_PATHS),
        st.sampled_from(["is", "is_not"]),
        _WORDS,
    ),
    st.tuples(
        st.just("attr"),
        st.sampled_from(_PATHS),
        st.sampled_from(["in", "not_in"]),
        st.lists(_WORDS, min_size=1, max_size=2).map(tuple),
    ),
    st.tuples(st.just("attr"), st.just("a.three"), st.just("true"), st.none()),
    st.tuples(st.just("attr"), st.just("a.four"), st.sampled_from([">", "<="]), st.just(5)),
)
_FOUND = st.builds(
    lambda category, quantity: (
        "contains",
        quantity,
        1,
        False,
        (category,),
        None,
        None,
        None,
        None,
    ),
    _WORDS,
    st.sampled_from(["any", "max"]),
)
CONDITIONS = st.recursive(
    _ATTRIBUTES | _FOUND,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.lists(inner, max_size=3).map(lambda parts: ("and", *parts)),
        st.lists(inner, max_size=3).map(lambda parts: ("or", *parts)),
    ),
    max_leaves=8,
)
_SETS = st.frozensets(_WORDS, min_size=1)
WORLDS = st.builds(
    Facts,
    st.fixed_dictionaries(
        {},
        optional={
            "a.one": _WORDS,
            "a.two": _WORDS,
            "a.three": st.booleans(),
            "a.four": st.integers(0, 10),
            "actor.role": _SETS,
            "destination.region": _SETS,
        },
    ),
    st.dictionaries(_WORDS, st.tuples(st.sampled_from([FALSE, TRUE]), st.just(("d@0-1",)))),
)


@given(CONDITIONS, WORLDS)
def test_negation_is_exact_for_every_condition(condition, world):
    assert truth_of(("not", condition), world) == 2 - truth_of(condition, world)


@given(CONDITIONS, WORLDS)
def test_evaluate_agrees_with_truth_of(condition, world):
    assert evaluate(condition, world)[0] is truth_of(condition, world)


@given(CONDITIONS, WORLDS, st.sampled_from([*_PATHS, "a.three", "a.four"]))
def test_removing_a_fact_never_turns_a_rule_off(condition, world, path):
    before = truth_of(condition, world)
    poorer = Facts({k: v for k, v in world.attributes.items() if k != path}, world.findings)
    after = truth_of(condition, poorer)
    assert after in {before, UNKNOWN}


@given(CONDITIONS, WORLDS)
def test_the_order_of_conditions_changes_neither_truth_nor_witnesses(condition, world):
    def mirrored(node):
        if node[0] in {"and", "or"}:
            return (node[0], *(mirrored(child) for child in reversed(node[1:])))
        if node[0] == "not":
            return ("not", mirrored(node[1]))
        return node

    assert evaluate(mirrored(condition), world) == evaluate(condition, world)


@given(CONDITIONS, WORLDS)
def test_another_region_behind_the_destination_never_turns_a_rule_off(condition, world):
    regions = world.attributes.get("destination.region")
    if regions is None:
        return
    wider = Facts(world.attributes | {"destination.region": regions | {"far"}}, world.findings)
    assert truth_of(condition, wider) in {truth_of(condition, world), UNKNOWN}

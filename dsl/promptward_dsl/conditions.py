"""
The one three-valued evaluator of rule conditions, shared by the checker and the engine.

A fact nobody supplied is *unknown*, and a rule fires on true **or** unknown: what is not known
counts against the request. Conditions are the nested tuples of `promptward_dsl.ir.ConditionIR`.

Two attributes may hold several values at once, and they are read differently:

* `actor.role` is a frozenset of all roles the actor holds, inherited ones included. `is X` asks
  for membership, `in L` for a common element: an actor who is both clinician and researcher *is*
  each of them.
* any other frozenset is a fact with one value for each party that sees the text, such as
  `destination.region` along `passes_to`. Where the comparison comes out alike for all of them,
  that is the answer; where it does not, the answer is unknown. So a text that goes to `us_east`
  and on to `eu` fires `region not in [us_east]`, and fires `region is eu` as well: whichever way
  a rule is worded, the mixture counts against the request, and `is not X` stays the negation of
  `is X`.
"""

from collections.abc import Callable
from enum import IntEnum
from operator import ge, gt, le, lt
from typing import NamedTuple, Protocol, TypeAlias, cast

from promptward_dsl.ir import ConditionIR

__all__ = [
    "Condition",
    "Fact",
    "Truth",
    "Witness",
    "World",
    "evaluate",
    "prepared",
    "truth_of",
]

Fact: TypeAlias = str | bool | int | float | frozenset[str]
"""The value of an attribute. An unknown one is None, never an empty set."""

Witness: TypeAlias = tuple[object, ...]
"""`("contains", (finding ids…))` or `("attr", path, value)`; an unknown value is `"unknown"`."""

ROLES = "actor.role"

_OPERATORS = frozenset(("true", "is", "is_not", "in", "not_in", ">=", "<=", ">", "<"))
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {">=": ge, "<=": le, ">": gt, "<": lt}


class Truth(IntEnum):
    """Kleene's three values, ordered so that `and` is the minimum and `or` the maximum."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @property
    def word(self) -> str:
        """The word used in explanations."""
        return self.name.lower()


_OPPOSITE = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)


class World(Protocol):
    """What a condition is asked about: the facts of a request and the findings in its text."""

    def attribute(self, path: str) -> Fact | None:
        """The value of an attribute such as `destination.baa`; None where it is unknown."""

    def contains(
        self,
        quantity: str,
        n: int,
        distinct: bool,  # noqa: FBT001  # the order of the IR's tuple
        categories: tuple[str, ...],
        level: str | None,
        near: tuple[str, ...] | None,
        within: int | None,
        unit: str | None,
    ) -> tuple[Truth, tuple[str, ...]]:
        """
        Whether the text holds such findings, and the ids of those that make it so.

        `quantity` is `any`, `all` or `min`; `max` never gets here, since `fewer than N` is asked
        as the negation of `min`. `level` None means the policy's `act_on`.
        """


class Condition(NamedTuple):
    """A condition made ready to be asked often: nothing of its form is looked at again."""

    truth: "_Truth"
    witnessed: "_Witnessed"

    def evaluate(self, world: World) -> tuple[Truth, tuple[Witness, ...]]:
        """
        The truth of the condition and, where a rule with it fires, what makes it so.

        Witnesses are sorted and without repeats, hence independent of the order in which
        conditions were written; a false condition has none.
        """
        if self.truth(world) is Truth.FALSE:
            return Truth.FALSE, ()
        truth, found = self.witnessed(world)
        if len(found) < 2:  # noqa: PLR2004  # nothing to sort
            return truth, tuple(found)
        return truth, tuple(sorted(set(found), key=_witness_order))


_Truth: TypeAlias = Callable[[World], Truth]
_Witnessed: TypeAlias = Callable[[World], tuple[Truth, list[Witness]]]


def prepared(condition: ConditionIR) -> Condition:
    """Raises ValueError for a tuple that is no condition of this IR format."""
    match condition:
        case ("true",):
            return Condition(lambda _: Truth.TRUE, lambda _: (Truth.TRUE, []))
        case ("attr", str(path), str(op), value):
            return _attribute(path, op, value)
        case ("contains", "max", *rest):
            return _negation(_containing(("min", *rest)))
        case ("contains", *rest):
            return _containing(tuple(rest))
        case ("not", child):
            return _negation(prepared(cast("ConditionIR", child)))
        case ("and" | "or" as word, *children):
            return _combination(word, [prepared(cast("ConditionIR", child)) for child in children])
        case _:
            raise ValueError("not a condition of this format")


def truth_of(condition: ConditionIR, world: World) -> Truth:
    """The truth of a condition, stopping as soon as it is settled. Raises as `prepared`."""
    return prepared(condition).truth(world)


def evaluate(condition: ConditionIR, world: World) -> tuple[Truth, tuple[Witness, ...]]:
    """`Condition.evaluate` of a condition that is asked once. Raises as `prepared`."""
    return prepared(condition).evaluate(world)


def _attribute(path: str, op: str, value: object) -> Condition:
    if op not in _OPERATORS:
        raise ValueError("not a comparison of this format")

    def truth(world: World) -> Truth:
        return _compare(path, op, value, world.attribute(path))

    def witnessed(world: World) -> tuple[Truth, list[Witness]]:
        fact = world.attribute(path)
        return _compare(path, op, value, fact), [("attr", path, _shown(fact))]

    return Condition(truth, witnessed)


def _containing(question: tuple[object, ...]) -> Condition:
    quantity, n, distinct, categories, level, near, within, unit = question
    asked = (
        cast("str", quantity),
        cast("int", n),
        bool(distinct),
        cast("tuple[str, ...]", categories),
        cast("str | None", level),
        cast("tuple[str, ...] | None", near),
        cast("int | None", within),
        cast("str | None", unit),
    )

    def truth(world: World) -> Truth:
        return world.contains(*asked)[0]

    def witnessed(world: World) -> tuple[Truth, list[Witness]]:
        there, ids = world.contains(*asked)
        return there, [("contains", tuple(sorted(ids)))] if ids else []

    return Condition(truth, witnessed)


def _negation(child: Condition) -> Condition:
    def truth(world: World) -> Truth:
        return _negated(child.truth(world))

    def witnessed(world: World) -> tuple[Truth, list[Witness]]:
        inner, seen = child.witnessed(world)
        return _negated(inner), seen

    return Condition(truth, witnessed)


def _combination(word: str, children: list[Condition]) -> Condition:
    conjunction = word == "and"
    settled, open_ = (Truth.FALSE, Truth.TRUE) if conjunction else (Truth.TRUE, Truth.FALSE)
    truths = [child.truth for child in children]
    parts = [child.witnessed for child in children]

    def truth(world: World) -> Truth:
        result = open_
        for one in truths:
            found = one(world)
            if found is settled:
                return settled
            if found is Truth.UNKNOWN:
                result = found
        return result

    def witnessed(world: World) -> tuple[Truth, list[Witness]]:
        return _combined(word, [part(world) for part in parts])

    return Condition(truth, witnessed)


def _negated(truth: Truth) -> Truth:
    return _OPPOSITE[truth]


def _combined(word: str, parts: list[tuple[Truth, list[Witness]]]) -> tuple[Truth, list[Witness]]:
    """
    The witnesses of a conjunction or disjunction are those parts that its truth rests on.

    A settled one rests on the parts that settle it. Any other rests on all parts at or beyond its
    own truth: an unknown conjunction on its unknown and its true parts, an unknown disjunction on
    its unknown ones.
    """
    truths = [truth for truth, _ in parts]
    if word == "and":
        truth = min(truths, default=Truth.TRUE)
        resting = [seen for part, seen in parts if truth is not Truth.FALSE or part is truth]
    else:
        truth = max(truths, default=Truth.FALSE)
        resting = [seen for part, seen in parts if part is truth]
    return truth, [witness for seen in resting for witness in seen]


def _compare(path: str, op: str, value: object, fact: Fact | None) -> Truth:
    if fact is None:
        return Truth.UNKNOWN
    if not isinstance(fact, frozenset):
        return _compare_one(op, value, fact)
    if path == ROLES:
        return _compare_held(op, value, fact)
    answers = {_compare_one(op, value, one) for one in fact}
    return answers.pop() if len(answers) == 1 else Truth.UNKNOWN


def _compare_held(op: str, value: object, held: frozenset[str]) -> Truth:
    wanted = (value,) if isinstance(value, str) else value
    if op not in {"is", "is_not", "in", "not_in"} or not isinstance(wanted, tuple):
        return Truth.UNKNOWN
    return _truth((not held.isdisjoint(wanted)) is (op in {"is", "in"}))


def _compare_one(op: str, value: object, fact: str | float) -> Truth:
    match op:
        case "true":
            return _truth(fact) if isinstance(fact, bool) else Truth.UNKNOWN
        case "is" | "is_not":
            if not _comparable(fact, value):
                return Truth.UNKNOWN
            return _truth((fact == value) is (op == "is"))
        case "in" | "not_in":
            if not isinstance(value, tuple) or not all(_comparable(fact, one) for one in value):
                return Truth.UNKNOWN
            return _truth((fact in value) is (op == "in"))
        case ">=" | "<=" | ">" | "<":
            if not (_is_number(fact) and _is_number(value)):
                return Truth.UNKNOWN
            return _truth(_COMPARISONS[op](cast("float", fact), cast("float", value)))
        case _:
            return Truth.UNKNOWN


def _comparable(one: object, other: object) -> bool:
    """Equality between different kinds of value has no answer; a boolean is no number here."""
    if isinstance(one, bool) or isinstance(other, bool):
        return isinstance(one, bool) and isinstance(other, bool)
    return (_is_number(one) and _is_number(other)) or (
        isinstance(one, str) and isinstance(other, str)
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _truth(value: bool) -> Truth:  # noqa: FBT001  # a plain conversion
    return Truth.TRUE if value else Truth.FALSE


def _shown(fact: Fact | None) -> object:
    if fact is None:
        return "unknown"
    return tuple(sorted(fact)) if isinstance(fact, frozenset) else fact


def _witness_order(witness: Witness) -> tuple[str, str]:
    return str(witness[0]), repr(witness[1:])

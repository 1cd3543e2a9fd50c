"""Possible worlds: values that attributes can take, findings that a text can hold."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from math import floor, prod
from typing import NamedTuple, TypeAlias, cast

from promptward_dsl.conditions import Fact, Truth, truth_of
from promptward_dsl.ir import ConditionIR, PolicyIR
from promptward_dsl.lattice import Confidence

__all__ = [
    "Atom",
    "Domains",
    "PossibleWorld",
    "assignments",
    "atom_of",
    "atoms",
    "domains",
    "fires",
    "implies",
    "mentions",
    "role_sets",
    "shown_by",
]

MOST_STATES = 4096
"""Questions with more cases than this are left unanswered."""

MOST_ROLES = 8
"""The most roles that a set of rules may tell apart."""

MOST_REGIONS = 5

OTHER = "\0other"
"""A word that no policy mentions."""

BOOLEANS = frozenset(
    {
        "destination.trains_on_data",
        "destination.encrypted",
        "actor.mfa",
        "request.justified",
    }
)

CLOSED: dict[str, tuple[str, ...]] = {
    "destination.kind": ("llm", "search", "ocr"),
    "destination.baa": ("not_required", "active", "expired", "none"),
    "actor.assurance": ("verified", "asserted"),
    "request.channel": ("notebook", "editor", "precommit", "api"),
}

REGION = "destination.region"
ROLE = "actor.role"

Domains: TypeAlias = dict[str, tuple[Fact | None, ...]]
Mentions: TypeAlias = dict[str, set[tuple[str, object]]]


class Atom(NamedTuple):
    """A `contains`, normalised: `any` is `min` 1, and the level is always said."""

    quantity: str  # min | all
    n: int
    distinct: bool
    categories: tuple[str, ...]
    level: Confidence
    near: tuple[str, ...] | None
    within: int
    unit: str


class PossibleWorld:
    """A world of given facts in which exactly the `holding` atoms hold; None: all of them."""

    def __init__(
        self,
        facts: dict[str, Fact | None],
        holds: Callable[[Atom], bool],
        act_on: Confidence,
    ) -> None:
        self.facts = facts
        self.holds = holds
        self.act_on = act_on

    def attribute(self, path: str) -> Fact | None:
        """The fact, or None where this world does not say."""
        return self.facts.get(path)

    def contains(self, *asked: object) -> tuple[Truth, tuple[str, ...]]:
        """By the atoms that hold; nobody asks for ids here."""
        holds = self.holds(atom_of(asked, self.act_on))
        return (Truth.TRUE if holds else Truth.FALSE), ()


def fires(condition: ConditionIR, world: PossibleWorld) -> bool:
    """Whether a rule with this condition fires: on true or unknown."""
    return truth_of(condition, world) is not Truth.FALSE


# ------------------------------------------------------------------ what a condition speaks of


def mentions(conditions: Iterable[ConditionIR]) -> Mentions:
    """The attributes that conditions speak of, with what each is compared with."""
    found: Mentions = {}
    for condition in conditions:
        for leaf in _leaves(condition):
            if leaf[0] == "attr":
                path, op, value = cast("tuple[str, str, object]", leaf[1:])
                found.setdefault(path, set()).add((op, value))
    return found


def atoms(condition: ConditionIR, act_on: Confidence) -> list[Atom]:
    """The distinct `contains` of a condition, in order of appearance."""
    found = [atom_of(leaf[1:], act_on) for leaf in _leaves(condition) if leaf[0] == "contains"]
    return list(dict.fromkeys(found))


def atom_of(asked: tuple[object, ...], act_on: Confidence) -> Atom:
    """The atom behind the arguments of a `contains`, in the order of the IR."""
    quantity, n, distinct, categories, level, near, within, unit = asked
    return Atom(
        "all" if quantity == "all" else "min",
        1 if quantity in {"any", "all"} else cast("int", n),
        bool(distinct) and quantity in {"min", "max"},
        cast("tuple[str, ...]", categories),
        Confidence[str(level).upper()] if level else act_on,
        cast("tuple[str, ...] | None", near),
        cast("int", within or 0),
        cast("str", unit or "chars"),
    )


def _leaves(condition: ConditionIR) -> Iterator[ConditionIR]:
    if condition[0] in {"and", "or", "not"}:
        for child in condition[1:]:
            yield from _leaves(cast("ConditionIR", child))
    else:
        yield condition


# ------------------------------------------------------------------ implication between atoms


def implies(one: Atom, other: Atom) -> bool:
    """Whether every text that `one` holds for is a text that `other` holds for."""
    if not one.categories or one.level < other.level or not _no_farther(one, other):
        return False
    narrow, wide = set(one.categories), set(other.categories)
    counted = not other.distinct or other.n <= 1
    match one.quantity, other.quantity:
        case "min", "min":
            return narrow <= wide and one.n >= other.n and (counted or one.distinct)
        case "all", "all":
            return wide <= narrow
        case "all", "min":
            return len(narrow & wide) >= other.n and counted
        case _:
            return one.n >= 1 and len(wide) == 1 and narrow <= wide


def _no_farther(one: Atom, other: Atom) -> bool:
    if other.near is None:
        return True
    return (
        one.near is not None
        and set(one.near) <= set(other.near)
        and one.unit == other.unit
        and one.within <= other.within
    )


def shown_by(category: str, level: Confidence) -> Callable[[Atom], bool]:
    """Which atoms hold for a text with a single finding: the text that fires the fewest rules."""

    def holds(atom: Atom) -> bool:
        return (
            atom.near is None
            and atom.n <= 1
            and atom.level <= level
            and (
                category in atom.categories
                if atom.quantity == "min"
                else set(atom.categories) == {category}
            )
        )

    return holds


# ------------------------------------------------------------------ domains of attributes


def domains(ir: PolicyIR, spoken: Mentions, *, unknown: bool) -> Domains | None:
    """
    For each attribute the values that these mentions can tell apart, in an open world.

    With `unknown`, a fact may also be missing. None where there are too many to go through.
    """
    found: Domains = {}
    for path, uses in spoken.items():
        values = _domain(ir, path, uses, mixed=unknown)
        if values is None:
            return None
        found[path] = (*values, None) if unknown else values
    return found if prod(map(len, found.values())) <= MOST_STATES else None


def assignments(open_domains: Domains) -> Iterator[dict[str, Fact | None]]:
    """Every combination of values, in a fixed order."""
    paths = sorted(open_domains)
    for values in product(*(open_domains[path] for path in paths)):
        yield dict(zip(paths, values, strict=True))


def _domain(
    ir: PolicyIR, path: str, uses: set[tuple[str, object]], *, mixed: bool
) -> tuple[Fact, ...] | None:
    constants = _constants(uses)
    words = sorted({one for one in constants if isinstance(one, str)})
    if path in BOOLEANS:
        return (True, False)
    if path in CLOSED:
        return CLOSED[path]
    if path == ROLE:
        return role_sets(ir, words)
    if path == REGION:
        return _regions([*words, OTHER], mixed=mixed)
    numbers = {cast("float", one) for one in constants if _is_number(one)}
    if numbers:
        whole = {floor(number) for number in numbers}
        return tuple(sorted({n for w in whole for n in (w - 1, w, w + 1) if n >= 0}))
    if any(op == "true" for op, _ in uses) or any(isinstance(one, bool) for one in constants):
        return (True, False)
    return (*words, OTHER)


def _constants(uses: set[tuple[str, object]]) -> list[object]:
    found: list[object] = []
    for _, value in uses:
        found.extend(value if isinstance(value, tuple) else [value])
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def role_sets(
    ir: PolicyIR, words: Iterable[str], granted: Iterable[str] | None = None
) -> tuple[Fact, ...] | None:
    """
    The sets of roles an actor can hold, as far as `words` tell them apart.

    With `granted`, only actors who hold one of those roles. None where there are too many.
    """
    told_apart = frozenset(words)
    if len(told_apart) > MOST_ROLES:
        return None
    held = {told_apart.intersection(inherited) for inherited in ir.roles.values()}
    held |= {frozenset({word}) for word in told_apart if word not in ir.roles}
    sets: set[frozenset[str]] = {frozenset()}
    for one in sorted(held, key=sorted):
        sets |= {one | other for other in sets}
    if granted is not None:
        least = [told_apart.intersection(ir.roles.get(role, (role,))) for role in granted]
        sets = {one | first for one in sets for first in least}
    return tuple(sorted(sets, key=sorted))


def _regions(words: list[str], *, mixed: bool) -> tuple[Fact, ...] | None:
    """One region, or with `mixed` every set of regions: a chain of parties may cross borders."""
    if not mixed:
        return tuple(frozenset({word}) for word in words)
    if len(words) > MOST_REGIONS:
        return None
    return tuple(
        frozenset(some) for size in range(1, len(words) + 1) for some in combinations(words, size)
    )

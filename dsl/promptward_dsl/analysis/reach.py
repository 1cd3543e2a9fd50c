"""What can happen to one finding on its way: purpose, destination, day, and all that is open."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from promptward_dsl.analysis.worlds import (
    Atom,
    Domains,
    PossibleWorld,
    assignments,
    atoms,
    domains,
    fires,
    mentions,
    role_sets,
    shown_by,
)
from promptward_dsl.chains import effective
from promptward_dsl.conditions import Fact, Truth, truth_of
from promptward_dsl.ir import PolicyIR, PurposeIR

__all__ = ["Reach", "Route"]

_ROLE = "actor.role"


class Route(NamedTuple):
    """A way that a purpose opens: canonical names of purpose and destination, and a day."""

    purpose: str
    destination: str
    day: dt.date


class Reach:
    """
    Answers about routes, each worked out once.

    The text holds a single finding at `act_on`: since `contains` is positive, no other text with
    that finding fires fewer rules. Facts of the destination and the purpose are fixed; everything
    else (a second factor, further roles, a justification …) is open but known.
    """

    def __init__(self, ir: PolicyIR) -> None:
        self.ir = ir
        self._blocked: dict[Route, frozenset[str]] = {}
        self._rules = {
            name: rule
            for name, rule in ir.rules.items()
            if rule.verdict == "block" or rule.transforms
        }
        act_on = ir.defaults.act_on
        self._atoms = {atom for rule in self._rules.values() for atom in atoms(rule.when, act_on)}
        found = {detector.finds for detector in ir.detectors.values()}
        self.identifiers = sorted(
            name for name in found if name in ir.categories and ir.categories[name].safe_harbor
        )

    def outcomes(self, route: Route, category: str) -> list[frozenset[str]] | None:
        """
        The sets of rules that can fire together for a finding of `category`, in a fixed order.

        Only rules that block or transform are looked at. None where there are too many cases.
        """
        act_on = self.ir.defaults.act_on
        holds = shown_by(category, act_on)
        known = self._known(route)
        always, perhaps = set(), []
        for name, rule in self._rules.items():
            truth = truth_of(rule.when, PossibleWorld(known, holds, act_on))
            if truth is Truth.TRUE:
                always.add(name)
            elif truth is Truth.UNKNOWN:
                perhaps.append(name)
        if not perhaps:
            return [frozenset(always)]
        open_domains = self._open(route, perhaps)
        if open_domains is None:
            return None
        found: dict[frozenset[str], None] = {}
        for facts in assignments(open_domains):
            world = PossibleWorld(facts | known, holds, act_on)
            firing = {name for name in perhaps if fires(self._rules[name].when, world)}
            found[frozenset(always | firing)] = None
        return list(found)

    def blocks(self, fired: frozenset[str]) -> bool:
        """Whether one of these rules blocks."""
        return any(self._rules[name].verdict == "block" for name in fired)

    def always_blocked(self, route: Route) -> frozenset[str]:
        """Rules that block each prompt with an identifier on this route; empty if one passes."""
        if route not in self._blocked:
            self._blocked[route] = self._blocking(route)
        return self._blocked[route]

    def _blocking(self, route: Route) -> frozenset[str]:
        seen: set[frozenset[Atom]] = set()
        blocking: set[str] = set()
        for category in self.identifiers:
            holds = shown_by(category, self.ir.defaults.act_on)
            alike = frozenset(atom for atom in self._atoms if holds(atom))
            if alike in seen:
                continue
            seen.add(alike)
            outcomes = self.outcomes(route, category)
            if outcomes is None or not all(self.blocks(fired) for fired in outcomes):
                return frozenset()
            blocking.update(
                name
                for name in frozenset.intersection(*outcomes)
                if self._rules[name].verdict == "block"
            )
        return frozenset(blocking)

    def _known(self, route: Route) -> dict[str, Fact | None]:
        facts = effective(self.ir, route.destination, route.day)
        return {
            "request.purpose": route.purpose,
            **{f"destination.{key}": value for key, value in facts.items()},
        }

    def _open(self, route: Route, rules: list[str]) -> Domains | None:
        spoken = {
            path: uses
            for path, uses in mentions(self._rules[name].when for name in rules).items()
            if not path.startswith("destination.") and path != "request.purpose"
        }
        roles = spoken.pop(_ROLE, None)
        found = domains(self.ir, spoken, unknown=False)
        if roles is None or found is None:
            return found
        words = {word for word in _words(roles) if isinstance(word, str)}
        sets = role_sets(self.ir, sorted(words), granted=self._purpose(route).roles)
        return None if not sets else {**found, _ROLE: sets}

    def _purpose(self, route: Route) -> PurposeIR:
        return self.ir.purposes[route.purpose]


def _words(uses: set[tuple[str, object]]) -> Iterator[object]:
    for _, value in uses:
        yield from value if isinstance(value, tuple) else (value,)

"""What is known when a rule is asked: the facts of a request, and the findings in its text."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from promptward.model import Finding, Reason, Request
from promptward_dsl.conditions import Fact, Truth
from promptward_dsl.ir import PolicyIR
from promptward_dsl.lattice import Confidence

__all__ = ["RequestWorld", "Standing", "facts_of", "standing"]

_WORD = re.compile(r"\S+")

Ruler = Callable[[int], int]
"""Turns an offset of the text into a count of characters, words or lines before it."""


class Standing(NamedTuple):
    """
    What the policy makes of the parties that a request names.

    Canonical names of the destination and the purpose, None where none was named or the policy
    declares no such thing; `roles` are the declared ones with all that they inherit. `covered`:
    the destination's agreement holds for the endpoint, model and features of this request.
    `refused` says why nothing at all may be sent to its address.
    """

    destination: str | None
    purpose: str | None
    roles: frozenset[str]
    covered: bool = True
    refused: Reason | None = None


def standing(ir: PolicyIR, request: Request) -> Standing:
    """The declared parties behind the names that a caller used, short or canonical."""
    named = request.actor.roles if request.actor else ()
    held = {_declared(name, ir.roles, ir.names) for name in named} - {None}
    parties = Standing(
        _declared(request.destination, ir.destinations, ir.names),
        _declared(request.purpose, ir.purposes, ir.names),
        frozenset(role for name in held if name is not None for role in ir.roles[name]),
    )
    if request.endpoint is not None:
        return _addressed(ir, request, parties)
    if (request.model is not None or request.features) and parties.destination is not None:
        from promptward.destinations.resolve import covered  # noqa: PLC0415  # not always known

        held_for = covered(ir, parties.destination, model=request.model, features=request.features)
        return parties._replace(covered=held_for)
    return parties


def _addressed(ir: PolicyIR, request: Request, parties: Standing) -> Standing:
    """The same where the address is known: it must be that of the destination that was named."""
    from promptward.destinations.resolve import resolve  # noqa: PLC0415  # not always known

    resolution = resolve(
        ir, request.endpoint or "", model=request.model, features=request.features
    )
    named = parties.destination if request.destination is not None else resolution.destination
    refused = None
    if resolution.refused is not None:
        refused = Reason("destination", resolution.refused, resolution.message)
    return parties._replace(
        destination=named if named == resolution.destination else None,
        covered=resolution.covered,
        refused=refused,
    )


def _declared(
    name: str | None, declared: Mapping[str, object], names: Mapping[str, str]
) -> str | None:
    if name is None or name in declared:
        return name
    canonical = names.get(name)
    return canonical if canonical in declared else None


def facts_of(
    request: Request, parties: Standing, destination: Mapping[str, Fact | None]
) -> dict[str, Fact | None]:
    """
    What conditions may ask of a request, by path; nothing of its text.

    `destination` are the effective facts of the destination on the day of the request; without
    a declared destination they are empty, and so every one of them is unknown.
    """
    actor = request.actor
    facts: dict[str, Fact | None] = {f"destination.{k}": v for k, v in destination.items()}
    if not parties.covered and facts.get("destination.baa") is not None:
        # Another endpoint, model or feature than the agreement's: there is none for it.
        facts["destination.baa"] = "none"
    if parties.refused is not None:
        facts["destination.encrypted"] = False
    # An actor without any declared role is one of whom the policy knows no role.
    facts["actor.role"] = parties.roles or None
    if actor is not None:
        facts["actor.mfa"] = actor.mfa
        facts["actor.department"] = actor.department
        facts["actor.assurance"] = actor.assurance
    facts["request.purpose"] = parties.purpose
    facts["request.justified"] = request.justified
    facts["request.channel"] = request.channel
    return facts


class RequestWorld:
    """
    The world that the conditions of rules are evaluated in (`promptward_dsl.conditions.World`).

    `facts` are those of the request (`facts_of`).
    """

    __slots__ = ("_act_on", "_answers", "_by_category", "_facts", "_rulers", "_text")

    def __init__(
        self,
        text: str,
        facts: Mapping[str, Fact | None],
        findings: Sequence[Finding],
        act_on: Confidence,
    ) -> None:
        self._facts = facts
        self._text = text
        self._act_on = act_on
        self._rulers: dict[str, Ruler] = {"chars": lambda offset: offset}
        self._answers: dict[tuple[object, ...], tuple[Truth, tuple[str, ...]]] = {}
        by_category: dict[str, list[Finding]] = {}
        for finding in findings:
            by_category.setdefault(finding.category, []).append(finding)
        self._by_category = by_category

    def attribute(self, path: str) -> Fact | None:
        """The value of an attribute such as `destination.baa`; None where it is unknown."""
        return self._facts.get(path)

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

        `any`: at least one; `all`: at least one of every category; `min`: at `n` places or more,
        where several findings at one place count once, or with `distinct`, `n` different texts,
        in any case. With `near`, a finding counts if another one of those categories stands no
        further away than `within` characters, words or line ends in between.
        """
        question = (quantity, n, distinct, categories, level, near, within, unit)
        answer = self._answers.get(question)
        if answer is None:
            least = self._act_on if level is None else Confidence[level.upper()]
            found = self._found(categories, least)
            beside: list[Finding] = []
            if near is not None and found:
                found, beside = self._close(found, near, least, within or 0, unit or "chars")
            holds = self._enough(quantity, n, distinct, categories, found)
            ids = tuple(dict.fromkeys(f.id for f in (*found, *beside))) if holds else ()
            answer = (Truth.TRUE if holds else Truth.FALSE, ids)
            self._answers[question] = answer
        return answer

    def _found(self, categories: tuple[str, ...], least: Confidence) -> list[Finding]:
        by_category = self._by_category
        return [
            finding
            for category in categories
            if category in by_category
            for finding in by_category[category]
            if finding.confidence >= least
        ]

    def _enough(
        self,
        quantity: str,
        n: int,
        distinct: bool,  # noqa: FBT001  # handed on
        categories: tuple[str, ...],
        found: list[Finding],
    ) -> bool:
        match quantity:
            case "any":
                return bool(found)
            case "all":
                return bool(categories) and {f.category for f in found} >= set(categories)
            case "min" if distinct:
                return len({self._text[f.start : f.end].casefold() for f in found}) >= n
            case "min":
                return len({(f.start, f.end) for f in found}) >= n
            case _:
                raise ValueError("not a quantity of this format")

    def _close(
        self,
        found: list[Finding],
        near: tuple[str, ...],
        least: Confidence,
        within: int,
        unit: str,
    ) -> tuple[list[Finding], list[Finding]]:
        """Those of `found` with another finding beside them, and those that stand beside."""
        others = self._found(near, least)
        ruler = self._ruler(unit)
        close = _Neighbours(others, ruler).beside(found, within)
        back = _Neighbours(close, ruler).beside(others, within)
        return close, back

    def _ruler(self, unit: str) -> Ruler:
        ruler = self._rulers.get(unit)
        if ruler is None:
            if unit == "words":
                marks = [match.start() for match in _WORD.finditer(self._text)]
            elif unit == "lines":
                marks = [match.start() + 1 for match in re.finditer("\n", self._text)]
            else:
                raise ValueError("not a unit of this format")
            ruler = self._rulers[unit] = _counter(marks, words=unit == "words")
        return ruler


def _counter(marks: list[int], *, words: bool) -> Ruler:
    # A word that begins exactly at the offset is not yet behind it; a line that does, is.
    def count(offset: int) -> int:
        return bisect_right(marks, offset - 1 if words else offset)

    return count


class _Neighbours:
    """
    Findings by place, to tell in logarithmic time whether one stands beside another.

    Distance is measured between the end of the earlier and the start of the later; findings that
    overlap have none. A finding is not its own neighbour, nor is a second report of the same
    category at the same place.
    """

    __slots__ = ("_first", "_ruler", "_second", "_starts")

    def __init__(self, findings: Sequence[Finding], ruler: Ruler) -> None:
        places = sorted({(f.start, f.end, f.category) for f in findings})
        self._ruler = ruler
        self._starts = [ruler(start) for start, _, _ in places]
        # Of the places up to each index, the two that reach furthest: if the first is the
        # finding asked about itself, the second decides.
        self._first: list[tuple[int, tuple[int, int, str]]] = []
        self._second: list[tuple[int, tuple[int, int, str]] | None] = []
        best: tuple[int, tuple[int, int, str]] | None = None
        runner_up: tuple[int, tuple[int, int, str]] | None = None
        for place in places:
            reach = (ruler(place[1]), place)
            if best is None or reach > best:
                best, runner_up = reach, best
            elif runner_up is None or reach > runner_up:
                runner_up = reach
            self._first.append(best)
            self._second.append(runner_up)

    def beside(self, findings: Sequence[Finding], within: int) -> list[Finding]:
        """Those of `findings` that have a neighbour here no further than `within`."""
        return [finding for finding in findings if self._has_neighbour(finding, within)]

    def _has_neighbour(self, finding: Finding, within: int) -> bool:
        index = bisect_right(self._starts, self._ruler(finding.end) + within) - 1
        if index < 0:
            return False
        reach: tuple[int, tuple[int, int, str]] | None = self._first[index]
        if reach is not None and reach[1] == (finding.start, finding.end, finding.category):
            reach = self._second[index]
        return reach is not None and self._ruler(finding.start) - reach[0] <= within

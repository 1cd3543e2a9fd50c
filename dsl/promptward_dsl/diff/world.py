"""Destinations and roles: facts that the rules are told."""

from collections.abc import Iterator

from promptward_dsl.diff.change import Change, listed, of_lists
from promptward_dsl.ir import ConditionIR, DestinationIR, PolicyIR

__all__ = ["world"]

_COVERAGE = ("paths", "models", "covers")
_IDENTITY = ("vendor", "kind", "region", "account", "host")
_BAA_RANK = {"not_required": 0, "until": 1, "none": 2, None: 3}


def world(a: PolicyIR, b: PolicyIR) -> Iterator[Change]:
    """Every difference between the destinations and roles of two policies."""
    for name in a.destinations.keys() | b.destinations.keys():
        old, new = a.destinations.get(name), b.destinations.get(name)
        if old is None:
            yield Change("destination added", name, None, _summary(b, name), _reachable(b, name))
        elif new is None:
            yield Change("destination removed", name, _summary(a, name), None, weakens=False)
        elif old != new:
            yield from _destination(name, old, new)
    for name in a.roles.keys() | b.roles.keys():
        yield from _role(a, b, name)


def _destination(name: str, old: DestinationIR, new: DestinationIR) -> Iterator[Change]:
    if (before := _agreement(old)) != (after := _agreement(new)):
        yield Change("destination baa", name, before, after, _covers_more(old, new))
    for key in _IDENTITY:
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            # Which vendor, region or endpoint is better depends on the rules; no fact never is.
            yield Change(f"destination {key}", name, was, now, now is not None)
    for key, better in (
        ("trains_on_data", False),
        ("encrypted", True),
        ("requires_zero_retention", False),
    ):
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            # A requirement that is not stated is none; any other fact not stated is the worst.
            stated = key != "requires_zero_retention"
            weakens = now is better if stated else bool(was) and not now
            yield Change(f"destination {key}", name, _flag(was), _flag(now), weakens)
    if old.retention_days != new.retention_days:
        was, now = old.retention_days, new.retention_days
        weakens = now is not None and (was is None or now < was)
        yield Change("destination retention_days", name, _days(was), _days(now), weakens)
    for key in _COVERAGE:
        yield from _coverage(name, key, getattr(old, key), getattr(new, key))
    yield from of_lists(
        "destination passes_to",
        name,
        old.passes_to,
        new.passes_to,
        more_weakens=False,
        fewer_weakens=True,
    )
    if old.agreement != new.agreement:
        yield Change("destination agreement", name, old.agreement, new.agreement, weakens=False)


def _coverage(
    name: str, key: str, before: tuple[str, ...], after: tuple[str, ...]
) -> Iterator[Change]:
    """An empty list covers everything; any other covers what it names."""
    if before != after:
        weakens = bool(before) and (not after or bool(set(after) - set(before)))
        yield Change(f"destination {key}", name, listed(before), listed(after), weakens)


def _covers_more(old: DestinationIR, new: DestinationIR) -> bool:
    if _BAA_RANK[old.baa] != _BAA_RANK[new.baa]:
        return _BAA_RANK[new.baa] < _BAA_RANK[old.baa]
    # ISO dates sort as the days they name.
    return (new.baa_until or "") > (old.baa_until or "") or (new.baa_from or "") < (
        old.baa_from or ""
    )


def _agreement(facts: DestinationIR) -> str | None:
    if facts.baa != "until":
        return facts.baa
    begins = f"from {facts.baa_from} " if facts.baa_from else ""
    return f"{begins}until {facts.baa_until}"


def _flag(value: bool | None) -> str | None:  # noqa: FBT001  # a plain conversion
    return None if value is None else ("yes" if value else "no")


def _days(value: int | None) -> str | None:
    return None if value is None else str(value)


def _summary(ir: PolicyIR, name: str) -> str:
    facts = ir.destinations[name]
    return f"baa {_agreement(facts) or 'not stated'}, region {facts.region or 'not stated'}"


def _reachable(ir: PolicyIR, name: str) -> bool:
    """Whether a purpose, or the lack of one, can send text to a destination."""
    return ir.defaults.no_purpose != "block" or any(
        name in purpose.destinations for purpose in ir.purposes.values()
    )


def _role(a: PolicyIR, b: PolicyIR, name: str) -> Iterator[Change]:
    old, new = a.roles.get(name), b.roles.get(name)
    if old is None or new is None:
        kind = "role added" if old is None else "role removed"
        inherited = listed(one for one in (old or new or ()) if one != name)
        # A role opens what purposes grant to the roles it inherits; alone it opens nothing.
        before, after = (None, inherited) if old is None else (inherited, None)
        yield Change(kind, name, before, after, weakens=after is not None)
        return
    yield from of_lists(
        "role inherits",
        name,
        old,
        new,
        more_weakens=True,
        fewer_weakens=any(_asks_for_roles(rule.when) for rule in b.rules.values()),
    )


def _asks_for_roles(condition: ConditionIR) -> bool:
    if condition[:2] == ("attr", "actor.role"):
        return True
    return condition[0] in {"and", "or", "not"} and any(
        isinstance(part, tuple) and _asks_for_roles(part) for part in condition[1:]
    )

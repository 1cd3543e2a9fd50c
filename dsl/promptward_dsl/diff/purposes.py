"""Purposes, the one place that opens: who may, to where, and what then leaves."""

from collections.abc import Iterator

from promptward_dsl.diff.change import Change, listed, of_lists
from promptward_dsl.ir import PolicyIR, PurposeIR
from promptward_dsl.lattice import at_least

__all__ = ["purposes"]


def purposes(a: PolicyIR, b: PolicyIR) -> Iterator[Change]:
    """Every difference between the purposes of two policies."""
    for name in a.purposes.keys() | b.purposes.keys():
        old, new = a.purposes.get(name), b.purposes.get(name)
        if old is None:
            yield Change("purpose added", name, None, _summary(b.purposes[name]), weakens=True)
        elif new is None:
            yield Change("purpose removed", name, _summary(old), None, weakens=False)
        elif old != new:
            yield from _purpose(name, old, new)


def _purpose(name: str, old: PurposeIR, new: PurposeIR) -> Iterator[Change]:
    yield from of_lists(
        "purpose roles", name, old.roles, new.roles, more_weakens=True, fewer_weakens=False
    )
    yield from of_lists(
        "purpose destinations",
        name,
        old.destinations,
        new.destinations,
        more_weakens=True,
        fewer_weakens=False,
    )
    if old.basis != new.basis:
        # Only Safe Harbor holds dispositions back; the other bases are statements.
        weakens = old.basis == "safe_harbor"
        yield Change("purpose basis", name, old.basis, new.basis, weakens)
    if old.otherwise != new.otherwise:
        weakens = not at_least(new.otherwise, old.otherwise)
        yield Change("purpose otherwise", name, str(old.otherwise), str(new.otherwise), weakens)
    for category in sorted(old.needs.keys() | new.needs.keys()):
        was = old.needs.get(category, old.otherwise)
        now = new.needs.get(category, new.otherwise)
        if was != now:
            yield Change(
                "purpose need",
                name,
                f"{category} {was}",
                f"{category} {now}",
                not at_least(now, was),
            )


def _summary(purpose: PurposeIR) -> str:
    needs = ", ".join(f"{category} {need}" for category, need in sorted(purpose.needs.items()))
    return (
        f"roles {listed(purpose.roles)}; destinations {listed(purpose.destinations)}; "
        f"{needs or 'nothing necessary'}; otherwise {purpose.otherwise}"
    )

"""Why something is weaker: the `disable` or `override` that brings it about, with its reason."""

from collections.abc import Iterable, Iterator

from promptward_dsl.diff.change import Change
from promptward_dsl.notes import Notes, Weakening

__all__ = ["with_waivers"]


def with_waivers(found: Iterable[Change], a: Notes, b: Notes) -> list[Change]:
    """
    The changes from A to B, each with the waiver of B that explains it, and changed waivers.

    A waiver that ends later than it did, or never, weakens though nothing is decided otherwise
    today. Sorted.
    """
    before, after = _by_target(a), _by_target(b)
    changes = [_explained(change, after) for change in found]
    explained = {_target(change) for change in changes if change.because is not None}
    for target, waiver in after.items():
        changes += _of_waiver(before.get(target), waiver, told=target in explained)
    return sorted(changes, key=lambda c: (c.kind, c.subject, c.before or "", c.after or ""))


def _by_target(notes: Notes) -> dict[str, Weakening]:
    """The waiver of each target; a `disable` counts more than an `override`."""
    return {
        one.target: one for one in sorted(notes.weakenings, key=lambda one: one.kind != "override")
    }


def _target(change: Change) -> str:
    return f"{change.kind.partition(' ')[0]} {change.subject}"


def _explained(change: Change, waivers: dict[str, Weakening]) -> Change:
    waiver = waivers.get(_target(change))
    if waiver is None:
        return change
    return change._replace(waiver=_shown(waiver), because=waiver.because)


def _shown(waiver: Weakening) -> str:
    return f"{waiver.kind} until {waiver.until}" if waiver.until else waiver.kind


def _of_waiver(old: Weakening | None, new: Weakening, *, told: bool) -> Iterator[Change]:
    subject = new.target
    if old is None:
        if not told:
            yield Change("waiver added", subject, None, None, False, _shown(new), new.because)  # noqa: FBT003  # `weakens`
    elif _shown(old) != _shown(new):
        # Days in ISO form are in order as texts; no day at all comes after all of them.
        weakens = (new.until or "9999") > (old.until or "9999")
        yield Change(
            "waiver changed", subject, _shown(old), None, weakens, _shown(new), new.because
        )
    elif old.because != new.because and not told:
        yield Change("waiver reason", subject, old.because, new.because, weakens=False)

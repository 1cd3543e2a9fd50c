"""
What a policy B weakens against a policy A, and what else it changes.

Rules only tighten, so a policy can be weakened in few places only: defaults, purposes, facts about
destinations and roles, detectors and word lists, and rules that are gone or ask for less. Each is
compared by what it does, not by how it is written: a wider condition or an earlier agreement is no
weakening. In doubt a change counts as one.
"""

from collections.abc import Iterator, Mapping

from promptward_dsl.diff.change import Change
from promptward_dsl.diff.detection import detection
from promptward_dsl.diff.purposes import purposes
from promptward_dsl.diff.rules import rules
from promptward_dsl.diff.waivers import with_waivers
from promptward_dsl.diff.world import world
from promptward_dsl.ir import CategoryIR, PolicyIR
from promptward_dsl.lattice import Verdict

__all__ = ["Change", "Words", "changes", "weakenings", "with_waivers"]

Words = Mapping[str, tuple[str, ...]]
"""The words of each lexicon by canonical name; they travel beside the IR."""


def weakenings(
    a: PolicyIR, b: PolicyIR, words_a: Words | None = None, words_b: Words | None = None
) -> list[Change]:
    """Everything that B may treat less strictly than A; empty if A and B are equal. Sorted."""
    return [change for change in _all(a, b, words_a, words_b) if change.weakens]


def changes(
    a: PolicyIR, b: PolicyIR, words_a: Words | None = None, words_b: Words | None = None
) -> list[Change]:
    """All other differences: what B tightens, and what changes no decision. Sorted."""
    return [change for change in _all(a, b, words_a, words_b) if not change.weakens]


def _all(a: PolicyIR, b: PolicyIR, words_a: Words | None, words_b: Words | None) -> list[Change]:
    found = [
        *_defaults(a, b),
        *_vocabulary(a, b),
        *detection(a, b, words_a or {}, words_b or {}),
        *world(a, b),
        *purposes(a, b),
        *rules(a, b),
    ]
    return sorted(
        found, key=lambda one: (one.kind, one.subject, one.before or "", one.after or "")
    )


def _defaults(a: PolicyIR, b: PolicyIR) -> Iterator[Change]:
    old, new = a.defaults, b.defaults
    if old.act_on != new.act_on:
        weakens = new.act_on > old.act_on
        yield Change("default", "act_on", old.act_on.word, new.act_on.word, weakens)
    for key in ("no_purpose", "unknown_destination", "no_findings"):
        before, after = str(getattr(old, key)), str(getattr(new, key))
        if before != after:
            weakens = Verdict[after.upper()] < Verdict[before.upper()]
            yield Change("default", key, before, after, weakens)


def _vocabulary(a: PolicyIR, b: PolicyIR) -> Iterator[Change]:
    if (a.name, a.version) != (b.name, b.version):
        before, after = f"{a.name} {a.version}", f"{b.name} {b.version}"
        yield Change("policy", b.name, before, after, weakens=False)
    for name in a.categories.keys() | b.categories.keys():
        yield from _category(name, a.categories.get(name), b.categories.get(name))
    # The compiler has put members in the place of groups: rules and purposes tell the rest.
    groups_a = {name: ", ".join(members) for name, members in a.groups.items()}
    groups_b = {name: ", ".join(members) for name, members in b.groups.items()}
    for kind, old, new in (
        ("group", groups_a, groups_b),
        ("contact", a.contacts, b.contacts),
    ):
        for name in old.keys() | new.keys():
            if old.get(name) != new.get(name):
                yield Change(kind, name, old.get(name), new.get(name), weakens=False)


def _category(name: str, old: CategoryIR | None, new: CategoryIR | None) -> Iterator[Change]:
    if old is None or new is None:
        # Losing a category loses nothing that its detectors and rules don't lose, and say.
        kind = "category added" if old is None else "category removed"
        yield Change(kind, name, None, None, weakens=False)
        return
    if old.safe_harbor != new.safe_harbor:
        weakens = new.safe_harbor is None
        yield Change("category letter", name, old.safe_harbor, new.safe_harbor, weakens)
    if old.value_type != new.value_type:
        yield Change("category type", name, old.value_type, new.value_type, weakens=False)

"""Registering: identifiers that stand in a frame are found wherever they turn up again."""

from collections.abc import Mapping

from promptward.engine import Engine
from promptward.guard.blocked import GuardError
from promptward.guard.frames.columns import frame_of
from promptward.guard.process import install
from promptward.roster import Registered, Roster
from promptward_rules import read_text

__all__ = ["register"]


def register(frame: object, columns: Mapping[str, str]) -> dict[str, Registered]:
    """
    Find the values of these columns in every prompt from now on, and say how many of them.

    They are remembered besides those of other frames, until the process ends.
    `columns` maps names of columns to categories of the policy, short or canonical: `{"pat":
    "names", "mrn": "mrn"}`. Raises GuardError for a column or category that isn't there.
    """
    if not isinstance(columns, Mapping):
        raise GuardError('say what each column holds: {"patient": "names", "mrn": "mrn"}')
    guard = install()
    engine = guard.engine
    read = frame_of(frame)
    done: dict[str, Registered] = {}
    for place, (name, said) in enumerate(columns.items(), start=1):
        if name not in read.names:
            # A column may be called by a value, so it is told by its place among those given.
            raise GuardError(f"the frame has no such column (number {place} of those given)")
        category = _category(engine, said)
        letter = engine.ir.categories[category].safe_harbor
        roster, registered = Roster.of(
            read.values(name),
            category,
            letter,
            detector=f"roster.{category}",
            common=_common(),
        )
        guard.register(roster)
        done[name] = registered
    return done


def _category(engine: Engine, said: str) -> str:
    categories = engine.ir.categories
    if said in categories:
        return said
    named = engine.ir.names.get(said)
    if named in categories:
        return named
    short = [name for name in categories if name.rpartition(".")[2] == said]
    if len(short) != 1:
        known = ", ".join(sorted(name.rpartition(".")[2] for name in categories))
        raise GuardError(f"the policy has no such category; it has {known}")
    return short[0]


def _common() -> frozenset[str]:
    """Words that are no sign of a person by themselves: Will, Young, Grace."""
    words = read_text("lexicons/common_words.txt").split()
    return frozenset(word.lower() for word in words)

"""
Review: what a privacy officer looks at in a period, counted from the records.

45 CFR 164.308(a)(1)(ii)(D), review of information system activity; 164.308(a)(4), who has access.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from promptward.audit.reading import Row, counts_in, number_of, text_of, words_of

__all__ = ["Access", "ActorRow", "Event", "Review", "reviewed"]

_DECISIONS = frozenset({"intent", "denial", "redact", "error"})
_DISCLOSING = frozenset({"keep", "mask", "generalise", "date_shift"})
_MOST_EVENTS = 500
VERDICTS = ("allow", "warn", "require_justification", "block")


class ActorRow(NamedTuple):
    """One actor in the period."""

    actor: str
    assurance: str
    roles: tuple[str, ...]
    decisions: int
    blocked: int
    without_mfa: int
    break_glass: int
    restores: int
    last: str


class Access(NamedTuple):
    """A purpose at a destination: how often it was asked for, and how often text left."""

    purpose: str
    destination: str
    asked: int
    left: int
    disclosing: int
    baa: tuple[str, ...]


class Event(NamedTuple):
    """One thing that a person should look at."""

    at: str
    kind: str
    actor: str
    id: str
    said: str


class Review(NamedTuple):
    """
    A period, counted.

    `days` are verdicts by day; `left` counts intents without an outcome, which count as disclosed;
    `unused_*` are what the policy grants and nobody used.
    """

    since: str
    until: str
    records: int
    days: Mapping[str, Mapping[str, int]]
    verdicts: Mapping[str, int]
    categories: Mapping[str, int]
    became: Mapping[str, int]
    rules: Mapping[str, int]
    reasons: Mapping[str, int]
    actors: tuple[ActorRow, ...]
    access: tuple[Access, ...]
    events: tuple[Event, ...]
    more_events: int
    open_intents: int
    unused_roles: tuple[str, ...] = ()
    unused_purposes: tuple[str, ...] = ()
    unused_destinations: tuple[str, ...] = ()


class _Actor:
    def __init__(self) -> None:
        self.assurance: Counter[str] = Counter()
        self.roles: dict[str, None] = {}
        self.counts: Counter[str] = Counter()
        self.last = ""


class _Pair:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.baa: dict[str, None] = {}


def reviewed(rows: Iterable[Row], granted: Mapping[str, Iterable[str]] | None = None) -> Review:
    """
    The review of these records.

    `granted` names the `roles`, `purposes` and `destinations` that the policy grants, to tell
    which of them nobody used.
    """
    tally = _Tally()
    for row in rows:
        tally.add(row)
    return tally.review(granted or {})


class _Tally:
    """What one pass over all records counts."""

    def __init__(self) -> None:
        self.days: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.verdicts: Counter[str] = Counter()
        self.categories: Counter[str] = Counter()
        self.became: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.actors: defaultdict[str, _Actor] = defaultdict(_Actor)
        self.pairs: defaultdict[tuple[str, str], _Pair] = defaultdict(_Pair)
        self.events: list[Event] = []
        self.intents: dict[str, tuple[_Pair, bool]] = {}
        self.used: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.since = self.until = ""
        self.records = self.more = 0

    def add(self, row: Row) -> None:
        """Counts one record; they come in their order."""
        self.records += 1
        at, kind, name = text_of(row, "ts"), text_of(row, "ev"), text_of(row, "actor")
        self.since, self.until = self.since or at, at
        if name:
            actor = self.actors[name]
            actor.last = at
            actor.assurance[text_of(row, "assurance") or "unknown"] += 1
            actor.roles.update(dict.fromkeys(words_of(row, "roles")))
            actor.counts[kind] += 1
        if kind in _DECISIONS:
            self._decided(row, at, name)
        if kind in {"intent", "denial"}:
            self._asked(row, kind)
        elif kind == "outcome":
            self._settle(row)
        said = _worth_a_look(row, kind)
        if said is None:
            return
        if len(self.events) < _MOST_EVENTS:
            self.events.append(Event(at, kind, name, text_of(row, "id"), said))
        else:
            self.more += 1

    def _decided(self, row: Row, at: str, name: str) -> None:
        verdict = text_of(row, "verdict")
        self.days[at[:10]][verdict] += 1
        self.verdicts[verdict] += 1
        self.categories.update(counts_in(row, "counts"))
        self.became.update(counts_in(row, "became"))
        self.rules.update(words_of(row, "rules"))
        if name:
            counts = self.actors[name].counts
            counts["decisions"] += 1
            counts["blocked"] += verdict == "block"
            counts["without_mfa"] += row.get("mfa") is not True

    def _asked(self, row: Row, kind: str) -> None:
        """For a purpose and a destination; an intent is to leave, a denial has reasons."""
        pair = self.pairs[text_of(row, "purpose") or "-", text_of(row, "dest") or "-"]
        pair.counts["asked"] += 1
        pair.baa[text_of(row, "baa") or "unknown"] = None
        if kind == "denial":
            self.reasons.update(words_of(row, "reasons"))
            return
        clear = not _DISCLOSING.isdisjoint(
            op for op, number in counts_in(row, "became").items() if number
        )
        pair.counts["left"] += 1
        pair.counts["disclosing"] += clear
        self.intents[text_of(row, "id")] = pair, clear
        self.used["purposes"][text_of(row, "purpose")] = None
        self.used["destinations"][text_of(row, "dest")] = None
        self.used["roles"].update(dict.fromkeys(words_of(row, "roles")))

    def _settle(self, row: Row) -> None:
        """An intent has its outcome; where nothing left in the end, it is not counted as left."""
        intent = self.intents.pop(text_of(row, "id"), None)
        if intent is not None and text_of(row, "outcome") == "not_sent":
            pair, clear = intent
            pair.counts["left"] -= 1
            pair.counts["disclosing"] -= clear

    def review(self, granted: Mapping[str, Iterable[str]]) -> Review:
        """What was counted, the most frequent first."""
        return Review(
            self.since,
            self.until,
            self.records,
            {day: dict(counts) for day, counts in sorted(self.days.items())},
            {verdict: self.verdicts.get(verdict, 0) for verdict in VERDICTS},
            dict(self.categories.most_common()),
            dict(self.became.most_common()),
            dict(self.rules.most_common()),
            dict(self.reasons.most_common()),
            tuple(
                _actor_row(name, actor)
                for name, actor in sorted(self.actors.items(), key=_busiest)
            ),
            tuple(
                Access(
                    purpose,
                    destination,
                    pair.counts["asked"],
                    pair.counts["left"],
                    pair.counts["disclosing"],
                    tuple(sorted(pair.baa)),
                )
                for (purpose, destination), pair in sorted(
                    self.pairs.items(), key=lambda one: (-one[1].counts["asked"], one[0])
                )
            ),
            tuple(self.events),
            self.more,
            len(self.intents),
            *(
                tuple(sorted(set(granted.get(kind, ())) - set(self.used[kind])))
                for kind in ("roles", "purposes", "destinations")
            ),
        )


def _busiest(one: tuple[str, _Actor]) -> tuple[int, str]:
    return -one[1].counts["decisions"], one[0]


def _actor_row(name: str, actor: _Actor) -> ActorRow:
    counts = actor.counts
    return ActorRow(
        name,
        "/".join(sorted(actor.assurance)),
        tuple(sorted(actor.roles)),
        counts["decisions"],
        counts["blocked"],
        counts["without_mfa"],
        counts["break_glass"],
        counts["restore"],
        actor.last,
    )


def _worth_a_look(row: Row, kind: str) -> str | None:  # noqa: C901  # a line for each kind
    """What is said about a record that should be looked at one by one; None for all others."""
    match kind:
        case "break_glass":
            to = text_of(row, "dest") or "no destination"
            return f"overrode a block, for {to}; reason kept as {text_of(row, 'justification')}"
        case "justification":
            return f"stated a reason, kept as {text_of(row, 'justification')}"
        case "restore" if text_of(row, "outcome") == "refused":
            return "was refused to restore pseudonyms"
        case "error":
            return f"nothing left: {', '.join(words_of(row, 'reasons')) or 'the engine failed'}"
        case "recovery":
            return f"{number_of(row, 'dropped')} unfinished bytes were cut off after a crash"
        case "lockdown":
            return "everything was blocked" if row.get("on") is True else "the block was lifted"
        case "key_rotation":
            return "a new key signs the log"
        case "shred":
            return f"{number_of(row, 'restored')} pseudonyms were made unreadable"
        case "hold":
            return f"legal hold {text_of(row, 'name')} {'placed' if row.get('on') else 'lifted'}"
        case "prune":
            last = number_of(row, "last")
            return (
                f"records {number_of(row, 'first')} to {last} were removed, past their retention"
            )
        case "notify" if text_of(row, "outcome") != "delivered":
            return f"{text_of(row, 'contact')} could not be notified: {text_of(row, 'status')}"
        case _:
            return None

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


def reviewed(  # noqa: PLR0915  # one pass over all records
    rows: Iterable[Row], granted: Mapping[str, Iterable[str]] | None = None
) -> Review:
    """
    The review of these records.

    `granted` names the `roles`, `purposes` and `destinations` that the policy grants, to tell
    which of them nobody used.
    """
    days: defaultdict[str, Counter[str]] = defaultdict(Counter)
    verdicts: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    became: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    actors: defaultdict[str, _Actor] = defaultdict(_Actor)
    pairs: defaultdict[tuple[str, str], _Pair] = defaultdict(_Pair)
    events: list[Event] = []
    intents: dict[str, tuple[_Pair, bool]] = {}
    used: defaultdict[str, dict[str, None]] = defaultdict(dict)
    since = until = ""
    records = more = 0
    for row in rows:
        records += 1
        at, kind, name = text_of(row, "ts"), text_of(row, "ev"), text_of(row, "actor")
        since, until = since or at, at
        if name:
            actor = actors[name]
            actor.last = at
            actor.assurance[text_of(row, "assurance") or "unknown"] += 1
            actor.roles.update(dict.fromkeys(words_of(row, "roles")))
            actor.counts[kind] += 1
        if kind in _DECISIONS:
            verdict = text_of(row, "verdict")
            days[at[:10]][verdict] += 1
            verdicts[verdict] += 1
            categories.update(counts_in(row, "counts"))
            became.update(counts_in(row, "became"))
            rules.update(words_of(row, "rules"))
            if name:
                actors[name].counts["decisions"] += 1
                actors[name].counts["blocked"] += verdict == "block"
                actors[name].counts["without_mfa"] += row.get("mfa") is not True
            if kind in {"intent", "denial"}:
                pair = pairs[text_of(row, "purpose") or "-", text_of(row, "dest") or "-"]
                pair.counts["asked"] += 1
                pair.baa[text_of(row, "baa") or "unknown"] = None
                if kind == "intent":
                    clear = not _DISCLOSING.isdisjoint(
                        op for op, number in counts_in(row, "became").items() if number
                    )
                    pair.counts["left"] += 1
                    pair.counts["disclosing"] += clear
                    intents[text_of(row, "id")] = pair, clear
                    used["purposes"][text_of(row, "purpose")] = None
                    used["destinations"][text_of(row, "dest")] = None
                    used["roles"].update(dict.fromkeys(words_of(row, "roles")))
                else:
                    reasons.update(words_of(row, "reasons"))
        elif kind == "outcome":
            _settle(intents, row)
        said = _worth_a_look(row, kind)
        if said is not None:
            if len(events) < _MOST_EVENTS:
                events.append(Event(at, kind, name, text_of(row, "id"), said))
            else:
                more += 1
    granted = granted or {}
    return Review(
        since,
        until,
        records,
        {day: dict(counts) for day, counts in sorted(days.items())},
        {verdict: verdicts.get(verdict, 0) for verdict in VERDICTS},
        dict(categories.most_common()),
        dict(became.most_common()),
        dict(rules.most_common()),
        dict(reasons.most_common()),
        tuple(_actor_row(name, actor) for name, actor in sorted(actors.items(), key=_busiest)),
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
                pairs.items(), key=lambda one: (-one[1].counts["asked"], one[0])
            )
        ),
        tuple(events),
        more,
        len(intents),
        *(
            tuple(sorted(set(granted.get(kind, ())) - set(used[kind])))
            for kind in ("roles", "purposes", "destinations")
        ),
    )


def _settle(intents: "dict[str, tuple[_Pair, bool]]", row: Row) -> None:
    """An intent has its outcome; one after which nothing left is not counted as one that did."""
    intent = intents.pop(text_of(row, "id"), None)
    if intent is not None and text_of(row, "outcome") == "not_sent":
        pair, clear = intent
        pair.counts["left"] -= 1
        pair.counts["disclosing"] -= clear


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

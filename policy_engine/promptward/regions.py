"""What happens to overlapping findings: ranges that do not overlap, each with one disposition."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from promptward_dsl.lattice import KEEP, REDACT, Disposition, at_least, join

__all__ = ["Marked", "Treated", "treated"]

_PASSES = 8


class Marked(NamedTuple):
    """
    A range of the text, the category found there, and what is to happen to it.

    `rank` says who names a range that several claim: the least one. It weighs less than what is
    to happen.
    """

    start: int
    end: int
    category: str
    disposition: Disposition
    rank: tuple[int, str] = (0, "")


class Treated(NamedTuple):
    """A range that is transformed as one value of `category`. Never `keep`."""

    start: int
    end: int
    category: str
    disposition: Disposition


def treated(marked: Iterable[Marked]) -> tuple[Treated, ...]:
    """
    The ranges to transform, sorted, without overlaps; what is not in one stays.

    Of findings with the same range the dispositions are joined. Findings that overlap otherwise
    are redacted together, unless one covers them all and discloses no more than any of them. What
    is kept gives way inside: a name in a kept sentence is hidden alone; where a kept range and
    another overlap in part, both are redacted. Ranges that merely touch stay apart. Independent of
    the order of `marked`.
    """
    kept: list[Marked] = []
    hidden: list[Marked] = []
    for one in sorted(set(marked), key=_order):
        (kept if one.disposition == KEEP else hidden).append(one)
    found = [_treat(cluster) for cluster in _clusters(hidden)]
    return tuple(_absorb(found, kept)) if kept and found else tuple(found)


def _order(one: Marked) -> tuple[int, int, str, str, tuple[int, str]]:
    return one.start, one.end, one.category, str(one.disposition), one.rank


def _clusters(marked: Sequence[Marked]) -> Iterable[list[Marked]]:
    """Groups of findings, sorted by start, that overlap directly or through others."""
    cluster: list[Marked] = []
    end = -1
    for one in marked:
        if cluster and one.start >= end:
            yield cluster
            cluster = []
        cluster.append(one)
        end = max(end, one.end) if len(cluster) > 1 else one.end
    if cluster:
        yield cluster


def _treat(cluster: list[Marked]) -> Treated:
    if len(cluster) == 1:
        return Treated(*cluster[0][:4])
    start = cluster[0].start
    end = max(one.end for one in cluster)
    outer = [one for one in cluster if one.start == start and one.end == end]
    if outer:
        disposition = outer[0].disposition
        for one in outer[1:]:
            disposition = join(disposition, one.disposition)
        if all(at_least(disposition, one.disposition) for one in cluster):
            lead = min(
                outer, key=lambda one: (one.disposition != disposition, one.rank, one.category)
            )
            if disposition.op == "mask" and len(outer) < len(cluster):
                # What a mask shows of the whole may be more of a part than its own mask showed.
                disposition = Disposition("mask", "")
            return Treated(start, end, lead.category, disposition)
    return Treated(start, end, _lead(cluster), REDACT)


def _lead(cluster: list[Marked]) -> str:
    """The category that names a redacted range: the longest finding's, else the strictest's."""
    longest = max(one.end - one.start for one in cluster)
    candidates = [one for one in cluster if one.end - one.start == longest]
    return min(
        candidates,
        key=lambda one: (
            sum(
                not at_least(one.disposition, other.disposition) for other in candidates[:_PASSES]
            ),
            one.rank,
            one.category,
        ),
    ).category


def _absorb(found: list[Treated], kept: list[Marked]) -> list[Treated]:
    """Treated ranges, grown over each kept range that they overlap in part."""
    for _ in range(_PASSES):
        marked = [Marked(*one) for one in found]
        grown = _grown(marked, kept)
        if len(grown) == len(marked):
            return found
        found = [
            Treated(c[0].start, max(one.end for one in c), _lead(c), REDACT)
            if len(c) > 1
            else Treated(*c[0][:4])
            for c in _clusters(sorted(grown, key=_order))
        ]
    # Kept ranges that reach into one another without end: all that hangs together is redacted.
    # The bound keeps the time linear.
    return [
        Treated(c[0].start, max(one.end for one in c), _lead(c), REDACT)
        for c in _clusters(sorted([*(Marked(*one) for one in found), *kept], key=_order))
        if any(one.disposition != KEEP for one in c)
    ]


def _grown(found: list[Marked], kept: list[Marked]) -> list[Marked]:
    """`found`, and those of `kept` that overlap one of them with neither inside the other."""
    partial: list[Marked] = []
    first = 0
    ends = [one.end for one in found]
    for one in kept:
        # INVARIANT: kept and found are sorted by start and found do not overlap, so only the first
        # and the last that meet a kept range can reach beyond it.
        while first < len(found) and ends[first] <= one.start:
            first += 1
        index = first
        if index < len(found) and found[index].start < one.start and ends[index] < one.end:
            partial.append(one)
            continue
        last = _last_before(found, one.end, first)
        if last is not None and found[last].start > one.start and ends[last] > one.end:
            partial.append(one)
    return [*found, *partial]


def _last_before(found: list[Marked], end: int, first: int) -> int | None:
    """The last of `found` from `first` on that starts before `end`."""
    low, high = first, len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].start < end:
            low = middle + 1
        else:
            high = middle
    return low - 1 if low > first else None

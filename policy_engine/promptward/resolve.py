"""
Which findings stay: within one detector the longest; nothing is dropped across detectors.

A finding that another one of the same detector covers is the same thing seen twice: the longer one
takes over its confidence and evidence. Findings of different detectors never suppress each other,
whatever their confidence; where they overlap, the decision joins them. Only a detector that says
so of itself (`lower … when valid known_otherwise`) yields to one that knows better.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from promptward.model import Finding
from promptward_dsl.lattice import Confidence

__all__ = [
    "Region",
    "Seen",
    "by_place",
    "outermost",
    "regions",
    "resolve",
    "unexplained",
    "with_reread",
    "yielded",
]


class Seen(NamedTuple):
    """A confirmed candidate of one detector: range in the original text, level, evidence ids."""

    start: int
    end: int
    level: Confidence
    evidence: frozenset[str]


class Region(NamedTuple):
    """A maximal range that findings cover without a gap, with those findings, sorted."""

    start: int
    end: int
    findings: tuple[Finding, ...]


def _outer_first(seen: Seen) -> tuple[int, int]:
    return seen[0], -seen[1]


def outermost(seen: list[Seen]) -> list[Seen]:
    """Those of one detector that no other covers, sorted; they take over what they cover."""
    if len(seen) == 1:
        return seen
    seen.sort(key=_outer_first)
    kept: list[Seen] = []
    furthest = -1
    for one in seen:
        # INVARIANT: starts ascend and kept ends ascend, so what the last one kept does not cover,
        # none covers.
        if one.end > furthest:
            kept.append(one)
            furthest = one.end
        else:
            outer = kept[-1]
            if one.level > outer.level or not one.evidence <= outer.evidence:
                kept[-1] = Seen(
                    outer.start,
                    outer.end,
                    max(outer.level, one.level),
                    outer.evidence | one.evidence,
                )
    return kept


_CREDIT = "author_credit"
_GROWN = frozenset(("given_unknown", "unknown_word"))


def _holds(one: Seen, known: list[Seen], starts: list[int]) -> bool:
    """Whether one of `known` that is as sure, and made of known words, lies in the range."""
    at = bisect_left(starts, one.start)
    return any(
        other.end <= one.end and other.level >= one.level and not other.evidence & _GROWN
        for other in known[at : bisect_left(starts, one.end)]
    )


def with_reread(plain: list[Seen], reread: list[Seen]) -> list[Seen]:
    """
    What one detector saw in a text, and what it saw in readings of it that is more than that.

    What the text itself shows at least as surely was not found through the reading. A range that
    only grows by a word that is in no list has not found more: where lines are joined, a name at
    the end of one is followed by any word.
    """
    if not plain:
        return reread
    known = outermost(plain)
    starts = [one.start for one in known]
    more = []
    for one in reread:
        at = bisect_right(starts, one.start) - 1
        # INVARIANT: of ranges of which none covers another, the last to start reaches furthest.
        if at >= 0 and known[at].end >= one.end and known[at].level >= one.level:
            continue
        if at >= 0 and known[at].end >= one.end and _CREDIT in known[at].evidence:
            continue  # who wrote a program stays unsure, in a literal too
        if one.evidence & _GROWN and _holds(one, known, starts):
            continue
        more.append(one)
    return known + more


HARD_MARKS = frozenset(
    ("tag_characters", "variation_selectors", "bidi_override", "invisible_characters")
) | {"nested", "compressed"}
"""Obfuscations that stay one even if all that they hide is known."""


def unexplained(findings: Sequence[Finding], marking: Container[str]) -> tuple[Finding, ...]:
    """
    Without those of the detectors `marking` that others cover: what hid there is known.

    Only what readings have marked goes; not what hides whatever it says (`HARD_MARKS`), nor the
    detectors' own patterns. Sorted as given.
    """
    told = [one for one in findings if one.detector in marking]
    if not told:
        return tuple(findings)
    known = regions(
        one
        for one in findings
        if one.detector not in marking and one.confidence >= Confidence.MEDIUM
    )
    starts = [one.start for one in known]

    def stays(one: Finding) -> bool:
        if one.detector not in marking:
            return True
        marks = [e for e in one.evidence if ":" not in e]
        if (
            not marks
            or not HARD_MARKS.isdisjoint(marks)
            or any(e.startswith("match:") for e in one.evidence)
        ):
            return True
        at = bisect_right(starts, one.start) - 1
        return at < 0 or known[at].end < one.end

    return tuple(one for one in findings if stays(one))


def yielded(findings: Sequence[Finding], yields: Mapping[str, Confidence]) -> tuple[Finding, ...]:
    """
    With what is known otherwise lowered: `yields` says which detectors ask, and to which level.

    A finding is known otherwise where one of another category, an identifier by a detector that
    does not yield itself, lies over it and is at least as sure. Sorted as given.
    """
    if not any(one.confidence > yields.get(one.detector, one.confidence) for one in findings):
        return tuple(findings)
    known: dict[tuple[str, Confidence], tuple[list[int], list[int]]] = {}
    for level in (Confidence.MEDIUM, Confidence.HIGH):
        firm = [
            f
            for f in findings
            if f.safe_harbor and f.confidence >= level and f.detector not in yields
        ]
        for category in {one.category for one in firm}:
            of_it = [one for one in firm if one.category == category]
            furthest = list(accumulate((one.end for one in of_it), max))
            known[category, level] = [one.start for one in of_it], furthest

    def told(one: Finding) -> bool:
        for (category, level), (starts, furthest) in known.items():
            if category != one.category and level == one.confidence:
                at = bisect_right(starts, one.start) - 1
                if at >= 0 and furthest[at] >= one.end:
                    return True
        return False

    made = []
    for one in findings:
        to = yields.get(one.detector)
        if to is None or one.confidence <= to or not told(one):
            made.append(one)
        else:
            evidence = tuple(sorted((*one.evidence, f"lower:{to.word}:known_otherwise")))
            made.append(one._replace(confidence=to, evidence=evidence))
    return tuple(made)


by_place = itemgetter(0, 1, 5)
"""The order of findings: start, end, detector."""


def resolve(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """
    The findings that stay, sorted by start, end and detector; evidence sorted and distinct.

    Idempotent, and independent of the order of its argument.
    """
    by_detector: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        by_detector.setdefault((finding.detector, finding.location), []).append(finding)
    kept: list[Finding] = []
    for same in by_detector.values():
        like = same[0]
        seen = [Seen(f.start, f.end, f.confidence, frozenset(f.evidence)) for f in same]
        kept.extend(
            like._replace(
                start=one.start,
                end=one.end,
                confidence=one.level,
                evidence=tuple(sorted(one.evidence)),
            )
            for one in outermost(seen)
        )
    kept.sort(key=by_place)
    return tuple(kept)


def regions(findings: Iterable[Finding]) -> tuple[Region, ...]:
    """Findings grouped into ranges that overlap (touching ones do not), sorted by start."""
    # One long finding may lie over thousands of short ones: none of them is copied for the next.
    found: list[Region] = []
    inside: list[Finding] = []
    furthest = 0
    for finding in sorted(findings, key=by_place):
        if inside and finding.start >= furthest:
            found.append(Region(inside[0].start, furthest, tuple(inside)))
            inside = []
        furthest = max(furthest, finding.end) if inside else finding.end
        inside.append(finding)
    if inside:
        found.append(Region(inside[0].start, furthest, tuple(inside)))
    return tuple(found)

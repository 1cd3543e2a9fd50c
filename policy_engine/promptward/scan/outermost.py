"""Of findings in one place, the one that is told: the surest, then the most definite."""

from collections.abc import Sequence

from promptward.model import Finding

__all__ = ["last_name", "outermost"]


def last_name(category: str) -> str:
    """The last part of a canonical name."""
    return category.rpartition(".")[2]


def _rank(finding: Finding) -> tuple[int, bool, int, int, str]:
    other = last_name(finding.category) == "other_unique"
    length = finding.end - finding.start
    return -finding.confidence, other, -length, finding.start, finding.detector


def outermost(findings: Sequence[Finding]) -> list[tuple[Finding, tuple[str, ...]]]:
    """
    Findings that lie in no other, with the other categories that each may be.

    Of those in one place the one that is told is the surest, then the most definite, then the
    longest. Decisions on prompts know all of them; who reads a report needs one line.
    """
    ordered = sorted(findings, key=_rank)
    kept: list[tuple[int, int, Finding, set[str]]] = []
    taken: dict[int, list[int]] = {}
    for finding in ordered:
        cells = range(finding.start >> 6, (max(finding.end - 1, finding.start) >> 6) + 1)
        over = next(
            (
                number
                for cell in cells
                for number in taken.get(cell, ())
                if kept[number][0] <= finding.start and finding.end <= kept[number][1]
            ),
            None,
        )
        if over is not None:
            if finding.category != kept[over][2].category:
                kept[over][3].add(finding.category)
            continue
        for cell in cells:
            taken.setdefault(cell, []).append(len(kept))
        kept.append((finding.start, finding.end, finding, set()))
    kept.sort(key=lambda one: one[:2])
    return [(finding, tuple(sorted(also))) for _, _, finding, also in kept]

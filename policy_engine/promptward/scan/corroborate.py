"""
What counts in source code: findings that stand by themselves, and those beside one or a sign.

Without this, nine of ten findings in source code are authors, dates of releases and places in
examples (figures: docs/decisions/0610). A Social Security, record, plan, account or telephone
number stands by itself if it is sure; a name, date, place or address counts beside such a finding
or beside a word that says that a person is meant. Nothing here applies to data or to decisions
on prompts.
"""

from bisect import bisect_left
from collections.abc import Sequence

from promptward.model import Finding
from promptward.scan.signs import signs
from promptward_dsl.lattice import Confidence

__all__ = ["corroborated"]

_ALONE = frozenset({"ssn", "mrn", "health_plan", "account", "phone", "fax", "biometric"})
_NEAR = 250


def corroborated(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Those findings of a source text that count."""
    if not findings:
        return []
    strong = sorted(finding.start for finding in findings if _alone(finding))
    words = signs(text)
    return [
        finding
        for finding in findings
        if _alone(finding)
        or (
            finding.confidence >= Confidence.MEDIUM
            and (_near(strong, finding) or _near(words, finding))
        )
    ]


def _alone(finding: Finding) -> bool:
    """Whether a finding needs nothing beside it."""
    category = finding.category.rpartition(".")[2]
    return category in _ALONE and finding.confidence is Confidence.HIGH


def _near(places: Sequence[int], finding: Finding) -> bool:
    at = bisect_left(places, finding.start - _NEAR)
    return at < len(places) and places[at] <= finding.end + _NEAR

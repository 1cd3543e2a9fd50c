"""
What counts in source code: findings that stand by themselves, and those beside one or a sign.

Without this, nine of ten findings in source code are authors, dates of releases and places in
examples (figures: docs/decisions/0610). A Social Security, record, plan, account or telephone
number stands by itself if it is sure; a name, date, place or address counts beside such a finding
or beside a word that says that a person is meant, and a name also beside a date in quotes.
Nothing here applies to data or to decisions on prompts.
"""

from bisect import bisect_left
from collections.abc import Sequence

from promptward.model import Finding
from promptward.scan.signs import Signs
from promptward_dsl.lattice import Confidence

__all__ = ["corroborated"]

_ALONE = frozenset({"ssn", "mrn", "health_plan", "account", "phone", "fax", "biometric"})
_NEAR = 200
_CLOSE = 80


def corroborated(findings: Sequence[Finding], signs: Signs) -> list[Finding]:
    """Those findings of a source text that count, beside the signs in it."""
    strong = sorted(finding.start for finding in findings if _alone(finding))
    persons, dates = signs
    kept: list[Finding] = []
    waiting: list[Finding] = []
    beside: list[int] = []  # names that stand beside a date in quotes
    for finding in findings:
        if _alone(finding):
            kept.append(finding)
        elif finding.confidence >= Confidence.MEDIUM:
            if _near(strong, finding) or _near(persons, finding):
                kept.append(finding)
            elif finding.category.endswith(".names") and _near(dates, finding, _CLOSE):
                kept.append(finding)
                beside.append(finding.start)
            else:
                waiting.append(finding)
    beside.sort()
    kept += (finding for finding in waiting if _near(beside, finding, _CLOSE))
    return sorted(kept, key=lambda finding: (finding.start, finding.end, finding.detector))


def _alone(finding: Finding) -> bool:
    """Whether a finding needs nothing beside it."""
    category = finding.category.rpartition(".")[2]
    return category in _ALONE and finding.confidence is Confidence.HIGH


def _near(places: Sequence[int], finding: Finding, within: int = _NEAR) -> bool:
    at = bisect_left(places, finding.start - within)
    return at < len(places) and places[at] <= finding.end + within

"""
What counts in source code: findings that stand by themselves, and those beside one or a sign.

Without this, most findings in source code are authors, dates of releases and places in
examples (figures: docs/decisions/0902). A Social Security, record, plan, account or telephone
number stands by itself if it is sure; a name, date, place or address counts beside such a finding
or beside a word that says that a person is meant, and a name also beside a date in quotes.
Nothing here applies to data or to decisions on prompts.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from promptward.model import Finding
from promptward_dsl.lattice import Confidence

if TYPE_CHECKING:
    from promptward.scan.signs import Signs

__all__ = ["confirmed", "corroborated"]

_ALONE = frozenset({"ssn", "mrn", "health_plan", "account", "phone", "fax", "biometric"})
_NEAR = 300
_CLOSE = 120
_LOOSE = (".url", ".ip", ".other_unique", ".device", ".geographic")
"""What programs have fields for that are no person's."""


def corroborated(findings: Sequence[Finding], signs: "Signs") -> list[Finding]:
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


def confirmed(findings: Sequence[Finding]) -> list[Finding]:
    """
    Those findings of a program's output that count: all but bare shapes.

    Frames of numbers are full of pairs that could be coordinates and days that are nobody's. What
    nothing but its shape speaks for counts beside a finding for which more does.
    """
    sure = sorted(finding.start for finding in findings if not _shape_alone(finding))
    return [finding for finding in findings if not _shape_alone(finding) or _near(sure, finding)]


def _shape_alone(finding: Finding) -> bool:
    bare = all(evidence.startswith("match:") for evidence in finding.evidence)
    return bare and finding.confidence <= Confidence.MEDIUM


def _alone(finding: Finding) -> bool:
    """Whether a finding needs nothing beside it."""
    if finding.confidence is not Confidence.HIGH:
        return False
    # `patient_name = …`: a field that says whose name it is, by its own name.
    named = "field" in finding.evidence and not finding.category.endswith(_LOOSE)
    return named or finding.category.rpartition(".")[2] in _ALONE


def _near(places: Sequence[int], finding: Finding, within: int = _NEAR) -> bool:
    at = bisect_left(places, finding.start - within)
    return at < len(places) and places[at] <= finding.end + within

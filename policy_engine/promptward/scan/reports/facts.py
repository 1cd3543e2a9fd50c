"""What reports say of the policy and of categories; nothing of any file."""

import datetime as dt
from typing import NamedTuple

from promptward.model import Finding

__all__ = ["LAW", "Facts", "short"]

LAW = "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-E/section-164.514"
"""The text that names the eighteen identifiers: 45 CFR 164.514(b)(2)(i)."""


class Facts(NamedTuple):
    """Policy, version of the program, titles of categories, and when the scan began."""

    policy: str
    policy_version: str
    policy_id: str
    version: str
    titles: dict[str, tuple[str, str | None]]
    began: dt.datetime
    ended: dt.datetime | None = None

    def title(self, category: str) -> str:
        """What a category is, in words."""
        found = self.titles.get(category)
        return found[0] if found and found[0] else short(category)

    def help(self, category: str) -> str:
        """What to do about a finding of a category."""
        letter = self.titles.get(category, ("", None))[1]
        law = f" (identifier {letter} of 45 CFR 164.514(b)(2)(i))" if letter else ""
        return (
            f"{self.title(category)}{law}. Take the value out of the file, and out of the history "
            "if it was committed; `promptward fix` replaces it by a marker or an invented one. If "
            f"it is invented already, say so on its line: promptward: allow[{short(category)}] "
            'reason="…".'
        )


def short(category: str) -> str:
    """`hipaa.safe_harbor.ssn` → `ssn`."""
    return category.rpartition(".")[2]


def said(finding: Finding) -> str:
    """`ssn (G)`."""
    letter = f" ({finding.safe_harbor})" if finding.safe_harbor else ""
    return f"{finding.category}{letter}"

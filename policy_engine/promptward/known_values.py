"""
Known values: what got a pseudonym in a conversation is found again in every text of it.

Detectors may need a sign beside a value ("MRN 12345678") that its next mention lacks; an answer
that was restored holds values without any. What stands in the vault of the scope needs no sign.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from promptward import surrogates
from promptward.model import Finding
from promptward.roster import Roster
from promptward_dsl.ir import CategoryIR
from promptward_dsl.lattice import Confidence

__all__ = ["KnownValues"]

DETECTOR = "vault"
"""What findings name as their detector."""

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 2


class KnownValues:
    """
    The values of one scope, ready to be searched for. `repr` shows how many, never which.

    Several words and whatever holds a digit are found in any case and with any punctuation, names
    also with the surname first; a single word only as it was written, or in capitals: "Will" is a
    person here, "will" is not.
    """

    __slots__ = ("_rosters", "_words", "number")

    def __init__(
        self, values: Iterable[tuple[str, str]], categories: Mapping[str, CategoryIR]
    ) -> None:
        self.number = 0
        named: dict[str, list[str]] = {}
        for category in categories:
            named.setdefault(surrogates.label(category), []).append(category)
        several: dict[str, list[str]] = {}
        self._words: dict[str, dict[tuple[str, str | None], None]] = {}
        for label, value in values:
            self.number += 1
            # Two categories may share a label: both are said, and the stricter one holds.
            for category in named.get(label, ()):
                if _WORD.fullmatch(value):
                    about = (category, categories[category].safe_harbor)
                    for spelling in {value, value.upper()}:
                        if len(spelling) >= _LEAST_LETTERS:
                            self._words.setdefault(spelling, {})[about] = None
                else:
                    several.setdefault(category, []).extend((value, _joined(value)))
        self._rosters = [
            Roster.of(found, category, categories[category].safe_harbor, detector=DETECTOR)[0]
            for category, found in sorted(several.items())
        ]

    def __repr__(self) -> str:
        """How many there are."""
        return f"KnownValues(<{self.number} values>)"

    def missed(self, text: str, found: Sequence[Finding], least: Confidence) -> list[Finding]:
        """
        Where known values stand that `found` does not hold with at least `least` confidence.

        Only those: a value that is found twice would count twice in rules that count.
        """
        held: dict[str, list[tuple[int, int]]] = {}
        for finding in found:
            if finding.confidence >= least:
                held.setdefault(finding.category, []).append((finding.start, finding.end))
        return [
            finding
            for finding in self._find(text)
            if not any(
                start <= finding.start and finding.end <= end
                for start, end in held.get(finding.category, ())
            )
        ]

    def _find(self, text: str) -> Iterable[Finding]:
        for roster in self._rosters:
            for finding in roster.find(text):
                yield finding._replace(evidence=("known_value",))
        if not self._words:
            return
        for word in _WORD.finditer(text):
            for category, letter in self._words.get(word[0], ()):
                yield Finding(
                    word.start(),
                    word.end(),
                    category,
                    letter,
                    Confidence.HIGH,
                    DETECTOR,
                    ("known_value",),
                )


def _joined(value: str) -> str:
    """A number without what stands between its digits: it is often written so as well."""
    letters = "".join(filter(str.isalnum, value))
    return letters if any(map(str.isdigit, letters)) else value

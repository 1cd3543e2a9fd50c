"""Did you mean: the choice that a misspelt word most likely stands for."""

from collections.abc import Collection, Iterable

__all__ = ["distance", "meant", "nearest"]

_ELSEWHERE = {
    "extends": "inherits",
    **dict.fromkeys(("deny", "reject", "refuse", "forbid", "prohibit"), "block"),
    **dict.fromkeys(("permit", "accept", "approve"), "allow"),
    **dict.fromkeys(("remove", "delete", "strip", "drop", "suppress"), "redact"),
    **dict.fromkeys(("shift", "shift_dates"), "date_shift"),
    **dict.fromkeys(("tokenise", "tokenize", "pseudonym"), "pseudonymise"),
    **dict.fromkeys(("justify", "justification"), "require_justification"),
    "alert": "warn",
    "log": "audit",
}
"""Words of other languages, and Ward's, which are not near or near to another: `reject`."""

LONGEST = 64
"""Longer words are not compared: a distance costs the product of the lengths."""

_LENGTHS_APART = 3
"""Words that differ more in length are no slips of one another: not worth the table."""


def distance(left: str, right: str) -> int:
    """Edits between two words: insert, delete, replace, or swap neighbours, each once a place."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, previous, row = row, before, [i]
        for j, b in enumerate(right, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, previous[j - 2] + 1)
            row.append(best)
    return row[-1]


def _allowed(word: str) -> int:
    """Edits that still make a likely slip: none in one letter, else a third, from one to three."""
    return max(1, min(3, len(word) // 3)) if len(word) > 1 else 0


def meant(word: str, choices: Collection[str]) -> str | None:
    """The choice that a word of other languages stands for; where none does, the nearest."""
    here = _ELSEWHERE.get(word.lower())
    return here if here in choices else nearest(word, choices)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """
    The choice nearest to `word`, whatever its case, or None where none is near enough.

    For a dotted name the last parts are compared too, so `ssn` finds `sh.ssn`; a word that is a
    name's beginning or end, such as `retention` of `retention_days`, is two edits away. Ties go to
    a name that begins with the word, then to the first in alphabetical order: the answer never
    depends on the order of the choices.
    """
    if len(word) > LONGEST:
        return None
    lower = word.lower()
    best: tuple[int, bool, str] | None = None
    for choice in sorted(set(choices)):
        if choice == word or len(choice) > LONGEST:
            continue
        edits = min(
            _edits(lower, choice.lower()),
            _part(lower, choice.lower()),
            _edits(lower.rpartition(".")[2], choice.lower().rpartition(".")[2]) + 1
            if "." in choice + word
            else LONGEST,
        )
        rank = (edits, not choice.lower().startswith(lower), choice)
        best = rank if best is None else min(best, rank)
    if best is None or best[0] > _allowed(word):
        return None
    return best[2]


def _part(word: str, name: str) -> int:
    """The edits that leaving out the other words of a name counts for."""
    inside = name.startswith(f"{word}_") or name.endswith(f"_{word}")
    return 2 if inside else LONGEST


def _edits(left: str, right: str) -> int:
    if abs(len(left) - len(right)) > _LENGTHS_APART:
        return LONGEST
    return distance(left, right)

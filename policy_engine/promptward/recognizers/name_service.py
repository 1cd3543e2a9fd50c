"""Where somebody works, or whose relative it is, after a name: `Ada from physio`, `Quill (ID)`."""

from promptward.deferred import regex
from promptward.recognizers.name_beside import is_role
from promptward.recognizers.words import KIN, SERVICES

__all__ = ["of_service"]

_FROM = regex(
    r" (?:from|in|at|with|of|up in|down in|over in) (?:the )?([a-z][a-z-]{1,16}|[A-Z]{2,5})\b"
)
_BRACKET = regex(
    r" \((?:the |her |his |their |our |my |a |[A-Z][a-z'-]{1,15}'s? )?(?:[a-z]+ ){0,2}?"
    r"([A-Za-z][A-Za-z-]{1,15})(?:[ ,;/-][^()\n]{1,24})?\)"
)
_WHEREABOUTS = SERVICES - {
    "it",
    "pt",
    "ct",
    "ward",
    "wound",
    "speech",
    "trauma",
    "security",
    "echo",
}
"""In lower case these words alone are no department."""


_POSTS = frozenset(
    """
    attg interns intern lead airway meds recorder record compressions scribe float charge days
    nights
    attending resident fellow student chair minutes notes son dtr dau hcp poa
    """.split()  # noqa: SIM905  # legible
)
"""What somebody is on a shift, in a code or at a meeting."""


def of_service(text: str, end: int) -> float:
    """Points of a department, an occupation or a relation that follows a name."""
    if text.startswith(" (", end):
        bracket = _BRACKET.match(text, end)
        if bracket is None:
            return 0
        low = bracket[1].lower()
        if low in _POSTS:
            return 1.5
        if low in KIN or (bracket[1].islower() and is_role(low)):
            return 1.5
        return 1 if low in SERVICES and (low in _WHEREABOUTS or bracket[1].isupper()) else 0
    found = _FROM.match(text, end)
    if found is None:
        return 0
    word = found[1]
    there = word.lower() in (SERVICES if word.isupper() else _WHEREABOUTS)
    return 1 if there else 0

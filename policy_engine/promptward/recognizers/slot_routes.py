"""
Places in a row on somebody's way: `Route: Dunmore - Tarn - Quill`, `flies SEA-Doha-Entebbe`.

A word of travelling leads to the first, and nothing but a stroke, a comma, an arrow or `to` parts
one from the next; so each is a place, whatever else it means. Three letters are an airport there.
"""

from collections.abc import Iterator

from promptward.deferred import regex
from promptward.rare import rare
from promptward.recognizers.slot_towns import may_be_called

__all__ = ["routes"]

_STOP = r"(?:[A-Z]{3}(?![A-Za-z])|[A-Z][a-z]{2,14}(?:'s)?(?: [A-Z][a-z]{2,14}){0,2})"
_JOINT = r"(?: ?[\xff/>]{1,2} ?| - ?|-| ?->? ?| to | via | then )"
_ROUTE = rare(
    r"\b(?:[Rr]outes?|ROUTE|[Ii]tinerary|[Ff]lies|[Ff]lew|[Ff]lying|[Ff]lights?|[Ss]tops|[Ll]egs?"
    r"|[Dd]rove|[Dd]rives|[Tt]ravel(?:s|l?ed|l?ing)?|[Bb]us|[Tt]rain|[Ff]erry|[Cc]ommut\w{1,4}"
    r"|[Tt]rip|[Rr]un|[Ww]ay|[Ll]oop|[Rr]oad)"
    rf"(?:: ?| from | )({_STOP}(?:{_JOINT}{_STOP}){{1,7}})"
)
_LISTED = rare(
    r"\b(?:[Ss]tops|STOPS|[Rr]oute|ROUTE|[Vv]isits?|[Tt]owns)(?: today)?: ?"
    rf"({_STOP}(?:, {_STOP}){{1,9}})"
)
_ONE = regex(_STOP)
_NO_PLACES = frozenset(("ICU", "CCU", "EMS", "ETA", "MRI", "CTA", "PRN", "MVC", "CPR", "AED"))


def routes(text: str) -> Iterator[tuple[int, int]]:
    """Where such places stand."""
    for pattern in (_ROUTE, _LISTED):
        for found in pattern.finditer(text):
            stops = list(_ONE.finditer(text, *found.span(1)))
            if all(_may_be_stop(one[0]) for one in stops):
                for one in stops:
                    yield one.span()


def _may_be_stop(name: str) -> bool:
    if name.isupper():
        return name not in _NO_PLACES
    return may_be_called(name.removesuffix("'s"))

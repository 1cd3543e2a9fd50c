"""Towns as a hasty writer leaves them: in capitals among small letters, or with a clitic."""

from collections.abc import Iterable

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = ["TOWN_SIGNS", "own_towns"]

_LED = r"\b(?:in|from|near|nr|to|site|[Ll]ives?(?: in)?|off) "
_CAPITAL = r"[A-Z][a-z]{3,20}(?: [A-Z][a-z]{2,20})?"
_GOES_ON = (
    "(?:an?|and|as|at|by|but|for|from|he|her|his|if|last|now|on|or|per|she|since|so|that|then|they"
    "|til|till|to|today|until|w|wants?|we|when|where|who|will|with)"
)
TOWN_SIGNS = (
    r"\b(?:in|from|near|nr|to|site|ives|off) (?:[A-Z][a-z]{3,20} )?[A-Z][a-z]{2,20}'s(?:[.,;)]|$)",
    # Not before a thing that it is one of (`in CLABSI rate`).
    rf"(?:in|from|near|nr|to|site|ives) [A-Z]{{6,}}(?:[.,;)-]|$| {_GOES_ON}\b)",
)
_THINGS = "mode|view|cluster|framework|notebook|server|format|style|case"
_WHERE = rare(
    rf"{_LED}(?P<owner>{_CAPITAL})'s(?=[.,;)]|$)"
    rf"|{_LED}(?P<shouted>[A-Z]{{6,20}}(?:[- ][A-Z]{{3,20}})?)(?=[.,;)]|\s*$| (?!{_THINGS})[a-z])"
)
_WORD = regex(r"[A-Z]+")
_OF_STUDY = regex(r"(?i:result|data|finding|trial|stud[yi]|arms?\b|outcome|cohort|registry)")
"""Studies are written so, and lead to their names by the same prepositions."""
_NEAR = 40


def own_towns(text: str) -> Iterable[Edit]:
    """Without the clitic, and in small letters but for the first."""
    for found in _WHERE.finditer(text):
        if found["owner"]:
            # A guess counts where it changes something: all of the word.
            yield Edit(found.start("owner"), found.end("owner") + 2, found["owner"])
        elif not _OF_STUDY.search(text, max(0, found.start() - _NEAR), found.start("shouted")):
            for word in _WORD.finditer(text, *found.span("shouted")):
                yield Edit(*word.span(), word[0].capitalize())

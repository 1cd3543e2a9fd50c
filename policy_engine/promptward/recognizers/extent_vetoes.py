"""
Words beside a name or a place that are no part of one, whatever their weights say.

Days, medicines, doses, times and the labels of other values: most of them stand behind names in
too few labelled texts to be weighed, and a note is harder to read without them.
"""

from promptward.deferred import regex
from promptward.recognizers.day_words import DAYS
from promptward.recognizers.eponyms import PRODUCTS
from promptward.recognizers.extent_traits import RIGHT, Beside, Piece
from promptward.recognizers.learned_runs import kind_of
from promptward.recognizers.medical_endings import ENDS_ILLNESS
from promptward.recognizers.medicines import is_medicine

__all__ = ["is_no_part"]

_DOSE = regex(
    r"\d+(?:\.\d+)?(?:mg|mcg|gm|kg|lbs?|ml|cc|units?|meq|mmhg|bpm|yo|hrs?|min|wks?)"
    r"|q\d{1,2}(?:h|hrs?)|x\d{1,2}"
)
"""What is measured, and how often, in lower case: `80kg`, `67yo`, `q6h`, `x3`; no door `12g`."""

_ILLNESS = regex(rf"(?:{ENDS_ILLNESS})$")
_UNITS = frozenset("mg mcg kg lbs ml meq mmhg bpm".split())  # noqa: SIM905  # legible
_OF_MEASURES = frozenset("0123456789qx")
_TIME = regex(r":[0-5]\d")
_LABELS = frozenset("mrn dob ssn tel fax phone npi dea acct".split())  # noqa: SIM905  # legible
"""What is written before a value of another kind."""


def is_no_part(text: str, beside: Beside) -> bool:
    """Whether a piece beside a finding says something else, and ends it."""
    piece = beside.piece
    low = piece.word.lower()
    if low in _LABELS or low in _UNITS or is_medicine(low) or _ILLNESS.search(low):
        return True
    if beside.kind == "N":
        if any(map(str.isdigit, low)):
            return True
    elif _is_measure(text, piece, low):
        return True
    # Somebody is called Sunday, and a house Amazon warehouse: both stand before what was found.
    if beside.side == RIGHT:
        return low in DAYS or low in PRODUCTS
    return beside.kind == "P" and (low in DAYS or _is_department(piece, low))


def _is_measure(text: str, piece: Piece, low: str) -> bool:
    """Whether it is a dose, an age in letters or a time."""
    return low[0] in _OF_MEASURES and (
        _DOSE.fullmatch(low) is not None
        or (low.isdigit() and _TIME.match(text, piece.end) is not None)
    )


def _is_department(piece: Piece, low: str) -> bool:
    """An unknown word and a comma before a place: `Geriatria, Ospedale San Bortolo`."""
    return "," in piece.gap and low.isalpha() and kind_of(low) == "-0"

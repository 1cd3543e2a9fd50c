"""Amounts: numbers that a sheet takes for one, and addresses in hexadecimal figures."""

from collections.abc import Iterable

from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = ["AMOUNT_SIGNS", "amounts"]

_CUES = ("MRN", "mrn", "SSN", "ssn", "NPI", "npi")
AMOUNT_SIGNS = (
    r"0x[0-9a-fA-F]{1,2}\.0x",
    *(rf"{cue}[#.:]{{0,2}} (?:is )?[0-9]{{1,3}},[0-9]{{3}},[0-9]{{3}}" for cue in _CUES),
)
_HEXADECIMAL = rare(r"(?<![\w.])(?:0x[0-9a-fA-F]{1,2}\.){3}0x[0-9a-fA-F]{1,2}(?![\w.])")
_THOUSANDS = rare(
    rf"\b(?:{'|'.join(_CUES)})[#.:]{{0,2}} (?:is )?(?P<value>\d{{1,3}}(?:,\d{{3}}){{2,3}})"
    r"(?![\w,]|\.\d)"
)


def amounts(text: str) -> Iterable[Edit]:
    """Numbers behind what announces them without the commas of thousands; addresses as usual."""
    for found in _HEXADECIMAL.finditer(text):
        yield Edit(*found.span(), ".".join(str(int(part, 16)) for part in found[0].split(".")))
    for found in _THOUSANDS.finditer(text):
        for at in range(*found.span("value")):
            if text[at] == ",":
                yield Edit(at, at + 1)

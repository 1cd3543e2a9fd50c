"""Keyboard: what was typed with a key held down that should not have been."""

from collections.abc import Iterable

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = ["keyboard"]

_LOCKED = rare(
    r"(?<![A-Za-z])[a-z][A-Z]{2,24}(?:[ '-](?:[a-z][A-Z]{1,24}|[A-Z]{3,24})){0,4}(?![A-Za-z])"
)
_SURE = regex(r"[a-z][A-Z]{5}|[a-z][A-Z]{2,}[ '-][a-z][A-Z]{2}")
_TERM = regex(
    r"(?<![A-Za-z])(?!mRS)[a-z](?:[B-DF-HJ-NP-TV-XZ]{2,6}|[MTRCG]?[RD]NA|[AG]MP|ATP|EEG|ICU|OCT"
    r"|RONJ|NOS|N?ANCA|CO|PAO|SAE|TMA|APD)(?![A-Za-z])"
)
"""A term with a small letter first: `mRNA`, `eGFR`; no name but `Mrs` lacks vowels."""

_HELD = rare(
    r"(?<![\w!@#$%^&*()+-])[A-Z]{0,4}[!@#$%^&*()]{2,10}(?:[_?][!@#$%^&*()]{1,10}){1,3}(?![\w!@#$%^&*()+-])"
)
_FIGURES = str.maketrans("!@#$%^&*()_?", "1234567890-/")
_FORMS = regex(
    r"(?:\d{3}-)?\d{3}-\d{4}|\d{3}-\d{2}-\d{4}|\d{1,2}[/-]\d{1,2}[/-](?:\d\d){1,2}"
    r"|\d{4}-\d{2}-\d{2}|[A-Z]{0,4}\d{3,10}-\d{2,10}"
)


def keyboard(text: str) -> Iterable[Edit]:
    """Words with the case turned round, and the signs above figures as the figures."""
    words = list(_LOCKED.finditer(text))
    if any(_SURE.search(_TERM.sub("", found[0])) for found in words):
        for found in words:
            yield Edit(*found.span(), found[0].swapcase())
    for found in _HELD.finditer(text):
        shown = found[0].translate(_FIGURES)
        if _FORMS.fullmatch(shown):
            yield Edit(*found.span(), shown)

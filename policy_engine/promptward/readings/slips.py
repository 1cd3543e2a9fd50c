"""
Slips: a blank before the comma of a value or behind its dashes, a grave accent for the stroke of a
name.
"""

from collections.abc import Iterable

from promptward.deferred import regex
from promptward.readings.edits import Edit

__all__ = ["SLIP_SIGNS", "slips"]

SLIP_SIGNS = (
    r"[A-Za-z0-9.] , [A-Z0-9]",
    r"\b[A-Z][a-z]?`[A-Z][a-z]",
    r"[a-z]`s\b",
    r"[0-9]- [0-9]{1,6}- [0-9]",
    r"\b[A-Z]{1,3}[0-9]{1,4}- [0-9]{4}",
    r"-[0-9]{1,8}- [0-9]{4}",
)
_SLIP = regex(
    r"(?<=[A-Za-z0-9.])(?P<comma> ,)(?= [A-Z0-9])"
    r"|(?<=\b[A-Z])(?P<stroke>`)(?=[A-Z][a-z])|(?<=\b[A-Z][a-z])(?P<after>`)(?=[A-Z][a-z])"
    r"|(?<=[a-z])(?P<clitic>`)(?=s\b)"
)
_APART = regex(
    r"(?<![\w.-])(?:[A-Z]{1,4}\d{0,4}-)?"
    r"(?:[A-Z]{1,4}\d{1,4}- \d{4,8}|[A-Z]{0,4}\d{1,9}- \d{1,6}- \d{1,6}"
    r"|\d{1,8}- \d{4,8})(?:- \d{1,6})?(?![\w-])"
)


def slips(text: str) -> Iterable[Edit]:
    """Commas and dashes where they belong, and the stroke that was meant; not quotes of code."""
    for found in _SLIP.finditer(text):
        if found["comma"]:
            yield Edit(*found.span(), ",")
        elif text.rfind("`", max(0, found.start() - 80), found.start()) < 0:
            yield Edit(*found.span(), "'")
    for found in _APART.finditer(text):
        yield Edit(*found.span(), found[0].replace(" ", ""))

"""Identifiers of programs and names of files, whose words are joined by strokes."""

import re
from collections import Counter

from promptward.deferred import regex

__all__ = ["rare_identifiers"]

_IDENTIFIER = regex(r"(?<![A-Za-z0-9])[A-Za-z0-9]{1,40}(?:_{1,3}[A-Za-z0-9]{1,40}){1,12}_{0,3}")
_OFTEN = 12
"""What stands so often in a text is a word of its program."""


def rare_identifiers(text: str, most: int | None = None) -> list[re.Match[str]]:
    """
    Those that are no words of its program, in order.

    `most`: among more different ones there is none, since they are a table of a program.
    """
    identified = list(_IDENTIFIER.finditer(text))
    often = Counter(found[0] for found in identified)
    if most is not None and len(often) > most:
        return []
    return [found for found in identified if often[found[0]] <= _OFTEN]

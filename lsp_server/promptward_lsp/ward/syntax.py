"""
Syntax errors of a long source within a keystroke: declarations that have not changed are known.

A declaration begins at a keyword in the first column, and the parser itself reads on at the next
one after an error. So a source is cut there, and each piece is parsed once as long as its text
stays. Where a cut may go through a long string, the whole is parsed.
"""

import re
from functools import lru_cache

from promptward_dsl.chunks import DECLARATIONS
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.lexer import MOST_ERRORS
from promptward_dsl.parser import parse

__all__ = ["syntax"]

_CUT = re.compile(rf"^(?:{'|'.join(DECLARATIONS)})\b", re.MULTILINE)
_SHORT = 4_000


def syntax(text: str, label: str) -> tuple[Diagnostic, ...]:
    """What `parse` says is wrong with a source."""
    if len(text) <= _SHORT:
        return tuple(parse(text, label)[1])
    cuts = [found.start() for found in _CUT.finditer(text)]
    if cuts and cuts[0]:
        cuts.insert(0, 0)
    found: list[Diagnostic] = []
    for number, start in enumerate(cuts):
        end = cuts[number + 1] if number + 1 < len(cuts) else len(text)
        piece = text[start:end]
        said = _piece(piece)
        if said is None or (number and piece.startswith("policy")):
            return tuple(parse(text, label)[1])
        if said:
            found += (_moved(one, start, label) for one in said)
    if not cuts or len(found) >= MOST_ERRORS:
        return tuple(parse(text, label)[1])
    return tuple(found)


@lru_cache(8192)
def _piece(text: str) -> tuple[Diagnostic, ...] | None:
    """What is wrong with a declaration; None where it does not stand by itself."""
    if '"""' in text and text.count('"""') % 2:
        return None
    return tuple(parse(text.rstrip(), "")[1])


def _moved(one: Diagnostic, by: int, label: str) -> Diagnostic:
    span = one.span._replace(file=label, start=one.span.start + by, end=one.span.end + by)
    related = tuple(
        r._replace(span=r.span._replace(file=label, start=r.span.start + by, end=r.span.end + by))
        for r in one.related
    )
    return one._replace(span=span, related=related)

"""What stands for no value at all, and marks that several shapes know."""

import re
from typing import TypeAlias

from promptward.deferred import regex
from promptward.recognizers.shapes.words import NO_VALUE

__all__ = ["DATE_LIKE", "DECIMAL", "NOTHING", "Spans", "stands_for_none"]

Spans: TypeAlias = list[tuple[int, int]]
"""Half-open ranges of the text."""

NOTHING = regex(r"[\sXx*#_?.,:;/()\[\]<>{}~=+|0-]*$")
_NONE = regex(
    r"[\sXx*#_?.,:;/()\[\]<>{}~=+|0-]*$"
    r"|[$<{\[]|%(?![0-9A-Fa-f]{2})|&(?!#)|\((?!\d)|[A-Za-z_][\w.]*[(\[{]"
    r"|(?:self|this|row|df|os|req|request|data|args)\."
    r"|[\[<{(*%$]+[A-Za-z_* -]+[\]>})*%]+",
    re.ASCII,
)
_FIRST = regex(r"[^\s.,;:!\"']+")


def stands_for_none(text: str, start: int, end: int) -> bool:
    """`N/A`, `unknown`, `XXX-XX-XXXX`, `[NAME]`, `varchar(20)`, `${name}`, `row["name"]`."""
    value = text[start : min(end, start + 40)]
    if _NONE.match(value):
        return True
    low = value.lower()
    first = _FIRST.match(low)
    return (first is not None and first[0] in NO_VALUE) or low in NO_VALUE


DECIMAL = regex(r"(?:0|[1-9]\d{0,3})?\.\d+$|\d{1,3}(?:,\d{3})+$", re.ASCII)
DATE_LIKE = regex(
    r"(?:0?\d|[12]\d|3[01])[/-](?:0?\d|[12]\d|3[01])[/-](?:\d{4}|\d\d)$"
    r"|(?:19|20)\d\d[-/]\d\d[-/]\d\d(?:T[\d:.]*Z?)?$"
)

"""What stands for no value at all, and marks that several shapes know."""

import re
from typing import TypeAlias

from promptward.recognizers.shapes.words import NO_VALUE

__all__ = ["DATE_LIKE", "DECIMAL", "NOTHING", "Spans", "stands_for_none"]

Spans: TypeAlias = list[tuple[int, int]]
"""Half-open ranges of the text."""

NOTHING = re.compile(r"[\sXx*#_?.,:;/()\[\]<>{}~=+|0-]*$")
_CODE = re.compile(
    r"[$<{\[]|%(?![0-9A-Fa-f]{2})|&(?!#)|\((?!\d)|[A-Za-z_][\w.]*[(\[{]|(?:self|this|row|df|os|req|request|data|args)\.",
    re.ASCII,
)
_MASK = re.compile(r"[\[<{(*%$]+[A-Za-z_* -]+[\]>})*%]+")


def stands_for_none(text: str, start: int, end: int) -> bool:
    """`N/A`, `unknown`, `XXX-XX-XXXX`, `[NAME]`, `varchar(20)`, `${name}`, `row["name"]`."""
    value = text[start : min(end, start + 40)]
    if NOTHING.match(value) or _CODE.match(value) or _MASK.match(value):
        return True
    first = value.split(maxsplit=1)[0].strip(".,;:!\"'").lower()
    return first in NO_VALUE or value.lower().strip() in NO_VALUE


DECIMAL = re.compile(r"\d{0,4}\.\d+$|\d{1,3}(?:,\d{3})+$", re.ASCII)
DATE_LIKE = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)$|(?:19|20)\d\d[-/]\d\d[-/]\d\d(?:T[\d:.]*Z?)?$"
)

"""
Files that are no policy: somebody's note, handed over by mistake.

Diagnostics quote the line they are about. Of a policy that is what its author needs; a file that
is none may be a patient's, and nothing of it is shown.
"""

import re

from promptward_dsl.chunks import DECLARATIONS
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.nearest import nearest
from promptward_dsl.span import SourceSpan, with_line_feeds

__all__ = ["data_file", "no_policy", "withheld"]

_NAMED = "category|group|lexicon|uncovered|extend|override|disable|contact|role"
_WARD = re.compile(
    r"(?m)^[ \t]*(?:policy[ \t]+(?:[\w.]+|\"[\w. -]+\")[ \t]+version\b"
    r'|import[ \t]+(?:data[ \t]*"|[\w.]+[ \t]+[\^~=>\d])'
    rf'|(?:{_NAMED})[ \t]+[\w.]+[ \t]*[:{{="]'
    rf"|(?:{'|'.join(DECLARATIONS)})\b[^\n]*\{{[ \t]*(?:#[^\n]*)?$)"
)
_MAY_BE = re.compile(rf"\A\s*\Z|(?m:^)[ \t]*(?:{'|'.join(DECLARATIONS)})\b")
"""What can be read but for its header: nothing at all, or a declaration without a body."""
_LOOKED_AT = 1 << 20
_DATA = re.compile(r"(?:\s|#[^\n]*\n)*(?:---\s+)?[\"']?ward[\"']?[ \t]*:[ \t]")
"""The header of YAML data, which comes first in most."""
_WORD = re.compile(r"(?m)^[ \t]*([a-z]{5,24})\b")
_SLIPS = 8


def no_policy(source: str, diagnostics: list[Diagnostic]) -> bool:
    """
    Whether a source that can't be read is no Ward at all.

    It has no header and no declaration, and no line of its beginning starts with what may be one
    with a slip. `diagnostics` are those of the source. Linear in its length.
    """
    codes = {one.code for one in diagnostics}
    head = with_line_feeds(source[:_LOOKED_AT])
    if "E001" not in codes and ("E002" not in codes or _MAY_BE.search(head)):
        return False
    if _WARD.search(head):
        return False
    words = [found[1] for found, _ in zip(_WORD.finditer(head), range(_SLIPS), strict=False)]
    return not any(nearest(word, DECLARATIONS) for word in words)


def data_file(file: str, source: str) -> Diagnostic | None:
    """What is said of YAML data where a policy is wanted; None for any other file."""
    ending = file.lower().endswith((".yaml", ".yml"))
    if not ending and not _DATA.match(with_line_feeds(source[:_LOOKED_AT])):
        return None
    return Diagnostic(
        "E100",
        SourceSpan(file, 0, 0),
        f"`{file}` is a data file, no policy",
        "name the policy that says `import data` of it",
    )


def withheld(file: str) -> Diagnostic:
    """The only thing that is said of such a file."""
    return Diagnostic(
        "E001",
        SourceSpan(file, 0, 0),
        "this is no policy: it has no header and no declaration",
        note="what it holds is not shown, since it may be a record and not a policy",
    )

"""
Lone: the values of a text so short that it has nothing but them, each as a text of its own.

A program of one line, a row or an address has no other reason than its value: what would be found
if that were all of the text is found in it too.
"""

import re
from collections.abc import Iterable
from itertools import islice

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit

__all__ = ["NO_NUMBER", "lone", "lone_sign"]

_SHORT = 240
"""A text of more characters says something about its values."""
_MOST = 4
_OPENS = r"(?:[=:(\[{,>]\s{0,3}|\b(?:Error|WHERE|user|in|LIKE) |\A\s*)"
_DEFINES = r"(?:async )?(?:def|function|func|fn|class|void|let|var|const)"
_SIGN = rare(
    rf"\A\| |{_OPENS}[rRbBuU]?\\{{0,7}}[\x22']|\|\n\||(?:#|//|--) |\A@@ |[?&]\w{{1,20}}="
    r"|\n[ \t]{0,8}- |\A\w{1,16}[;,\t|]"
    rf"|: ?[>|][+-]?[ \t]*\n|\A\s*{_DEFINES} [a-z]+_"
)
_SHOWN = r"(?:[\w.,/@:+&#*^\xb7 -]|'(?=\w)|\\[ .,/@&+^#-])"
NO_NUMBER = (
    r"(?!(?:id|bug|issue|ticket|p|page|t|tid|pid|num|r|rev|v|size|w|h|width|height|offset|limit"
    r"|start|port|build|count|max|since)=\d{1,7}(?:[&#\s\x22'<>)]|\Z))"
)
"""Not a parameter whose figures count pages, questions and sizes; eight may be a day, nine a
person's."""
_TUPLE = r"\(\d{4}, ?\d{1,2}, ?\d{1,2}\)"
_VALUE = regex(
    rf"{_OPENS}[rRbBuU]?(?P<by>\\{{0,7}}[\x22'])(?P<value>{_SHOWN}{{3,60}}|{_TUPLE})(?P=by)(?!\w)"
    r"|\A\|[^\n]{1,80}\|\n\|[-:| ]{3,80}\|\n\|[ \t]*(?:\w{1,12}[ \t]*\|[ \t]*)?"
    rf"(?P<cell>{_SHOWN}{{2,60}}\w)[ \t]*\|"
    rf"|(?:#|//|--) {{1,2}}(?P<said>{_SHOWN}{{3,60}}?)"
    r"(?= (?:asked|said|says|wants|wanted|reported|called|told|wrote|needs)\b)"
    rf"|[?&]{NO_NUMBER}\w{{1,20}}=(?P<asked>(?:[\w.,/@:+#' -]|%20){{3,60}}(?=&)"
    r"|(?:[\w.,/@:+#-]|%20){3,60}(?=[\s\x22'<>)]|\Z))"
    rf"|(?m:^)\+(?P<added>[\w'][^\n+]{{2,60}})(?=\n|\Z)"
)
_BLOCK = regex(
    r"\s*[\w-]{1,20}: ?[>|][+-]?[ \t]*\n(?P<value>(?:[ \t]{1,8}[^\s:-][^\n:]{0,13}\n){1,3}"
    r"[ \t]{1,8}[^\s:][^\n:]{0,13})\s*"
)
_CUT_ROW = regex(r"\| [^|\n]{1,24} \|(?: [^|\n]{1,24} \|){1,3}\s*")
_FEW_FIGURES = regex(r"(?:[| ]*\d){1,6}[| ]*\s*")
"""So few are numbers of a table."""
_CELL_EDGE = regex(r" ?\|(?: |\s*\Z)")
_BREAK = regex(r"(?m)\n[ \t]{1,8}|^[ \t]{1,8}")
"""Lines so short that no block was folded for its length."""
_NAMED = regex(
    rf"\s*{_DEFINES} [a-z]{{2,12}}_"
    r"(?P<value>[A-Za-z0-9]+(?:_{1,2}[A-Za-z0-9]+){0,7})_?\b[^\n]{0,24}\s*"
)
_FILE = regex(
    r"[^\n]{0,40}?[\x22'/\\](?P<value>[A-Za-z0-9]+(?:_{1,3}[A-Za-z0-9]+){0,12}?)"
    r"(?:_{1,2}[a-z]{2,9}){1,2}\.[a-z][a-z0-9]{1,4}\b[^\n/_]{0,12}\s*"
)
_CODE = regex(r"(?=(?:\D*\d){4})[A-Z0-9]{1,14}(?:_[A-Za-z0-9]{1,12}){1,4}")
_ADDRESS = regex(r"(?:[0-9A-Fa-f]{2}_){5}[0-9A-Fa-f]{2}")
_DAY = regex(r"(?<![0-9])[0-3]?[0-9]_[0-3]?[0-9](?![0-9])")
_OWNED = regex("_(?=s_[A-Z])")
"""`Mother_s_Day`: what stood for a clitic's stroke."""
_WORD = regex(r"[a-z][a-z_]*(?:\.[a-z]{1,4})?|[A-Z][A-Z_]{1,6}")
"""The name of a member, a state or a file: nothing beside a value that is more."""
_OF_PROGRAMS = frozenset(
    """
    status active inactive value values id key name type data cells source text ok true false none
    null error message title label index row user item items
    """.split()  # noqa: SIM905  # legible
)
"""Words of members: where all are small letters, these are the names and not the values."""
_LIST = regex(r"[\x22'], {0,2}[\x22']\w{1,20}[\x22'], {0,2}[\x22']")
"""Words to choose from."""
_TOLD = regex(
    r"[vV]?\d{1,4}(?:\.\d{1,6}){1,3}(?:[-+.]?(?:a|b|rc|dev|post)?\d{0,4})?"
    r"|\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T][\d:.+Z-]*)?"
    r"|(?:[0-2]?\d|3[01])[-/.](?:[0-2]?\d|3[01])[-/.]\d{2,4}"
)
"""Versions, and dates, of which what stands around them tells whether they are somebody's."""
_PHRASE = regex(r"(?!(?:a|one) hundred (?:and )?[a-z]+$)[a-z]+(?: [a-z]+)+")
"""Words without a capital name themes, programs and charts far more often than people; an age
is one."""
_OF_A_THING = rare(
    r"version|revision|release|build|catalog|product|part[_ -]?n|model|sku|score|timeout"
    r"|checksum|schema|examples?_|pattern|author|maintainer|theme|colou?r"
    r"|serial[_ -]?format|random|seed|offset"
    r"|batch|rows?\[.(?:size|count)",
    re.IGNORECASE,
)
"""What has a number and is nobody's: its value is none when it stands alone either."""
_ESCAPE = regex(r"\\(?=[ .,'/@&+^#-])")


def lone_sign(text: str) -> bool:
    """Whether the text is short, and no prose alone."""
    return len(text) <= _SHORT and _SIGN.search(text) is not None


def lone(text: str) -> Iterable[Edit]:
    """What stands around the values reads as an empty line; none where there are many."""
    row = _CUT_ROW.fullmatch(text)
    edits = list(_joined(text, row)) if row is not None else _of_one(text) or _words(text)
    yield from edits or _values(text)


def _of_one(text: str) -> list[Edit]:
    """The block, the name of a function or of a file that is all of a text."""
    torn = _BLOCK.fullmatch(text)
    if torn is not None:
        start, end = torn.span("value")
        return [Edit(0, start, "\n\n"), *_unfolded(text, start, end)]
    named = _NAMED.fullmatch(text) or _FILE.fullmatch(text)
    if named is None:
        return []
    start, end = named.span("value")
    return [
        Edit(0, start, "\n\n"),
        *_said(text, start, end),
        Edit(end, len(text), "\n\n"),
    ]


def _values(text: str) -> Iterable[Edit]:
    found = [
        one
        for one in islice(_VALUE.finditer(text), _MOST + 1)
        if not (_TOLD.fullmatch(said := one[one.lastgroup or "value"]) or _PHRASE.fullmatch(said))
    ]
    if len(found) > _MOST or _LIST.search(text) or _OF_A_THING.search(text):
        return
    said = [one for one in found if not _WORD.fullmatch(one[one.lastgroup or "value"])]
    said = said or [one for one in found if one[one.lastgroup or "value"] not in _OF_PROGRAMS]
    at = 0
    for one in said:
        how = one.lastgroup or "value"
        start, end = one.span(how)
        if start > at:
            yield Edit(at, start, "\n\n")
        for escape in _ESCAPE.finditer(text, start, end):
            yield Edit(*escape.span())
        if how == "asked":
            yield from (Edit(blank, blank + 1, " ") for blank in _plus(text, start, end))
        at = end
    if 0 < at < len(text):
        yield Edit(at, len(text), "\n\n")


def _unfolded(text: str, start: int, end: int) -> Iterable[Edit]:
    """What is indented further than the first line was torn at a blank."""
    first = 0
    for one in _BREAK.finditer(text, start, end):
        indent = len(one[0].lstrip("\n"))
        first = first or indent
        yield Edit(*one.span(), " " if indent > first else "")


def _joined(text: str, row: re.Match[str]) -> Iterable[Edit]:
    """The cells of the one row of a text, if they are as long as pieces of one value are."""
    if _FEW_FIGURES.fullmatch(row[0]):
        return
    lengths = [len(cell) - 2 for cell in row[0].strip().strip("|").split("|")]
    if max(lengths[:-1]) != min(lengths[:-1]) or not 0 < lengths[-1] <= lengths[0]:
        return
    for edge in _CELL_EDGE.finditer(text):
        outer = edge.start() == 0 or edge.end() >= len(text.rstrip())
        yield Edit(edge.start(), edge.end(), "\n\n" if outer else "")


def _words(text: str) -> list[Edit]:
    """The capitalised words of the one list or row of a text, as one value."""
    found = _WORDS.search(text) or _ROW.fullmatch(text)
    if found is None or not _OF_PEOPLE.search(text):
        return []
    span = found.span(found.lastgroup or "list")
    edits, at, between = [], 0, "\n\n"
    for word in _ONE_WORD.finditer(text, *span):
        edits.append(Edit(at, word.start(), between))
        at, between = word.end(), " "
    return [*edits, Edit(at, len(text), "\n\n")] if at < len(text) else edits


_ITEM = r"(?:[A-Z][\w.'-]{0,20},?|[a-z]{2,3}|\d{1,4}[A-Z]?)"
_WORDS = regex(
    rf"[\[(] ?(?P<list>[\x22']{_ITEM}[\x22'](?:,\s{{0,8}}[\x22']{_ITEM}[\x22']){{1,3}}) ?[\])]"
    rf"|\n[ \t]{{0,8}}- (?P<items>{_ITEM}(?:\n[ \t]{{0,8}}- {_ITEM}){{1,3}})\s*\Z"
)
_ROW = regex(
    rf"\w{{1,16}}(?:(?P<by>[;,\t|])\w{{1,16}}){{1,3}}\n(?P<row>{_ITEM}(?:(?P=by){_ITEM}){{1,3}})\s*"
)
_OF_PEOPLE = rare(
    r"name|patient|(?<![a-z])(?:pts?|who)(?![a-z])|first|last|person|mother|father",
    re.IGNORECASE,
)
"""Without it two words of a list are colours, months or brands."""
_ONE_WORD = regex(r"[A-Za-z0-9](?:[\w.'-]*[\w.])?")


def _said(text: str, start: int, end: int) -> Iterable[Edit]:
    """What each stroke of an identifier stands for."""
    code = _CODE.fullmatch(text, start, end) is not None
    owned = {one.start() for one in _OWNED.finditer(text, start, end)}
    address = _ADDRESS.fullmatch(text, start, end) is not None
    for at in range(start, end):
        if text[at] == "_" and address:
            yield Edit(at, at + 1, ":")
        elif text[at] == "_":
            day = _DAY.match(text, max(start, at - 2)) or _DAY.match(text, at - 1)
            yield Edit(at, at + 1, "-" if code else "/" if day else "'" if at in owned else " ")


def _plus(text: str, start: int, end: int) -> Iterable[int]:
    return (at for at in range(start, end) if text[at] == "+")

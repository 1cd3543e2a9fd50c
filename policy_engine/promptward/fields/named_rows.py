"""
Who names the columns of rows of literals: SQL, frames, tables of tests, types, Stata.

`insert into pt (last, town) values ('Kerr', 'Ely')`, `values (…) as p(last, town)`,
`DataFrame([["Kerr", "Ely"]], columns=["last", "town"])`, `tribble(~last, ~town, "Kerr", "Ely")`,
`[]struct{ last, town string }{ {"Kerr", "Ely"} }`.
"""

import re
from collections.abc import Iterator, Sequence

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.literal_rows import cells, rows, told
from promptward.fields.words import words_of

__all__ = ["named_rows"]

_LONGEST_HEAD = 2000
_MOST_COLUMNS = 400
_TO_COMMA = 40
_FEWEST = 2
"""Columns of what is a table for sure."""

_VALUES = regex(r"\bvalues\s{0,20}(?=\(|row\s?\()", re.IGNORECASE)
_AS = regex(r"\bas(?:\s{1,8}(?:not\s{1,8})?materialized)?$", re.IGNORECASE)
_BEHIND = regex(
    r"\s{0,40}\)\s{0,8}(?:as\s{1,8})?[\w\"]{1,60}\s{0,8}\(([\w\s,\".`\[\]]{1,600})\)",
    re.IGNORECASE,
)
_INTO = regex(
    r"\binto\s{1,8}(?:table\s{1,8})?[\"`\[]?(?:\w{1,40}\.)?(\w{1,60})[\"`\]]?$", re.IGNORECASE
)
_CREATE = regex(
    r"\bcreate\s{1,8}(?:\w{1,12}\s{1,8}){0,2}table\s{1,8}(?:if\s{1,8}not\s{1,8}exists\s{1,8})?"
    r"[\"`\[]?(?:\w{1,40}\.)?(\w{1,60})[\"`\]]?\s{0,8}(?=\()",
    re.IGNORECASE,
)
_COLUMN = regex(r"[(,]\s{0,60}[\"`\[]?([A-Za-z_]\w{0,60})[\"`\]]?\s{1,20}[A-Za-z]")
_NO_COLUMNS = frozenset(("primary", "constraint", "foreign", "unique", "check", "key", "index"))
_BOUND = regex(r"\s{0,8};?\s{0,8}[\"']{1,3}\s{0,8},\s{0,40}\[?(?=\s{0,40}[(\[])")
"""Between a statement with marks for its values and those."""

_COPY = regex(
    r"\bcopy\s{1,8}[\w.\"]{1,80}\s{0,8}\(([^()]{1,1000})\)\s{1,8}from\s{1,8}stdin[^\n]{0,80}\n",
    re.IGNORECASE,
)
_AS_NAMED = regex(r"'([^'\n]{1,120})'\s{1,4}as\s{1,4}[\"`\[]?(\w{1,60})", re.IGNORECASE)

_FRAME = regex(
    r"(?:DataFrame|from_records|data_frame)\(\s{0,40}(?:data\s?=\s?|rows\s?=\s?)?"
    r"[\[(](?=\s{0,40}[\[(])|\bSeq\((?=\s{0,40}\()"
)
_STRINGS = r"((?:\s{0,40}[\"'][\w .#/-]{1,40}[\"']\s{0,8},?){2,60})"
_COLUMNS = regex(
    r"\s{0,40},?\s{0,40}[\])]?(?:\s{0,8},\s{0,40}(?:(?:columns|schema|names|index)\s?=\s?)?"
    rf"|\.toDF)[\[(]{_STRINGS}\s{{0,40}}[\])]"
)
_PARAMETERS = regex(
    r"parametrize\(\s{0,40}(?:\"([\w ,]{3,200})\"|'([\w ,]{3,200})'"
    rf"|[\[(]{_STRINGS}\s{{0,20}}[\])])\s{{0,8}},\s{{0,40}}[\[(]"
)
_TRIBBLE = regex(
    r"\b(?:tribble|frame_data)\(\s{0,40}((?:~\s?[\w.`]{1,40}\s{0,20},\s{0,40}){2,40})"
)
_STRUCT = regex(r"\bstruct\s?\{([^{}]{1,800})\}\s?(?=\{)")
_TYPE = regex(
    r"\btype\s{1,4}([A-Z]\w{0,40})\s{1,4}struct\s?\{([^{}]{1,1200})\}"
    r"|\brecord\s{1,4}([A-Z]\w{0,40})\(([^()]{1,800})\)"
    r"|\bdata class ([A-Z]\w{0,40})\(([^()]{1,800})\)"
    r"|\bnamedtuple\(\s?[\"'](\w{1,40})[\"'],\s?(?:[\"']([\w ,]{3,300})|\[([^\[\]]{3,400}))"
    r"|\bStruct\.new\(([\w:, ]{3,300})\)"
)
_MADE = regex(r"(?<![\w.])([A-Z]\w{0,40})\s?[({](?=\s{0,40}[\"'])")
_SEVERAL = regex(r"\[\]\*?([A-Z]\w{0,40})\s?\{(?=\s{0,40}[{&])")
_INPUT = regex(r"^[ \t]{0,20}input[ \t]{1,4}([A-Za-z_][\w \t%]{2,400})\n", re.MULTILINE)
_STORED = regex(r"(?:str\d{0,4}|byte|int|long|float|double|strL)\b|%\w{1,12}", re.ASCII)
_TOKEN = regex(r"[ \t]{0,20}(?:\"([^\"\n]{0,200})\"|([^\s\"]{1,80}))")
_MARKS = frozenset(("?", "%s"))


def _listed(head: str) -> list[str]:
    return [" ".join(words_of(name.strip(" \n\t\"'`[]~:"))) for name in head.split(",")]


def _values(text: str) -> Iterator[Field]:
    """SQL: columns before, behind, or where the table was made."""
    at = 0
    tables: dict[str, list[str]] | None = None
    while (said := _VALUES.search(text, at)) is not None:
        read, at = rows(text, said.end(), _MOST_COLUMNS)
        if not read:
            at = said.end()
            continue
        names = _before(text, said.start())
        if names is None and (behind := _BEHIND.match(text, at)) is not None:
            names = _listed(behind[1])
        if names is None:
            into = _INTO.search(text[max(0, said.start() - 200) : said.start()].rstrip())
            if into is not None:
                tables = _created(text) if tables is None else tables
                names = tables.get(into[1].lower())
        if names is None:
            continue
        first = [text[slice(*span)].strip() for span in read[0] if span is not None]
        if _MARKS.issuperset(first) and (bound := _BOUND.match(text, at)) is not None:
            read, at = rows(text, bound.end(), _MOST_COLUMNS)
        yield from told(names, read)


def _before(text: str, end: int) -> list[str] | None:
    """What stands in brackets before `values`, also before `as (`."""
    before = text[max(0, end - _LONGEST_HEAD) : end].rstrip()
    if before[-1:] == "(":
        before = before[:-1].rstrip()
        opened = _AS.search(before)
        if opened is None:
            return None
        before = before[: opened.start()].rstrip()
    if before[-1:] != ")":
        return None
    start = before.rfind("(")
    return _listed(before[start + 1 : -1]) if start >= 0 else None


def _created(text: str) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    for made in _CREATE.finditer(text):
        end = text.find(";", made.end(), made.end() + _LONGEST_HEAD)
        end = made.end() + _LONGEST_HEAD if end < 0 else end
        names = [
            " ".join(words_of(one[1]))
            for one in _COLUMN.finditer(text, made.end(), end)
            if one[1].lower() not in _NO_COLUMNS
        ]
        tables.setdefault(made[1].lower(), names)
    return tables


def _copied(text: str) -> Iterator[Field]:
    """`copy pt (last, town) from stdin;` and lines with tabulators, as dumps have them."""
    at = 0
    while (copied := _COPY.search(text, at)) is not None:
        names = _listed(copied[1])
        at = copied.end()
        while at < len(text) and not text.startswith("\\.", at):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            for name, value in zip(names, text[at:end].split("\t"), strict=False):
                if name and value and value != "\\N":
                    yield Field(at, at + len(value), name, "column")
                at += len(value) + 1
            at = end + 1


def _named_literals(text: str) -> Iterator[Field]:
    """`select 'Kerr' as last_name`."""
    for one in _AS_NAMED.finditer(text):
        yield Field(*one.span(1), " ".join(words_of(one[2])), "column")


def _frames(text: str) -> Iterator[Field]:
    """Rows, and behind them the names of their columns."""
    at = 0
    while (frame := _FRAME.search(text, at)) is not None:
        read, at = rows(text, frame.end(), _MOST_COLUMNS)
        columns = _COLUMNS.match(text, at) if read else None
        if columns is not None:
            yield from _fitting(_listed(columns[1].rstrip(" ,\n\t")), read)


def _parameters(text: str) -> Iterator[Field]:
    """`parametrize("last, town", [("Kerr", "Ely")])`."""
    at = 0
    while (one := _PARAMETERS.search(text, at)) is not None:
        names = _listed((one[1] or one[2] or one[3]).rstrip(" ,\n\t"))
        read, at = rows(text, one.end(), _MOST_COLUMNS)
        if len(names) >= _FEWEST:
            yield from _fitting(names, read)


def _fitting(
    names: Sequence[str], read: Sequence[list[tuple[int, int] | None]]
) -> Iterator[Field]:
    """Of rows that are as wide as there are names; a comma may stand behind the last value."""
    return told(names, [row for row in read if 0 <= len(row) - len(names) <= 1])


def _tribbles(text: str) -> Iterator[Field]:
    """R: names with a tilde, then values one after the other."""
    at = 0
    while (one := _TRIBBLE.search(text, at)) is not None:
        names = _listed(one[1].rstrip(" ,\n\t"))
        at = one.end()
        while True:
            row, end = cells(text, at, len(names) - 1)
            yield from told(names, [row])
            last = row[-1] if len(row) == len(names) else None
            if end >= 0 or last is None:
                break
            at = text.find(",", last[1], last[1] + _TO_COMMA) + 1 or len(text)


def _made(text: str) -> Iterator[Field]:
    """Types with the names of their parts, and what is made of them by place alone."""
    types: dict[str, list[str]] = {}
    for one in _TYPE.finditer(text):
        if one[1]:
            types[one[1]] = _parts(one[2])
        elif one[3]:
            types[one[3]] = [_last_word(part) for part in one[4].split(",")]
        elif one[5]:
            types[one[5]] = [_last_word(part.partition(":")[0]) for part in one[6].split(",")]
        elif one[7]:
            listed = one[8] or one[9]
            types[one[7]] = _listed(listed if "," in listed else listed.replace(" ", ","))
    if not types:
        return
    for made in _MADE.finditer(text):
        names = types.get(made[1], ())
        row, end = cells(text, made.end(), len(names)) if names else ([], -1)
        if end >= 0:
            yield from _fitting(names, [row])
    at = 0
    while (several := _SEVERAL.search(text, at)) is not None:
        read, at = rows(text, several.end(), _MOST_COLUMNS)
        yield from _fitting(types.get(several[1], ()), read)


def _structs(text: str) -> Iterator[Field]:
    """Go: `[]struct{ last, town string }{ {"Kerr", "Ely"} }`."""
    at = 0
    while (one := _STRUCT.search(text, at)) is not None:
        names = _parts(one[1])
        read, at = rows(text, one.end() + 1, _MOST_COLUMNS)
        if len(names) >= _FEWEST:
            yield from _fitting(names, read)


def _last_word(part: str) -> str:
    """The name in `String last`, `val last`."""
    return " ".join(words_of(part.rstrip().rpartition(" ")[2]))


def _parts(body: str) -> list[str]:
    """`first, last string; born string` → first, last, born."""
    names: list[str] = []
    for part in body.replace("\n", ";").split(";"):
        declared = part.partition("`")[0].partition("//")[0].split()
        if len(declared) >= _FEWEST:
            names += _listed(" ".join(declared[:-1]))
    return names


def _stata(text: str) -> Iterator[Field]:
    """`input str12 mrn str20 town`, lines, `end`."""
    at = 0
    while (one := _INPUT.search(text, at)) is not None:
        names = [" ".join(words_of(name)) for name in _STORED.sub(" ", one[1]).split()]
        at = one.end()
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            if text[at:end].strip() == "end" or end - at > _LONGEST_HEAD:
                break
            for name, value in zip(names, _TOKEN.finditer(text, at, end), strict=False):
                span = value.span(1) if value[1] is not None else value.span(2)
                if span[1] > span[0]:
                    yield Field(*span, name, "column")
            at = end + 1


_READERS = (
    (("alues", "ALUES"), _values),
    (("stdin", "STDIN"), _copied),
    (("' as ", "' AS "), _named_literals),
    (("Frame(", "Seq(", "from_records("), _frames),
    (("parametrize(",), _parameters),
    (("tribble(",), _tribbles),
    (("struct", "record ", "data class", "namedtuple("), _made),
    (("struct",), _structs),
    (("input ",), _stata),
)


def named_rows(text: str) -> list[Field]:
    """Fields of rows of literals, in no order; linear in the length of the text."""
    found: list[Field] = []
    for signs, read in _READERS:
        if any(sign in text for sign in signs):
            found += read(text)
    return found

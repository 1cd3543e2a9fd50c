"""Identifiers replaced in a file that stays what it is: same keys, rows, tags and encoding."""

import codecs
import json
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from promptward.formats.configuration import paths_of_toml, paths_of_yaml
from promptward.formats.delimited import cells_of, dialect_of
from promptward.formats.encoding import decoded, encoding_of
from promptward.formats.json_walk import walk
from promptward.formats.registry import format_of
from promptward.formats.segment import UnreadError
from promptward.formats.source import Source
from promptward.formats.sql_text import values_of
from promptward.scan.examine import Find, Terms, examine
from promptward.scan.invented import MARKER, Replacer
from promptward.scan.outcome import FileScan, Placed

__all__ = ["FIXABLE", "Edit", "Fixed", "fix", "strip_outputs"]

_JSON = frozenset({"json", "jsonl", "fhir", "notebook"})
FIXABLE = _JSON | {
    "text", "code", "python", "delimited", "yaml", "toml", "markup", "sql", "hl7", "x12",
}  # fmt: skip
"""Formats that can be changed in place."""

_SIGNS = {"hl7": re.compile(r"[\^~|&\r\n]+"), "x12": re.compile(r"[*:~\r\n]+")}
_PASSES = 3


class Edit(NamedTuple):
    """A range of the decoded file and what comes there, for a finding."""

    start: int
    end: int
    new: str
    placed: Placed


class Fixed(NamedTuple):
    """The new bytes, the edits that led to them, and the findings that are left."""

    data: bytes
    edits: tuple[Edit, ...]
    left: tuple[Placed, ...]


def fix(
    name: str,
    data: bytes,
    find: Find,
    terms: Terms,
    replace: Replacer,
    known: Callable[[FileScan], FileScan] = lambda scan: scan,
) -> Fixed:
    """
    A file without the new findings of a scan; `known` marks those that are not new.

    Redacted and masked text is searched again, up to three times. Raises UnreadError for a file
    that can't be read or changed in place, and where the result would not be what the file was.
    """
    source = Source(name, data)
    kind = format_of(source)
    if kind not in FIXABLE:
        raise UnreadError("not_fixable", f"{kind.strip('=')} files can't be changed in place",
                          "change it in the program it belongs to")  # fmt: skip
    encoding = _encoding(data)
    text = decoded(data, encoding)
    edits: list[Edit] = []
    left: tuple[Placed, ...] = ()
    for _ in range(_PASSES):
        scan = known(
            examine(name, Source(name, text.encode("utf-8", "surrogatepass")), find, terms)
        )
        if scan.unread is not None:
            raise UnreadError(*scan.unread)
        left = tuple(placed for placed in scan.findings if placed.status == "new")
        new = _edits(text, kind, left, replace)
        if not new:
            break
        changed = _changed(text, new)
        if _form_of(kind, changed) != _form_of(kind, text):
            raise UnreadError("not_fixable", "would not be what it was", "change it by hand")
        text = changed
        edits += new
        left = ()
        if replace.mode != "redact":
            break  # what is invented or masked would be found again
    else:
        left = tuple(
            placed
            for placed in known(examine(name, Source(name, text.encode()), find, terms)).findings
            if placed.status == "new"
        )
    if kind == "delimited" and replace.mode == "redact":
        left += _unseen(name, text, left, find, terms, known)
    return Fixed(_encoded(text, data, encoding), tuple(edits), left)


def _unseen(
    name: str,
    text: str,
    left: tuple[Placed, ...],
    find: Find,
    terms: Terms,
    known: Callable[[FileScan], FileScan],
) -> tuple[Placed, ...]:
    """What a scan finds in a table that is done with: it reads long ones column by column."""
    told = {(placed.place, placed.finding.category) for placed in left}
    scan = examine(name, Source(name, text.encode("utf-8", "surrogatepass")), find,
                   terms._replace(exact=False))  # fmt: skip
    return tuple(
        placed
        for placed in known(scan).findings
        if placed.status == "new" and (placed.place, placed.finding.category) not in told
    )


def _edits(text: str, kind: str, found: Iterable[Placed], replace: Replacer) -> list[Edit]:
    edits: list[Edit] = []
    ranges = [
        (start, end, placed)
        for placed in found
        for whole in placed.ranges
        for start, end in _parts(text, kind, *whole)
    ]
    ranges.sort(key=lambda one: (one[0], -one[1]))
    strings = _strings(text) if kind in _JSON else []
    number = 0
    for start, end, placed in ranges:
        if MARKER in text[max(0, start - len(MARKER)) : end]:
            continue
        if kind in _JSON:
            while number < len(strings) and strings[number][1] <= start:
                number += 1
            pieces = _within(strings, number, start, end)
        else:
            pieces = [(start, end, False)]
        for first, last, bare in pieces:
            if edits and first < edits[-1].end:
                first = edits[-1].end  # noqa: PLW2901  # what the one before left
            if first >= last:
                continue
            new = replace(placed.finding.category, text[first:last])
            if bare or (kind in ("toml", "sql") and _unquoted(text, kind, first, last)):
                sign = "'" if kind == "sql" else '"'
                new = new if _is_bare(kind, text[first:last], new) else f"{sign}{new}{sign}"
            elif kind == "yaml" and new.startswith(_NO_DAY) and _is_plain(text, first, last):
                new = f'"{new}"'  # who reads YAML takes it for a day, and there is none
            edits.append(Edit(first, last, new, placed))
    return edits


def _parts(text: str, kind: str, start: int, end: int) -> list[tuple[int, int]]:
    """A range without the signs that separate fields, and without line ends at its edges."""
    signs = _SIGNS.get(kind)
    if signs is None:
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        return [(start, end)] if end > start else []
    parts = []
    at = start
    for sign in signs.finditer(text, start, end):
        if sign.start() > at:
            parts.append((at, sign.start()))
        at = sign.end()
    if at < end:
        parts.append((at, end))
    return parts


def _strings(text: str) -> list[tuple[int, int, bool]]:
    """Values of JSON: their range, and whether they stand without quotes."""
    found = []
    at = 0
    for line in text.splitlines(keepends=True) if _is_lines(text) else [text]:
        for leaf in walk(line):
            bare = line[leaf.start - 1 : leaf.start] != '"'
            found.append((at + leaf.start, at + leaf.end, bare))
        at += len(line)
    return found


def _is_lines(text: str) -> bool:
    first = text.lstrip().split("\n", 1)
    return len(first) > 1 and first[0].rstrip().endswith("}") and first[1].lstrip()[:1] == "{"


def _within(
    values: list[tuple[int, int, bool]], number: int, start: int, end: int
) -> list[tuple[int, int, bool]]:
    """What of a range lies in values; keys and signs stay. A value without quotes goes whole."""
    found = []
    while number < len(values) and values[number][0] < end:
        first, last, bare = values[number]
        if bare:
            found.append((first, last, True))
        elif max(first, start) < min(last, end):
            found.append((max(first, start), min(last, end), False))
        number += 1
    return found


_NEAR = 200  # characters; no file has more blanks before a value


def _unquoted(text: str, kind: str, start: int, end: int) -> bool:
    near = text[max(0, start - _NEAR) : start]
    if kind == "toml":
        line = near[near.rfind("\n") + 1 :]
        return re.search(r"[=,\[]\s*$", line) is not None and text[start - 1] not in "\"'"
    before, after = near.rstrip()[-1:], text[end : end + 1]
    return before in ("(", ",") and after in (",", ")", " ")


_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def _is_bare(kind: str, old: str, new: str) -> bool:
    """Whether a value may stand without quotes: a number, and a day of TOML that was one."""
    if kind != "toml" or _NUMBER.fullmatch(new):
        return _NUMBER.fullmatch(new) is not None
    kinds = _toml_kind(old), _toml_kind(new)
    return kinds[0] is kinds[1] is not None


def _toml_kind(value: str) -> type | None:
    import tomllib  # noqa: PLC0415  # only here

    try:
        return type(tomllib.loads(f"x = {value}")["x"])
    except tomllib.TOMLDecodeError:
        return None


_NO_DAY = "0000-0"


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether a range is a whole value of YAML without quotes."""
    before = text[max(0, start - _NEAR) : start]
    line = before[before.rfind("\n") + 1 :]
    rest = text[end : end + _NEAR].partition("\n")[0].strip()
    begins = not line.strip() or re.search(r"[:\[{,-]\s*$", line) is not None
    return begins and (not rest or rest[0] in "#,]}")


def _changed(text: str, edits: list[Edit]) -> str:
    said: list[str] = []
    at = 0
    for edit in edits:
        said += (text[at : edit.start], edit.new)
        at = edit.end
    said.append(text[at:])
    return "".join(said)


def _form_of(kind: str, text: str) -> object:
    """What must stay the same: keys, rows, tags, segments, lines."""
    if kind in _JSON:
        return _is_json(kind, text), [leaf.path for leaf in walk(text, keys=True)]
    match kind:
        case "delimited":
            sign = dialect_of(text[:8000])
            return sign, [len(ranges) for _, _, ranges in cells_of(text, sign)]
        case "markup":
            return re.findall(r"</?[A-Za-z_][\w:.-]*", text)
        case "yaml":
            return list(paths_of_yaml(text))
        case "toml":
            return _is_toml(text), list(paths_of_toml(text))
        case "sql":
            return [value[2:] for value in values_of(text)]
        case "hl7" | "x12":
            return [text.count(sign) for sign in "|^~*\r\n"]
        case "python":
            return _python(text)
        case _:
            return text.count("\n")


def _is_json(kind: str, text: str) -> bool:
    """Whether others can read it; with remarks, a comma too many or a lost end they can't."""
    try:
        for part in text.splitlines() if kind == "jsonl" else (text,):
            if part.strip():
                json.loads(part)
    except (ValueError, RecursionError):
        return False
    return True


def _is_toml(text: str) -> bool:
    import tomllib  # noqa: PLC0415  # only here

    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _python(text: str) -> object:
    import ast  # noqa: PLC0415  # only here

    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text.count("\n")
    return [type(node).__name__ for node in ast.walk(tree)]


def _encoding(data: bytes) -> str:
    encoding = encoding_of(data[:16384])
    if encoding.startswith("utf-8"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            return "latin-1"
    return encoding


def _encoded(text: str, before: bytes, encoding: str) -> bytes:
    if encoding == "utf-16":
        little = before.startswith(codecs.BOM_UTF16_LE)
        mark = codecs.BOM_UTF16_LE if little else codecs.BOM_UTF16_BE
        return mark + text.encode("utf-16-le" if little else "utf-16-be")
    return text.encode(encoding, "xmlcharrefreplace" if encoding == "latin-1" else "surrogatepass")


def strip_outputs(data: bytes) -> bytes:
    """
    A notebook without outputs, counts of execution, attachments and the state of widgets.

    Of metadata, what a notebook needs to open and what Promptward reads is kept. Raises
    UnreadError for what is no notebook.
    """
    text = decoded(data, _encoding(data))
    try:
        notebook = json.loads(text)
        for cell in notebook["cells"]:
            cell["metadata"] = {
                key: value
                for key, value in cell.get("metadata", {}).items()
                if key in ("tags", "promptward", "slideshow")
            }
            cell.pop("attachments", None)
            if cell.get("cell_type") == "code":
                cell["outputs"] = []
                cell["execution_count"] = None
        notebook["metadata"] = {
            key: value
            for key, value in notebook.get("metadata", {}).items()
            if key in ("kernelspec", "language_info", "jupytext", "promptward")
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadError(
            "broken", "is no notebook of nbformat 4", "open it in Jupyter and save"
        ) from None
    indent = re.match(r"\{\r?\n( *)", text)
    said = json.dumps(notebook, ensure_ascii=False, indent=len(indent[1]) if indent else None)
    return f"{said}\n".encode() if text.endswith("\n") else said.encode()

"""
What stands in a text: the scanner's own answer, with offsets that an editor can mark.

The whole text goes through the same stages as a file that `promptward scan` reads, so that both
say the same. `glance` looks at a piece only, for the time until the whole was looked at.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from promptward.formats.source import Source
from promptward.model import Finding
from promptward.scan.examine import Find, Terms, examine
from promptward.scan.outcome import FileScan, Note, Placed, Unread
from promptward.scan.run import Accepted, accepted_in

__all__ = ["Looked", "Name", "Shown", "glance", "look", "name_of"]

_CONTROLS = re.compile("[\0-\b\x0e-\x1a\ufeff]")
_SUFFIX = {
    "python": "py", "markdown": "md", "plaintext": "txt", "text": "txt", "json": "json",
    "jsonl": "jsonl", "csv": "csv", "javascript": "js", "typescript": "ts", "sql": "sql", "r": "r",
    "yaml": "yaml", "toml": "toml", "html": "html", "xml": "xml", "java": "java", "go": "go",
    "rust": "rs", "c": "c", "cpp": "cpp", "csharp": "cs", "ruby": "rb", "shellscript": "sh",
    "javascriptreact": "jsx", "typescriptreact": "tsx", "jsonc": "json", "ward": "ward",
}  # fmt: skip
_CODE = frozenset({"code", "python"})


class Name(NamedTuple):
    """
    How a document is known: `label` to reports and the baseline, `file` to the choice of format.

    `cell` says that it is the source of one cell of the notebook `label`.
    """

    label: str
    file: str
    cell: bool = False


class Shown(NamedTuple):
    """
    A finding and its half-open range in the text of the document, in code points.

    The range is empty where the value is nowhere in the text as such, but in what it decodes to.
    """

    start: int
    end: int
    placed: Placed

    @property
    def finding(self) -> Finding:
        """The finding itself, whose own range may be that of a part."""
        return self.placed.finding


class Looked(NamedTuple):
    """Findings by place, remarks about allows, and why not all was looked at, if so."""

    shown: tuple[Shown, ...]
    notes: tuple[Note, ...] = ()
    unread: Unread | None = None
    format: str = "text"


def name_of(label: str, language: str, *, cell: bool = False, json_text: bool = False) -> Name:
    """
    The name of a document by its path or URI, and the language that the client says it has.

    JupyterLab calls the joined code of a notebook `case.ipynb`: what begins like no JSON is code.
    """
    base = label.replace("\\", "/").rpartition("/")[2]
    suffix = base.rpartition(".")[2].lower() if "." in base else ""
    if cell:
        return Name(label, "cell.ipynb", cell=True)
    if suffix == "ipynb" and not json_text:
        return Name(label, f"cell.{_SUFFIX.get(language, 'py')}")
    if not suffix or language == "python":
        return Name(label, f"{base or 'text'}.{_SUFFIX.get(language, 'txt')}")
    return Name(label, base)


def look(text: str, name: Name, find: Find, terms: Terms, accepted: Accepted) -> Looked:
    """All findings of a text, allowed ones and those of the baseline marked. Never raises."""
    if name.cell:
        cell = json.dumps({"cells": [{"cell_type": "code", "source": [_plain(text)]}]})
        scan = examine(name.label, Source(name.file, cell.encode()), find, terms)
        return _looked(scan, accepted, cell=True)
    scan = examine(name.label, _source(name.file, text), find, terms)
    if scan.unread is None and all(one.ranges or one.exact for one in scan.findings):
        return _looked(scan, accepted)
    # What can't be underlined where the format has it is looked for in the plain text.
    again = examine(name.label, _Plain("whole.txt", _plain(text).encode()), find, terms)
    if scan.unread is not None:
        # Half a format is not enough: all of the text, and what the format had until then.
        whole = _looked(again, accepted)
        hidden = _placed(_lacking(scan, whole.shown), ())
        return whole._replace(shown=(*hidden, *whole.shown), format=scan.format or "text")
    known = [one for one in scan.findings if one.ranges or one.exact]
    lacking = [one for one in scan.findings if not (one.ranges or one.exact)]
    looked = _looked(scan._replace(findings=tuple(known)), accepted)
    shown = [
        *looked.shown,
        *_placed(
            accepted_in(scan._replace(findings=tuple(lacking)), accepted).findings, again.findings
        ),
    ]
    return looked._replace(shown=tuple(sorted(shown, key=_place)))


class _Plain(Source):
    """A source whose first bytes say nothing, so that it is read as the text that it is."""

    def head(self) -> bytes:
        return b""


def _placed(lacking: Iterable[Placed], plain: Iterable[Placed]) -> list[Shown]:
    """
    Findings that have no range in the text, where the plain text has one of their category.

    What only the format has is told at the beginning: the body of a mail may be coded, and as
    text it is letters and digits.
    """
    places: dict[str, list[Placed]] = {}
    for one in plain:
        places.setdefault(one.finding.category, []).append(one)
    found: list[Shown] = []
    for one in lacking:
        there = places.get(one.finding.category, [])
        for _ in range(max(one.times, 1)):
            place = there.pop(0) if there else None
            start = place.ranges[0][0] if place is not None and place.ranges else 0
            end = place.ranges[-1][1] if place is not None and place.ranges else 0
            if place is not None or not found or found[-1].placed is not one:
                found.append(Shown(start, end, one))
    return found


def _lacking(scan: FileScan, shown: Iterable[Shown]) -> list[Placed]:
    """Findings of a format beyond those that the plain text has, by category."""
    seen = Counter(one.finding.category for one in shown)
    found: list[Placed] = []
    for placed in scan.findings:
        seen[placed.finding.category] -= 1
        if seen[placed.finding.category] < 0:
            found.append(placed)
    return found


def glance(text: str, name: Name, find: Find, terms: Terms) -> tuple[Shown, ...]:
    """The findings of a piece of a text; what allows say is left to `look`."""
    code = name.cell or name.file.rpartition(".")[2] in _code_suffixes()
    file = "piece.js" if code else "piece.txt"
    scan = examine(name.label, _source(file, text), find, terms)
    return tuple(Shown(p.finding.start, p.finding.end, p) for p in scan.findings if p.exact)


def _code_suffixes() -> frozenset[str]:
    from promptward.formats.registry import format_of  # noqa: PLC0415  # imports many formats

    if not _CODE_SUFFIXES:
        _CODE_SUFFIXES.update(
            suffix
            for suffix in {*_SUFFIX.values(), "scala", "kt", "swift", "pl", "ps1", "bash"}
            if format_of(Source(f"a.{suffix}", b"")) in _CODE
        )
    return frozenset(_CODE_SUFFIXES)


_CODE_SUFFIXES: set[str] = set()


def _plain(text: str) -> str:
    """Without characters by which a text would be taken for none; one for one."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def _source(file: str, text: str) -> Source:
    return Source(file, _plain(text).encode())


def _looked(scan: FileScan, accepted: Accepted, *, cell: bool = False) -> Looked:
    scan = accepted_in(scan, accepted)
    shown = []
    for placed in scan.findings:
        start, end = placed.finding.start, placed.finding.end
        if placed.ranges and not cell:
            # Parts of one value, as an escape or the end of a line divides it, are shown as one.
            start, end = placed.ranges[0][0], placed.ranges[-1][1]
        shown.append(Shown(start, end, placed))
    shown.sort(key=_place)
    return Looked(tuple(shown), scan.notes, scan.unread, scan.format)


def _place(one: Shown) -> tuple[int, int, str]:
    return one.start, one.end, one.finding.category

"""
What stands in a text: the scanner's own answer, with offsets that an editor can mark.

The whole text goes through the same stages as a file that `promptward scan` reads, so that both
say the same. `glance` looks at a piece only, for the time until the whole was looked at.
"""

import json
import re
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
    """A finding and its half-open range in the text of the document, in code points."""

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
    # A place without a range can't be underlined, and half a format is not enough: as plain text.
    again = examine(name.label, _source("whole.txt", text), find, terms)
    return _looked(again, accepted)._replace(format=scan.format or "text")


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
    shown.sort(key=lambda one: (one.start, one.end, one.finding.category))
    return Looked(tuple(shown), scan.notes, scan.unread, scan.format)

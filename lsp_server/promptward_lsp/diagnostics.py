"""From findings to diagnostics: plain dictionaries, without any value."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import promptward_rules
from promptward_dsl.lattice import Confidence
from promptward_dsl.notes import At
from promptward_dsl.sources import SHIPPED
from promptward_lsp.documents import Document
from promptward_lsp.look import Shown
from promptward_lsp.positions import Encoding

if TYPE_CHECKING:
    from promptward.engine import Engine
    from promptward.scan.outcome import Placed

__all__ = [
    "SOURCE",
    "Json",
    "Writer",
    "citation",
    "diagnostic",
    "limit",
    "links_of",
    "titled",
    "uri_of",
]

Json: TypeAlias = dict[str, object]

SOURCE = "promptward"

_SEVERITY = {Confidence.HIGH: 2, Confidence.MEDIUM: 3, Confidence.LOW: 4}
_PARAGRAPH = "45 CFR 164.514(b)(2)(i)"
_LAW = "https://www.ecfr.gov/current/title-45/section-164.514#p-164.514(b)(2)(i)"
_KEPT = 10_000
_MOST_PLACED = 50_000
_HERE = "\0fingerprint"
_ZERO: Json = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}


def titled(engine: "Engine", category: str) -> str:
    """What a category is called: its title in the policy, or its name in words."""
    title = engine.notes.titles.get(f"category {category}")
    return title or category.rpartition(".")[2].replace("_", " ")


def citation(engine: "Engine", category: str) -> tuple[str, str]:
    """The paragraph that makes a category an identifier, and its address; empty if none does."""
    known = engine.ir.categories.get(category)
    if known is None or known.safe_harbor is None:
        return "", ""
    return f"{_PARAGRAPH}({known.safe_harbor})", f"{_LAW}({known.safe_harbor})"


def uri_of(at: At | None, root: str) -> str | None:
    """The address of a policy source; None for one that is no file here."""
    if at is None:
        return None
    if at.file.startswith(SHIPPED):
        folder = promptward_rules.root()
        if not isinstance(folder, Path):
            return None
        path = folder / at.file.removeprefix(SHIPPED)
    else:
        path = Path(root, at.file)
        if not path.is_file():
            path = Path(at.file).absolute()
    return path.as_uri() if path.is_file() else None


def links_of(engine: "Engine", root: str) -> Callable[[str], list[Json]]:
    """By detector, where the policy declares it: remembered, since many findings share one."""
    known: dict[str, list[Json]] = {}

    def links(detector: str) -> list[Json]:
        found = known.get(detector)
        if found is None:
            at = engine.notes.at.get(f"detector {detector}")
            uri = uri_of(at, root)
            found = []
            if uri is not None and at is not None:
                place = {"line": at.line - 1, "character": 0}
                name = detector.rpartition(".")[2]
                found.append(
                    {
                        "location": {"uri": uri, "range": {"start": place, "end": place}},
                        "message": f"found by detector `{name}`",
                    }
                )
            known[detector] = found
        return found

    return links


def diagnostic(
    one: Shown,
    document: Document,
    encoding: Encoding,
    engine: "Engine",
    links: Callable[[str], list[Json]] | None,
) -> Json:
    """One finding as the protocol has it; `data` lets an action know it again, without text."""
    finding = one.finding
    code = finding.category.rpartition(".")[2]
    paragraph, address = citation(engine, finding.category)
    said = f"{titled(engine, finding.category)} ({finding.confidence.word} confidence)"
    if paragraph:
        said = f"{said}, {paragraph}"
    if one.placed.also:
        also = ", ".join(name.rpartition(".")[2] for name in one.placed.also)
        said = f"{said}; may also be {also}"
    if one.start == one.end:
        said = f"{said} ({one.placed.place.where})"
    made: Json = {
        "range": document.range_of(one.start, one.end, encoding),
        "severity": _SEVERITY[finding.confidence],
        "code": code,
        "source": SOURCE,
        "message": said,
        "data": {
            "category": finding.category,
            "detector": finding.detector,
            "fingerprint": one.placed.fingerprint,
        },
    }
    if address:
        made["codeDescription"] = {"href": address}
    if links is not None:
        related = links(finding.detector)
        if related:
            made["relatedInformation"] = related
    return made


class Writer:
    """
    Diagnostics as JSON text, for documents with very many of them.

    All but the range and the fingerprint of a finding is written once for each kind and kept. What
    is kept holds no text of a document. `written` says the same as `diagnostic`.
    """

    __slots__ = ("_engine", "_known", "_links", "_placed")

    def __init__(self, engine: "Engine", links: Callable[[str], list[Json]] | None) -> None:
        self._engine = engine
        self._links = links
        self._known: dict[tuple[object, ...], tuple[str, str]] = {}
        # By identity of what was placed: that, its place when it was written, and what was.
        self._placed: dict[int, tuple[Placed, int, int, str]] = {}

    def all(self, shown: Sequence[Shown], document: Document, encoding: Encoding) -> list[str]:
        """
        Each finding as JSON. An edit leaves most of a long document on its lines: what was
        written before is taken again where line and column are as they were.
        """
        known = self._placed
        if len(known) > _MOST_PLACED:
            known.clear()
        text, starts = document.text, document.lines.starts
        alike = encoding == "utf-32" or text.isascii()
        made = []
        for one in shown:
            start, end, placed = one
            line = bisect_right(starts, start) - 1
            column = start - starts[line]
            # Columns count other units than ours behind what is not ASCII.
            if start == end or not (alike or text[start - column : start].isascii()):
                made.append(self.written(one, document, encoding))
                continue
            key = id(placed)
            kept = known.get(key)
            if kept is None or kept[1] != line or kept[2] != column or kept[0] is not placed:
                kept = placed, line, column, self.written(one, document, encoding)
                known[key] = kept
            made.append(kept[3])
        return made

    def written(self, one: Shown, document: Document, encoding: Encoding) -> str:
        """One finding as JSON."""
        finding, placed = one.finding, one.placed
        key = (
            finding.category,
            finding.detector,
            finding.confidence,
            placed.also,
            placed.place.where if one.start == one.end else "",
        )
        rest = self._known.get(key)
        if rest is None:
            told = diagnostic(one, document, encoding, self._engine, self._links)
            del told["range"]
            data = told["data"]
            assert isinstance(data, dict)  # noqa: S101  # made above
            data["fingerprint"] = _HERE
            before, _, behind = json.dumps(told)[1:].partition(json.dumps(_HERE))
            if len(self._known) > _KEPT:
                self._known.clear()
            rest = self._known[key] = before, behind
        first = document.lines.position(one.start, encoding)
        last = document.lines.position(one.end, encoding)
        return (
            f'{{"range": {{"start": {{"line": {first.line}, "character": {first.character}}}, '
            f'"end": {{"line": {last.line}, "character": {last.character}}}}}, '
            f"{rest[0]}{json.dumps(placed.fingerprint)}{rest[1]}"
        )


def limit(code: str, message: str, severity: int = 2) -> Json:
    """A message about the document as a whole, at its first character."""
    return {
        "range": _ZERO,
        "severity": severity,
        "code": code,
        "source": SOURCE,
        "message": message,
    }


def by_range(items: Iterable[Json]) -> list[Json]:
    """In the order of the document."""

    def place(one: Json) -> tuple[int, int]:
        where = one["range"]
        assert isinstance(where, dict)  # noqa: S101  # made above
        return where["start"]["line"], where["start"]["character"]

    return sorted(items, key=place)

"""
Scanning record batches: the one core, whatever brings the batches.

By rows, every row is looked at to the end as one text, and what is found in it does not depend on
how the data was cut into batches and parts. By columns, a part is read as the table it is
(`promptward.formats.table`): a column that is nearly all identifiers of one kind is counted
instead of searched, which is a hundred times faster and says which columns hold what, not where.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from promptward.bulk.failure import BulkError
from promptward.bulk.findings import Row, record_batch
from promptward.bulk.rows import Column, RowText, columns_in, rows_in
from promptward.bulk.shipped import engine_of
from promptward.formats.segment import Place, Segment, Whole
from promptward.formats.table import rows_in as table_rows
from promptward.model import Finding, ScanError
from promptward.scan.invented import MARKER, is_marker, markers_in
from promptward.scan.outermost import outermost
from promptward_dsl.lattice import Confidence

if TYPE_CHECKING:
    import pyarrow as pa

    from promptward.bulk.shipped import Policy
    from promptward.engine import Engine
    from promptward.fields import Field

__all__ = ["EVERYTHING", "Detail", "ScanTerms", "scan_batches"]

Detail: TypeAlias = Literal["rows", "columns"]


class ScanTerms(NamedTuple):
    """
    How batches are scanned.

    `columns` are looked at, all if none are named. `key` names the column that tells rows apart;
    it is looked at like the others, and the key of a row in which it is found to be an identifier
    is left out, unless `plain_key` says that it is none. `least` is the least level that is
    reported, the policy's `act_on` if None. `part` is what the part is called in its rows.
    """

    columns: tuple[str, ...] = ()
    key: str = ""
    plain_key: bool = False
    detail: Detail = "rows"
    least: Confidence | None = None
    part: str = ""


EVERYTHING = ScanTerms()
"""All columns, row by row."""


def scan_batches(
    batches: "Iterable[pa.RecordBatch]", policy: "Policy", terms: ScanTerms = EVERYTHING
) -> "Iterator[pa.RecordBatch]":
    """
    Findings of one part of the data (`promptward.bulk.findings`), its columns and account last.

    A row that can't be scanned is a row of kind `error`, and the others are scanned. Raises
    BulkError, which never holds a value, for a policy that does not open and for batches that
    can't be read. Memory is that of one batch and its findings.
    """
    engine = engine_of(policy)
    part = _Part(engine, terms)
    try:
        yield from part.by_rows(batches) if terms.detail == "rows" else part.by_columns(batches)
    except BulkError:
        raise
    except Exception as error:  # noqa: BLE001  # its words may hold values, and logs are read
        kind = type(error).__name__
        raise BulkError("unreadable_batch", f"a batch could not be read: {kind}") from None
    yield record_batch(part.ending())


class _Held:
    """What one column holds of one category."""

    __slots__ = ("confidence", "count", "detector", "letter")

    def __init__(self) -> None:
        self.count = 0
        self.confidence = Confidence.LOW
        self.letter: str | None = None
        self.detector = ""

    def add(self, finding: Finding, times: int = 1) -> None:
        self.count += times
        if self.detector == "" or finding.confidence > self.confidence:
            self.confidence = finding.confidence
            self.letter, self.detector = finding.safe_harbor, finding.detector


class _Part:
    """One part on its way from batches to rows of findings."""

    __slots__ = (
        "_cells", "_characters", "_columns", "_engine", "_errors", "_findings", "_held", "_key",
        "_least", "_names", "_rows", "_schema", "_terms", "_unread",
    )  # fmt: skip

    def __init__(self, engine: "Engine", terms: ScanTerms) -> None:
        self._engine = engine
        self._terms = terms
        self._least = terms.least if terms.least is not None else engine.ir.defaults.act_on
        self._rows = self._characters = self._findings = self._errors = 0
        self._held: dict[tuple[str, str], _Held] = {}
        self._cells: Counter[str] = Counter()
        self._unread: Counter[str] = Counter()
        self._schema: pa.Schema | None = None
        self._columns: list[Column] = []
        self._names: list[str] = []
        self._key = -1

    def _know(self, schema: "pa.Schema") -> None:
        if schema is self._schema or (self._schema is not None and schema.equals(self._schema)):
            return
        self._schema = schema
        terms = self._terms
        wanted = terms.columns
        if terms.key and terms.key not in schema.names:
            raise BulkError("no_column", f"the batches have no column `{terms.key}`")
        if terms.key and not terms.plain_key and wanted and terms.key not in wanted:
            wanted = (*wanted, terms.key)
        columns = columns_in(schema, wanted)
        if terms.plain_key:
            columns = [column for column in columns if column.name != terms.key]
        self._columns = columns
        self._names = [column.name for column in columns]
        self._key = schema.names.index(terms.key) if terms.key else -1

    # ---------------------------------------------------------------- by rows

    def by_rows(self, batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        for batch in batches:
            self._know(batch.schema)
            keys = batch.column(self._key).to_pylist() if self._key >= 0 else None
            found: list[Row] = []
            for text in rows_in(batch, self._columns):
                key = None if keys is None else keys[text.row]
                found += self._row(text, None if key is None else str(key))
                self._rows += 1
            if found:
                yield record_batch(found)

    def _row(self, text: RowText, key: str | None) -> list[Row]:
        self._cells.update({self._names[spot.column] for spot in text.spots})
        self._unread.update(self._names[column] for column in text.unread)
        whole = text.rendering.text
        if not whole:
            return []
        base: Row = {"part": self._terms.part, "row": self._rows, "key": key}
        code, findings = _found(self._engine, whole, (), self._least)
        if code:
            self._errors += 1
            # Whether the key is an identifier was not seen.
            held = base if self._terms.plain_key else {**base, "key": None}
            return [{**held, "kind": "error", "code": code, "count": 1}]
        self._characters += len(whole)
        if not findings:
            return []
        rows: list[Row] = []
        in_row: dict[tuple[str, str], Finding] = {}
        for finding, also in outermost(findings):
            for column, start, end in _placed(text, finding):
                name = self._names[column]
                if name == self._terms.key:
                    base["key"] = None
                known = in_row.get((name, finding.category))
                if known is None or known.confidence < finding.confidence:
                    in_row[name, finding.category] = finding
                rows.append(
                    {
                        "kind": "finding", "column": name, "category": finding.category,
                        "safe_harbor": finding.safe_harbor,
                        "confidence": finding.confidence.word, "detector": finding.detector,
                        "start": start, "end": end, "evidence": list(finding.evidence),
                        "also": list(also), "count": 1,
                    }
                )  # fmt: skip
        for (name, category), finding in in_row.items():
            self._held.setdefault((name, category), _Held()).add(finding)
        self._findings += len(rows)
        return [{**row, **base} for row in rows]

    # ---------------------------------------------------------------- by columns

    def by_columns(self, batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        part = self._terms.part
        waiting = iter(batches)
        first = next(waiting, None)
        if first is None:
            return
        self._know(first.schema)
        rows = self._cells_of(first, waiting)
        for item in table_rows(self._names, rows, lambda number, name: Place(name, number)):
            if isinstance(item, Whole):
                if item.finding.confidence >= self._least:
                    self._count(item.place.where, item.finding, item.times)
            elif isinstance(item, Segment):
                code, findings = _found(self._engine, item.text, item.fields, self._least)
                if code:
                    self._errors += 1
                    yield record_batch([{"kind": "error", "part": part, "code": code, "count": 1}])
                else:
                    self._segment(item, findings)

    def _segment(self, segment: Segment, findings: Sequence[Finding]) -> None:
        if segment.seen is not None:
            segment.seen(findings)
        for finding, _ in outermost(findings):
            place = segment.locate(finding.start, finding.end)
            if place is not None:
                self._count(place.where, finding, 1)

    def _count(self, name: str, finding: Finding, times: int) -> None:
        self._held.setdefault((name, finding.category), _Held()).add(finding, times)
        self._findings += times

    def _cells_of(
        self, first: "pa.RecordBatch", others: "Iterator[pa.RecordBatch]"
    ) -> Iterator[tuple[int, Sequence[str]]]:
        from promptward.formats.arrow import cells_of  # noqa: PLC0415  # needs an extra

        batch: pa.RecordBatch | None = first
        while batch is not None:
            if not batch.schema.equals(self._schema):
                raise BulkError("unreadable_batch", "batches of one part differ in their columns")
            cells = cells_of(batch.select([column.number for column in self._columns]))
            for column, values in zip(self._columns, cells, strict=True):
                full = len(values) - values.count("")
                self._cells[column.name] += full
                self._characters += sum(map(len, values))
                if column.kind == "bytes":
                    held = batch.num_rows - batch.column(column.number).null_count
                    self._unread[column.name] += max(0, held - full)
            for row in zip(*cells, strict=True) if cells else ():
                self._rows += 1
                yield self._rows, row
            if not cells:
                self._rows += batch.num_rows
            batch = next(others, None)

    # ---------------------------------------------------------------- the end

    def ending(self) -> list[Row]:
        """Rows for the columns, then the account."""
        part = self._terms.part
        rows: list[Row] = [
            {
                "kind": "column", "part": part, "column": name, "category": category,
                "safe_harbor": held.letter, "confidence": held.confidence.word,
                "detector": held.detector, "count": held.count, "rows": self._cells[name],
                "unread": self._unread[name],
            }
            for (name, category), held in sorted(self._held.items())
        ]  # fmt: skip
        rows.append(
            {
                "kind": "account", "part": part, "count": self._findings, "rows": self._rows,
                "characters": self._characters, "unread": self._unread.total(),
                "errors": self._errors,
            }
        )  # fmt: skip
        return rows


def _found(
    engine: "Engine", text: str, fields: "Sequence[Field]", least: Confidence
) -> tuple[str, list[Finding]]:
    """Why a text could not be searched (a code, else empty), and what counts in it."""
    try:
        found = [one for one in engine.find(text, fields) if one.confidence >= least]
    except ScanError as error:
        return error.code, []
    except Exception:  # noqa: BLE001  # whatever it was, this text was not scanned
        return "engine_error", []
    if MARKER in text:
        markers = markers_in(text)
        found = [one for one in found if not is_marker(text, one.start, one.end, markers)]
    return "", found


def _placed(text: RowText, finding: Finding) -> Iterator[tuple[int, int, int]]:
    """The columns that a finding touches, with its range in their cells' own texts."""
    leaves = text.rendering.leaves
    for leaf, spot in zip(leaves, text.spots, strict=True):
        if leaf.end > finding.start and leaf.start < finding.end:
            start = max(finding.start, leaf.start) - leaf.start
            yield spot.column, start, min(finding.end, leaf.end) - leaf.start

"""Scanning a frame: each column by its name and by its values, a sample of them or all."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from promptward.engine import Engine
from promptward.guard.bodies import Rendering
from promptward.guard.frames.columns import Frame, frame_of
from promptward.guard.frames.report import ColumnReport, FrameReport
from promptward.guard.process import install
from promptward.model import Finding

__all__ = ["SAMPLE", "found_in", "scan_frame"]

SAMPLE = 400
"""Rows that are looked at unless all are wanted."""

_BLOCK = 200_000
_INSIDE = 1.5


def scan_frame(frame: object, *, full: bool = False, sample: int = SAMPLE) -> FrameReport:
    """
    Which columns of a frame identify people.

    A sample of rows is drawn at random, always the same one for the same number of rows; `full`
    looks at every value. A value that stands in many rows is searched once. Raises GuardError for
    what is no frame.
    """
    read = frame_of(frame)
    engine = install().engine
    places: Sequence[int] | None = None
    if not full and sample < read.rows:
        places = sorted(random.Random(read.rows).sample(range(read.rows), sample))  # noqa: S311  # no secret
    looked = read.rows if places is None else len(places)
    columns = tuple(_column(engine, read, name, places) for name in read.names)
    return FrameReport(columns, read.rows, looked)


def _column(engine: Engine, frame: Frame, name: str, places: Sequence[int] | None) -> ColumnReport:
    rows = Counter(str(value) for value in frame.values(name, places) if not _missing(value))
    times = list(rows.values())
    hits: dict[str, set[int]] = {}
    characters = marked = 0
    for first, rendering in blocks(name, list(rows)):
        for index, finding in found_in(engine, rendering):
            hits.setdefault(finding.category, set()).add(first + index)
            leaf = rendering.leaves[index]
            often = times[first + index]
            characters += often * (leaf.end - leaf.start)
            marked += often * (min(finding.end, leaf.end) - max(finding.start, leaf.start))
    inside = characters > _INSIDE * marked
    counted = {
        category: sum(times[index] for index in found) for category, found in sorted(hits.items())
    }
    return ColumnReport(name, counted, rows.total(), bool(counted) and inside)


def blocks(name: str, values: Sequence[object]) -> Iterator[tuple[int, Rendering]]:
    """The values as texts of bounded length, a line each, the column's name before each."""
    rendering, first, length = Rendering(), 0, 0
    for place, value in enumerate(values):
        text = str(value)
        if length and length + len(text) > _BLOCK:
            yield first, rendering
            rendering, first, length = Rendering(), place, 0
        rendering.gap(f"{name}: ")
        rendering.add(text, name)
        rendering.gap("\n")
        length += len(text) + len(name) + 3
    if length:
        yield first, rendering


def found_in(engine: Engine, rendering: Rendering) -> Iterator[tuple[int, Finding]]:
    """Findings at the policy's `act_on` or above, with the leaves that they touch."""
    leaves = rendering.leaves
    at = 0
    act_on = engine.ir.defaults.act_on
    for finding in sorted(engine.find(rendering.text)):
        if finding.confidence < act_on:
            continue
        while at < len(leaves) and leaves[at].end <= finding.start:
            at += 1
        index = at
        while index < len(leaves) and leaves[index].start < finding.end:
            yield index, finding
            index += 1


def _missing(value: object) -> bool:
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124  # not a number
        return True
    return type(value).__name__ in {"NAType", "NaTType"}

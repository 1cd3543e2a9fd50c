"""
The gate: accuracy on the project's own corpus must not slide below `tests/corpus/floors.json`.

    python -m bench.accuracy.floors [--update]

Prints what changed since the floors were written, document by document; 1 if a figure slid.
`--update` writes what is measured now as the new floors: look at the changes before committing.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bench.accuracy import ours
from bench.accuracy.corpora import OWN_FOLDER, read_own
from bench.accuracy.document import LEVELS, CorpusError, Document
from bench.accuracy.metrics import Counts, Tally
from bench.accuracy.share import Share
from promptward.engine import Engine

__all__ = ["FLOORS", "Comparison", "compare", "measure", "read", "write"]

FLOORS = OWN_FOLDER / "floors.json"
MARGIN = 0.003
"""A figure may be this much worse than its floor: one identifier of a few hundred."""

UPDATE = "make accuracy-floors"


class Comparison(NamedTuple):
    """
    What was measured against the floors.

    `slid` are the figures that got worse by more than the margin; `changed` the documents whose
    counts differ, in words; `unknown` those without a floor, `gone` the floors without a document.
    """

    slid: tuple[str, ...]
    changed: tuple[str, ...]
    unknown: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing slid, and every document has its floor."""
        return not (self.slid or self.unknown or self.gone)

    def message(self) -> str:
        """All of it, for a person who has just broken it."""
        lines = [*self.slid]
        if self.changed:
            lines += ["documents that changed:", *(f"  {line}" for line in self.changed)]
        for names, what in (
            (self.unknown, "documents without a floor:"),
            (self.gone, "floors of documents that are gone:"),
        ):
            if names:
                lines += [what, *(f"  {name}" for name in names)]
        if not self.holds:
            lines += [
                "see where: make bench-accuracy ARGS='--corpus own --misses 9'",
                f"if it is meant: {UPDATE}",
            ]
        return "\n".join(lines)


def measure(engine: Engine, documents: Mapping[str, Document]) -> dict[str, Counts]:
    """What findings of confidence medium and up achieve in each document."""
    tally = Tally(LEVELS.index("medium"))
    return {
        name: tally.add(document, ours.predictions(engine, document.text))
        for name, document in documents.items()
    }


def compare(floors: Mapping[str, Counts], measured: Mapping[str, Counts]) -> Comparison:
    """The documents that both know are compared; the others are named."""
    both = [name for name in measured if name in floors]
    before, now = ([side[name] for name in both] for side in (floors, measured))
    slid = []
    for title, share, better in (
        ("covered", _covered, 1),
        ("false positives among findings", _wrong, -1),
        ("documents without identifiers that have a finding", _flagged, -1),
    ):
        old, new = share(before), share(now)
        # Tolerance for the last bit: a fall of exactly the margin is allowed.
        if better * ((new.value or 0.0) - (old.value or 0.0)) < -MARGIN - 1e-9:
            slid.append(f"{title}: {_percent(new)}, the floor is {_percent(old)}")
    return Comparison(
        tuple(slid),
        tuple(
            _change(name, floors[name], measured[name]) for name in _differing(floors, measured)
        ),
        tuple(name for name in measured if name not in floors),
        tuple(name for name in floors if name not in measured),
    )


def read(path: Path = FLOORS) -> dict[str, Counts]:
    """The floors; none where the file isn't there yet."""
    if not path.exists():
        return {}
    return {
        name: Counts(**counts)
        for name, counts in json.loads(path.read_text(encoding="utf-8")).items()
    }


def write(measured: Mapping[str, Counts], path: Path = FLOORS) -> None:
    """A line a document, sorted, so that two branches that add documents can be merged."""
    lines = [
        f"  {json.dumps(name)}: {json.dumps(measured[name]._asdict())}"
        for name in sorted(measured)
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _covered(counts: list[Counts]) -> Share:
    return Share(sum(one.covered for one in counts), sum(one.identifiers for one in counts))


def _wrong(counts: list[Counts]) -> Share:
    return Share(sum(one.false_positives for one in counts), sum(one.findings for one in counts))


def _flagged(counts: list[Counts]) -> Share:
    without = [one for one in counts if not one.identifiers]
    return Share(sum(one.findings > 0 for one in without), len(without))


def _percent(share: Share) -> str:
    return f"{100 * (share.value or 0.0):.2f} % ({share.part} of {share.whole})"


def _differing(floors: Mapping[str, Counts], measured: Mapping[str, Counts]) -> list[str]:
    return [name for name in measured if name in floors and floors[name] != measured[name]]


def _change(name: str, before: Counts, now: Counts) -> str:
    parts = [
        f"{field.replace('_', ' ')} {old} -> {new}"
        for field, old, new in zip(Counts._fields, before, now, strict=True)
        if old != new
    ]
    return f"{name}: {', '.join(parts)}"


def main(arguments: list[str] | None = None) -> int:
    """Compare, or write; 2 for a corpus that can't be read."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.accuracy.floors",
        description=(__doc__ or "").strip().splitlines()[0],
    )
    parser.add_argument("--update", action="store_true", help="write the floors anew")
    asked = parser.parse_args(arguments)
    try:
        measured = measure(ours.load(), read_own())
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 2
    comparison = compare(read(), measured)
    everything = list(measured.values())
    print(f"covered {_percent(_covered(everything))}")
    print(f"false positives among findings {_percent(_wrong(everything))}")
    print(f"documents without identifiers that have a finding {_percent(_flagged(everything))}")
    if message := comparison.message():
        print(message)
    if asked.update:
        write(measured)
        print(f"written: {FLOORS}")
        return 0
    return 0 if comparison.holds else 1


if __name__ == "__main__":
    sys.exit(main())

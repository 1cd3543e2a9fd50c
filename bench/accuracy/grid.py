"""
The grid: places in a text as people write them, crossed with values of many makes.

    python -m bench.accuracy.grid                     # covered by kind, a third of all held out
    python -m bench.accuracy.grid town house --worst 12
    python -m bench.accuracy.grid --quiet             # the same places with what is nobody's
    python -m bench.accuracy.grid --alone             # and no patient before them

A frame is a sentence, a note, a line of code or of a log with `@` where the value stands (`@2`
another value, `@l` the value in small letters). Each text begins with a patient, as notes do: what
is missed then is missed for its place or its make, and not since nothing says that somebody is
spoken of. A third of the frames and a third of the values are held out by a hash of their text;
they are counted and never shown, so that what is mended for the others can be told from what is
mended for all. The frames and values were written from general knowledge, and are no texts: the
figures are to be read against each other, and not as accuracy.
"""

import argparse
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.accuracy.ours import load
from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

__all__ = ["Trial", "flagged", "frames", "is_held_out", "trials", "values"]

_HERE = Path(__file__).parent
_SOMEBODY = "Pt: Ruth Ferreira, 71F, MRN 4471902.\n"
_SLOT = re.compile(r"(?<![A-Za-z])@(?:2|[lu](?![A-Za-z]))?(?!clinic)")
_NEUTRAL = re.compile(
    r"\b(?:the|Dr|Mrs?|and|her|son|on|of|in|le|beginning|TX|CA|NV|RD|plate)\b\.?", re.IGNORECASE
)
"""Words of a value that need not be covered: articles, titles, what leads to it."""
_OTHER = 7
_ALIKE = {"lowtown": "town"}
"""Kinds of frames → kinds of values, where they are not called the same."""


class Trial(NamedTuple):
    """One text; the value stands in `text[start:end]`."""

    frame: str
    value: str
    text: str
    start: int
    end: int

    @property
    def held_out(self) -> tuple[bool, bool]:
        """Whether the frame, and whether the value is of the third that is never shown."""
        return is_held_out(self.frame), is_held_out(self.value)


def is_held_out(text: str) -> bool:
    """Whether it is one of the third."""
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()[0] % 3 == 0


def _sections(name: str, parted: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and re.fullmatch(r"\[[a-z ]+\]", line):
            rows = found.setdefault(line[1:-1], [])
        elif line.strip() and not line.startswith("##"):
            rows += [one.strip() for one in line.split(parted)] if parted else [line]
    return found


def frames() -> dict[str, list[str]]:
    """Kind → frames."""
    known = _sections("grid_frames.txt", "")
    return {kind: [one.replace("\\n", "\n") for one in rows] for kind, rows in known.items()}


def values() -> dict[str, list[str]]:
    """Kind → values, and `KIND quiet` → what stands in the same places and is nobody's."""
    return _sections("grid_values.txt", ";")


def trials(kind: str, *, quiet: bool = False, alone: bool = False) -> Iterator[Trial]:
    """All texts of a kind: each frame with each value."""
    known = values()
    rows = known.get(f"{kind} quiet" if quiet else _ALIKE.get(kind, kind), [])
    for frame in frames()[kind]:
        for number, value in enumerate(rows):
            other = rows[(number + _OTHER) % len(rows)]
            yield _filled(frame, value, other, "" if alone else _SOMEBODY)


def _filled(frame: str, value: str, other: str, text: str) -> Trial:
    at, start, end = 0, -1, -1
    for slot in _SLOT.finditer(frame):
        text += frame[at : slot.start()]
        small, loud = slot[0].endswith("l"), slot[0].endswith("u")
        one = other if slot[0].endswith("2") else value
        one = one.lower() if small else one.upper() if loud else one
        if start < 0:
            start, end = len(text), len(text) + len(one)
        text, at = text + one, slot.end()
    return Trial(frame, value, text + frame[at:], start, end)


def flagged(engine: Engine, trial: Trial) -> tuple[bool, bool]:
    """Whether all of the value is covered by findings, and whether any of it is."""
    mask = bytearray(len(trial.text))
    for one in engine.find(trial.text):
        if one.safe_harbor is not None and one.confidence >= Confidence.MEDIUM:
            mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    written = trial.text[trial.start : trial.end]
    spare = bytearray(len(written))
    for found in _NEUTRAL.finditer(written):
        spare[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    needed = [
        mask[trial.start + at] for at, one in enumerate(written) if one.isalnum() and not spare[at]
    ]
    return all(needed), any(mask[trial.start : trial.end])


class _Rows:
    """So many of so many, by key, and the partners that were missed."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {}
        self.lost: dict[str, list[str]] = {}

    def add(self, key: str, partner: str, *, hit: bool, bad: bool) -> None:
        """Count one."""
        row = self.counts.setdefault(key, [0, 0])
        row[0] += hit
        row[1] += 1
        if bad:
            self.lost.setdefault(key, []).append(partner)

    def shown(self, most: int, *, quiet: bool) -> None:
        """The worst."""
        order = sorted(
            self.lost,
            key=lambda one: self.counts[one][0] / self.counts[one][1],
            reverse=quiet,
        )
        for key in order[:most]:
            found, of = self.counts[key]
            print(f"  {100 * found / of:5.1f}  {key!r}  {' | '.join(self.lost[key][:8])[:120]!r}")


def _measure(engine: Engine, kind: str, worst: int, *, quiet: bool, alone: bool) -> _Rows:
    by_frame, by_value, cells = _Rows(), _Rows(), _Rows()
    for trial in trials(kind, quiet=quiet, alone=alone):
        covered, touched = flagged(engine, trial)
        hit = touched if quiet else covered
        frame, value = trial.held_out
        cell = f"{'held' if frame else 'open'} frames, {'held' if value else 'open'} values"
        cells.add(cell, "", hit=hit, bad=False)
        if not frame and not value:
            bad = hit == quiet
            by_frame.add(trial.frame, trial.value, hit=hit, bad=bad)
            by_value.add(trial.value, trial.frame, hit=hit, bad=bad)
    if worst:
        by_frame.shown(worst, quiet=quiet)
        by_value.shown(worst, quiet=quiet)
    return cells


def _main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("kinds", nargs="*", choices=[[], *frames()], help="default: all")
    parser.add_argument("--quiet", action="store_true", help="what is nobody's, and is flagged")
    parser.add_argument("--alone", action="store_true", help="no patient before the frame")
    parser.add_argument("--worst", type=int, default=0, help="so many frames and values of each")
    asked = parser.parse_args()
    engine, total = load(), _Rows()
    for kind in asked.kinds or frames():
        cells = _measure(engine, kind, asked.worst, quiet=asked.quiet, alone=asked.alone)
        print(
            kind,
            *(
                f"{cell}: {100 * hit / of:.1f} of {of}"
                for cell, (hit, of) in sorted(cells.counts.items())
            ),
            sep="  ",
        )
        for cell, (hit, of) in cells.counts.items():
            row = total.counts.setdefault(cell, [0, 0])
            row[0], row[1] = row[0] + hit, row[1] + of
    for cell, (hit, of) in sorted(total.counts.items()):
        print(f"{cell}: {100 * hit / of:.2f} % of {of}")


if __name__ == "__main__":
    _main()

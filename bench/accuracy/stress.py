"""
Recall of names and places in many sentence frames, by frame and by origin, and false alarms.

    python -m bench.accuracy.stress [--frames N] [--level low|medium|high]

Crosses `frames.txt` with `frames_filled.txt`. It shows which kinds of evidence are lacking, not
how good the policy is: the sentences are short and were written by those who write the rules.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.accuracy import ours
from bench.accuracy.document import LEVELS, Document, Mark
from promptward.engine import Engine

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{([A-Za-z]+2?)\}")


class Frame(NamedTuple):
    """A sentence with slots; `kind` is name, place or none."""

    kind: str
    text: str


class Fills(NamedTuple):
    """What fills the slots, by what it is called in `frames_filled.txt`."""

    people: dict[str, tuple[list[str], list[str]]]
    lists: dict[str, list[str]]


def frames() -> list[Frame]:
    """All frames of `frames.txt`."""
    lines = (_HERE / "frames.txt").read_text(encoding="utf-8").splitlines()
    split = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    return [Frame(kind, text.replace("\\n", "\n")) for kind, text in split]


def fills() -> Fills:
    """What `frames_filled.txt` holds."""
    people: dict[str, tuple[list[str], list[str]]] = {}
    lists: dict[str, list[str]] = {}
    for line in (_HERE / "frames_filled.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, values = line.split(": ", 1)
        if "/" in values:
            given, family = values.split(" / ")
            people[name] = (given.split(), family.split())
        else:
            lists[name] = [value.replace("_", " ") for value in values.split()]
    return Fills(people, lists)


def filled(frame: Frame, values: dict[str, str]) -> Document:
    """The frame with its slots filled and marked."""
    text, at = "", 0
    marks = []
    for slot in _SLOT.finditer(frame.text):
        text += frame.text[at : slot.start()]
        value = values[slot[1]]
        if frame.kind != "none":
            label = "NAME" if frame.kind == "name" else "LOCATION"
            marks.append(Mark(len(text), len(text) + len(value), label))
        text += value
        at = slot.end()
    return Document("", text + frame.text[at:], tuple(marks))


def _named(given: list[str], family: list[str]) -> dict[str, str]:
    one, two = given[0], given[1]
    first, second = family[0], family[1]
    return {
        "G": one,
        "G2": two,
        "F": first,
        "F2": second,
        "I": two[0],
        "g": one.lower(),
        "f": first.lower(),
        "GU": one.upper(),
        "FU": first.upper(),
    }


def documents(frame: Frame, known: Fills) -> Iterator[tuple[str, Document]]:
    """The frame for each origin, both ways round, with the origin's name."""
    if frame.kind == "name":
        for origin, (given, family) in known.people.items():
            for turn in (1, -1):
                yield origin, filled(frame, _named(given[::turn], family[::turn]))
    elif frame.kind == "place":
        yield from _places(frame, known.lists)
    elif "{W}" in frame.text:
        for word in known.lists["words"]:
            yield "none", filled(frame, {"W": word})
    else:
        yield "none", filled(frame, {})


def _places(frame: Frame, lists: dict[str, list[str]]) -> Iterator[tuple[str, Document]]:
    asked = set(_SLOT.findall(frame.text))
    kinds = [
        kind
        for kind, slots in (
            ("towns", {"T", "t"}),
            ("towns of words", {"T", "t"}),
            ("streets", {"S", "s"}),
            ("facilities", {"H", "h"}),
            ("facilities short", {"H", "h"}),
        )
        if asked & slots
    ]
    for kind in kinds:
        for number, value in enumerate(lists[kind]):
            town = value if kind.startswith("towns") else lists["towns"][number % 5]
            street = value if kind == "streets" else lists["streets"][number % 5]
            house = value if kind.startswith("facilities") else lists["facilities"][number % 5]
            yield (
                kind,
                filled(
                    frame,
                    {
                        "T": town,
                        "t": town.lower(),
                        "S": street,
                        "s": street.lower(),
                        "H": house,
                        "h": house.lower(),
                    },
                ),
            )


class _Rows:
    """Counts by frame and by origin."""

    def __init__(self) -> None:
        self.frames: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.origins: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.lost: dict[str, list[str]] = defaultdict(list)

    def add(self, frame: Frame, origin: str, value: str, *, found: bool) -> None:
        """Count one slot."""
        for row in (self.frames[frame.text], self.origins[f"{frame.kind}: {origin}"]):
            row[0] += found
            row[1] += 1
        if not found:
            self.lost[frame.text].append(value)


def _measure(engine: Engine, level: int) -> tuple[_Rows, list[str]]:
    rows, alarms = _Rows(), []
    known = fills()
    for frame in frames():
        for origin, document in documents(frame, known):
            text = document.text
            kept = [one for one in ours.predictions(engine, text) if one.level >= level]
            covered = bytearray(len(text))
            for one in kept:
                covered[one.start : one.end] = b"\x01" * (one.end - one.start)
            for mark in document.marks:
                inside = range(mark.start, mark.end)
                found = all(covered[at] for at in inside if text[at].isalnum())
                rows.add(frame, origin, text[mark.start : mark.end], found=found)
            for one in kept:
                if not any(one.touches(mark) for mark in document.marks):
                    shown = f"{text[: one.start]}[{text[one.start : one.end]}]{text[one.end :]}"
                    alarms.append(f"{one.label} {' '.join(one.evidence)}: {shown!r}")
    return rows, alarms


def _shown(rows: dict[str, list[int]], most: int, lost: dict[str, list[str]]) -> None:
    for name, (found, of) in sorted(rows.items(), key=lambda row: row[1][0] / row[1][1])[:most]:
        print(f"{100 * found / of:6.1f}  {of:4d}  {name!r}  {' '.join(lost.get(name, [])[:8])}")


def main(arguments: list[str] | None = None) -> int:
    """Print recall by frame and by origin, the worst first, and all false alarms."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--frames", type=int, default=40, help="so many of the worst")
    parser.add_argument("--level", choices=LEVELS, default="medium")
    asked = parser.parse_args(arguments)
    rows, alarms = _measure(ours.load(), LEVELS.index(asked.level))
    print("by frame:")
    _shown(rows.frames, asked.frames, rows.lost)
    print("by origin:")
    _shown(rows.origins, asked.frames, {})
    print(f"false alarms: {len(alarms)}")
    print("\n".join(alarms[: 2 * asked.frames]))
    for kind in ("name", "place"):
        every = [row for name, row in rows.origins.items() if name.startswith(f"{kind}:")]
        found, of = (sum(column) for column in zip(*every, strict=True))
        print(f"{kind}: {100 * found / of:.1f} % of {of}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

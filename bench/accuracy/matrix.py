"""
The matrix: every identifier, in every written form, under every name, in every carrier.

    python -m bench.accuracy.matrix                        # covered by kind and carrier
    python -m bench.accuracy.matrix --kind mrn --misses 40
    python -m bench.accuracy.matrix --harmless             # numbers of nobody in the same carriers

A hole in a row or column is a layout, a name or a form that the engine does not know. Nothing but
the name tells what a value is: real texts hold more evidence, so read the figures against each
other and not as accuracy.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bench.accuracy.matrix_carriers import CARRIERS, HOLE
from bench.accuracy.matrix_forms import FORMS, HARMLESS, NAMES, SEGMENTS
from bench.accuracy.ours import load
from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

__all__ = ["Trial", "alarmed", "covered", "harmless", "trials"]

_SEED = 20261126


class Trial(NamedTuple):
    """One text with one value in it."""

    kind: str
    carrier: str
    name: str
    form: str
    text: str
    start: int
    end: int


def _filled(kind: str, carrier: str, name: str, form: str, text: str, value: str) -> Trial:
    start = text.index(HOLE)
    core = value.partition("~")[0].partition("%7E")[0]
    whole = value.replace("~", "").replace("%7E", "")
    return Trial(kind, carrier, name, form, text.replace(HOLE, whole), start, start + len(core))


def trials(kind: str, share: float = 1.0) -> Iterator[Trial]:
    """All texts of a kind, or a share of them, the same at each call."""
    draw = random.Random(f"{_SEED} {kind}")  # noqa: S311  # no secret: the same each time
    for form in FORMS[kind]:
        for name in NAMES[kind]:
            for carrier, carry in CARRIERS.items():
                if draw.random() < share:
                    yield _filled(kind, carrier, name, form, *carry(name, form))
        for segment in SEGMENTS.get(kind, ()):
            yield _filled(kind, "segment", segment[:9], form, segment.replace("@", HOLE), form)


def harmless(share: float = 1.0) -> Iterator[Trial]:
    """Numbers of nobody, in the same carriers."""
    draw = random.Random(_SEED)  # noqa: S311  # see above
    for name, forms in HARMLESS.items():
        for form in forms:
            for carrier, carry in CARRIERS.items():
                if draw.random() < share:
                    yield _filled(name, carrier, name, form, *carry(name, form))


def covered(engine: Engine, trial: Trial, least: Confidence = Confidence.MEDIUM) -> bool:
    """Whether every letter and figure of the value lies inside findings."""
    mask = bytearray(len(trial.text))
    for one in engine.find(trial.text):
        if one.confidence >= least:
            mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    return all(mask[at] for at in range(trial.start, trial.end) if trial.text[at].isalnum())


def alarmed(engine: Engine, trial: Trial) -> str:
    """The detectors that take a part of the value for an identifier."""
    return " ".join(
        sorted(
            {
                one.detector
                for one in engine.find(trial.text)
                if one.confidence >= Confidence.MEDIUM
                and one.start < trial.end
                and trial.start < one.end
            }
        )
    )


def _show(title: str, found: Counter[str], every: Counter[str], worst: int) -> None:
    print(f"\n{title}")
    for key in sorted(every, key=lambda one: found[one] / every[one])[:worst]:
        print(f"  {100 * found[key] / every[key]:5.1f}  {every[key]:6d}  {key}")


def _main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--kind", action="append", choices=sorted(NAMES))
    parser.add_argument("--share", type=float, default=0.1, help="of all texts (default: 0.1)")
    parser.add_argument("--misses", type=int, default=0, help="texts to show of each kind")
    parser.add_argument("--harmless", action="store_true")
    parser.add_argument("--worst", type=int, default=16, help="rows to show of each table")
    asked = parser.parse_args()
    engine = load()
    if asked.harmless:
        _alarms(engine, asked.share, asked.misses, asked.worst)
        return
    found: dict[str, Counter[str]] = {}
    every: dict[str, Counter[str]] = {}
    for kind in asked.kind or NAMES:
        misses: list[Trial] = []
        for trial in trials(kind, asked.share):
            hit = covered(engine, trial)
            for table, key in (
                ("kind", kind),
                ("carrier", trial.carrier),
                ("name", f"{kind}: {trial.name}"),
                ("form", f"{kind}: {trial.form}"),
                ("kind in carrier", f"{kind} in {trial.carrier}"),
            ):
                every.setdefault(table, Counter())[key] += 1
                found.setdefault(table, Counter())[key] += hit
            if not hit:
                misses.append(trial)
        random.Random(_SEED).shuffle(misses)  # noqa: S311  # see above
        for trial in misses[: asked.misses]:
            print(f"{kind} | {trial.carrier} | {trial.text!r}")
    for table, counts in every.items():
        _show(table, found[table], counts, 40 if table == "kind" else asked.worst)
    total = sum(every["kind"].values())
    print(f"\nall: {100 * sum(found['kind'].values()) / total:.2f} % of {total}")


def _alarms(engine: Engine, share: float, shown: int, worst: int) -> None:
    every: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    who: Counter[str] = Counter()
    texts: list[tuple[str, Trial]] = []
    for trial in harmless(share):
        every[trial.kind] += 1
        detectors = alarmed(engine, trial)
        if detectors:
            flagged[trial.kind] += 1
            who[f"{trial.kind}: {detectors}"] += 1
            texts.append((detectors, trial))
    random.Random(_SEED).shuffle(texts)  # noqa: S311  # see above
    for detectors, trial in texts[:shown]:
        print(f"{detectors} | {trial.carrier} | {trial.text!r}")
    for key, count in who.most_common(worst):
        print(f"  {count:5d} of {every[key.partition(':')[0]]:5d}  {key}")
    print(f"\nflagged: {100 * flagged.total() / every.total():.2f} % of {every.total()}")


if __name__ == "__main__":
    _main()

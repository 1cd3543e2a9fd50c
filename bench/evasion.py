"""
What of deliberately or accidentally disguised identifiers is still found, by technique and tier.

    python -m bench.evasion CORPUS EVADE [--tier 1,2,3] [--seed N] [--only NAMES] [--limit N]

CORPUS holds one labelled text a line (`id`, `text`, `spans` with `start`, `end`, `label`); EVADE
is a Python file with `TECH` (by name: `tier`, `place` is `span` or `doc`) and
`evade_record(gold, technique, seed)`, which yields texts with `spans` that have `evaded` and
`base`. Counted are values that are found in the plain text: *whole*, every letter and digit of the
disguised value; *half*, at least half; *any*, the text has a finding. A value that was disguised
where it stands is *caught* if it is found whole, one that became a text of its own if that text
has a finding: nobody lets it out. `--misses` prints texts: use it on synthetic ones only.
"""

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import promptward
from promptward.model import Finding
from promptward_dsl.lattice import Confidence


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("evade", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules["evade"] = module
    spec.loader.exec_module(module)
    return module


def _covered(findings: Iterable[Finding]) -> set[int]:
    places: set[int] = set()
    for one in findings:
        if one.confidence >= Confidence.MEDIUM:
            places.update(range(one.start, one.end))
    return places


def _share(text: str, start: int, end: int, covered: set[int]) -> float:
    places = [at for at in range(start, end) if text[at].isalnum()] or list(range(start, end))
    return sum(at in covered for at in places) / max(1, len(places))


def _gold(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit and number >= limit:
                return
            yield json.loads(line)


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpus", type=Path)
    options.add_argument("evade", type=Path)
    options.add_argument("--tier", default="1,2,3")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--only", default="")
    options.add_argument("--limit", type=int, default=0)
    options.add_argument("--misses", type=int, default=0)
    asked = options.parse_args(arguments)
    evade = _module(asked.evade)
    only = set(filter(None, asked.only.split(",")))
    chosen = [
        one
        for one in evade.TECH.values()
        if str(one.tier) in asked.tier.split(",") and (not only or one.name in only)
    ]
    engine = promptward.load()
    counts: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    shown: dict[str, int] = defaultdict(int)
    for gold in _gold(asked.corpus, asked.limit):
        text = gold["text"]
        covered = _covered(engine.find(text))
        found = {
            text[span["start"] : span["end"]]
            for span in gold["spans"]
            if _share(text, span["start"], span["end"], covered) == 1
        }
        for technique in chosen:
            for record in evade.evade_record(gold, technique, asked.seed):
                changed = record["text"]
                findings = engine.find(changed)
                covered = _covered(findings)
                for span in record["spans"]:
                    if not span["evaded"] or span["base"] not in found:
                        continue
                    share = _share(changed, span["start"], span["end"], covered)
                    caught = bool(covered) if technique.place == "doc" else share == 1
                    row = counts[technique.tier, technique.name]
                    for at, one in enumerate(
                        (True, caught, share == 1, share >= 0.5, bool(covered))
                    ):
                        row[at] += one
                    if not caught and shown[technique.name] < asked.misses:
                        shown[technique.name] += 1
                        around = changed[max(0, span["start"] - 40) : span["end"] + 30]
                        print(f"{technique.name}: {span['base']!r} in {around!r}")
    _print(counts)
    return 0


def _print(counts: dict[tuple[int, str], list[int]]) -> None:
    tiers: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for (tier, _), row in counts.items():
        tiers[tier] = [a + b for a, b in zip(tiers[tier], row, strict=True)]
    print("| tier | technique | values | caught % | whole % | half % | any % |")
    print("|---|---|---|---|---|---|---|")
    for tier, row in sorted(tiers.items()):
        print(_row(tier, "**all**", row))
    for (tier, name), row in sorted(
        counts.items(), key=lambda kv: (kv[0][0], kv[1][1] / kv[1][0])
    ):
        print(_row(tier, name, row))


def _row(tier: int, name: str, row: list[int]) -> str:
    return (
        f"| {tier} | {name} | {row[0]} | "
        + " | ".join(f"{100 * n / row[0]:.1f}" for n in row[1:])
        + " |"
    )


if __name__ == "__main__":
    raise SystemExit(main())

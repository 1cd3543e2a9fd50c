"""
What of deliberately or accidentally disguised identifiers is still found, by technique and tier.

    python -m bench.evasion CORPUS EVADE [--tier 1,2,3] [--seed N] [--only NAMES] [--limit N]
    python -m bench.evasion --honest FILE [FILE …]
    python -m bench.evasion --cost FILE [FILE …]

CORPUS holds one labelled text a line (`id`, `text`, `spans` with `start`, `end`, `label`); EVADE
is a Python file with `TECH` (by name: `tier`, `place` is `span` or `doc`) and
`evade_record(gold, technique, seed)`, which yields texts with `spans` that have `evaded` and
`base`. The columns: *values*, those that are found in the plain text; *caught*: a value that was
disguised where it stands is caught if it is found whole (every letter and digit of it; a clitic
`'s` and an article before it are no part of a value), one that became a text of its own if that
text has a finding, since nobody lets it out; both if the text is blocked as unreadable
(`obfuscation`). *Half*, at least half of it, or blocked. *Any*, the text has a finding. *Of all*:
caught of all values, also of those that are not found in the plain text. *Alone*: caught of those
that are found where they are the whole text: what else a text of its own says of `Kowalczyk` or
`1187` no reading can tell. *Fair*: caught of those that are changed where they stand and, of those
that become a text of their own, those that are found so. `--misses` prints that many texts of
each technique, of *fair* values: use it on synthetic ones only.

`--honest` tells how many findings disguises add to files (records with `text` in `.jsonl`, texts
of a `.marked` file without their marks, all files of a folder), for each 100,000 characters, and
through which layers; `--lines` takes each line of theirs as a text of its own, and `--lower` tells
what is found of them in small letters where nothing was before. `--cost` tells what looking for
disguises costs there, in processor time of the thread: the least of several rounds that take
turns, with and without; of texts that hold no sign of any, and of all. `bench/evasion_more.py` is
an EVADE of techniques that mix others.
"""

import argparse
import importlib.util
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import promptward
from bench.accuracy.marked import read_marked
from promptward.engine import Engine
from promptward.model import Finding
from promptward.signs import SignSearch, compile_signs
from promptward.text import SourceText
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


_NO_PART = re.compile(r"\A(?:the|on|in) (?=\d)|['\u2019]s\Z")


def _share(text: str, start: int, end: int, covered: set[int]) -> float:
    value = text[start:end]
    beside = {at for no in _NO_PART.finditer(value) for at in range(*no.span())}
    letters = [at for at, c in enumerate(value) if c.isalnum() and at not in beside]
    places = [start + at for at in letters or range(len(value))]
    return sum(at in covered for at in places) / max(1, len(places))


def _unreadable(findings: Iterable[Finding]) -> bool:
    return any(
        one.category.endswith("obfuscation") and one.confidence >= Confidence.MEDIUM
        for one in findings
    )


class _Row:
    """Counts of a technique."""

    def __init__(self) -> None:
        self.found = self.caught = self.half = self.any = 0
        self.of_all = self.caught_of_all = 0
        self.alone = self.caught_alone = 0
        self.fair = self.caught_fair = 0

    def add(self, other: "_Row") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def shares(self) -> str:
        pairs = (
            (self.caught, self.found),
            (self.half, self.found),
            (self.any, self.found),
            (self.caught_of_all, self.of_all),
            (self.caught_alone, self.alone),
            (self.caught_fair, self.fair),
        )
        return " | ".join(f"{100 * one / two:.1f}" if two else "" for one, two in pairs)


def _gold(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit and number >= limit:
                return
            yield json.loads(line)


def _counted(
    engine: Engine, evade: ModuleType, chosen: Sequence[Any], asked: argparse.Namespace
) -> dict[tuple[int, str], _Row]:
    counts: dict[tuple[int, str], _Row] = defaultdict(_Row)
    shown: dict[str, int] = defaultdict(int)
    alone: dict[str, bool] = {}
    for gold in _gold(asked.corpus, asked.limit):
        text = gold["text"]
        covered = _covered(engine.find(text))
        found = {
            text[span["start"] : span["end"]]
            for span in gold["spans"]
            if _share(text, span["start"], span["end"], covered) == 1
        }
        for value in found - set(alone):
            alone[value] = bool(_covered(engine.find(value)))
        for technique in chosen:
            for record in evade.evade_record(gold, technique, asked.seed):
                changed = record["text"]
                findings = engine.find(changed)
                covered = _covered(findings)
                blocked = _unreadable(findings)
                for span in record["spans"]:
                    if not span["evaded"]:
                        continue
                    share = _share(changed, span["start"], span["end"], covered)
                    own = technique.place == "doc"
                    caught = blocked or (bool(covered) if own else share == 1)
                    row = counts[technique.tier, technique.name]
                    row.of_all += 1
                    row.caught_of_all += caught
                    if span["base"] not in found:
                        continue
                    row.found += 1
                    row.caught += caught
                    row.half += blocked or share >= 0.5
                    row.any += bool(covered)
                    fair = not own or alone[span["base"]]
                    row.fair += fair
                    row.caught_fair += caught and fair
                    if own and fair:
                        row.alone += 1
                        row.caught_alone += caught
                    if not caught and fair and shown[technique.name] < asked.misses:
                        shown[technique.name] += 1
                        around = changed[max(0, span["start"] - 40) : span["end"] + 30]
                        print(f"{technique.name}: {span['base']!r} in {around!r}")
    return counts


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpus", type=Path, nargs="?")
    options.add_argument("evade", type=Path, nargs="?")
    options.add_argument("--honest", type=Path, nargs="*", default=[])
    options.add_argument("--cost", type=Path, nargs="*", default=[])
    options.add_argument("--lines", action="store_true")
    options.add_argument("--lower", action="store_true")
    options.add_argument("--tier", default="1,2,3")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--only", default="")
    options.add_argument("--limit", type=int, default=0)
    options.add_argument("--misses", type=int, default=0)
    asked = options.parse_args(arguments)
    engine = promptward.load()
    if asked.honest:
        return _honest(engine, asked)
    if asked.cost:
        return _cost(engine, asked.cost, asked.limit)
    if asked.corpus is None or asked.evade is None:
        options.error("CORPUS and EVADE are needed, or --honest FILE")
    evade = _module(asked.evade)
    only = set(filter(None, asked.only.split(",")))
    chosen = [
        one
        for one in evade.TECH.values()
        if str(one.tier) in asked.tier.split(",") and (not only or one.name in only)
    ]
    _print(_counted(engine, evade, chosen, asked))
    return 0


def _print(counts: dict[tuple[int, str], _Row]) -> None:
    tiers: dict[int, _Row] = defaultdict(_Row)
    for (tier, _), row in counts.items():
        tiers[tier].add(row)
    print(
        "| tier | technique | values | caught % | half % | any % | of all % | alone % | fair % |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for tier, row in sorted(tiers.items()):
        print(f"| {tier} | **all** | {row.found} | {row.shares()} |")
    for (tier, name), row in sorted(
        counts.items(), key=lambda kv: (kv[0][0], kv[1].caught / max(1, kv[1].found))
    ):
        print(f"| {tier} | {name} | {row.found} | {row.shares()} |")


def _texts(path: Path) -> Iterator[str]:
    if path.is_dir():
        for one in sorted(path.rglob("*")):
            if one.is_file():
                yield from _texts(one)
    elif path.suffix == ".jsonl":
        for record in _gold(path, 0):
            yield record["text"]
    elif path.suffix == ".marked":
        for document in read_marked(path):
            yield document.text
    else:
        yield path.read_text(encoding="utf-8", errors="replace")


def _honest(engine: Engine, asked: argparse.Namespace) -> int:
    """What disguises add, or what small letters do."""
    characters = 0
    layers: Counter[str] = Counter()
    for path in asked.honest:
        for text in _asked(path, asked):
            changed = _small(text) if asked.lower else text
            characters += len(text)
            plain = _firm(engine, text, disguises=asked.lower)
            known = {(one.start, one.end, one.category) for one in plain}
            covered = _covered(plain) if asked.lower else set()
            for one in _firm(engine, changed, disguises=True):
                if (one.start, one.end, one.category) in known or one.start in covered:
                    continue
                layers[_through(one)] += 1
                if layers.total() <= asked.misses:
                    around = changed[max(0, one.start - 40) : one.end + 30]
                    print(f"{path.name}: {_through(one)}: {one.category} in {around!r}")
    more = layers.total()
    share = 1e5 * more / max(1, characters)
    print(f"{characters} characters, {more} findings more: {share:.2f} for each 100,000")
    for name, count in layers.most_common():
        print(f"  {name}: {count}")
    return 0


def _asked(path: Path, asked: argparse.Namespace) -> Iterator[str]:
    for text in islice(_texts(path), asked.limit or None):
        yield from text.splitlines() if asked.lines else (text,)


def _small(text: str) -> str:
    """The text in small letters, as long as it was: all offsets hold."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _through(finding: Finding) -> str:
    """The layers that a finding came through, or else the last part of its category."""
    views = {one.removeprefix("view:") for one in finding.evidence if one.startswith("view:")}
    return "+".join(sorted(views)) or finding.category.rpartition(".")[2]


_ROUNDS = 9


def _cost(engine: Engine, paths: Sequence[Path], limit: int) -> int:
    """What looking for disguises costs, in two sums: texts without a sign, and all."""
    sums = {name: [0.0, 0.0, 0] for name in ("without a sign", "all")}
    look = SignSearch(compile_signs()).seen
    for path in paths:
        for text in islice(_texts(path), limit or None):
            least = [float("inf"), float("inf")]
            for number in range(2 * _ROUNDS):
                disguises = bool(number % 2)
                begun = time.thread_time()
                engine.find(text, disguises=disguises)
                least[disguises] = min(least[disguises], time.thread_time() - begun)
            signed = bool(look(SourceText(text).views[0].data))
            for name in ("all",) if signed else ("without a sign", "all"):
                one = sums[name]
                one[0], one[1], one[2] = one[0] + least[0], one[1] + least[1], one[2] + 1
    for name, (plain, with_them, count) in sums.items():
        share = 100 * (with_them / plain - 1) if plain else 0
        print(f"{name}: {count} texts, {plain:.3f} s and {with_them:.3f} s: {share:.1f} % more")
    return 0


def _firm(engine: Engine, text: str, *, disguises: bool) -> list[Finding]:
    found = engine.find(text, disguises=disguises)
    return [one for one in found if one.confidence >= Confidence.MEDIUM]


if __name__ == "__main__":
    raise SystemExit(main())

"""
Trains the weights of the recogniser `learned` on labelled texts, and measures them held out.

    python -m bench.learned --corpora FOLDER            # writes rules/…/tables/learned.tsv
    python -m bench.learned --corpora FOLDER --folds 5  # by file: what files not trained on gain

Texts: the project's own, but those that nobody reads (`unread*`), and labelled texts of a folder,
but abstracts of publishers; each of the own also with other names (`varied`). Everything drawn is
drawn from fixed seeds.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.accuracy.corpora import ROOT, corpora, read_all
from bench.learned.samples import NEUTRAL, NOBODY, Sample, Sampler
from bench.learned.training import Rows, fitted
from bench.learned.varied import varied
from promptward.recognizers.learned import level_of
from promptward.recognizers.learned_runs import kind_of
from promptward_dsl.lattice import Confidence

_TABLE = ROOT / "rules" / "promptward_rules" / "tables" / "learned.tsv"
_HEADER = """\
# Traits of words that may name somebody or a place, and what each adds to the score of a name and
# of a place, in hundredths. Written by `python -m bench.learned`; see docs/decisions/0392.
"""
_LEFT_OUT = ("unread", "neg_pubmedqa")
_VARIED = ("own/", "dev_code", "dev_notes", "dev_prompts")
_FEWEST_TEXTS = 3
_STRENGTH = 0.1
_STEPS = 120
_OPEN = 2.0
"""What a sample that rules left open weighs against one that they found and that was hidden."""
_LEAST = 4


class Text(NamedTuple):
    """The samples of a text, where it is from, and whether it is one with other names."""

    corpus: str
    identity: str
    samples: list[Sample]
    drawn: bool


def main(arguments: list[str] | None = None) -> int:
    """Write the table, or print what held-out files would gain."""
    parser = argparse.ArgumentParser(prog="python -m bench.learned")
    parser.add_argument("--corpora", type=Path, metavar="FOLDER")
    parser.add_argument("--copies", type=int, default=6, metavar="N", help="with other names")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="measure, write nothing")
    asked = parser.parse_args(arguments)
    texts = _texts(asked.corpora, asked.copies)
    if asked.folds:
        _measure(texts, asked.folds)
        return 0
    table = _table(texts)
    lines = [f"{trait}\t{name}\t{place}\n" for trait, (name, place) in sorted(table.items())]
    _TABLE.write_text(_HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(table)} traits, {_TABLE.stat().st_size} bytes", file=sys.stderr)
    return 0


def _texts(folder: Path | None, copies: int) -> list[Text]:
    sampler = Sampler()
    texts = []
    found = [one for one in corpora(folder, 0) if not any(left in one.name for left in _LEFT_OUT)]
    for name, documents in read_all(found).items():
        texts += [Text(name, one.id, list(sampler.samples(one)), False) for one in documents]  # noqa: FBT003
        if name.startswith(_VARIED):
            texts += [
                Text(name, one.id, list(sampler.samples(one)), True)  # noqa: FBT003
                for _, one in varied(documents, copies, name)
            ]
    return texts


def _table(texts: Sequence[Text]) -> dict[str, tuple[int, int]]:
    """Trait -> rounded weights of a name and of a place, against those of nobody."""
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for text in texts:
        for sample in text.samples:
            for trait in sample.traits:
                seen[trait].add((text.corpus, text.identity))
    numbers: dict[str, int] = {}
    for trait, where in sorted(seen.items()):
        if len(where) >= _FEWEST_TEXTS and not _tells_a_name(trait):
            numbers[trait] = len(numbers)
    found = fitted(_rows(texts, numbers), _STRENGTH, _STEPS)
    table = {}
    for trait, number in numbers.items():
        nobody, name, place = found[number]
        rounded = round(100 * (name - nobody)), round(100 * (place - nobody))
        if max(map(abs, rounded)) >= _LEAST:
            table[trait] = rounded
    return table


_OF_WORDS = ("before", "after", "between", "key", "word", "first", "last", "next_to", "ahead_of")
_LETTERS = re.compile(r"[a-z]{3,}")


def _tells_a_name(trait: str) -> bool:
    """Whether it holds a word of the lists of names: the table holds none."""
    name, sign, rest = trait.partition("=")
    return (
        bool(sign)
        and name.rstrip("23") in _OF_WORDS
        and any(
            kind[0] == "-" and kind[1] != "0"
            for kind in map(kind_of, _LETTERS.findall(rest.partition("|")[0]))
        )
    )


def _rows(texts: Iterable[Text], numbers: dict[str, int]) -> Rows:
    features: list[int] = []
    starts: list[int] = []
    labels: list[int] = []
    weights: list[float] = []
    for text in texts:
        for sample in text.samples:
            if sample.label == NEUTRAL:
                continue
            starts.append(len(features))
            features += sorted({numbers[one] for one in sample.traits if one in numbers})
            labels.append(sample.label)
            weights.append(_OPEN if sample.label and sample.open else 1.0)
    return Rows(
        np.array(features), np.array(starts), np.array(labels), np.array(weights), len(numbers)
    )


def _measure(texts: Sequence[Text], folds: int) -> None:
    """Runs of each level in files that were not trained on, and how many of them are right."""
    files = sorted({text.corpus for text in texts})
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for fold in range(folds):
        held = set(files[fold::folds])
        table = _table([text for text in texts if text.corpus not in held])
        for text in texts:
            if text.corpus in held and not text.drawn:
                _count(text, table, counts)
    print("corpus               level    right  wrong  neutral")
    for (corpus, level), row in sorted(counts.items()):
        print(f"{corpus:20} {level:8} {row['right']:5} {row['wrong']:6} {row['neutral']:8}")


def _count(
    text: Text, table: dict[str, tuple[int, int]], counts: dict[tuple[str, str], Counter[str]]
) -> None:
    group = "own/fresh*" if text.corpus.startswith("own/fresh") else text.corpus
    group = "own, others" if group.startswith("own/") and "*" not in group else group
    for sample in text.samples:
        if not sample.open:
            continue
        known = [table[one] for one in set(sample.traits) if one in table]
        score = max(sum(one[0] for one in known), sum(one[1] for one in known))
        level = level_of(score, sample.traits)
        if level is None:
            continue
        word = "medium" if level is Confidence.MEDIUM else "low"
        right = "wrong" if sample.label == NOBODY else "right"
        counts[group, word]["neutral" if sample.label == NEUTRAL else right] += 1


if __name__ == "__main__":
    sys.exit(main())

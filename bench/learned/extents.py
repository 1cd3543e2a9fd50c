"""
Trains the weights of the recogniser `learned_extent`, and measures them held out.

    python -m bench.learned.extents --corpora FOLDER            # writes tables/learned_extent.tsv
    python -m bench.learned.extents --corpora FOLDER --folds 4  # by file: what held-out files gain

A sample is a piece beside a name or a place that rules found in a labelled text: it is of the same
mark or it is not. There are few where rules stopped short, so findings are also cut short on
purpose; those weigh less, since rules would not have stopped there. Texts are those of
`bench.learned`, each of the own also with other names.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.accuracy.corpora import ROOT, corpora, read_all
from bench.accuracy.document import Document, Mark
from bench.accuracy.labels import core_offset
from bench.learned.samples import Recorder
from bench.learned.training import Rows, fitted
from bench.learned.varied import varied
from promptward.recognizers.extent_traits import LEFT, RIGHT, Beside, Extents, Reach
from promptward.recognizers.learned_runs import kind_of
from promptward.text import View

_TABLE = ROOT / "rules" / "promptward_rules" / "tables" / "learned_extent.tsv"
_HEADER = """\
# Traits of words beside a name or a place, and what each adds to the score of its going on there,
# in hundredths. Written by `python -m bench.learned.extents`; see docs/decisions/0394.
"""
_LABEL = {"N": "NAME", "P": "LOCATION"}
_LEFT_OUT = ("unread", "neg_pubmedqa", "negatives")
_VARIED = ("own/", "dev_code", "dev_notes", "dev_prompts")
_FEWEST_TEXTS = 5
_STRENGTH = 0.1
_STEPS = 120
_CUT, _DRAWN, _SHORT = 0.1, 0.5, 2.0
"""What samples weigh: of findings cut on purpose, of copies, of findings that stopped short."""
_LEAST = 5
_LEVELS = (0, 70, 150, 300)
_MOST = 6


class Sample(NamedTuple):
    """A piece: whether it goes on with the finding, whether rules stopped there, its traits."""

    label: bool
    real: bool
    traits: list[str]


class Text(NamedTuple):
    """The samples of a text, where it is from, and whether it is one with other names."""

    corpus: str
    identity: str
    samples: list[Sample]
    drawn: bool


def main(arguments: list[str] | None = None) -> int:
    """Write the table, or print what held-out files would gain."""
    parser = argparse.ArgumentParser(prog="python -m bench.learned.extents")
    parser.add_argument("--corpora", type=Path, metavar="FOLDER")
    parser.add_argument("--copies", type=int, default=4, metavar="N", help="with other names")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="measure, write nothing")
    asked = parser.parse_args(arguments)
    texts = _texts(asked.corpora, asked.copies)
    if asked.folds:
        _measure(texts, asked.folds)
        return 0
    table = _table(texts)
    lines = [f"{trait}\t{weight}\n" for trait, weight in sorted(table.items())]
    _TABLE.write_text(_HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(table)} traits, {_TABLE.stat().st_size} bytes", file=sys.stderr)
    return 0


def _texts(folder: Path | None, copies: int) -> list[Text]:
    recorder = Recorder()
    texts = []
    found = [one for one in corpora(folder, 0) if not any(left in one.name for left in _LEFT_OUT)]
    for name, documents in read_all(found).items():
        texts += [
            Text(name, one.id, list(samples(recorder, one)), drawn=False) for one in documents
        ]
        if name.startswith(_VARIED):
            texts += [
                Text(name, one.id, list(samples(recorder, one)), drawn=True)
                for _, one in varied(documents, copies, name)
            ]
    return texts


def samples(recorder: Recorder, document: Document) -> Iterator[Sample]:
    """The pieces beside what rules found of each mark, and beside parts of it."""
    cores = tuple(_core(document.text, one) for one in document.marks)
    found = recorder.found(document._replace(marks=cores))
    if found is None:
        return
    view, confirmed, marks = found
    extents = Extents(view.text, confirmed)
    for reach in extents.reaches:
        inside = [
            one
            for one in marks
            if one.label == _LABEL[reach.kind] and one.start < reach.end and reach.start < one.end
        ]
        if inside:
            for side, mark in ((RIGHT, inside[-1]), (LEFT, inside[0])):
                yield from _walked(extents, reach, mark, marks, side)
                yield from _cut(view, extents, reach, mark, side)


def _core(text: str, mark: Mark) -> Mark:
    """Without the honorific that some makers of texts mark."""
    offset = core_offset(text[mark.start : mark.end], mark.label)
    return Mark(mark.start + offset, mark.end, mark.label)


def _walked(
    extents: Extents, reach: Reach, mark: Mark, marks: Sequence[Mark], side: str
) -> Iterator[Sample]:
    """From where rules stopped outwards, up to the first piece that is not of the mark."""
    start, end = reach.start, reach.end
    for count in range(_MOST):
        piece = extents.piece(start, end, side)
        if piece is None:
            return
        label = piece.start < mark.end and mark.start < piece.end
        taken = extents.taken(piece.start, piece.end, reach)
        if taken is not None:
            if not (label and count):
                return
            start, end = min(start, taken[0]), max(end, taken[1])
            continue
        if not label and any(one.start < piece.end and piece.start < one.end for one in marks):
            return
        beside = Beside(start, end, reach.kind, side, piece, count)
        yield Sample(label, True, _traits(extents, beside))  # noqa: FBT003  # as named above
        if not label:
            return
        start, end = min(start, piece.start), max(end, piece.end)


def _cut(view: View, extents: Extents, reach: Reach, mark: Mark, side: str) -> Iterator[Sample]:
    """What rules found of the mark, cut short word by word: the piece cut off goes on with it."""
    text = view.text
    start, end = max(reach.start, mark.start), min(reach.end, mark.end)
    for _ in range(_MOST):
        if side == RIGHT:
            end = start + len(_without_last(text[start:end]))
        else:
            start = end - len(_without_last(text[start:end][::-1]))
        piece = extents.piece(start, end, side) if start < end else None
        if piece is None or not (piece.start < mark.end and mark.start < piece.end):
            return
        beside = Beside(start, end, reach.kind, side, piece, 0)
        yield Sample(True, False, _traits(extents, beside))  # noqa: FBT003  # as named above


def _without_last(words: str) -> str:
    """Without the last word and what parts it from the others."""
    while words and words[-1].isalnum():
        words = words[:-1]
    while words and not words[-1].isalnum():
        words = words[:-1]
    return words


def _traits(extents: Extents, beside: Beside) -> list[str]:
    return [*extents.first(beside), *extents.further(beside)]


def _table(texts: Sequence[Text]) -> dict[str, int]:
    """Trait -> rounded weight."""
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for text in texts:
        for sample in text.samples:
            for trait in sample.traits:
                seen[trait].add((text.corpus, text.identity))
    numbers: dict[str, int] = {}
    for trait, where in sorted(seen.items()):
        if len(where) >= _FEWEST_TEXTS and not _tells_a_name(trait):
            numbers[trait] = len(numbers)
    weights = fitted(_rows(texts, numbers), _STRENGTH, _STEPS)
    table = {}
    for trait, number in numbers.items():
        rounded = round(100 * (weights[number][1] - weights[number][0]))
        if abs(rounded) >= _LEAST:
            table[trait] = rounded
    return table


_OF_WORDS = frozenset(("word", "inner", "beyond", "key"))


def _tells_a_name(trait: str) -> bool:
    """Whether it holds a word that only lists of names hold: the table has none."""
    name, _, rest = trait[3:].partition("=")
    if name not in _OF_WORDS:
        return False
    words = "".join(one if one.isalpha() else " " for one in rest).split()
    kinds = [kind_of(one) for one in words if one.islower()]
    return any(one[0] == "-" and one[1] not in "0i" for one in kinds)


def _rows(texts: Sequence[Text], numbers: dict[str, int]) -> Rows:
    features: list[int] = []
    starts: list[int] = []
    labels: list[int] = []
    weights: list[float] = []
    for text in texts:
        for label, real, traits in text.samples:
            starts.append(len(features))
            features += sorted({numbers[one] for one in traits if one in numbers})
            labels.append(int(label))
            weight = (_SHORT if label else 1.0) if real else _CUT
            weights.append(weight * (_DRAWN if text.drawn else 1.0))
    return Rows(
        np.array(features), np.array(starts), np.array(labels), np.array(weights), len(numbers)
    )


def _measure(texts: Sequence[Text], folds: int) -> None:
    """Pieces by their scores in files that were not trained on, and how many go on."""
    files = sorted({text.corpus for text in texts})
    counts: dict[tuple[str, int], Counter[bool]] = defaultdict(Counter)
    for fold in range(folds):
        held = set(files[fold::folds])
        table = _table([text for text in texts if text.corpus not in held])
        for text in texts:
            if text.corpus not in held or text.drawn:
                continue
            own = text.corpus.startswith("own/")
            group = (
                "own/fresh*" if text.corpus.startswith("own/fresh") else "own" if own else "given"
            )
            for label, real, traits in text.samples:
                score = sum(table.get(one, 0) for one in set(traits))
                for level in (-1_000_000, *_LEVELS) if real else ():
                    if score >= level:
                        counts[group, level][label] += 1
    print("texts        score  goes on  does not")
    for (group, level), row in sorted(counts.items()):
        shown = "all" if level < 0 else f"{level / 100:.1f}"
        print(f"{group:12} {shown:>5} {row[True]:8} {row[False]:9}")


if __name__ == "__main__":
    sys.exit(main())

"""The weights of a look: from labelled samples to a table of integers."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from bench.learned.look import Look
from bench.learned.texts import Text
from bench.learned.training import Rows, fitted

__all__ = ["Table", "table"]

Table = dict[str, tuple[int, ...]]
"""Trait -> its weights in hundredths, a column for each thing that is weighed."""

_STRENGTH = 0.1
_STEPS = 120


def table(look: Look, texts: Sequence[Text]) -> Table:
    """Traits that stand in enough texts and hold no listed name, with weights worth keeping."""
    numbers = _numbered(look, texts)
    found = fitted(_rows(look, texts, numbers), _STRENGTH, _STEPS)
    kept = {}
    for trait, number in numbers.items():
        weights = look.weights(found[number].tolist())
        if max(map(abs, weights)) >= look.least:
            kept[trait] = weights
    return kept


def _numbered(look: Look, texts: Sequence[Text]) -> dict[str, int]:
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for text in texts:
        for sample in text.samples:
            for trait in sample.traits:
                seen[trait].add((text.corpus, text.identity))
    enough = (trait for trait, where in sorted(seen.items()) if len(where) >= look.fewest)
    return {
        trait: number
        for number, trait in enumerate(one for one in enough if not look.tells_a_name(one))
    }


def _rows(look: Look, texts: Sequence[Text], numbers: dict[str, int]) -> Rows:
    features: list[int] = []
    starts: list[int] = []
    labels: list[int] = []
    shares: list[float] = []
    for text in texts:
        for sample in text.samples:
            share = look.share(sample, drawn=text.drawn)
            if not share:
                continue
            starts.append(len(features))
            features += sorted({numbers[one] for one in sample.traits if one in numbers})
            labels.append(sample.label)
            shares.append(share)
    return Rows(
        np.array(features), np.array(starts), np.array(labels), np.array(shares), len(numbers)
    )

"""
Logistic regression of three classes by L-BFGS, in numpy: a convex loss with one minimum.

Sums of floating point differ by machine in their last bits; what ships are the rounded weights.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["CLASSES", "Rows", "fitted"]

CLASSES = 3
_MEMORY = 8
_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


class Rows(NamedTuple):
    """Binary features of all samples one after the other, where each begins, labels, weights."""

    features: _Ints
    starts: _Ints
    labels: _Ints
    weights: _Floats
    size: int


def fitted(rows: Rows, strength: float, steps: int) -> _Floats:
    """The weights (features by classes) of least loss; `strength`: of the loss against norms."""
    owner = np.repeat(
        np.arange(len(rows.labels)), np.diff(np.append(rows.starts, len(rows.features)))
    )
    truth = np.eye(CLASSES)[rows.labels]

    def loss(flat: _Floats) -> tuple[float, _Floats]:
        table = flat.reshape(rows.size, CLASSES)
        sums = np.add.reduceat(table[rows.features], rows.starts, axis=0)
        sums -= sums.max(axis=1, keepdims=True)
        shares = np.exp(sums)
        shares /= shares.sum(axis=1, keepdims=True)
        lost = -(rows.weights * np.log((shares * truth).sum(axis=1) + 1e-300)).sum()
        errors = (shares - truth) * rows.weights[:, None]
        slope = np.stack(
            [np.bincount(rows.features, errors[owner, one], rows.size) for one in range(CLASSES)],
            axis=1,
        )
        value = strength * lost + 0.5 * float((flat**2).sum())
        return float(value), (strength * slope).ravel() + flat

    return _least(loss, np.zeros(rows.size * CLASSES), steps).reshape(rows.size, CLASSES)


def _least(
    loss: Callable[[_Floats], tuple[float, _Floats]], point: _Floats, steps: int
) -> _Floats:
    value, slope = loss(point)
    past: list[tuple[_Floats, _Floats]] = []
    for _ in range(steps):
        way = -_scaled(slope, past)
        fall = float(slope @ way)
        step = 1.0 if past else 1.0 / max(1.0, float(np.abs(slope).sum()))
        while True:
            there = point + step * way
            new, new_slope = loss(there)
            if new <= value + 1e-4 * step * fall or step < 1e-12:
                break
            step /= 2
        past = [*past, (there - point, new_slope - slope)][-_MEMORY:]
        done = value - new < 1e-6 * abs(value)
        point, value, slope = there, new, new_slope
        if done:
            break
    return point


def _scaled(slope: _Floats, past: list[tuple[_Floats, _Floats]]) -> _Floats:
    way = slope.copy()
    kept = []
    for moved, turned in reversed(past):
        rate = 1.0 / float(turned @ moved)
        share = rate * float(moved @ way)
        way -= share * turned
        kept.append((share, rate, moved, turned))
    if past:
        moved, turned = past[-1]
        way *= float(moved @ turned) / float(turned @ turned)
    for share, rate, moved, turned in reversed(kept):
        way += moved * (share - rate * float(turned @ way))
    return way

"""What Promptward finds with the policy it ships, as predictions."""

import datetime as dt
import os
import sys

import promptward
from bench.accuracy.document import LEVELS, Prediction
from bench.accuracy.labels import LETTERS
from promptward.engine import Engine
from promptward.model import ScanError

__all__ = ["load", "predictions"]

DAY = dt.date(2026, 11, 23)


def load() -> Engine:
    """The embedded policy, whatever policies the working folder and the environment have."""
    environ = {key: value for key, value in os.environ.items() if key != "PROMPTWARD_POLICY"}
    return promptward.load(folder="/", today=DAY, environ=environ)


def predictions(engine: Engine, text: str) -> list[Prediction]:
    """
    The findings that claim an identifier of Safe Harbor.

    A text that could not be searched has none, and standard error says so.
    """
    try:
        found = engine.find(text)
    except ScanError as error:
        print(f"a text of {len(text)} characters was not searched: {error}", file=sys.stderr)
        return []
    return [
        Prediction(
            one.start,
            one.end,
            LETTERS[one.safe_harbor],
            LEVELS.index(one.confidence.word),
            one.detector,
            one.evidence,
        )
        for one in found
        if one.safe_harbor is not None
    ]

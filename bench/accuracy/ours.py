"""What Promptward finds with the policy it ships, as predictions."""

import datetime as dt
import os
import sys
import tempfile
from pathlib import Path

import promptward
from bench.accuracy.document import LEVELS, Prediction
from bench.accuracy.labels import LETTERS
from promptward.engine import Engine
from promptward.model import ScanError
from promptward.recognizers.ner import MODEL

__all__ = ["load", "predictions"]

DAY = dt.date(2026, 11, 23)


_WITH_MODEL = """\
policy bench.with_model version 1.0.0 "The shipped policy, and what a model proposes"

import hipaa.safe_harbor ^1.0.0 as sh

detector model_person finds sh.names { match recognizer ner_person }
detector model_place finds sh.geographic { match recognizer ner_place }
"""


def load(ner: Path | None = None) -> Engine:
    """
    The embedded policy, whatever policies the working folder and the environment have.

    With a model that proposes, if `ner` is the folder of one.
    """
    environ = {key: value for key, value in os.environ.items() if key != "PROMPTWARD_POLICY"}
    if ner is None:
        return promptward.load(folder="/", today=DAY, environ=environ)
    with tempfile.TemporaryDirectory() as folder:
        policy = Path(folder) / "with_model.ward"
        policy.write_text(_WITH_MODEL)
        environ[MODEL] = str(ner)
        return promptward.load(policy, folder="/", today=DAY, environ=environ)


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

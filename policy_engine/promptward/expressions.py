"""What our regular expressions come to, kept beside compiled policies for the next start."""

import os
from functools import cache

from promptward.artifacts import Artifacts, key_of
from promptward.deferred import INTERPRETER, asked_for, kept_bytes, use

__all__ = ["EXPRESSIONS", "expressions_key", "keep", "recall"]

EXPRESSIONS = "expressions"
"""The kind of the artefact."""


@cache
def expressions_key() -> str:
    """
    Whose they are: this interpreter's, to the build.

    Not the engine's, since each is looked up by its source: those of an engine that was edited
    meanwhile are not found, and compiled.
    """
    return key_of((EXPRESSIONS, *INTERPRETER))


def recall(cache: Artifacts) -> bool:
    """Take up what was kept; whether there was anything."""
    data = cache.read(expressions_key(), EXPRESSIONS)
    if data is not None:
        use(data)
    return data is not None


def keep(cache: Artifacts) -> None:
    """
    Keep those of all recognisers, where that is possible; half a second, so not at a start.

    An artefact that holds none is written first: where nothing can be written (a full disk, a file
    system that is only read, whatever the folder's mode says) the half second is not spent, and
    where only little can, this start was the last that tried.
    """
    if not os.access(cache.folder or os.devnull, os.W_OK | os.X_OK):
        return
    if cache.write(expressions_key(), EXPRESSIONS, kept_bytes(())) is not None:
        return
    from promptward.recognizers import RECOGNIZERS  # noqa: PLC0415  # imports all of them below

    for name in RECOGNIZERS:
        _ = RECOGNIZERS[name]
    cache.write(expressions_key(), EXPRESSIONS, kept_bytes(asked_for()))

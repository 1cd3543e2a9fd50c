"""Every diagnostic code, explained: the source of the documentation pages and of golden tests."""

from promptward_dsl.codes.analysed import ANALYSED
from promptward_dsl.codes.code import Code
from promptward_dsl.codes.decisions import DECISIONS
from promptward_dsl.codes.detection import DETECTION
from promptward_dsl.codes.reading import READING
from promptward_dsl.codes.vocabulary import VOCABULARY

__all__ = ["CODES", "Code"]

CODES: dict[str, Code] = dict(
    sorted({**READING, **VOCABULARY, **DETECTION, **DECISIONS, **ANALYSED}.items())
)
"""By code, sorted."""

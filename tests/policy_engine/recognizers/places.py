"""What the tests of places share: findings of letter B in a text, as strings, by detector."""

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

__all__ = ["found", "suspected"]


def found(engine: Engine, text: str, detector: str) -> list[str]:
    """The texts that one detector finds at medium and above, in order."""
    return _texts(engine, text, detector, Confidence.MEDIUM)


def suspected(engine: Engine, text: str, detector: str) -> list[str]:
    """The same at any level."""
    return _texts(engine, text, detector, Confidence.LOW)


def _texts(engine: Engine, text: str, detector: str, least: Confidence) -> list[str]:
    return [
        text[one.start : one.end]
        for one in engine.find(text)
        if one.detector == f"hipaa.safe_harbor.{detector}" and one.confidence >= least
    ]

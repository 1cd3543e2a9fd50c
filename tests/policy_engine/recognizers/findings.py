"""What the tests of recognisers share: the findings of a text as strings, and what they cover."""

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

__all__ = ["covers", "found", "has_place"]


def found(
    engine: Engine, text: str, detector: str = "", *, evidence: str = "", letter: str = ""
) -> list[str]:
    """The texts found at medium and above, in order: by one detector, for a reason, of a letter."""
    return [
        text[one.start : one.end]
        for one in engine.find(text)
        if one.confidence >= Confidence.MEDIUM
        and detector in ("", one.detector.rpartition(".")[2])
        and (not evidence or evidence in one.evidence)
        and letter in ("", one.safe_harbor)
    ]


def has_place(engine: Engine, text: str, place: str) -> bool:
    """Whether the place, or more around it, is found as one."""
    return any(place in one for one in found(engine, text, letter="B"))


def covers(engine: Engine, text: str, value: str, after: int = 0) -> bool:
    """Whether all letters and digits of a value behind `after` are inside of such findings."""
    inside = {
        at
        for one in engine.find(text)
        if one.confidence >= Confidence.MEDIUM
        for at in range(one.start, one.end)
    }
    start = text.index(value, after)
    return all(at in inside for at in range(start, start + len(value)) if text[at].isalnum())

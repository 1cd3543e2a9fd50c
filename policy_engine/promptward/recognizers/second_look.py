"""What recognisers that look again have in common: no lexicon, no cue, nothing at first sight."""

from collections.abc import Iterable, Mapping, Sequence

from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.recognizer import Confirmed, Hits
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["SecondLookBase", "covered", "is_of_message"]

_OF_MESSAGE = "message date time"


class SecondLookBase:
    """A recogniser that does all its work in `again`."""

    name = ""
    version = 1

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """None."""
        return {}

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """None."""
        return {}

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:  # noqa: ARG002
        """Nothing at first sight."""
        return ()


def covered(size: int, confirmed: Sequence[Confirmed]) -> bytearray:
    """One byte a character of the view: 1 inside a finding of confidence medium or high."""
    mask = bytearray(size)
    for one in confirmed:
        if one.level is not Confidence.LOW:
            mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    return mask


def is_of_message(one: Confirmed) -> bool:
    """Whether it is the day on which a message was written (MSH-7): a day, and nobody's."""
    return one.kind == "date" and any(id_.endswith(_OF_MESSAGE) for id_ in one.evidence)

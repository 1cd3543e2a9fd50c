"""
Places whose names are words or mere capitals, where a sentence has room for nothing else.

`grew up in Concrete`, `lives two doors down on Mulberry`, `crossed over from Tunmoor to ENMH`.
No list and no shape tells such a name from the word that it is, and a capital says little by
itself. A text about somebody, what stands before the preposition and what closes the name behind
say enough together. Each kind of slot is a file of its own (`slot_towns`, `slot_streets`,
`slot_letters`).
"""

from collections.abc import Iterable, Sequence

from promptward.model import Candidate
from promptward.recognizers.learned import enough
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.recognizers.slot_fields import fields
from promptward.recognizers.slot_letters import letters
from promptward.recognizers.slot_lower import lowered
from promptward.recognizers.slot_streets import streets
from promptward.recognizers.slot_towns import towns
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["PlaceSlots"]

_KINDS = (
    (towns, "slot_town"),
    (streets, "slot_street"),
    (letters, "slot_letters"),
    (fields, "slot_field"),
    (lowered, "slot_lower"),
)


class PlaceSlots(SecondLookBase):
    """Recogniser `place_slots`: in texts about somebody, names that only their place tells."""

    name = "place_slots"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Places that nothing sure covers yet, for detectors of subdivisions of a state."""
        if view.name or not enough(confirmed, len(view.text)):
            return
        text = view.text
        mask = covered(len(text), confirmed)
        for find, evidence in _KINDS:
            for start, end in find(text):
                if not all(mask[start:end]):
                    yield "kind:zip", Candidate(start, end, Confidence.MEDIUM, (evidence,))

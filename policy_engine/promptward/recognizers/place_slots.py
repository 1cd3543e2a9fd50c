"""
Places whose names are words or mere capitals, where a sentence has room for nothing else.

`grew up in Concrete`, `lives two doors down on Mulberry`, `crossed over from Tunmoor to ENMH`.
No list and no shape tells such a name from the word that it is, and a capital says little by
itself. A text about somebody, what stands before the preposition and what closes the name behind
say enough together. Each kind of slot is a file of its own, `slot_…`.
"""

from collections.abc import Iterable, Iterator, Sequence

from promptward.model import Candidate
from promptward.recognizers.about_somebody import may_be_placed
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.recognizers.slot_abroad import abroad
from promptward.recognizers.slot_again import again
from promptward.recognizers.slot_asked import asked
from promptward.recognizers.slot_beside import beside
from promptward.recognizers.slot_charted import charted
from promptward.recognizers.slot_chosen import chosen
from promptward.recognizers.slot_comma import commas
from promptward.recognizers.slot_dated import dated
from promptward.recognizers.slot_fields import fields
from promptward.recognizers.slot_houses import houses
from promptward.recognizers.slot_led import led
from promptward.recognizers.slot_led_lower import led_lower
from promptward.recognizers.slot_letters import letters
from promptward.recognizers.slot_letters_lower import letters_lower
from promptward.recognizers.slot_lower import lowered
from promptward.recognizers.slot_routes import routes
from promptward.recognizers.slot_set_off import set_off
from promptward.recognizers.slot_small import small_towns
from promptward.recognizers.slot_streets import streets
from promptward.recognizers.slot_towns import towns
from promptward.recognizers.slot_wards import wards
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["PlaceSlots"]

_KINDS = {
    "slot_town": towns,
    "slot_street": streets,
    "slot_letters": letters,
    "slot_field": fields,
    "slot_lower": lowered,
    "slot_led": led,
    "slot_led_lower": led_lower,
    "slot_route": routes,
    "slot_comma": commas,
    "slot_abroad": abroad,
    "slot_asked": asked,
    "slot_small": small_towns,
    "slot_dated": dated,
    "slot_chosen": chosen,
    "slot_charted": charted,
    "slot_letters_lower": letters_lower,
    "slot_ward": wards,
    "slot_house": houses,
    "slot_set_off": set_off,
}


class PlaceSlots(SecondLookBase):
    """Recogniser `place_slots`: in texts about somebody, names that only their place tells."""

    name = "place_slots"
    version = 8

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Places that nothing sure covers yet, for detectors of subdivisions of a state."""
        if not may_be_placed(view, confirmed):
            return
        text = view.text
        mask = covered(len(text), confirmed)
        for evidence, found in _found(text, confirmed):
            for start, end in found:
                if not all(mask[start:end]) and _is_subdivision(text[start:end]):
                    yield "kind:zip", Candidate(start, end, Confidence.MEDIUM, (evidence,))


def _is_subdivision(name: str) -> bool:
    """Whether it may be less than a state, and of one house."""
    return not (is_region(name) or is_department(name))


def _found(
    text: str, confirmed: Sequence[Confirmed]
) -> Iterator[tuple[str, Iterator[tuple[int, int]]]]:
    for evidence, find in _KINDS.items():
        yield evidence, find(text)
    yield "slot_again", again(text, confirmed)
    yield "slot_beside", beside(text, confirmed)

"""
Built-in recognisers that Ward can name: `match recognizer person_name`.

Each is imported when it is first asked for: most texts need a few of them.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import cast

from promptward.recognizers.recognizer import Hits, Recognizer

__all__ = ["RECOGNIZERS", "Hits", "Recognizer"]

_HOMES = {
    "in_company": ("promptward.recognizers.in_company", "InCompany"),
    "learned": ("promptward.recognizers.learned", "Learned"),
    "learned_extent": ("promptward.recognizers.learned_extent", "LearnedExtent"),
    "ner_person": ("promptward.recognizers.ner", "NerPerson"),
    "ner_place": ("promptward.recognizers.ner", "NerPlace"),
    "address_block": ("promptward.recognizers.address_block", "AddressBlock"),
    "place_extent": ("promptward.recognizers.place_extent", "PlaceExtent"),
    "log_in": ("promptward.recognizers.log_in", "LogIn"),
    "place_slots": ("promptward.recognizers.place_slots", "PlaceSlots"),
    "name_extent": ("promptward.recognizers.name_extent", "NameExtent"),
    "name_led": ("promptward.recognizers.name_led", "NameLed"),
    "name_partner": ("promptward.recognizers.name_partner", "NamePartner"),
    "charted_initials": ("promptward.recognizers.initials_charted", "ChartedInitials"),
    "free_code": ("promptward.recognizers.free_code", "FreeCode"),
    "joined_name": ("promptward.recognizers.joined_name", "JoinedName"),
    "same_calendar": ("promptward.recognizers.same_calendar", "SameCalendar"),
    "same_form": ("promptward.recognizers.same_form", "SameForm"),
    "same_line": ("promptward.recognizers.same_line", "SameLine"),
    "sure_date": ("promptward.recognizers.field_value", "SureDate"),
    "same_name": ("promptward.recognizers.same_name", "SameName"),
    "same_row": ("promptward.recognizers.same_row", "SameRow"),
    "row_number": ("promptward.recognizers.row_number", "RowNumber"),
    "told_name": ("promptward.recognizers.told_who", "ToldName"),
    "told_number": ("promptward.recognizers.told_who", "ToldNumber"),
    "whole_login": ("promptward.recognizers.whole_text", "WholeLogin"),
    "whole_name": ("promptward.recognizers.whole_text", "WholeName"),
    "whole_place": ("promptward.recognizers.whole_text", "WholePlace"),
    "whole_number": ("promptward.recognizers.whole_number", "WholeNumber"),
    "age_beside_name": ("promptward.recognizers.age_beside", "AgeBeside"),
    "number_beside_name": ("promptward.recognizers.number_beside", "NumberBeside"),
    "obfuscation": ("promptward.recognizers.obfuscation", "Obfuscation"),
    "person_initials": ("promptward.recognizers.initialed", "Initialed"),
    "facility": ("promptward.recognizers.facility", "Facility"),
    "person_name": ("promptward.recognizers.person_name", "PersonName"),
    "roster_person": ("promptward.recognizers.roster_person", "RosterPerson"),
    "street_address": ("promptward.recognizers.street_address", "StreetAddress"),
    "town": ("promptward.recognizers.town", "Town"),
}
"""Where each lives; those of fields, one a kind, are made in one place."""
_OF_FIELDS = "field_"


class _Registry(Mapping[str, Recognizer]):
    """One entry per recogniser; a name in Ward is a key here (E110 otherwise)."""

    def __init__(self) -> None:
        self._known: dict[str, Recognizer] = {}

    def __getitem__(self, name: str) -> Recognizer:
        """The recogniser of that name, imported now."""
        found = self._known.get(name)
        if found is None:
            if name in _HOMES:
                module, kind = _HOMES[name]
                found = cast("Recognizer", getattr(import_module(module), kind)())
            else:
                found = _fields(name)[name]
            # INVARIANT: setdefault is atomic, so all threads share one.
            found = self._known.setdefault(name, found)
        return found

    def __iter__(self) -> Iterator[str]:
        yield from _HOMES
        yield from _fields(_OF_FIELDS)

    def __len__(self) -> int:
        return len(_HOMES) + len(_fields(_OF_FIELDS))

    def __contains__(self, name: object) -> bool:
        """Without importing the recogniser."""
        return name in _HOMES or (isinstance(name, str) and name in _fields(name))


def _fields(name: str) -> Mapping[str, Recognizer]:
    """The recognisers of fields, if the name may be of one."""
    if not name.startswith(_OF_FIELDS):
        return {}
    from promptward.recognizers.field_value import (  # noqa: PLC0415  # many texts have no field
        FIELD_RECOGNIZERS,
    )

    return {one.name: one for one in FIELD_RECOGNIZERS}


RECOGNIZERS: Mapping[str, Recognizer] = _Registry()

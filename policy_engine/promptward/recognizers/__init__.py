"""Built-in recognisers that Ward can name: `match recognizer person_name`."""

from promptward.recognizers.address_block import AddressBlock
from promptward.recognizers.facility import Facility
from promptward.recognizers.field_value import FIELD_RECOGNIZERS
from promptward.recognizers.joined_name import JoinedName
from promptward.recognizers.number_beside import NumberBeside
from promptward.recognizers.person_name import PersonName
from promptward.recognizers.recognizer import Hits, Recognizer
from promptward.recognizers.same_calendar import SameCalendar
from promptward.recognizers.same_form import SameForm
from promptward.recognizers.same_name import SameName
from promptward.recognizers.same_row import SameRow
from promptward.recognizers.street_address import StreetAddress
from promptward.recognizers.town import Town

__all__ = ["RECOGNIZERS", "Hits", "Recognizer"]

# INVARIANT: one entry per recogniser; a name in Ward is a key here (E110 otherwise).
_ALL: tuple[Recognizer, ...] = (
    AddressBlock(),
    Facility(),
    JoinedName(),
    NumberBeside(),
    PersonName(),
    SameCalendar(),
    SameForm(),
    SameName(),
    SameRow(),
    StreetAddress(),
    Town(),
    *FIELD_RECOGNIZERS,
)
RECOGNIZERS: dict[str, Recognizer] = {one.name: one for one in _ALL}

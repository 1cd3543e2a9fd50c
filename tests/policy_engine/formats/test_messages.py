"""HL7: what says when a message was written is nobody's number."""

import pytest

from tests.policy_engine.formats.people import PEOPLE, found

pytestmark = pytest.mark.usefixtures("loads_shipped")

P = PEOPLE[0]


@pytest.mark.parametrize(
    "day", ["20260101", "202601011200", "20260101120000", "20260101120000-0500"]
)
def test_the_time_of_a_message_is_no_record_number(day) -> None:
    born = P.born.replace("-", "")
    hits = found(
        "a.hl7",
        f"MSH|^~\\&|A|B|C|D|{day}||ADT^A01|1|P|2.5.1\r"
        f"PID|1||{P.mrn}^^^HOSP^MR||{P.family}^{P.given}||{born}|F\r",
    )
    assert not [hit for hit in hits if hit[0].startswith("MSH")]
    assert ("PID-3.1", "mrn", P.mrn) in hits
    assert ("PID-7", "dates", born) in hits

"""What the names of fields say."""

import pytest

from promptward.fields.kinds import KINDS
from promptward.fields.words import known, words_of


@pytest.mark.parametrize(
    "name", ["dateOfBirth", "date_of_birth", "Date of Birth", "DATE-OF-BIRTH", "DateOfBirth"]
)
def test_a_name_is_the_same_however_it_is_spelt(name: str) -> None:
    assert words_of(name) == ["date", "of", "birth"]


@pytest.mark.parametrize(
    ("name", "kind", "weight"),
    [
        ("patient_name", "name", 3),
        ("guardian's name", "name", 3),
        ("test name", "name", 0),
        ("name", "name", 1),
        ("my_name", "name", 1),
        ("metadata name", "name", 0),
        ("home ph", "phone", 3),
        ("ip address", "ip", 3),
        ("mac address", "device", 3),
        ("email address", "email", 3),
        ("Rand#", "other", 3),
        ("ADM_DT", "date", 3),
        ("MBR_NBR", "plan", 3),
        ("PAT_MRN_ID", "mrn", 3),
        ("claim_num", "other", 3),
        ("enc_csn_id", "other", 3),
        ("collection_time", "date", 3),
        ("claim numbers", "other", 3),
        ("mrns", "mrn", 3),
        ("AWS::Network::FirewallPolicy", "plan", 1),
        ("insurance policy", "plan", 3),
        ("MRN number", "mrn", 3),
        ("Report no.", "other", 3),
        ("created_at", "date", 0),
    ],
)
def test_the_end_of_a_name_says_what_stands_there(name: str, kind: str, weight: int) -> None:
    told = known(words_of(name))
    assert told is not None
    assert told.kinds[0] == (kind, weight)


def test_a_name_that_says_nothing_is_unknown() -> None:
    assert known(words_of("chunkSize")) is None
    assert known([]) is None


def test_no_name_of_the_table_is_longer_than_what_is_looked_for() -> None:
    names = [
        name.strip()
        for weighted in KINDS.values()
        for names in weighted.values()
        for line in names.splitlines()
        for name in line.split(";")
        if name.strip()
    ]
    assert all((told := known(name.split())) is not None and told.first == 0 for name in names)


@pytest.mark.parametrize(
    "name", ["records", "visits", "towns", "steps", "part number", "loinc num"]
)
def test_what_counts_things_or_numbers_them_names_no_value(name: str) -> None:
    told = known(words_of(name))
    assert told is None or told.kinds[0][1] == 0

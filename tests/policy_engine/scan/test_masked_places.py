"""Places that repeat what was found in the same file, written in another way."""

import pytest

from promptward.formats.segment import Place
from promptward.model import Finding
from promptward.scan.masked_places import KnownValues
from promptward_dsl.lattice import Confidence


def known(*values: str) -> KnownValues:
    made = KnownValues()
    for value in values:
        kind = "t.ssn" if value[0].isdigit() else "t.names"
        made.remember(value, [Finding(0, len(value), kind, "A", Confidence.HIGH, "t.d", ())])
    return made


@pytest.mark.parametrize(
    ("where", "masked"),
    [
        ("/Eleanor Marsh/ssn", "/[names]/ssn"),
        ("/eleanor_marsh/ssn", "/[names]/ssn"),
        ("/people/ELEANOR-MARSH", "/people/[names]"),
        ("/Eleanor/Marsh", "/[names]"),
        ("row 3 column 'marsh, eleanor'", "row 3 column '[names]'"),
        ("line 3 in a string of labsEleanorMarsh2", "line 3 in a string of labs[names]2"),
        ("/536-22-4399", "/[ssn]"),
        ("/eleanor_marshall/ssn", "/eleanor_marshall/ssn"),
        ("/marsh/eleanor_of_it", "/[names]_of_it"),
        ("/eleanor/of/marsh", "/eleanor/of/marsh"),
    ],
)
def test_a_place_is_told_without_values(where: str, masked: str) -> None:
    values = known("Eleanor Marsh", "536-22-4399")
    assert values.masked(Place(where, 1, 1, where)) == Place(masked, 1, 1, masked)
    assert values.masked_again(Place(where, 1, 1, where)).where == masked


def test_what_is_found_later_counts_as_well() -> None:
    values = known("536-22-4399")
    place = Place("row 1 column eleanor_marsh", 1, 1, "eleanor_marsh")
    assert values.masked_again(place) is place
    values.remember("Eleanor Marsh", [Finding(0, 13, "t.names", "A", Confidence.HIGH, "t.d", ())])
    assert values.masked_again(place).where == "row 1 column [names]"

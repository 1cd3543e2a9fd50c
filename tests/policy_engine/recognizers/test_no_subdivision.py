"""What is larger than a state, and departments that every house has."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.no_subdivision import is_department, is_region
from promptward_dsl.lattice import Confidence

_SOMEBODY = "Pt: Ruth Ferreira, 71F, MRN 4471902.\n"


@pytest.mark.parametrize("name", ["West Virginia", "the South", "Latin America", "Puerto Rico"])
def test_states_and_regions_are_larger(name: str):
    assert is_region(name)


@pytest.mark.parametrize("name", ["Washington", "New York", "Georgia", "Dunmore", "South Bend"])
def test_towns_are_not_even_if_states_are_called_so(name: str):
    assert not is_region(name)


@pytest.mark.parametrize(
    "name", ["Surgical Oncology", "Labor and Delivery", "Acute Medical Unit", "AMU", "Med-Surg"]
)
def test_departments_are_told_by_their_words(name: str):
    assert is_department(name)


@pytest.mark.parametrize(
    "name",
    ["Rehab North", "Mercy", "Community North", "Children's", "Dunmore Oncology", "Burns", "Ed"],
)
def test_houses_are_no_departments(name: str):
    assert not is_department(name)


@pytest.mark.parametrize(
    "text",
    [
        "She has lived in West Virginia since the divorce.",
        "She lives in New England with her son.",
        "Grew up in the South.",
        "Drove in from Puerto Rico this morning.",
        "Transferred from Surgical Oncology last night.",
        "Admitted to Labor and Delivery with bleeding.",
        "She is on Acute Medical Unit.",
        "PCP at AMU retired.",
        "Sent over from ICU for CT.",
        "Please send a porter to Cardiology for the scan.",
        "Location: HDU",
        "District: Southeast Asia",
        "Attending: COPD",
        "addr: 3 pm",
        "street = 'section 4.2'",
        "i'm in Canada and my clinic closed",
    ],
)
def test_nothing_of_them_is_found_beside_somebody(shipped: Engine, text: str):
    found = shipped.find(_SOMEBODY + text)
    assert not [
        one for one in found if one.start >= len(_SOMEBODY) and one.confidence > Confidence.LOW
    ]


@pytest.mark.parametrize("name", ["Burns", "BURNS", "Ed", "Alf"])
def test_somebody_may_be_called_as_a_department_is(shipped: Engine, name: str):
    text = f"Patient: {name}\nMRN: 4471902"
    assert any(
        one.start <= text.index(name) < one.end and one.confidence > Confidence.LOW
        for one in shipped.find(text)
    )


@pytest.mark.parametrize("name", ["O'Hara, KIM", "Larsen, LEE", "Weber, UWE"])
def test_a_given_name_of_three_capitals_is_part_of_its_name(shipped: Engine, name: str):
    text = f"{name}; DOB 3/4/1950"
    assert (0, len(name)) in {(one.start, one.end) for one in shipped.find(text)}


def test_three_capitals_before_a_number_are_none(shipped: Engine):
    text = "Mr Paewai, NHI ABC1234"
    assert not [
        one
        for one in shipped.find(text)
        if one.start <= text.index("NHI") < one.end and one.confidence > Confidence.LOW
    ]

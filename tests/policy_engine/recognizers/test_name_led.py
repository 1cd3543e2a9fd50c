"""Surnames that are words or two letters, where nobody but a person stands."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

_SOMEBODY = "Pt: Ruth Ferreira, 71F, MRN 4471902.\n"


def _names(engine: Engine, text: str) -> list[str]:
    whole = _SOMEBODY + text
    return [
        whole[one.start : one.end]
        for one in engine.find(whole)
        if one.safe_harbor == "A"
        and one.confidence > Confidence.LOW
        and one.start >= len(_SOMEBODY)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Park to see in am.", "Park"),
        ("per Ng, ok to d/c", "Ng"),
        ("The Bishop family is at bedside.", "Bishop"),
        ("Call the Loves about the DNR.", "Love"),
        ("Xu: K 3.1, replete", "Xu"),
        ("Stone 81F hip fx day 2", "Stone"),
        ("Room 12: Rice", "Rice"),
        ("Marsh baby boy, 3.2 kg", "Marsh"),
    ],
)
def test_they_are_found(shipped: Engine, text: str, name: str):
    assert name in _names(shipped, text)


@pytest.mark.parametrize(
    "text",
    [
        "Cardiology to see in am.",
        "per Pharmacy, ok to d/c",
        "The Whole family is at bedside.",
        "Call the Nurses about the DNR.",
        "Went for the Waves, by the Woods, with the Stones.",
        "Foley: UOP 300",
        "Room 12: Empty",
        "per Euro-Lupus protocol",
        "Attending: Cardiology",
        "name: Lisinopril",
    ],
)
def test_departments_medicines_and_devices_are_nobody(shipped: Engine, text: str):
    assert _names(shipped, text) == []

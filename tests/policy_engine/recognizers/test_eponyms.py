"""What is named after people is nobody, in a note that is full of identifiers too."""

import pytest

from promptward.engine import Engine

from .findings import found

NOTE = (
    "Pt Ole Quist, MRN 4471902, seen 3/4/2024 by Dr Alvarez at Mercy. Exam: clear, {}. "
    "Plan: recheck."
)
NAMED = """
Mallampati 3; Tinetti 22; Clark level IV; Forrester class II; DeBakey I; Spetzler-Martin 2; Nabothian;
Graafian; Malecot; McRoberts; Bassini; Shouldice; Bentall; Latarjet; Harrington rods; Lysholm;
Waterlow 16; Humphrey field; Holter; Lund-Browder; Folstein; Addenbrooke; Ranchos VII; Bobath; Kegel;
Williams flexion; Plummer-Vinson; McArdle; Ludwig angina; Lemierre; Kienbock; Chopart; Pilon;
Freiberg; Osgood-Schlatter; Legg-Calve-Perthes; Zollinger-Ellison; Henoch-Schonlein; Dix-Hallpike
"""


@pytest.mark.parametrize("named", [one.strip() for one in NAMED.split(";")])
def test_an_eponym_in_a_dense_note_is_nobody_and_nowhere(shipped: Engine, named: str):
    text = NOTE.format(named)
    told = found(shipped, text, "person_name") + found(shipped, text, "town")
    assert not [one for one in told if one.split()[0] in named]


@pytest.mark.parametrize("name", ["Holter", "Kegel", "McRoberts", "Pilon"])
def test_somebody_called_so_is_found_beside_a_title(shipped: Engine, name: str):
    assert name in found(shipped, NOTE.format(f"d/w Dr. {name}"), "person_name")


@pytest.mark.parametrize(
    "text",
    [
        "He was switched to Norco and tolerated it well.",
        "Our team converted to Foley 16 for all patients and changed to Hickman lines.",
        "She responded to Sydney, compared to Dallas, secondary to Marburg.",
        "The unit switched to Epic 8 last year.",
        "My diabetic patient is observing Ramadan, any advice?",
    ],
)
def test_what_one_switches_to_is_no_place_and_a_feast_is_nobody(shipped: Engine, text: str):
    assert found(shipped, text, letter="B") + found(shipped, text, letter="A") == []


def test_a_move_leads_to_a_place_and_a_title_to_somebody(shipped: Engine):
    assert found(shipped, "Mr. Quist moved to Norco last year.", "town") == ["Norco"]
    assert found(shipped, "Dr. Ramadan saw her.", "person_name") == ["Ramadan"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("John Lennon is a 70 yo male with COPD.", "John Lennon"),
        ("Taylor Swift (MRN 44219) is in bed 4.", "Taylor Swift"),
        ("Called the floor, Patricia Benner, RN, notified.", "Patricia Benner"),
        ("Elvis Presley was brought in by his daughter.", "Elvis Presley"),
        ("Bill Gates signed consent for the biopsy.", "Bill Gates"),
    ],
)
def test_who_is_called_like_somebody_of_books_is_found_beside_what_is_said_of_patients(
    shipped: Engine, text: str, name: str
):
    assert name in found(shipped, text, "person_name")
    assert found(shipped, f"What did {name} say or write?") == []

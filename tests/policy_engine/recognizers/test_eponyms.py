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

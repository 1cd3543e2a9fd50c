"""What is named after people, cited or tried in court is no patient."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.learned_runs import runs

from .findings import found


def _open(text: str) -> list[str]:
    mask = bytearray(len(text))
    return [text[one.start : one.end] for one in runs(text, text.encode("latin-1"), mask)]


@pytest.mark.parametrize(
    "text",
    [
        "Think of a tremor: Parkinson's, thyroid or drugs.",
        "Infants: Apgar 7/9 at five minutes.",
        "Sensor: Hoffmann's was not tried.",
        "Tarbell v. Quenby set the rule, and Moravec v. Delgado kept it.",
        "Moravec and Delia (2014) counted deaths.",
    ],
)
def test_what_is_named_after_somebody_or_cited_is_no_name(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nurse: Parkinson called about the drip.", "Parkinson"),
        ("Patient: Parkinson's wife came.", "Parkinson"),
        ("Estate of Cornelia Moravec v. the hospital", "Cornelia Moravec"),
        ("Moravec and Delia came in at 2014.", "Delia"),
    ],
)
def test_who_is_said_to_be_a_person_is_one(shipped: Engine, text: str, name: str):
    assert name in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    "text",
    [
        "We saw Wexcombe neg and Dunmorra unlikely.",
        "Gave Wexcombe BID, then Dunmorra weekly.",
        "Drives a Wexcombe to an Dunmorra.",
        "Has Power of Attorney and a Bill of Rights.",
        "As Wexcombe (2011) and Dunmorra et al. say.",
        "Wexcombe v. Dunmorra",
        "Was Marcus Gunn there, or a Living Will?",
    ],
)
def test_a_result_a_dose_an_article_and_a_citation_leave_no_run(text: str):
    assert not {"Wexcombe", "Dunmorra", "Power", "Bill", "Marcus Gunn", "Living Will"} & set(
        _open(text)
    )


@pytest.mark.parametrize("text", ["I copied Wexcombe at two.", "Wexcombe of Dunmorra"])
def test_a_word_without_such_is_left_open(text: str):
    assert "Wexcombe" in _open(text)


@pytest.mark.parametrize(
    "text",
    [
        "Brings Dr Pepper and Granny Smith apples.",
        "New insoles by Dr. Scholl's.",
        "Post the Patient Bill of Rights.",
        "Add Zepbound (PA) and move Ozempic.",
        "24-2 by Humphrey MD -3.4 dB",
        "Scanned on the Siemens Vida and the Draeger Perseus.",
        "Geen aanwijzing voor M. Crohn of M. Bechterew.",
        "Drug   Conc   Start   Max",
        "| Day | Test | Result |\n| 11/03/2026 | Troponin I | 0.04 |\n| x | Creatinine | 1.3 |",
    ],
)
def test_marks_with_a_title_are_nobody(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Seen by Dr. Pepper, MD.", "Pepper"),
        ("Dr. Seuss said no.", "Seuss"),
        ("Seen by Mr. Rogers and Dr. Strange.", "Rogers"),
        ("Patient Bill Quillon came.", "Bill Quillon"),
        ("Dr. Quillon MD paged us.", "Quillon"),
        ("Paged M. Quillon, MRN 4471902.", "M. Quillon"),
        ("Patient: Max, 54", "Max"),
        ("Seen by Maria V, who left", "Maria V"),
        ("Patient: Hauwa Ɗanjuma, MRN 00123456", "Hauwa Ɗanjuma"),
        ("Mr. Məmmədov lives alone", "Məmmədov"),
    ],
)
def test_people_who_are_called_like_a_mark_are_found(shipped: Engine, text: str, name: str):
    assert name in found(shipped, text, "person_name")


@pytest.mark.parametrize("text", ["Salk vs Sabin", "SRK/T vs Barrett: 21.5", "Tyrell then Damon"])
def test_a_method_after_vs_is_no_town(shipped: Engine, text: str):
    assert found(shipped, text, "town") == []


def test_a_town_after_vs_is_one(shipped: Engine):
    text = "Patient of Dr. Anna Lindqvist: bed in Tulsa vs Denver."
    assert "Denver" in found(shipped, text, "town")


@pytest.mark.parametrize(
    "text",
    [
        "Home: Astral, Dexcom, AirSense 11, Omnipod 5",
        "Home: CPAP, Dexcom, Omnipod, Xarelto 20",
    ],
)
def test_a_list_of_things_behind_a_label_is_no_address(shipped: Engine, text: str):
    assert found(shipped, text, "street_address") == []

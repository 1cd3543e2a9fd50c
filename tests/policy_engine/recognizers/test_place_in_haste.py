"""Places without capitals, places that no preposition leads to, places in rows."""

import pytest

from promptward.engine import Engine

from .findings import has_place

ABOUT = "Mrs. Ada Quill, DOB 03/14/1962, seen 2/3/2024. "


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("68f transferred from dunmorra for chest pain, stable now", "dunmorra"),
        ("pt was admitted to quail ridge yesterday with a fever", "quail ridge"),
        ("he was seen at our dunmorra clinic on friday, please advise", "dunmorra clinic"),
        ("she was treated at cedars-sinai last year for the same", "cedars-sinai"),
        ("lives at 12 elm street, chicago, il and has a cough", "chicago"),
        ("went home to 12 stone lane, dunmorra, oh 44999. no fever", "dunmorra, oh 44999"),
    ],
)
def test_places_typed_without_capitals(shipped: Engine, text: str, place: str):
    assert has_place(shipped, text, place)


@pytest.mark.parametrize(
    "text",
    [
        "the patient was admitted to telemetry and seen at baseline, any advice",
        "murmur heard at erb's point, transferred to stepdown overnight for sepsis",
        "disease commonly seen in sarcoidosis and treated at home with prednisone",
        "we met at that point and worked from home in the same house for weeks",
    ],
)
def test_words_in_their_slot_are_no_places(shipped: Engine, text: str):
    assert not any(
        one.confidence.word != "low" and one.safe_harbor == "B" for one in shipped.find(text)
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Per Dunmorra records, EF was 40%.", "Dunmorra"),
        ("Call Quail Ridge for records.", "Quail Ridge"),
        ("OSH (Dunmorra) started heparin.", "Dunmorra"),
        ("Church is Tallow Creek, supportive.", "Tallow Creek"),
        ("Accepted by Whitlock Hollow, bed pending.", "Whitlock Hollow"),
        ("Admitted Dunmorra 3/4-3/8 for CHF.", "Dunmorra"),
        ("Dunmorra EMS brought him in.", "Dunmorra"),
        ("What do I call up to Birch 3?", "Birch 3"),
        ("Picked up off Dunmorra hwy at noon.", "Dunmorra hwy"),
    ],
)
def test_places_that_no_preposition_leads_to(shipped: Engine, text: str, place: str):
    assert has_place(shipped, text, place)


@pytest.mark.parametrize(
    "text",
    [
        "Call Pharmacy for records.",
        "Per Guideline records are kept.",
        "Local EMS brought him in.",
        "Admitted Monday 3/4 for observation of Parkinson's.",
    ],
)
def test_no_places_there(shipped: Engine, text: str):
    assert not any(
        one.confidence.word != "low" and one.detector.endswith((".facility", ".local_service"))
        for one in shipped.find(text)
    )


def test_what_is_joined_to_a_place_is_one(shipped: Engine):
    text = ABOUT + "Seen at Dunmorra Hospital and Overlook, then sent home."
    assert has_place(shipped, text, "Overlook")


def test_a_department_before_a_hospital_is_no_place(shipped: Engine):
    text = ABOUT + "Dimessa dal reparto di Geriatria, Ospedale San Bortolo di Vicenza."
    assert not has_place(shipped, text, "Geriatria")

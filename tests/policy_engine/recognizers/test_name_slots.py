"""Places for a person in a sentence, a request, an item of a list; the same words about things."""

import pytest

from promptward.engine import Engine

from .findings import found

SLOTS = [
    ("Write a letter to {} about the appeal.", "slot_before"),
    ("Please check on {} before you go.", "slot_before"),
    ("I went rounding with {} today.", "slot_before"),
    ("Left voicemail for {} at nine.", "slot_before"),
    ("The patient in bed 4 is {}.", "slot_before"),
    ("We need to swap {} over.", "slot_before"),
    ("ok {}, see you there", "slot_before"),
    ("On call: {}", "on_shift"),
    ("Does {} need another line?", "asked_about"),
    ("Then {} desatted again.", "slot_after"),
    ("{} is refusing the enema", "slot_after"),
    ("{} rm 12, wants pain control", "slot_after"),
    ("12A {}: NPO for the scope", "item_of_care"),
    ("{} here.", "slot_after"),
    ("@{} can you look", "mentioned"),
]
THINGS = ["Lovenox", "Hickman", "Denver", "Labcorp", "Cerner", "Radiology", "Stanford"]


@pytest.mark.parametrize("name", ["Lindqvist", "Okafor"])
@pytest.mark.parametrize("carrier", [carrier for carrier, _ in SLOTS])
def test_a_surname_is_found_where_a_person_has_a_place(shipped: Engine, carrier: str, name: str):
    assert name in found(shipped, carrier.format(name), "person_name")


@pytest.mark.parametrize(
    "carrier", [carrier for carrier, told in SLOTS if told not in ("mentioned", "on_shift")]
)
def test_what_is_better_known_as_a_thing_is_none_there(shipped: Engine, carrier: str):
    for thing in THINGS:
        assert thing not in found(shipped, carrier.format(thing), "person_name")


def test_what_is_unlocked_or_edited_by_a_word_is_no_log_in(shipped: Engine):
    assert found(shipped, "unlock doors, ping server, edited by admins", "person_name") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("401 Lindqvist  NPO\n402 Marsh  wound\n403 Okafor  home\n404 Patel  new", ["Marsh"]),
        ("0800 Okafor f/u\n0820 Frost new\n0840 Nguyen check\n0900 open", ["Okafor", "Frost"]),
        ("Mon 9/2 10:00 Okafor\nTue 9/3 9:30 Nguyen\nWed 9/4 9:00 Patel", ["Nguyen"]),
        ("Diet: Okafor - renal; Nguyen - NPO; Patel - puree", ["Okafor", "Nguyen", "Patel"]),
        ("to do: Okafor, Nguyen, Patel", ["Okafor", "Patel"]),
        ("Crew Okafor/Brandvold at scene", ["Okafor"]),
        ('rows = [["Okafor", "Kevin", 71]]', ["Okafor", "Kevin"]),
        ("Rosalind Two Rivers, EMT-B on scene", ["Rosalind Two Rivers"]),
        ("seen by Winona Hollow Horn Bear today", ["Winona Hollow Horn Bear"]),
        ("bokafor logged in at ten", ["bokafor"]),
        ("reset pw for bokafor, she forgot it", ["bokafor"]),
        ('"lastEditedBy":"bokafor"', ["bokafor"]),
        ("unlock tvogt please", ["tvogt"]),
        ("assigned to kevin.okafor today", ["kevin.okafor"]),
        ("Gestern kam Hr. Brandvold mit Husten.", ["Brandvold"]),
        ("kevin says okafor needs a ride", ["okafor"]),
    ],
)
def test_names_are_found_in_rows_series_and_log_ins(shipped: Engine, text: str, names: list[str]):
    told = found(shipped, text, "person_name")
    assert all(any(name in one for one in told) for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "- Pyxis: audit\n- Alaris: recall\n- Vocera: range\n- Zebra: wristbands",
        "1. Houston 3\n2. Denver 4\n3. Madison 5",
        "Compare Tukey, Holm, Bonferroni and Dunnett in all rooms.",
        "Trays: 2 Kelly, 4 Allis, 2 Babcock",
        "Findings: Kellgren-Lawrence grade IV, Outerbridge III, Moore approach",
        "self.martin.foo and a well-known cross-over",
        "Excuse me, sir bot, but no",
        "Vers.-Nr. 4471; Tel.-Nr. 5510",
    ],
)
def test_lists_of_things_are_no_names(shipped: Engine, text: str):
    assert not found(shipped, text, "person_name")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("2205 turned left mk\n2210 dressing changed mk\n2350 resting jw", ["mk", "jw"]),
        ("See you on Monday. -RK", ["RK"]),
        ("Good luck to you!! - Z", ["Z"]),
        ("Our ref: SMcA/jp", ["SMcA", "jp"]),
        ("discussed on rounds. - LQ, PharmD", ["LQ"]),
        ("Back-up: TKW.", ["TKW"]),
    ],
)
def test_initials_that_sign_are_found(shipped: Engine, text: str, letters: list[str]):
    told = found(shipped, text, "person_name")
    assert all(one in told for one in letters)


@pytest.mark.parametrize(
    "text",
    [
        "0800 given 5 ml\n0900 given 5 ml\n1000 given 5 ml",
        "0800 to CT\n0900 back from CT\n1000 to OR",
        "tech CT, float RN, charge RN",
        "The end. - EOM",
        "Ref: PMID/doi",
    ],
)
def test_abbreviations_at_the_end_of_lines_are_no_initials(shipped: Engine, text: str):
    assert not found(shipped, text, "person_name")

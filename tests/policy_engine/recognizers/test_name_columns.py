"""Names in the same place of rows, in any case; what stands among names in lists and tables."""

import pytest

from promptward.engine import Engine

from .findings import found


@pytest.mark.parametrize("word", ["PRICE", "BELL", "NG"])
def test_a_word_is_a_name_in_a_column_of_names(shipped: Engine, word: str):
    text = (
        "OR 1 0730 OKAFOR 54F lap chole\nOR 2 0800 LINDQVIST 62M hernia\n"
        f"OR 3 0900 {word} 70M TKA\nOR 4 1000 DELGADO 41F hip\n"
    )
    assert word in found(shipped, text, "person_name")


def test_so_it_is_in_lower_case(shipped: Engine):
    text = "4a okafor chf\n4b lindqvist cva\n5a young dka\n6a delgado hip fx\n"
    assert found(shipped, text, "person_name") == ["okafor", "lindqvist", "young", "delgado"]


@pytest.mark.parametrize(
    "text",
    [
        "1 aspirin 81 mg daily\n2 lasix 40 mg\n3 insulin per scale\n4 heparin drip\n",
        "4a empty chf\n4b clean\n5a dirty dka\n6a blocked hip\n",
        "1 julia stable\n2 ruby stable\n3 python\n4 ada\n",
    ],
)
def test_columns_of_things_hold_no_names(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


def test_the_head_of_a_column_is_none(shipped: Engine):
    text = (
        "Room Guest Host\n101 Okafor T Marisol\n102 Lindqvist R Priyanka\n"
        "103 Delgado S Tamika\n104 Mrozek L Gudrun\n"
    )
    names = found(shipped, text, "person_name")
    assert any("Marisol" in name for name in names)
    assert not {"Guest", "Host", "Room"} & set(names)


def test_what_is_written_otherwise_is_no_name_of_the_column(shipped: Engine):
    text = "- display: Zbigniew Lindqvist\n  nok: Halina\n- display: Nomvula Okafor\n  nok: Sipho\nMake it JSON.\n"
    assert "JSON" not in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Absent: Omar, Aiko, Delgado.", "Omar"),
        ("TPN: Okafor / Lindqvist / Keita  Vanc: Mrozek (t 18), Banerjee", "Mrozek"),
        ("f/u Okafor 9/23 then labs", "Okafor"),
        ("OKAFOR F 8 asthma\nLINDQVIST M 70 syncope\n", "OKAFOR"),
        ("Okafor to audit falls, report back", "Okafor"),
        ("Lindqvist's mum asked about swimming", "Lindqvist"),
        ("transfer Okafor to icu bed 3", "Okafor"),
        ("Vu ce jour avec son épouse Delphine.", "Delphine"),
        ("Enfermera Marisol avisada.", "Marisol"),
        ("plan rev by R. Mrozek on 3/4", "R. Mrozek"),
    ],
)
def test_who_is_meant_by_what_stands_beside(shipped: Engine, text: str, name: str):
    assert any(name in one for one in found(shipped, text, "person_name"))


def test_initials_with_dots_are_found_in_company(shipped: Engine):
    text = "Seen with Dr. Anna Lindqvist and Mr. Tunde Bakare, MRN 4471902. Next visit: W.Y."
    assert any("W.Y" in one for one in found(shipped, text, "person_name"))


@pytest.mark.parametrize("letters", ["E.D.", "U.S.", "I.V.", "N.Y."])
def test_abbreviations_with_dots_are_none(shipped: Engine, letters: str):
    text = f"Seen with Dr. Anna Lindqvist and Mr. Tunde Bakare, MRN 4471902. Next: {letters}"
    assert letters not in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    "text",
    [
        "ask Datadog why the pods restart. Datadog says OOM.",
        "Thayer-Martin: no growth. Mueller-Hinton: pending. Bordet-Gengou, Regan-Lowe next",
        "Gleason 3/4, Braden 12/23, Tinetti 12/28, Morse 45",
    ],
)
def test_things_named_like_people_stay_things(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []

"""Names that a text about people makes sure: in lower case, words, heads of lists, short names."""

import pytest

from promptward.engine import Engine

from .findings import found

COMPANY = "Seen with Dr. Anna Lindqvist and Mr. Tunde Bakare, MRN 4471902. "
"""Two people and a number: a text that is about somebody."""


@pytest.mark.parametrize("name", ["mrozek", "delgado", "priya", "whitcomb"])
@pytest.mark.parametrize("carrier", ["Please ask {} re 1187.", "can {}? or who", "rn={} code=dnr"])
def test_a_name_without_its_capital_is_found_in_company(shipped: Engine, name: str, carrier: str):
    assert name in found(shipped, COMPANY + carrier.format(name), "person_name")


@pytest.mark.parametrize("word", ["held", "stairs", "hosp", "english", "harry", "metoprolol"])
def test_a_word_of_english_is_no_name_in_lower_case(shipped: Engine, word: str):
    assert word not in found(shipped, f"{COMPANY}The dose was {word} today.", "person_name")


def test_in_a_program_of_one_line_what_a_comment_or_a_literal_says_counts(shipped: Engine):
    text = f"import os\n# {COMPANY}\nrun(delgado, 'mrozek'); go()  # ask whitcomb\nrun(okonkwo)\n"
    names = found(shipped, text, "person_name")
    assert {"mrozek", "whitcomb"} <= set(names)
    assert not {"delgado", "okonkwo"} & set(names)


def test_a_name_in_lower_case_is_none_where_nobody_is_named(shipped: Engine):
    assert found(shipped, "does delgado score predict relapse?", "person_name") == []


def test_words_of_another_language_are_no_names(shipped: Engine):
    text = f"{COMPANY}El alta de las dos no es para que ella y este vayan con una silla."
    assert not {"ella", "este", "alta"} & set(found(shipped, text, "person_name"))


@pytest.mark.parametrize("name", ["Quint", "Chastity", "Blossom"])
def test_a_rare_word_with_a_capital_inside_a_sentence_is_a_name(shipped: Engine, name: str):
    assert name in found(
        shipped, f"{COMPANY}The scope was done by {name}, no bleed.", "person_name"
    )


@pytest.mark.parametrize("name", ["Quint", "Duran", "Moravec"])
def test_a_word_alone_before_a_noun_is_a_thing(shipped: Engine, name: str):
    assert name not in found(shipped, f"{COMPANY}We used {name} traction there.", "person_name")


def test_a_word_at_the_head_of_an_item_is_a_name_where_the_others_are(shipped: Engine):
    text = (
        "Abernathy - 78F, CHF\nOkonkwo - 55M, GIB\nLong - 83F, delirium\nSaperstein - 29F, home\n"
    )
    assert "Long" in found(shipped, text, "person_name")


def test_a_word_at_the_head_of_an_item_is_none_where_no_person_is(shipped: Engine):
    text = "Short - 3 mm\nMedium - 5 mm\nLong - 8 mm\nYoung - 18 to 40\n"
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    "name",
    [
        *("Vo Thi Hoa", "Ng Wei Ming", "Ma. Teresa Lopez", "Bo Zhang", "Al Rivera", "Ko Aung Min"),
        *("Mi Kyung Lee", "Ha Tran", "Ge Xiong"),
    ],
)
def test_two_letters_before_a_name_belong_to_it(shipped: Engine, name: str):
    assert name in found(shipped, f"Seen today with {name}, who feels well.", "person_name")


@pytest.mark.parametrize("ahead", ["Pt", "Re", "Tx", "Is", "In"])
def test_an_abbreviation_before_a_name_does_not(shipped: Engine, ahead: str):
    assert "Maria Lopez" in found(shipped, f"{ahead} Maria Lopez here.", "person_name")


def test_a_capitalised_word_before_a_surname_inside_a_sentence_belongs_to_it(shipped: Engine):
    text = f"{COMPANY}She was told by Marigold Fenn."
    assert "Marigold Fenn" in found(shipped, text, "person_name")


def test_a_relation_with_a_capital_stays_outside_the_name(shipped: Engine):
    assert "Maureen Fitzhugh" in found(shipped, "Dtr Maureen Fitzhugh at bedside", "person_name")


def test_a_telephone_after_its_kind_speaks_for_a_name(shipped: Engine):
    assert "Britta" in found(shipped, "NOK (dtr) Britta cell 509.555.0148", "person_name")


def test_initials_after_the_days_of_a_log_are_found(shipped: Engine):
    text = "3/2 QZ: called, left word. 3/5 QZ: spoke with the desk. 3/9 vk: rebilled."
    assert set(found(shipped, text, "person_name")) == {"QZ", "vk"}

"""Names that are words, rare names, and small hints in several places of a text about people."""

import gc
import time

import pytest

from promptward.engine import Engine

from .findings import found

ONE = "Spoke with Lorraine Ostrander today. "
"""One sure name."""

MANY = "Seen with Dr. Anna Lindqvist and Mr. Tunde Bakare, MRN 4471902. "
"""Two people and a number: a text that is about somebody."""


@pytest.mark.parametrize(
    "carrier",
    [
        *("{} can't do Monday.", "She says {} didnt call.", "{} denies pain.", "{} (MW) asked."),
        *("I told {} at nine.", "Lorraine / {}; float open", "Reviewed with {}.", "float: {}"),
    ],
)
def test_a_name_that_is_a_word_is_found_before_what_people_do(shipped: Engine, carrier: str):
    assert "Hope" in found(shipped, ONE + carrier.format("Hope"), "person_name")


@pytest.mark.parametrize("carrier", ["{} agrees.", "Later {} wrote an order.", "2 {} 70M syncope"])
def test_so_is_a_surname_that_is_a_word(shipped: Engine, carrier: str):
    assert "Stone" in found(shipped, ONE + carrier.format("Stone"), "person_name")


@pytest.mark.parametrize(
    "text",
    [
        *("She lives in hope.", "Summer is hot here.", "The Hope clinic.", "Grace period ends."),
        *("In May 2024 she fell.", "White 45F with asthma.", "Young patients do well."),
        *("Love, from all of us", "North Star trial"),
    ],
)
def test_such_words_are_none_where_they_mean_what_they_say(shipped: Engine, text: str):
    words = {"hope", "Hope", "Summer", "Grace", "May", "White", "Young", "Love", "Star"}
    assert not words & set(found(shipped, ONE + text, "person_name"))


def test_they_are_none_in_a_text_about_nobody(shipped: Engine):
    text = "Hope is a virtue. Does Faith help? Grace denies nothing."
    assert not {"Hope", "Faith"} & set(found(shipped, text, "person_name"))


@pytest.mark.parametrize("name", ["Keandra", "Szymanowski"])
def test_a_rare_name_is_found_in_company(shipped: Engine, name: str):
    assert name in found(shipped, f"{MANY}No news about {name} yet.", "person_name")


@pytest.mark.parametrize("thing", ["Norway", "Quattro", "Zosyn", "Back-up"])
def test_what_is_better_known_is_none(shipped: Engine, thing: str):
    assert thing not in found(shipped, f"{MANY}Sprint {thing}-6 placed.", "person_name")


def test_two_hints_in_two_places_are_enough(shipped: Engine):
    assert found(shipped, "Page Ostrander. Nobody knows if Ostrander came.", "person_name")
    assert not found(shipped, "Nobody knows if Ostrander came.", "person_name")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Ostrander lady is back", "Ostrander"),
        ("He asked for the appointment. Nothing else is new today. Ostrander", "Ostrander"),
        ("did anyone find Stellans glasses", "Stellans"),
        ("Ostrander, first name, not Addison", "Ostrander"),
        ("Seen today. HRBP Ms. Delacroix.", "Delacroix"),
        ("please move Ostrander to Friday", "Ostrander"),
        ("Farida my sister heard me", "Farida"),
        ("Ostrander - going home", "Ostrander"),
    ],
)
def test_who_is_meant_stands_there(shipped: Engine, text: str, name: str):
    assert name in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    "text",
    ["the Foley lady", "Foley - going home", "please move Lasix to Friday", "Renal (Lasix)"],
)
def test_a_thing_is_not_meant_there(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


def test_lines_of_name_age_and_trouble_are_people_in_any_case(shipped: Engine):
    text = "name/age/dx:\nkwon soo jin 54 ILD\nmcteer 70 copd\nOSTRANDER 63 PE\n"
    assert {"kwon soo jin", "mcteer", "OSTRANDER"} <= set(found(shipped, text, "person_name"))


def test_lines_of_medicines_and_doses_are_none(shipped: Engine):
    text = "metoprolol 25 bid\nlisinopril 10 daily\naspirin 81 daily\nlantus 20 units\n"
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("does anyone know if ostrander came? told lindqvist already", "ostrander"),
        ("hi its bill halvorsen calling", "bill halvorsen"),
        ("fyi keons mom called", "keons"),
    ],
)
def test_names_in_lower_case_by_what_stands_beside_them(shipped: Engine, text: str, name: str):
    assert found(shipped, text, "person_name"), name


def test_a_method_in_lower_case_is_none(shipped: Engine):
    text = "is the log rank better than kaplan meier here, and should i censor at death"
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize("text", ["rename ostrander-consent.pdf", "see echo_lindqvist.dcm"])
def test_names_of_files(shipped: Engine, text: str):
    assert found(shipped, text, "person_name")


def test_no_names_of_files(shipped: Engine):
    assert found(shipped, "open monthly-results.pdf and kernel-letter.docx", "joined_name") == []


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Subject 014 (RWB) missed the visit.", "RWB"),
        ("Off at noon, slides to Lorraine. /bw", "bw"),
        ("0200 turned. DD: 3/4/24 RWB/kv", "RWB"),
        ("Home visit done, all well, closed kvz", "kvz"),
    ],
)
def test_further_initials(shipped: Engine, text: str, initials: str):
    assert initials in [text[one.start : one.end] for one in shipped.find(text)]


@pytest.mark.parametrize(
    "text", ["Ordered a CT. MRI", "Rate 5/6 (PRN) given", "Subject 014 (BMI)"]
)
def test_abbreviations_are_no_initials(shipped: Engine, text: str):
    assert not [one for one in shipped.find(text) if one.detector.endswith("initials")]


def test_time_is_linear_in_a_list_of_such_words(shipped: Engine):
    def took(count: int) -> float:
        text = "Hope, Grace, Mary Smith, Stone, " * count
        start = time.thread_time()
        shipped.find(text)
        return time.thread_time() - start

    took(20)
    gc.collect()
    gc.disable()  # what other tests of the process left is not this text's
    try:
        assert min(took(4_000), took(4_000)) < 7 * min(took(1_000), took(1_000))
    finally:
        gc.enable()

"""Series of eponyms, medicines, devices and marks: their other items are things too."""

import time

import pytest

from promptward.engine import Engine
from promptward.recognizers.brands import BRANDS, NAMED_PAIRS
from promptward.recognizers.medicines import is_medicine
from promptward.recognizers.thing_series import ThingSeries

from .findings import found

COMPANY = "Seen with Dr. Anna Lindqvist and Mr. Tunde Bakare, MRN 4471902. "
"""Two people and a number: a text that is about somebody."""


@pytest.mark.parametrize("word", ["lisinopril", "xarelto", "ozempic", "hyrimoz", "vancomycin"])
def test_a_medicine_is_known_by_its_ending_or_its_name(word: str):
    assert is_medicine(word)


@pytest.mark.parametrize("word", ["anna", "quillon", "parkinson", "london", "table", "öl", "abc"])
def test_a_name_a_town_and_a_word_are_no_medicine(word: str):
    assert not is_medicine(word)


def test_marks_are_lower_case_and_not_of_people_in_the_first_place():
    assert all(one == one.lower() for one in BRANDS)
    assert all(len(one.split()) == 2 for one in NAMED_PAIRS)
    assert not BRANDS & {"anna", "jenkins", "lucas", "travis", "hilton", "carter", "hollister"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Babinski, Hoffmann, Romberg and Okafor are normal.", "Okafor"),
        ("Takes Lipitor, Xarelto, Delphine and Coreg.", "Delphine"),
        ("Wells 4.5, Geneva IV, Moravec 4", "Moravec"),
        ("Uses Fitbit, Dexcom or Jorika; Omnipod later", "Jorika"),
        ("Salter-Harris II, Gustilo-Anderson IIIB, Delgado 4", "Delgado"),
        ("metoprolol 25, lisinopril 10, Camila 1", "Camila"),
        ("PARADIGM-HF, DAPA-HF, Katherine", "Katherine"),
        ("Manchego, Gruyere, Jack and Stilton", "Jack"),
    ],
)
def test_a_word_in_a_series_of_things_is_one(text: str, word: str):
    assert ThingSeries(text).holds(text.index(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Okafor, Delgado, Kowalski and Moravec are here.", "Delgado"),
        ("Murphy, Jones, Smith and Wilson are on nights.", "Jones"),
        ("Boston, Chicago, Denver and Dunmorra", "Dunmorra"),
        ("Lipitor, Xarelto, her husband Okafor, Coreg", "Okafor"),
        ("Lipitor, Xarelto, MRN 4471902 Okafor, Coreg", "Okafor"),
        ("Babinski and Okafor", "Okafor"),
        ("Mason 4, Harrison 7, Delia 9", "Delia"),
        ("Jordan, Colby, Morgan and Susan", "Susan"),
        ("Babinski neg. Hoffmann neg. Okafor called.", "Okafor"),
        ("Babinski, Hoffmann, Romberg\nOkafor", "Okafor"),
    ],
)
def test_a_word_in_a_list_of_people_or_of_towns_or_beside_one_is_none(text: str, word: str):
    assert not ThingSeries(text).holds(text.index(word))


@pytest.mark.parametrize(
    "text",
    [
        "Adson, DeBakey, Kocher, Delphine, Babcock and Richardson",
        "Check Babinski, Hoffmann, Romberg, Okafor and Lhermitte.",
        "Lipitor, Xarelto, Camila, Coreg, Lasix",
    ],
)
def test_nothing_is_found_in_a_series_of_things(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


def test_a_person_said_to_be_one_is_found_in_a_series_of_things(shipped: Engine):
    text = "Takes Lipitor, Xarelto, Coreg, says daughter Delphine, and Lasix."
    assert "Delphine" in found(shipped, text, "person_name")


def test_a_town_after_vs_in_a_series_of_methods_is_none(shipped: Engine):
    text = f"{COMPANY}SRK/T 21, Haigis 22 vs Ashford 21, Hoffer-Q 22, Barrett 21."
    assert "Ashford" not in found(shipped, text, "town")


def test_the_learned_look_leaves_a_series_of_things_alone(shipped: Engine):
    text = f"{COMPANY}Uses Fitbit, Dexcom, Wexcombe, Omnipod and Zoom."
    assert [one for one in shipped.find(text) if "learned" in one.detector] == []


@pytest.mark.parametrize(
    "text", ["A, " * 40_000, "Lipitor, " * 20_000, "Aa " * 40_000, "," * 90_000]
)
def test_series_take_linear_time(text: str):
    start = time.perf_counter()
    series = ThingSeries(text)
    for at in range(0, len(text), 1000):
        series.holds(at)
    assert time.perf_counter() - start < 3


def test_places_of_one_long_line_are_told_in_time_that_is_linear():
    def took(count: int) -> float:
        text = "Hope, Grace, Mary Smith, Stone, " * count
        series = ThingSeries(text)
        series.holds(0)
        start = time.thread_time()
        for at in range(0, len(text), 32):
            series.holds(at)
        return time.thread_time() - start

    assert min(took(80_000), took(80_000)) < 40 * max(min(took(8_000), took(8_000)), 0.001)

"""Places as charts and runs have them, without a preposition; and parts of the body, which are none."""

import time

import pytest

from promptward.engine import Engine
from promptward.recognizers.slot_charted import charted

from .findings import found, has_place

ABOUT = "Mary Jones, MRN 4471902, seen by Dr. Penn.\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Recent echo Tunmoor 3/2, EF 40", "Tunmoor"),
        ("Recent angiogram City Hospital 10 Nov", "City Hospital"),
        ("CXR 11/12 Tunmoor clear", "Tunmoor"),
        ("83F, Tunmoor day 11, walks 40 ft", "Tunmoor"),
        ("xfer Tunmoor 11/14 for STEMI", "Tunmoor"),
        ("second one (Tunmoor transfer), GIB", "Tunmoor"),
        ("DEST: Tunmoor, report given", "Tunmoor"),
        ("found 3 mi W of Tunmoor / by a caller", "Tunmoor"),
        ("(F, 66, Tunmoor) was randomised", "Tunmoor"),
        ("66-year-old, Site 11, Tunmoor) was randomised", "Tunmoor"),
        ("dc home vs Tunmoor, unclear", "Tunmoor"),
        ("back to Tunmoor if stable", "Tunmoor"),
        ("Tuesday clinic, Tunmoor", "Tunmoor"),
        ("Dorley General, Ward 7b. Admitted with sepsis", "Dorley General"),
        ("she is staying at 3318 n chatham, call first", "3318 n chatham"),
        ("Star Route 2, Orland", "Star Route 2, Orland"),
        ('if r.site in ("Tunmoor", "Dorley"):', "Tunmoor"),
    ],
)
def test_what_stands_on_either_side_tells_a_place(shipped: Engine, text: str, place: str) -> None:
    assert has_place(shipped, ABOUT + text, place)


def test_one_of_two_that_the_family_wants_tells_the_other(shipped: Engine) -> None:
    text = ABOUT + "Family wants Tunmoor or Providence, NOT Methodist."
    assert all(has_place(shipped, text, one) for one in ("Tunmoor", "Providence", "Methodist"))


@pytest.mark.parametrize(
    "text",
    [
        "MRI Brain 11/12, CT Chest 3/2, echo Doppler 3/2, labs Monday 3/4, CT Head clear",
        "wants Tylenol or Advil, not Motrin. Labor day 2. Cycle day 14.",
        "site 4, Lateral). North of normal. Ward round at 9",
        "family wants Hospice or Rehab",
    ],
)
def test_parts_of_the_body_and_services_are_none(shipped: Engine, text: str) -> None:
    assert not [one for one in found(shipped, ABOUT + text, letter="B") if one in text]


def test_a_surname_that_is_a_word_may_end_a_sentence(shipped: Engine) -> None:
    assert "Mulla" in found(shipped, "Ref by Dr Mulla. Adv: rest")
    assert "Sieve" in found(shipped, "Letter to Prof Sieve.")


@pytest.mark.parametrize("quoted", ["'Aaa'", "'Aaa','", '"Aaa"', "\"A'a'a\""])
def test_a_list_without_its_end_is_read_once(quoted: str) -> None:
    text = "sites = [" + quoted * 2000
    start = time.thread_time()
    assert list(charted(text)) == []
    assert time.thread_time() - start < 1


def test_towns_of_a_list_are_found_in_either_quotes(shipped: Engine) -> None:
    told = found(shipped, ABOUT + "sites = [\"Tunmoor\", 'Dorley']")
    assert {"Tunmoor", "Dorley"} <= set(told)

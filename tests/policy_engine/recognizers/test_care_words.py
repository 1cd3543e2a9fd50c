"""Words of care, whoever it is given to."""

import pytest

from promptward.recognizers.care_words import is_of_care, speaks_of_care
from promptward.recognizers.word_file import shipped


@pytest.mark.parametrize(
    "word",
    ["INR", "trop", "apixaban", "colonoscopy", "Biopsy", "appendicitis", "NPO", "Rx", "strep"],
)
def test_a_word_that_only_care_has_says_so_alone(word: str) -> None:
    assert is_of_care(word) == 2
    assert speaks_of_care(f"Penelope, {word}")


@pytest.mark.parametrize("word", ["needs", "scan", "visit", "chest", "wants"])
def test_a_word_that_other_things_have_too_wants_a_second(word: str) -> None:
    assert is_of_care(word) == 1
    assert not speaks_of_care(f"Penelope, {word}")
    assert speaks_of_care(f"Penelope, {word}, pain")
    assert not speaks_of_care(f"Penelope, {word}, {word.title()}")


@pytest.mark.parametrize(
    "word", ["at", "it", "all", "vs", "map", "photography", "Oklahoma", "tea"]
)
def test_words_of_the_language_and_of_offices_are_none(word: str) -> None:
    assert is_of_care(word) == 0


def test_words_of_names_are_no_words_of_care() -> None:
    text = "INR and Beatrice"
    assert speaks_of_care(text)
    assert not speaks_of_care(text, b"\1\1\1" + bytes(len(text) - 3))


def test_more_may_be_asked_for() -> None:
    assert speaks_of_care("trop, INR, biopsy", fewest=6)
    assert not speaks_of_care("trop, INR, biopsy", fewest=7)


def test_no_word_is_in_both_lists() -> None:
    for word in ("needs", "chest", "scan"):
        assert word in shipped("care_too")
        assert word not in shipped("care")

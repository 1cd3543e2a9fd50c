import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.nearest import distance, meant, nearest

WORDS = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [("", "", 0), ("a", "", 1), ("hgih", "high", 1), ("block", "blok", 1), ("abc", "xyz", 3)],
)
def test_edits_are_counted(left: str, right: str, edits: int) -> None:
    assert distance(left, right) == edits


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_zero_only_for_equals(left: str, right: str) -> None:
    assert distance(left, right) == distance(right, left)
    assert (distance(left, right) == 0) == (left == right)
    assert abs(len(left) - len(right)) <= distance(left, right) <= max(len(left), len(right))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("psuedonymise", "pseudonymise"),
        ("catgory", "category"),
        ("blok", "block"),
        ("MATCH", "match"),
        ("wehn", "when"),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(word: str, meant: str) -> None:
    choices = ["pseudonymise", "category", "block", "match", "when", "redact", "hash"]
    assert nearest(word, choices) == meant


@pytest.mark.parametrize("word", ["a", "", "banana", "x" * 500, "block"])
def test_nothing_is_proposed_for_what_is_not_a_slip(word: str) -> None:
    assert nearest(word, ["block", "when"]) is None


def test_a_name_without_its_module_finds_the_imported_one() -> None:
    assert nearest("ssn", ["sh.ssn", "sh.mrn"]) == "sh.ssn"
    assert nearest("sh.sssn", ["sh.ssn", "sh.mrn"]) == "sh.ssn"


def test_a_part_of_a_name_finds_the_whole_unless_it_is_very_short() -> None:
    facts = ["requires_zero_retention", "retention_days", "trains_on_data", "region"]
    assert nearest("retention", facts) == "retention_days"
    assert nearest("no_data", ["trains_on_data"]) is None
    assert nearest("on", ["on_error", "trains_on"]) is None


@given(st.permutations(["rat", "hat", "bat", "tract"]))
def test_the_answer_does_not_depend_on_the_order_of_choices(choices: list[str]) -> None:
    assert nearest("cat", choices) == "bat"


@given(WORDS, st.lists(WORDS))
def test_the_proposal_is_one_of_the_choices_and_not_the_word(
    word: str, choices: list[str]
) -> None:
    found = nearest(word, choices)
    assert found is None or (found in choices and found != word)


VERDICTS = ("allow", "block", "redact", "require_justification", "warn")


@pytest.mark.parametrize(
    ("word", "word_of_ward"),
    [
        ("deny", "block"),
        ("reject", "block"),  # which is near to `redact`, and is no weaker
        ("Refuse", "block"),
        ("remove", "redact"),
        ("permit", "allow"),
        ("alow", "allow"),
        ("extends", None),
    ],
)
def test_words_of_other_languages_stand_for_one_of_ward(word: str, word_of_ward: str | None):
    assert meant(word, VERDICTS) == word_of_ward

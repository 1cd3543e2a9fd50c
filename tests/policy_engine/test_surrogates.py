"""Tokens: random, checked, and never mistaken for one another or for words."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward import surrogates
from promptward.model import PromptwardError
from promptward.surrogates import ALPHABET, SIZES, SystemRandomness, check_symbol, draw, plausible


class Seeded:
    """The same numbers in every run."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)  # must repeat

    def below(self, bound: int) -> int:
        return self._random.randrange(bound)

    def key(self, size: int) -> bytes:
        return self._random.randbytes(size)


LABELS = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)
SIZE = st.sampled_from(SIZES)


def test_the_alphabet_has_thirty_symbols_that_nobody_confuses() -> None:
    assert len(set(ALPHABET)) == 30
    assert not set("01ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    ("category", "label"),
    [
        ("hipaa.safe_harbor.names", "NAME"),
        ("hipaa.safe_harbor.health_plan", "PLAN"),
        ("hipaa.safe_harbor.other_unique", "CODE"),
        ("hipaa.safe_harbor.geographic", "PLACE"),
        ("ssn", "SSN"),
        ("local.trial_participant_2", "TRIALPARTICI"),
        ("local._", "VALUE"),
        ("local.1", "VALUE"),
    ],
)
def test_labels_are_short_words_of_letters_only(category: str, label: str) -> None:
    assert surrogates.label(category) == label


@given(LABELS, SIZE, st.integers(0, 10**6))
def test_a_drawn_body_is_plausible_and_mixes_letters_and_digits(
    label: str, size: int, seed: int
) -> None:
    body = draw(label, size, Seeded(seed))
    assert len(body) == size + 1
    assert set(body) <= set(ALPHABET)
    assert not body[:-1].isalpha()
    assert not body[:-1].isdigit()
    assert plausible(label, body)


@given(LABELS, SIZE, st.integers(0, 10**6))
def test_every_change_of_a_single_symbol_is_found(label: str, size: int, seed: int) -> None:
    body = draw(label, size, Seeded(seed))
    for place, symbol in enumerate(body):
        for other in ALPHABET:
            if other != symbol:
                assert not plausible(label, body[:place] + other + body[place + 1 :])
    for place, letter in enumerate(label):
        for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            if other != letter:
                assert not plausible(label[:place] + other + label[place + 1 :], body)


@given(LABELS, SIZE, st.integers(0, 10**6))
def test_a_lost_or_added_symbol_is_found(label: str, size: int, seed: int) -> None:
    body = draw(label, size, Seeded(seed))
    for place in range(len(body)):
        assert not plausible(label, body[:place] + body[place + 1 :])
        assert not plausible(label, body[:place] + "7" + body[place:])


@given(st.text(max_size=10), st.text(max_size=10))
def test_checking_is_total(label: str, body: str) -> None:
    assert plausible(label, body) in (True, False)


def test_what_is_no_symbol_has_no_check() -> None:
    with pytest.raises(KeyError):
        check_symbol("NAME", "0OOOO")
    with pytest.raises(KeyError):
        check_symbol("name", "22222")


@given(st.integers(1, 10**12))
def test_system_randomness_stays_below_its_bound(bound: int) -> None:
    assert 0 <= SystemRandomness().below(bound) < bound


def test_system_randomness_favours_no_number() -> None:
    counts = Counter(SystemRandomness().below(6) for _ in range(6000))
    assert set(counts) == set(range(6))
    # Beyond eight standard deviations, in either direction.
    assert all(760 < count < 1240 for count in counts.values())


def test_a_source_that_only_repeats_itself_is_an_error_not_a_loop() -> None:
    class Broken(Seeded):
        def below(self, bound: int) -> int:  # whatever is asked
            return 0

    with pytest.raises(PromptwardError, match="repeats itself"):
        draw("NAME", 5, Broken())


def test_keys_have_the_length_asked_for() -> None:
    assert len(SystemRandomness().key(32)) == 32

"""The learned look: what it proposes, what it leaves alone, and that it says why."""

import time

import pytest

from promptward.engine import Engine
from promptward.recognizers.about_somebody import enough
from promptward.recognizers.learned import scores, weights
from promptward.recognizers.learned_runs import kind_of, runs
from promptward.recognizers.recognizer import Confirmed
from promptward_dsl.lattice import Confidence

COMPANY = "Seen with Dr. Anna Lindqvist and Mr. Tunde Bakare, MRN 4471902. "
_LEARNED = ("hipaa.safe_harbor.learned_name", "hipaa.safe_harbor.learned_place")


def _learned(engine: Engine, text: str):
    return [one for one in engine.find(text) if one.detector in _LEARNED]


def _open(text: str) -> list[str]:
    mask = bytearray(len(text))
    return [text[one.start : one.end] for one in runs(text, text.encode("latin-1"), mask)]


@pytest.mark.parametrize(
    "text",
    [
        "Compatible at 3 T? Wexcombe lead, Dunmorra header, Jorik generator.",
        "Wexcombe criteria of 1948, Dunmorra since 1966, Jorik index.",
        "class Wexcombe(Dunmorra):\n    def jorik(self): return Wexcombe\n",
    ],
)
def test_a_text_about_nobody_is_left_alone(shipped: Engine, text: str):
    assert _learned(shipped, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Wexcombe syndrome was excluded.",
        "Gave Wexolol 5 and Dunmorapril.",
        "Braden 14, Dunmorra IV.",
        "Weil-Wexcombe test negative",
        "She speaks Tagalog and left for Kenya at Easter.",
        "I'm sure. He's better. Plan. Discussed.",
        "Hospital, Street, Ward",
        "SEEN BY ME AND HOME",
        "$p.Wexcombe = Dunmorra(1)",
        "R. S. T.",
    ],
)
def test_vetoes_leave_no_run(text: str):
    assert not [one for one in _open(text) if one not in ("Gave", "Dunmorra")]


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("I copied Wexcombe at the unit.", "Wexcombe"),
        ("Booked Wexcombe Park for May.", "Wexcombe Park"),
        ("transport by Angel Flight", "Angel Flight"),
        ("please ask wexcombe about it", "wexcombe"),
    ],
)
def test_words_that_may_be_names_are_runs(text: str, run: str):
    assert run in _open(text)


def test_what_it_says_names_its_reasons_and_no_letter_of_what_it_found(shipped: Engine):
    text = "Ward 6 board\nBakare, Tunde - 78F\nOkonkwo, Ada - 55M\nTeam: Dr. Lindqvist\n"
    text += "Thanks to Rosie, Abdul and Wexmoor, from Gail, Nick and the grandkids Poppy & Dunmor"
    for one in shipped.find(text):
        if one.detector in _LEARNED:
            assert any(e.startswith("model.") for e in one.evidence)
            assert one.confidence is not Confidence.HIGH
            word = text[one.start : one.end].lower()
            assert not any(word in e for e in one.evidence)


def test_the_same_text_says_the_same(shipped: Engine):
    text = f"{COMPANY}Copied Wexcombe at the dialysis unit; Jorik flew in from Dunmorra."
    assert shipped.find(text) == shipped.find(text)


def test_weights_are_integers_and_hold_no_listed_name():
    table = weights()
    assert len(table) > 1000
    assert all(isinstance(n, int) and isinstance(p, int) for n, p in table.values())
    for trait in table:
        kind, _, rest = trait.partition("=")
        if kind in ("word", "before", "first", "last") and rest.isalpha() and len(rest) > 2:
            kinds = kind_of(rest)
            assert kinds[0] != "-" or kinds[1] == "0", trait


def test_a_score_is_the_sum_of_its_weights():
    table = weights()
    some = sorted(table)[:50]
    assert scores(some) == (sum(table[t][0] for t in some), sum(table[t][1] for t in some))
    assert scores(["no such trait"]) == (0, 0)


def test_two_sure_findings_that_are_no_days_are_enough():
    def found(start: int, kind: str, level: Confidence = Confidence.HIGH) -> Confirmed:
        return Confirmed(start, start + 4, level, "c", kind)

    assert enough([found(0, "name"), found(9, "number")], 200)
    assert not enough([found(0, "name"), found(9, "number")], 2_000)
    assert not enough([found(0, "name"), found(9, "date"), found(20, "date")], 200)
    assert not enough([found(0, "name"), found(9, "name", Confidence.LOW)], 200)
    assert not enough([found(0, "name"), found(0, "number")], 200)


def test_time_is_linear_in_the_length():
    def took(count: int) -> float:
        text = "Wexcombe Dunmorra, " * count
        mask = bytearray(len(text))
        start = time.perf_counter()
        assert sum(1 for _ in runs(text, text.encode(), mask)) == count
        return time.perf_counter() - start

    took(100)
    assert took(20_000) < 40 * max(took(2_000), 0.002)

"""Initials of who did, took or wrote something; and what abbreviates something else."""

import time

import pytest

from promptward.engine import Engine
from promptward.recognizers.initials_charted import _standing

from .findings import found

ABOUT = "Mary Jones, MRN 4471902, seen by Dr. Penn in clinic.\n"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Lasix 40 given, cosign MLP", ["MLP"]),
        ("wants somebody else next time. Asst jkm", ["jkm"]),
        ("Units issued mkr/dpl", ["mkr", "dpl"]),
        ("bp ok, sutures out 2/9 kp", ["kp"]),
        ("vs stable, sleeping. mkr rn", ["mkr"]),
        ("left vm, will try again -mkr", ["mkr"]),
        ("thanks both! K\n\n-----Original Message-----", ["K"]),
        ("see you both on the ward then. xx P", ["P"]),
        ("The nurse will call again. CMcD", ["CMcD"]),
    ],
)
def test_staff_sign_with_two_or_three_letters(
    shipped: Engine, text: str, letters: list[str]
) -> None:
    assert set(letters) <= set(found(shipped, ABOUT + text, letter="A"))


@pytest.mark.parametrize(
    "text",
    [
        "Lasix given po, exam wnl, tx prn, d/c 2/9 pls, checked by hand",
        "DISP 0312 ENR 0314 TX 0340 AD, SPO2 94 AD.",
        "door's open, reopen the chart, call pharmacy, D. Whitlock, RN, lic RN-204418",
        "student RN assisting. Family won't go to KC",
        "MMT 4/5 qx, pulses 2/2 dpq; murmur 2/6 sem",
    ],
)
def test_shorthand_is_nobody(shipped: Engine, text: str) -> None:
    assert found(shipped, ABOUT + text, "charted_initials") == []


def test_where_nobody_is_spoken_of_nobody_signs(shipped: Engine) -> None:
    assert found(shipped, "Lasix 40 given, cosign MLP. Asst jkm", "charted_initials") == []


def test_whether_a_text_speaks_of_care_is_asked_once() -> None:
    def took(count: int) -> float:
        text = "1/2 po. " * count + "warfarin lisinopril"
        start = time.thread_time()
        assert list(_standing(text)) == []
        return time.thread_time() - start

    assert min(took(8_000), took(8_000)) < 12 * max(min(took(2_000), took(2_000)), 0.001)

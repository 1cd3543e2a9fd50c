"""Numbers by their make alone, in texts about somebody; and measures, days and codes that are none."""

import time

import pytest

from promptward.engine import Engine
from promptward.recognizers.free_code import _in_series
from promptward.recognizers.recognizer import Confirmed
from promptward_dsl.lattice import Confidence

from .findings import found

ABOUT = "Mary Jones, MRN 4471902, seen by Dr. Penn.\n"


def made(engine: Engine, text: str) -> list[str]:
    return found(engine, ABOUT + text, "free_code")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("machine 6114W-9F8X37294, no cramps", "6114W-9F8X37294"),
        ("her AS10 23180441782 leaks", "AS10 23180441782"),
        ("TruHearing WN 4511 5952 covers it", "WN 4511 5952"),
        ("EyeMed 3356851 01 dep of him", "3356851 01"),
        ("gets SSI (5756950), not OW", "5756950"),
        ("HOLD 26-330-04418 and recollect", "26-330-04418"),
        ("UPN Z441782000417", "Z441782000417"),
        ("need PAR 8036315-KW for the chair", "8036315-KW"),
    ],
)
def test_a_make_is_enough_where_sure_findings_stand_near(
    shipped: Engine, text: str, value: str
) -> None:
    assert value in found(shipped, ABOUT + text)


def test_numbers_of_one_form_follow_each_other(shipped: Engine) -> None:
    text = ABOUT + "event ids 88204 88231, 88260 and 88302 are hers"
    assert {"88231", "88260", "88302"} <= set(found(shipped, text))


@pytest.mark.parametrize(
    "text",
    [
        "WBC 12000-15000, BP 120/80, 5/6 steps, years 2019-2021, 1400-1530",
        "NDC 00406-0552-01, CPT 99213-25, BMS-986165, COVID-19, ISO-13485",
        "lead 6935M-62   Serial of it is on file; base 5520-B-400 lot is known",
        "model XR-4417-20, ref no. 5520-B-400, item 89414-A, ethics 23/NTB/118",
        "heparin 50000-25000 units, 100000-500 ml",
        "viral load (1250000), WBC count (11200000)",
        "variant 13-32914437-GT-G, TR/TE 2000-3000/90-100",
    ],
)
def test_measures_days_and_codes_are_none(shipped: Engine, text: str) -> None:
    assert made(shipped, text) == []


def test_nobody_has_no_numbers(shipped: Engine) -> None:
    assert (
        found(shipped, "machine 6114W-9F8X37294, SSI (5756950), 26-330-04418", "free_code") == []
    )


def test_a_series_of_sure_numbers_is_read_once() -> None:
    def took(count: int) -> float:
        sure = [
            Confirmed(6 * one, 6 * one + 5, Confidence.MEDIUM, "", "number")
            for one in range(count)
        ]
        start = time.thread_time()
        assert len(list(_in_series("88204 " * count, sure))) == count - 1
        return time.thread_time() - start

    assert min(took(8_000), took(8_000)) < 12 * max(min(took(2_000), took(2_000)), 0.001)

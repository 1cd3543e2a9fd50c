"""Shares and their intervals, against values worked out elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.accuracy.share import Share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (0, 109, 0.0, 0.0340),
        (3, 109, 0.0094, 0.0778),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, method 3
    ],
)
def test_the_interval_is_wilsons(part, whole, low, high):
    interval = Share(part, whole).interval()
    assert interval == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_has_no_value_and_no_interval():
    nothing = Share(0, 0)
    assert nothing.value is None
    assert nothing.interval() is None
    assert nothing.shown() == "-"
    assert nothing.to_json() == {"part": 0, "whole": 0, "value": None, "interval": None}


def test_a_share_is_shown_in_percent_or_by_ten_thousand():
    assert Share(3, 109).shown() == "2.8 (0.9-7.8)"
    assert Share(2, 20_000).shown(10_000) == "1.00 (0.27-3.65)"


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(part, whole):
    part = min(part, whole)
    low, high = Share(part, whole).interval()
    assert 0 <= low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= high <= 1

"""Invented values look like what they stand for."""

import datetime as dt

import pytest

from promptward.scan.invented import Replacer


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("3 March 1950", "%d %B %Y"),
        ("March 3, 1950", "%B %d, %Y"),
        ("Mar 3, 1950", "%b %d, %Y"),
        ("3 MAR 1950", "%d %b %Y"),
        ("1950-03-03", "%Y-%m-%d"),
        ("3/24/1950", "%m/%d/%Y"),
        ("the 3rd of March 1950", "the %dth of %B %Y"),
    ],
)
def test_an_invented_day_is_a_day_in_the_same_form(value, form) -> None:
    for number in range(30):
        replace = Replacer("synthetic", b"%d" % number)
        day = replace("hipaa.safe_harbor.dates", value)
        assert dt.datetime.strptime(day, form).year >= 1940  # noqa: DTZ007  # a form, no moment
        assert day == replace("hipaa.safe_harbor.dates", value)
    assert Replacer("synthetic", b"1")("x.dates", "3 MAR 1950").isupper()


@pytest.mark.parametrize(
    ("category", "value"),
    [
        ("names", "Marsh"),
        ("names", "Eleanor Marsh"),
        ("phone", "617-555-0110"),
        ("ip", "192.0.2.7"),
    ],
)
def test_what_is_invented_is_never_what_it_stands_for(category: str, value: str) -> None:
    for number in range(3000):
        made = Replacer("synthetic", number.to_bytes(4, "big"))(f"x.{category}", value)
        assert made != value
        assert "Marsh" not in made.split()

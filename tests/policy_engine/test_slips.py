"""Slips of a finger and of a pen: values that one sign or letter too many or too few hides."""

import pytest

from promptward.engine import Engine
from promptward.readings.mistyped_dates import mistyped_dates
from promptward.readings.slips import slips


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Lives in Denver , CO since then.", "Denver , CO"),
        ("Patient Maria O`Donnell was seen.", "Maria O`Donnell"),
        ("DOB 3- 14- 1962, seen today.", "3- 14- 1962"),
        ("MRN 00- 4482- 9130 admitted.", "00- 4482- 9130"),
        ("Admitted Febuary 3, 2024 from home.", "Febuary 3, 2024"),
        ("Admitted on Otcober 12th, 2023.", "Otcober 12th, 2023"),
        ("Seen on Juy 15th, 2023 again.", "Juy 15th, 2023"),
        ("Seen by *Maria* *Oyelaran* today.", "Maria* *Oyelaran"),
        ("Seen by _Maria_ _Oyelaran_ today.", "Maria_ _Oyelaran"),
        ("Seen on <b>March</b> <b>20th,</b> <b>2023</b> here.", "March</b> <b>20th,</b> <b>2023"),
        ("Patient Maria\u00b9 Oyelaran was seen.", "Maria\u00b9 Oyelaran"),
    ],
)
def test_a_slip_hides_no_value(shipped: Engine, text: str, value: str) -> None:
    assert value in {text[f.start : f.end] for f in shipped.find(text) if f.confidence >= 2}


@pytest.mark.parametrize(
    "text",
    [
        "Run `make setup` and then `O`K` again.",
        "The range is 5- 10 mg.",
        "n = 3 , p = 0.04",
    ],
)
def test_ordinary_signs_are_no_slips(text: str) -> None:
    assert not list(slips(text))


def test_speeds_and_figures_are_no_months() -> None:
    assert not list(mistyped_dates("At Mach 2. The Augst 3 samples; see Juy 5."))


@pytest.mark.parametrize(
    "text", ["23 kg/m\u00b2 then", "See Figure\u00b2 for it", "10 cm\u00b3 of it"]
)
def test_raised_figures_of_units_make_nobody(shipped: Engine, text: str) -> None:
    assert not shipped.find(text)

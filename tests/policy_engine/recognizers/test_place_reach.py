"""Places of no list and how far they reach, houses of other countries; and what is none."""

import pytest

from promptward.engine import Engine

from .findings import found

ABOUT = "Mary Jones, MRN 4471902. "
"""What makes a text one about somebody, so that suspicions count."""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Szpital Powiatowy w Nowej Soli, oddz. chir.", "Szpital Powiatowy w Nowej Soli"),
        ("bekannt in der Praxis Dr. Quill seit 2011", "Praxis Dr. Quill"),
        ("encaminhada da UBS Jardim Marajoara hoje", "UBS Jardim Marajoara"),
        ("ingresa en Hospital Comarcal de Valdorba", "Hospital Comarcal de Valdorba"),
        ("kommer fran Vardcentralen Kvarnby idag", "Vardcentralen Kvarnby"),
        ("suivi au CLSC Quillevert", "CLSC Quillevert"),
        ("flown to St Raphael overnight", "St Raphael"),
        ("took the transfer from Cox South today", "Cox South"),
    ],
)
def test_houses_by_kind_patron_or_short_name(shipped: Engine, text: str, place: str):
    assert place in found(shipped, text, "facility")


@pytest.mark.parametrize(
    "text",
    [
        ABOUT + "Takes St. John's wort; a St Jude Medical valve was placed.",
        ABOUT + "Switched to Omeprazole caps. Hospital Medicine consulted.",
        ABOUT + "St Louis encephalitis was excluded.",
        ABOUT + "Hospital Anxiety and Depression Scale 7.",
    ],
)
def test_no_houses(shipped: Engine, text: str):
    assert found(shipped, text, "facility") in ([], ["St Jude Medical"])


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("she lost the place on Quillet St. Before that she was homeless", "Quillet St."),
        ("works on Industrial Park Dr, nights", "Industrial Park Dr"),
        ("the one on big horn blvd by the lake", "big horn blvd"),
        ("lives at 40 Pipe Creek Rd. He was seen.", "40 Pipe Creek Rd"),
        ("lives at forty two elm, alone", "forty two elm"),
        ("2. Odom - 1409 Peachtree, side door", "1409 Peachtree"),
        ("demeurant 14 bis, impasse des Lilas", "14 bis, impasse des Lilas"),
        ("Studio: piazza Garibaldi 3, Cassano", "piazza Garibaldi 3"),
        ("Rt 2 Box 118, Camp Hill AL 36850", "Rt 2 Box 118, Camp Hill AL 36850"),
        ("bus stop is Cedar & 5th, dad picks up", "Cedar & 5th"),
        ("trailer off FM 92, no ride", "FM 92"),
        ("at Twin Pines Estates lot 14 since May", "Twin Pines Estates lot 14"),
    ],
)
def test_streets_without_a_number_or_a_type(shipped: Engine, text: str, street: str):
    assert any(one.startswith(street) for one in found(shipped, text, "street_address"))


@pytest.mark.parametrize(
    "text",
    [
        ABOUT + "Home meds: 40 Lasix, 500 Keppra, 20 Lisinopril; 12 Tylenol - 3 Advil.",
        ABOUT + "Scores: 12 Braden, 8 Morse - stable.",
        ABOUT + "given via PICC 3 times; OS 20/40",
        ABOUT + "walked on the rd, then off the main hwy",
        ABOUT + "were located at one centre in the north",
    ],
)
def test_no_streets(shipped: Engine, text: str):
    assert found(shipped, text, "street_address") == []


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (ABOUT + "Flew in, onward to Oakmorra by road.", "Oakmorra"),
        (ABOUT + "61F, ref Dunmorra, path pending.", "Dunmorra"),
        ("Patientin wohnt in Oldersum bei Leer", "Oldersum"),
        ("demeurant a Quillevert (35290), adressee", "Quillevert (35290)"),
    ],
)
def test_towns_of_no_list(shipped: Engine, text: str, town: str):
    assert town in found(shipped, text, "town")


@pytest.mark.parametrize(
    "text",
    [
        ABOUT + "Rides in a white Tacoma.",
        ABOUT + "Hartford nomogram used, then Zosyn.",
        ABOUT + "Goddard 5, Rockwood 5.",
    ],
)
def test_no_towns(shipped: Engine, text: str):
    assert found(shipped, text, "town") == []


def test_the_lines_between_a_name_and_a_postcode(shipped: Engine):
    text = "Mr C. Pritchard\nUpper Maisonette\n63 Coldharbour\nSW9 8LF\n"
    assert any("63 Coldharbour" in one for one in found(shipped, text, "street_address"))


def test_a_place_with_the_town_in_brackets_behind_it(shipped: Engine):
    text = ABOUT + "Denied by Quail Manor Hospital (Oakmorra) again."
    assert any("Oakmorra" in one for one in found(shipped, text, "town"))


def test_letters_of_other_scripts_beside_places_raise_nothing(shipped: Engine):
    text = ABOUT + "Λives in ΛΕΥΚΩΣΙΑ, via Éжwick and to ªMORRA; St Ωmer, 14 Яbury - x"
    assert shipped.find(text)

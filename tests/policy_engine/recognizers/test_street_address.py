"""Lines of streets: each evidence with a text where it stands and one where it does not."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.postal import line_before, number_before, street_from, tail
from promptward_dsl.lattice import Confidence

from .findings import found


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("She lives at 318 Larch Hollow Road.", "318 Larch Hollow Road."),
        ("mail it to 77 N. Ferry Lane, Suite 12B, please", "77 N. Ferry Lane, Suite 12B"),
        ("ADDR: 4410 QUARRY HILL DRIVE", "4410 QUARRY HILL DRIVE"),
        ("house at 1290 juniper road burnt down", "1290 juniper road"),
        ("wohnhaft Lindenstraße 14 in Altdorf", "Lindenstraße 14"),
        ("boende på Björkgatan 9, Norrby", "Björkgatan 9"),
        ("woont aan de Prinsengracht 210", "Prinsengracht 210"),
        ("demeurant 31 rue des Tilleuls", "31 rue des Tilleuls"),
        ("vive en Calle del Olmo 18", "Calle del Olmo 18"),
        ("mieszka przy ul. Lipowa 7", "ul. Lipowa 7"),
        ("send it to P.O. Box 4471 today", "P.O. Box 4471"),
        ("home is RR 2 Box 118", "RR 2 Box 118"),
        ("SGT Vale, PSC 1204 Box 88, APO AE", "PSC 1204 Box 88, APO AE"),
        ("Brisas 6802, Apt. 84, Dolores", "Brisas 6802, Apt. 84"),
        ("found down on Sawmill Avenue this morning", "Sawmill Avenue"),
        (
            "brought from the corner of Alder Road and Mill Lane",
            "the corner of Alder Road and Mill Lane",
        ),
        ("picked up near 9th and Larkspur", "9th and Larkspur"),
        ("crash on Hwy 41 at dawn", "Hwy 41"),
        ("lives at Urb. Los Robles, Calle 7 #B-2, no tobacco", "Urb. Los Robles, Calle 7 #B-2"),
        ("moved into Flat 9, Gorse Court, last week", "Flat 9, Gorse Court"),
        ("lives at 12 oak st apt 3, with a cat", "12 oak st apt 3"),
        ("mutat la str. Lipovei 118 acum", "str. Lipovei 118"),
        ("EMS to 1400 block of W Alder", "1400 block of W Alder"),
        ("Her house is 4612 Vernon, lockbox", "4612 Vernon"),
        ("Pt lives on East Broad.", "East Broad"),
        ("shelter on NW 4th, bed 12", "NW 4th"),
        ("near the Route 9 / Tanner St split", "Route 9 / Tanner St"),
        ("14 km up; 12/88 Anzac Pde Kensington", "12/88 Anzac Pde Kensington"),
        ("from 63rd and Cottage Grove.", "63rd and Cottage Grove"),
        ("the Safeway on Washington.", "Washington"),
    ],
)
def test_a_line_of_a_street_is_found_whole(shipped: Engine, text: str, street: str):
    assert any(one.startswith(street) for one in found(shipped, text, "street_address"))


@pytest.mark.parametrize(
    "text",
    [
        "walked 12 blocks down the road",
        "add 40 uL Buffer AL, then 10 mL Gentle Wash Lane",
        "A Level 2 Trauma Center, in short",
        "Cr 1.3, K 4.1",
        "# a comment of 10 minutes # see below",
        "took 3 tablets on the way",
        "via a 15-item form",
        "during 1996 and spring 2001",
        "the Central Drive of hunger",
        "given by the oral route 3 times",
        "Dr. Vale saw 12 patients, room air 97%",
        "She lives on Medicaid.",
        "our pharmacy on Monday",
    ],
)
def test_counts_ranks_and_words_are_no_streets(shipped: Engine, text: str):
    assert found(shipped, text, "street_address") == []


def test_a_house_number_stands_before_the_name_and_is_no_dose():
    assert number_before("at 12 Elm Road", len("at 12 Elm ")) == len("at ")
    assert number_before("12 mg of Elm Road", len("12 mg of Elm ")) is None


def test_where_an_address_is_announced_any_name_with_a_number_is_a_street():
    assert street_from("6802 Brisas 14 Suite 3", 0) == len("6802 Brisas 14")
    assert street_from("10 AM sharp", 0) is None


def test_the_line_before_a_unit_is_a_street_if_it_has_a_number_and_a_name():
    assert line_before("go to Brisas 6802, Apt 3", len("go to Brisas 6802, ")) == (6, 17)
    assert line_before("use 10 minutes # x", len("use 10 minutes ")) is None
    assert line_before("Call 911. Room 412", len("Call 911. ")) is None
    assert line_before("Dial 112, Flat 3", len("Dial 112, ")) is None
    assert line_before("Callan 911, Flat 3", len("Callan 911, ")) == (0, 10)


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (", Dunmore, OH 44999", ["Dunmore, OH 44999"]),
        ("\nApt. 6\nDunmore\n Norway 61682", ["Apt. 6", "Dunmore\n Norway 61682"]),
        (", 50667 Altdorf", ["50667 Altdorf"]),
        (", Abermoray AB3 7QX", ["Abermoray AB3 7QX"]),
        ("','Dunmore','OH','44999'", ["Dunmore','OH','44999"]),
        (" and went home", []),
        (", March 3", []),
    ],
)
def test_behind_a_street_stand_unit_town_state_postcode_and_country(rest: str, told: list[str]):
    text = "12 Elm Road" + rest
    assert [text[p.start : p.end] for p in tail(text, len("12 Elm Road"))] == told


@pytest.mark.parametrize(
    "address",
    [
        "Via Garibaldi 12/B, 20121 Milano",
        "18 bis, rue des Carmes, 35000 Rennes",
        "Na Prikope 15, 110 00 Praha 1",
        "Calle 12 No. 45-67, Chapinero, Bogota",
        "Blk 221 Bishan St 23 #08-117, Singapore 570221",
        "ul. Pilsudskiego 14 m. 5, 50-044 Wroclaw",
        "Mannerheimintie 14 A 5, 00100 Helsinki",
        "Flat 3, Beck House, Kirkgate, Thirsk YO7 1HD",
        "N6547 County Rd K",
        "1402 N 85th",
        "RR 2, Site 14, Comp 9",
    ],
)
def test_an_address_of_another_form_is_covered_to_its_end(shipped: Engine, address: str):
    text = f"Patient: Ann Carver\n{address}\nTel 555-0134"
    mask = bytearray(len(text))
    for one in shipped.find(text):
        if one.confidence > Confidence.LOW:
            mask[one.start : one.end] = b"\1" * (one.end - one.start)
    start = text.index(address)
    spot = range(start, start + len(address))
    assert all(mask[at] for at in spot if text[at].isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "BP 12-3-4, Normal, Tuesday",
        "Calle trial 12 of 45",
    ],
)
def test_what_follows_an_address_is_left(shipped: Engine, text: str):
    assert not any(
        "COPD" in text[one.start : one.end] or "Normal" in text[one.start : one.end]
        for one in shipped.find(text)
        if one.confidence > Confidence.LOW
    )

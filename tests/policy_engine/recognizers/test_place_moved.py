"""Places that no preposition leads to, in the ways people move; streets without their type."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.house_words import is_compound, is_house

from .findings import found, has_place

ABOUT = "Mrs. Ada Quill, DOB 03/14/1962, seen 2/3/2024. "


@pytest.mark.parametrize(
    "name",
    ["Briarwood", "Willowbend", "Sun Grove", "Elm Terrace", "holy name", "Crestview Manor"],
)
def test_names_of_houses(name: str):
    assert is_house(name)


@pytest.mark.parametrize(
    "name",
    ["nursing home", "trigger point", "high court", "entry point", "waterfall", "Quill"],
)
def test_words_that_are_none(name: str):
    assert not is_house(name)


def test_a_word_of_the_language_is_no_compound():
    assert is_compound("willowbend")
    assert not is_compound("highland")
    assert not is_compound("groundwater")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("0241 M7 transporting Bayfront code 2", "Bayfront"),
        ("0258 M7 arrived Holy Name 0258", "Holy Name"),
        ("d/c -> Willowbend today", "Willowbend"),
        ("OSH = Briarwood. CT neg.", "Briarwood"),
        ("dropoff: Oakmere", "Oakmere"),
        ("Where were you treated? Lakeridge", "Lakeridge"),
        ("Willowbend declined, no beds.", "Willowbend"),
        ("Visited Oakmere ED twice in May.", "Oakmere ED"),
        ("she was at willowbend for 3 wks then home", "willowbend"),
        ("pt wants to go to st brendans not the other place", "st brendans"),
        ("the vent pt is at mercy tonight, can you call", "mercy"),
        ("dispo thornfield rehab when bed, pt agrees", "thornfield rehab"),
        ("d/c Willowbend today", "Willowbend"),
        ("d/c to Bayfront today", "Bayfront"),
        ("cleared Bayfront at 0302", "Bayfront"),
        ("-> Willow Run", "Willow Run"),
        ("To: Golden Lake", "Golden Lake"),
        ("To: Prairie View", "Prairie View"),
    ],
)
def test_houses_people_are_moved_to(shipped: Engine, text: str, place: str):
    assert has_place(shipped, text, place)


@pytest.mark.parametrize(
    "text",
    [
        "Dispo: home with services, placement pending",
        "the pt was transferred to telemetry and is at baseline, any advice",
        "we are at the mercy of the insurer and pt is at risk",
        "which hospital should a patient choose? Ask about volume.",
        "arrived Tuesday, cleared Thursday, departed in good condition",
        "Disposition: Stable. Destination: Unknown.",
        "the value falls back to Result or to Option here",
        "Where should the catheter go? Radial or femoral.",
        "from one small place to another, to two short drive cycles",
        "struck by Black & Decker tools, hit by a recall",
        "in 10000 area checks, home, 12345 test rows",
        "D/C Coumadin",
        "d/c Levophed and dc Precedex, d/c Hemovac",
        "dc Cefepime, d/c Flagyl today, d/c Dobhoff",
        "cleared Cspine",
        "-> Stack Trace",
        "\u2192 Coronary Reserve",
        "To: Chi Square",
        "To: Production View",
        "-> Pipeline Run",
        "A: Clear View",
        "What clinic visits count? Telehealth.",
        "Where was the patient seen? Virtual.",
        "Where are the records? Onedrive.",
        "arrived Intubated, departed Hypotensive, transferred Afebrile",
        "cleared Trop, returning Dataframe",
        ABOUT + "Religion: Lutheran.",
    ],
)
def test_what_is_no_house(shipped: Engine, text: str):
    assert found(shipped, text, letter="B") == []


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("lives alone at 418 wicklow apt 2 and cant drive", "418 wicklow apt 2"),
        ("pt address is 77 alder", "77 alder"),
        ("0214 M7 enroute 2209 Juniper, fall", "2209 Juniper"),
        ("2026-03-02,office,77 Alder,6.2", "77 Alder"),
        ("home visit 900 Hoosick at 1400", "900 Hoosick"),
        ("900 Hoosick, Albany", "900 Hoosick"),
        ("still at 418 wicklow", "418 wicklow"),
        ("welfare check 10 Orange.", "10 Orange"),
        ("check at 10 Orange.", "10 Orange"),
        ("check 418 Wicklow", "418 Wicklow"),
        ("M7 to 5 Ferris Ct for a lift assist", "5 Ferris Ct"),
        ("moved to 601 Erie Blvd W last month", "601 Erie Blvd W"),
        ("fell outside 45-19 Broadway at noon", "45-19 Broadway"),
    ],
)
def test_streets_without_their_type(shipped: Engine, text: str, street: str):
    assert has_place(shipped, text, street)


@pytest.mark.parametrize(
    "text",
    [
        "stays at 90 percent, moved to 2 liters, back to 12 hourly",
        "BP is at 120 systolic and HR is at 80 regular",
        ABOUT + "0751 Ambulated 40 ft, a Foley of 16 French, 8 Morse.",
        "send to 4 snfs and call 2 families",
        "still on 50 fentanyl",
        "he's on 20 xarelto and back on 40 lasix",
        "check 10 Orange.",
        "check 12 Lemon and 20 Orange.",
    ],
)
def test_counts_are_no_streets(shipped: Engine, text: str):
    assert found(shipped, text, letter="B") == []


def test_a_time_is_no_part_of_a_house(shipped: Engine):
    assert found(shipped, "seen at St. E's 0251", letter="B") == ["St. E's"]
    assert "Mercy 1430" not in found(shipped, "M7 at Mercy 1430, clear 1502", letter="B")
    assert has_place(shipped, "rx sent to CVS 4417 today", "CVS 4417")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("burial, Hills of Rest, Colma, June 2", "Hills of Rest, Colma"),
        ("hospice at Hills of Peace, Duluth since May 2", "Hills of Peace, Duluth"),
        ("transfer from Ward 7, St. Cuthbert's today", "Ward 7, St. Cuthbert's"),
        ("mail to 2nd fl rear, 77 Sayles Street", "2nd fl rear, 77 Sayles Street"),
    ],
)
def test_what_stands_before_a_place(shipped: Engine, text: str, place: str):
    assert has_place(shipped, ABOUT + text, place)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Q3. Where do you live? Paducah", "Paducah"),
        ("Nearest town is Muscatine.", "Muscatine"),
        ("Mileage: Paducah to office 22 mi", "Paducah"),
        ("| Bellmore | NY | 11710 |", "Bellmore"),
        ("her daughter in tarrsburg wants her closer", "tarrsburg"),
        ("I-1 b Paducah 1910 d 71 MI", "Paducah"),
        ("trasladada desde Valdeolmos ayer", "Valdeolmos"),
        ("overgeplaatst naar Geldrop", "Geldrop"),
        ("pt is from washoe county, no insurance", "washoe county"),
    ],
)
def test_towns_behind_what_asks_for_them(shipped: Engine, text: str, town: str):
    assert has_place(shipped, text, town)


@pytest.mark.parametrize(
    "text",
    [
        "Vienna for polyps, Chicago for manometry, Los Angeles for oesophagitis",
        ABOUT + "Dr. Lowe from neurosurg and Dr. Haddad in orthopedics agree.",
        "the nearest town is far and every county differs",
    ],
)
def test_what_is_no_town(shipped: Engine, text: str):
    assert found(shipped, text, letter="B") == []

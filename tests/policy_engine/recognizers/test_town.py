"""Towns: each evidence with a text where it stands and one where it does not."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.regions import may_be_town, shaped_like_town

from .findings import found


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("a welder from Akron", "Akron"),
        ("Discharged to Alder Falls, OR", "Alder Falls, OR"),
        ("12 Elm Road, Fernwick, OH 44999", "Fernwick, OH 44999"),
        ("moved to Juniper Bay last year", "Juniper Bay"),
        ("she grew up in Pellworth", "Pellworth"),
        ("he is from Nadi, Fiji", "Nadi, Fiji"),
        ("sheriff of Larkin County called", "Larkin County"),
        ("the Town of Essex Mills pays", "Town of Essex Mills"),
        ("Tollgate Hospital in Dunmore", "Dunmore"),
        ("seen in Brooklyn yesterday", "Brooklyn"),
        ("shes from toledo ohio i think", "toledo"),
        ("practice in Norfolk NR21 0HX", "Norfolk NR21 0HX"),
        ("my sister in Pellworth rang", "Pellworth"),
        ("nobody on this side of Harwick", "Harwick"),
        ("drove himself from Pellworth", "Pellworth"),
        ("back from Lake Malawi last week", "Lake Malawi"),
        ("My mother was buried in Dunmorra. He said so to his wife.", "Dunmorra"),
        ("came via Akron", "Akron"),
        ("14 Harbour Road, Kinsale, Co. Cork", "Co. Cork"),
        ("Office of Disability Appeals, Toledo\nDear Sir", "Toledo"),
        ("they flew him to Salt Creek", "Salt Creek"),
        ("61F, ref Puyallup, path pending", "Puyallup"),
        ("the nearest center is Puyallup.", "Puyallup"),
        ("She lives in Boise and winters in Kalispell or Puyallup.", "Puyallup"),
        ("her brother came thru toppenish, she is from spokane", "spokane"),
        ("her family is from Trois-Rivieres", "Trois-Rivieres"),
        ("rosters say 'Houma LA 70363'", "Houma LA 70363"),
        ("| B 3.7.2019 | Edison 08817 |", "Edison 08817"),
        ("from Co Mayo, here on holiday", "Co Mayo"),
        ("camping at Lake Texoma last week", "Lake Texoma"),
    ],
)
def test_a_town_is_found_beside_its_evidence(shipped: Engine, text: str, town: str):
    assert any(town in one for one in found(shipped, text, "town"))


@pytest.mark.parametrize(
    "text",
    [
        "lives in Oregon",
        "moved from Vietnam and travels to Canada",
        "Kansas, Nebraska and Iowa reported cases",
        "born in March, moved in Spring",
        "a Korean man from rural Mexico",
        "signed Jo Vale, MD",
        "back to Keppra, falls back to Python",
        "result is from JUPITER",
        "differs in Hamilton scale and in Graves disease",
        "went back to Keppra, falls back to Knuth-Morris",
        "written in Kubernetes. He likes it, his boss too.",
        "the Framingham risk score",
        "from Dr. Akron's note",
        "the drive from home, the nearest clinic is Surgical",
        "his wife went from mobile phone to reading, he to orange juice",
    ],
)
def test_states_countries_peoples_months_and_studies_are_no_towns(shipped: Engine, text: str):
    assert found(shipped, text, "town") == []


def test_a_name_of_the_gazetteer_alone_is_a_suspicion_at_most(shipped: Engine):
    assert found(shipped, "Akron was quoted twice", "town") == []


def test_the_shape_of_a_town_is_its_ending_or_its_first_word():
    assert shaped_like_town("Pellworthville")
    assert shaped_like_town("Port Amity")
    assert not shaped_like_town("Keppra")


@pytest.mark.parametrize("name", ["Ohio", "Norway", "March", "ICU", "South West England"])
def test_what_may_stay_or_is_no_place_may_not_be_a_town(name: str):
    assert not may_be_town(name)


def test_a_saint_and_a_direction_may_begin_a_town():
    assert may_be_town("St. Osyth")
    assert may_be_town("North Pellworth")


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("my brother lives in mexico city now", "mexico city"),
        ("my brother lives in panama city now", "panama city"),
        ("my brother lives in india now", ""),
        ("my brother lives in rehab now", ""),
        ("my brother lives in peru indiana now", "peru"),
        ("my brother lives in jordan mn now", "jordan"),
    ],
)
def test_a_country_may_begin_a_town(shipped: Engine, text: str, town: str) -> None:
    assert found(shipped, text, "town") == ([town] if town else [])

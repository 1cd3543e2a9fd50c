"""Houses, wards and towns that only their place in a sentence about somebody tells."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

_SOMEBODY = "Pt: Ruth Ferreira, 71F, MRN 4471902.\n"


def _places(engine: Engine, text: str) -> list[str]:
    whole = _SOMEBODY + text
    return [
        whole[one.start : one.end]
        for one in engine.find(whole)
        if one.safe_harbor == "B"
        and one.confidence > Confidence.LOW
        and one.start >= len(_SOMEBODY)
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Options are Overlook or Bethany Terrace.", ["Overlook", "Bethany Terrace"]),
        ("Labs (Cedars): K 5.9, Cr 3.1", ["Cedars"]),
        ("s/p CABG Wake Barton 2014", ["Wake Barton"]),
        ("charge: do we have a bed for Altnagelvin?", ["Altnagelvin"]),
        ("Family toured Sunrise of Wexcombe and liked it.", ["Sunrise of Wexcombe"]),
        ("Dad's back from VA Palo Verde since Tuesday.", ["VA Palo Verde"]),
        ("He came back from VA Tomah.", ["VA Tomah"]),
        ("Family toured Overlook Friday.", ["Overlook"]),
        ("The ambulance took me to Jewish General.", ["Jewish General"]),
        ("UC Harwood has a 78F NSTEMI for us", ["UC Harwood"]),
        ("Declined by LGI, no beds.", ["LGI"]),
        ("s/p PCI NGH 2014", ["NGH"]),
        ("He is an outlier on Ellis 9, medical.", ["Ellis 9"]),
        ("Stepdown to 9 Center if the lactate clears.", ["9 Center"]),
        ("Pt on Ward C4, needs a sitter.", ["Ward C4"]),
        ("7 Bravo called: bed 4 is low.", ["7 Bravo"]),
        ("my dad (84, Ottumwa) got a pacemaker", ["Ottumwa"]),
        ("SH: Winnemucca, ex-miner, 40 pack years", ["Winnemucca"]),
        ("Coimbatore - lives w/ niece - no stairs", ["Coimbatore"]),
        ('INFO geocode: no match for city "Tupelo"', ["Tupelo"]),
    ],
)
def test_they_are_found_where_nothing_else_stands(shipped: Engine, text: str, places: list[str]):
    found = _places(shipped, text)
    assert all(any(one in told for told in found) for one in places)


@pytest.mark.parametrize(
    "text",
    [
        "Options are Lovenox or Eliquis.",
        "Labs (Cardiology): K 5.9",
        "s/p CABG Redo 2014",
        "do we have a bed for Thursday?",
        "Family wants Hospice, not Rehab.",
        "He is on Lasix 40 and aspirin",
        "score of Braden 12 today",
        "Seen on 3 March.",
        "Moved to Phase 2, then to Step 3 of the plan.",
        "CABG (LIMA) 2014",
        "Declined by PCP, no reason.",
        "73 y/o F, Hispanic, DM2",
        "my dad (84, Diabetic) got a pacemaker",
        'no match for city "Texas"',
        "sofia lives in india with her mom",
    ],
)
def test_medicines_scores_departments_and_countries_are_none(shipped: Engine, text: str):
    assert _places(shipped, text) == []

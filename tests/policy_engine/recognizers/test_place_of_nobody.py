"""Places in texts that speak of nobody: geography, sport, law."""

import pytest

from promptward.engine import Engine
from promptward.model import Candidate
from promptward.recognizers.place_of_nobody import places_of_nobody
from promptward_dsl.lattice import Confidence

from .findings import found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "The canal leaves at Stourport and climbs 43 locks before it joins the river.",
            "Stourport",
        ),
        (
            "The bill of lading is governed by the law of the port, and venue lies in Wilmington.",
            "Wilmington",
        ),
        (
            "Leicester drew 2-2 at home to Preston on Saturday after leading by two early goals.",
            "Preston",
        ),
    ],
)
def test_a_place_of_nobody_is_unsure(shipped: Engine, text: str, place: str) -> None:
    assert place not in found(shipped, text, "town") + found(shipped, text, "facility")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Drove from Yakima, slept badly, no appetite, wants to sell the farm and be near Spokane.",
            "Spokane",
        ),
        (
            "Evicted last month, sleeping in a van behind the library in Astoria, eats once a day.",
            "Astoria",
        ),
        ("return to Wilmington tomorrow", "Wilmington"),
        (
            "The ferry to Anacortes was cancelled so we could not make the ten o'clock on Friday",
            "Anacortes",
        ),
        (
            "Dentist in Whitby pulled the wrong tooth, how to complain and get the money back?",
            "Whitby",
        ),
        (
            "Traffic on the road to Salina is terrible, running twenty minutes late for the slot.",
            "Salina",
        ),
        (
            "The bill is sent to her, governed by the law of the port, and venue lies in Wilmington.",
            "Wilmington",
        ),
    ],
)
def test_a_place_of_somebody_stays(shipped: Engine, text: str, place: str) -> None:
    assert place in found(shipped, text, "town") + found(shipped, text, "facility")


def test_what_a_verb_or_a_head_tells_stays() -> None:
    text = "The canal leaves at Stourport and climbs 43 locks before it joins the river."
    start = text.index("Stourport")
    sure = [Candidate(start, start + 9, Confidence.MEDIUM, ("head",))]
    assert places_of_nobody(text, sure) == sure
    low = places_of_nobody(text, [sure[0]._replace(evidence=("at",))])
    assert [one.level for one in low] == [Confidence.LOW]

"""Names that stand among things in a text that speaks of nobody."""

import re
from collections.abc import Iterator

import pytest

from promptward.engine import Engine
from promptward.model import Candidate
from promptward.recognizers.name_of_nobody import names_of_nobody
from promptward_dsl.lattice import Confidence

from .findings import found


@pytest.mark.parametrize(
    "text",
    [
        "Readings: Psalm 23, Ruth 1:16, Luke 10, Isaiah 40.",
        "Cheddar, Stilton, Jack; crackers and figs.",
        "Carrie, Thelma & Louise.",
        "Cassini saw Enceladus, Titan, Rhea, Dione, Phoebe. Juno orbits Jupiter, and looks at rings.",
        "Oil closed lower, Brent at $78.20.",
        "Open with an Aria in G.",
    ],
)
def test_an_item_and_a_counted_word_are_nobody(shipped: Engine, text: str) -> None:
    assert found(shipped, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Why is Melissa so impulsive?", "Melissa"),
        ("Pt list: Melissa, Tyler, Jack", "Tyler"),
        ("Melissa needs zosyn", "Melissa"),
        ("The children are Melissa, Tyler and Ruth.", "Ruth"),
        ("To-do: Penelope - recheck INR, Octavio - chemo consent", "Octavio"),
        ("schizophrenia relapse, Beatrice, needs Invega shot", "Beatrice"),
        ("- Beatrice (HIV)\n- Marisol (HCV)", "Marisol"),
        ("Rx: Marisol, Suboxone 8/2", "Marisol"),
        ("Translate to Spanish: Araceli, take one tablet twice daily", "Araceli"),
        ("Beatrice: Foley out, JP 40 cc. Tyler: Hickman flushed, TPN hung.", "Tyler"),
        ("to do: Okafor, Nguyen, Patel", "Patel"),
        ("Ruth 14 and Luke 9 both up all night, itching, hives gone by noon", "Ruth"),
        ("Fitzgerald arrived.", "Fitzgerald"),
        ("Put plainly: Solomon had a Whipple, then a Hartmann and a Roux-en-Y", "Solomon"),
        ("Kimberly, Kaitlyn, Kendra - 3 no-shows today", "Kimberly"),
        ("Beatrice & Casper: HIPAA release on file", "Beatrice"),
        ("Beatrice owes 1240, Casper 88, Otto nothing, so mail both again next month", "Casper"),
        ("Refund Beatrice 40 dollars of the copay, the card at the kiosk ran twice", "Beatrice"),
        ("Tony, Maria and Lou ate the shrimp and threw up, the rest had chicken", "Maria"),
        ("Spoke with Lorraine Ostrander today. Hope denies pain.", "Hope"),
    ],
)
def test_a_name_in_a_text_about_somebody_stays(shipped: Engine, text: str, name: str) -> None:
    assert any(name in one for one in found(shipped, text))


class Counted(list[Candidate]):
    """How often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[Candidate]:
        self.times += 1
        return super().__iter__()


def test_many_names_are_not_gone_through_for_each_word() -> None:
    text = "Melissa, Tyler; " * 200
    found = Counted(
        Candidate(word.start(), word.end(), Confidence.MEDIUM, ("given_alone",))
        for word in re.finditer(r"\w+", text)
    )
    doubted = names_of_nobody(text, found)
    assert sum("of_nobody" in one.evidence for one in doubted) == len(found)
    assert found.times < 10

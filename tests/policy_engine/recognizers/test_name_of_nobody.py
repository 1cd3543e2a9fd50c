"""Names that stand among things in a text that speaks of nobody."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence


def sure(engine: Engine, text: str) -> list[str]:
    return [
        text[one.start : one.end]
        for one in engine.find(text)
        if one.confidence >= Confidence.MEDIUM
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Readings: Psalm 23, Ruth 1:16, Luke 10, Isaiah 40.",
        "Cheddar, Stilton, Jack; crackers and figs.",
    ],
)
def test_an_item_and_a_counted_word_are_nobody(shipped: Engine, text: str) -> None:
    assert sure(shipped, text) == []


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
        ("Spoke with Lorraine Ostrander today. Hope denies pain.", "Hope"),
    ],
)
def test_a_name_in_a_text_about_somebody_stays(shipped: Engine, text: str, name: str) -> None:
    assert any(name in found for found in sure(shipped, text))

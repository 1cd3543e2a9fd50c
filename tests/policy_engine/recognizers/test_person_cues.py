"""Relatives before a name, and words of other languages with the same letters."""

import pytest

from promptward.engine import Engine

from .findings import found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sa m\u00e8re Claudine est venue", "Claudine"),
        ("M\u00e8re: Claudine", "Claudine"),
        ("su prima Rosa la trae", "Rosa"),
        ("su primo Ignacio vive con ella", "Ignacio"),
        ("vive con la prima Rosa", "Rosa"),
        ("seen with m\u00e8re Claudine", "Claudine"),
        ("prima Lucia, tel. pendiente", "Lucia"),
        ("jego \u017con\u0119 Mari\u0119", "Mari\u0119"),
    ],
)
def test_relatives_abroad(shipped: Engine, text: str, name: str):
    assert name in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    "text",
    [
        "the mere Existence of a risk",
        "a mere Formality",
        "by mere Chance",
        "prima Facie",
        "zone Bravo",
        "a prima Volta",
    ],
)
def test_words_of_the_same_letters(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize("text", ["the prima Donna sang", "hot zone Charlie"])
def test_they_make_no_name_surer(shipped: Engine, text: str):
    assert not [one for one in shipped.find(text) if "kin" in one.evidence]

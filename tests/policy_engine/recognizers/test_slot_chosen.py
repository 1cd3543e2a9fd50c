"""Places between which somebody chooses, or on whose way they are, and words that are none."""

import pytest

from promptward.engine import Engine

from .findings import covers, found, has_place

_SOMEBODY = " Mrs Ann Carver, DOB 3/4/1950, saw Dr Maria Lopez."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Can the scan be done at Vinter instead of Tuba?", "Tuba"),
        ("Her family prefers Larkmoor for now.", "Larkmoor"),
        ("There is a clinic in Ulmhagen on Tuesday.", "Ulmhagen"),
        ("He sees her in Plassbrook too.", "Plassbrook"),
        ("She came by ferry from Gorsay with pain.", "Gorsay"),
        ("Her son lands Dorvale at 6.", "Dorvale"),
        ("He lives on Oak Road (Galtmore).", "Galtmore"),
        ("She was born in Lagos, now Barkingham with a cough.", "Barkingham"),
        ("We are passing Colfax and Peoria, eight out.", "Colfax and Peoria"),
        ("pt of dr webb goes to lsu for chemo, mrs boyd drives.", "lsu"),
        ("Copy to the bridgegate practice in may.", "bridgegate practice"),
        ("The widow, of The Old Forge, Much Marbury.", "The Old Forge, Much Marbury"),
        ("Ship it to 55 Rowlande St. Medicaid pays.", "55 Rowlande St"),
        ("Il vit au 4 venelle du Lavoir.", "4 venelle du Lavoir"),
        ("Letter to 3 Ffordd Las, LL22.", "Ffordd Las"),
        ("Deliver to 6 Wattle Gr, Mitcham.", "6 Wattle Gr"),
    ],
)
def test_a_place_that_its_sentence_tells(shipped: Engine, text: str, place: str) -> None:
    text = text + (_SOMEBODY if text[0].isupper() and " labat" not in text else "")
    assert has_place(shipped, text, place) or covers(shipped, text, place)


@pytest.mark.parametrize(
    "text",
    [
        "She prefers Tylenol over Advil, and English over Spanish.",
        "He asked about Medicare, then about Tuesday.",
        "She went to icu, then to snf, then to pt.",
        "Ward Clerk, Ward Manager and Ward Sister met.",
        "The Guardian, Manchester wrote about it.",
    ],
)
def test_a_thing_in_such_a_sentence_is_left(shipped: Engine, text: str) -> None:
    known = found(shipped, _SOMEBODY)
    assert [one for one in found(shipped, text + _SOMEBODY, letter="B") if one not in known] == []

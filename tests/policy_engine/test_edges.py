"""What parts a finding from its neighbours does not belong to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.edges import trimmed


def of(text: str) -> str:
    """The trimmed range of what stands in ⟦brackets⟧."""
    start, end = text.index("⟦"), text.index("⟧") - 1
    bare = text.replace("⟦", "").replace("⟧", "")
    first, last = trimmed(bare, start, end)
    return bare[first:last]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("on plate ⟦ABC 123 ⟧of", "ABC 123"),
        ("member:⟦ 6244 817⟧", "6244 817"),
        ("patient ⟦VANCE^ELODIE,⟧ id 4", "VANCE^ELODIE"),
        ("the ⟦4th and 5th; \n⟧then", "4th and 5th"),
        ("Re: ⟦Ren&eacute;⟧, seen", "Ren&eacute;"),
        ("name = ⟦'Bui⟧, Huong'", "Bui"),
        ("city = '⟦Holland'⟧, st = 'MI'", "Holland"),
        ("seen by ⟦'Abd al-Rahman⟧ today", "'Abd al-Rahman"),
        ("the ⟦'Lee'⟧, and 'Lee'", "'Lee'"),
        ("a ⟦, ⟧b", ", "),
        ("a⟦;⟧b", ";"),
    ],
)
def test_what_parts_is_left_out_and_what_belongs_stays(text, kept):
    assert of(text) == kept


@given(st.text("a 1,;'\"&\n", min_size=1, max_size=12), st.data())
def test_a_range_stays_within_itself_is_never_empty_and_never_trimmed_twice(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = trimmed(text, start, end)
    assert start <= first < last <= end
    if text[start:end].strip(" \n,;'\"&"):
        assert text[first] not in " \n,;"
        assert text[last - 1] not in " \n,"

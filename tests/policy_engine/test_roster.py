"""A roster finds its values whole, in any case and order, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from promptward.roster import Roster

VALUES = ["Zéphyrine Quux-Mbeki", "Nolan Tarkwell", "771234"]
ROSTER, DONE = Roster.of(VALUES, "p.names", "A", detector="roster.p.names")


def spans(text: str) -> list[str]:
    return [text[one.start : one.end] for one in ROSTER.find(text)]


def test_values_are_found_whole() -> None:
    assert DONE.registered == 3
    assert spans("Nolan Tarkwell's; TARKWELL, NOLAN; #771234.") == [
        "Nolan Tarkwell",
        "TARKWELL, NOLAN",
        "771234",
    ]
    assert spans("QUUX-MBEKI, Zephyrine") == ["QUUX-MBEKI, Zephyrine"]
    assert spans("Ze\u0301phyrine Quux Mbeki\u0301 e") == ["Ze\u0301phyrine Quux Mbeki\u0301"]
    assert spans("Nolan Tarkwells, 7712345, x771234, Nolan. and Tarkwell-ish") == []
    assert "Tarkwell" not in repr(ROSTER)


@given(st.text(max_size=80), st.sampled_from(VALUES), st.text(max_size=80))
def test_a_value_between_blanks_is_found_in_any_text(before, value, after) -> None:
    text = f"{before} , {value} , {after}"
    found = ROSTER.find(text)
    start = len(before) + 3
    assert any(one.start <= start and one.end >= start + len(value) for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert list(found) == sorted(found)

"""Line breaks that are passed at a glance are those at which nothing would have been found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.readings import breaks
from promptward.readings.breaks import line_breaks
from promptward.readings.edits import Edit

PIECES = st.sampled_from(
    (
        *(
            "the ",
            "seen",
            "Wed",
            "nesday",
            "Smi",
            "th",
            "O'",
            "Brien",
            "pati",
            "ent",
            "Anna ",
            "é",
        ),
        *("219-", "09-", "4417", "(617) ", "555-", "0142", "a@b.", "org", "j.doe", "@", "'", '"'),
        *(
            " ",
            ", ",
            ". ",
            "-",
            "- ",
            "> ",
            "# ",
            "Suite ",
            "A",
            "x",
            "Rd",
            "\r",
            "\t",
            "MRN ",
            "0",
        ),
        *("\n", "\n", "\n", "\n", "\r\n", "-\n", " \n", "\n> ", "\n  ", "\n\n", "n't", "ward"),
    )
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def edits(text: str, *, glance: bool) -> list[Edit]:
    with pytest.MonkeyPatch.context() as patched:
        if not glance:
            patched.setattr(breaks, "_nothing_torn", lambda *_: False)
        return sorted(line_breaks(text))


@given(TEXTS)
def test_glance_loses_nothing(text: str) -> None:
    assert edits(text, glance=True) == edits(text, glance=False)


@given(TEXTS)
def test_breaks_are_those_of_a_search_from_end_to_end(text: str) -> None:
    searched = [
        found.span()
        for found in breaks._BREAK.finditer(text)
        if found.start() and text[found.start() - 1] != "\n"
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(breaks, "_nothing_torn", lambda *_: False)
        assert [found.span() for found in breaks._breaks(text, [])] == searched


@pytest.mark.parametrize("width", [11, 17, 23])
def test_glance_loses_nothing_of_a_text_torn_everywhere(width: int) -> None:
    text = "Seen by Doctor Kimberly Okafor for review, then Wilhelmina Braithwaite went home. " * 4
    torn = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    found = edits(torn, glance=True)
    assert found == edits(torn, glance=False)
    assert len(found) > torn.count("\n") // 2  # also the breaks that show nothing


def test_a_label_in_the_next_line_of_a_form_is_no_rest_of_a_word() -> None:
    assert edits("name: Tan Wei Ming\nnric: S1234567D", glance=True) == []
    assert edits("Note: seen on Wed\nnesday: stable", glance=True) == [Edit(17, 18)]
